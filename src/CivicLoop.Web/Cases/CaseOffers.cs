using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Web.Cases;

/// <summary>An act that a person would do in this role, and why they may not do it on this case now.</summary>
/// <param name="WhyNot">Null when they may.</param>
public sealed record CaseOffer(CaseAct Act, Refusal? WhyNot);

/// <summary>
/// What a page offers is what the decision itself says: each act is tried on the case without being done. What the
/// form has yet to fill in (a photo, a date, a unit) is no reason against offering it.
/// </summary>
public static class CaseOffers
{
    private static readonly TextRef NoText = new(Guid.Empty, "");
    private static readonly PhotoRef NoPhoto = new(Guid.Empty, "");

    /// <summary>The acts of the reader's role that this status knows, in the order of the loop.</summary>
    public static IReadOnlyList<CaseOffer> For(CaseState state, Actor reader, CaseRules rules, DateTime now) =>
        [.. Trials(state, rules, now).Select(trial => Offer(state, trial, reader, rules, now)).OfType<CaseOffer>()];

    private static CaseOffer? Offer(CaseState state, CaseCommand trial, Actor reader, CaseRules rules, DateTime now)
    {
        if (May.Act(reader.Role, trial.Kind) == Scope.None)
            return null;
        var refusal = Trial(state, trial, reader, rules, now);
        return refusal?.Code switch
        {
            "act.not-now" => null,
            // Another unit's or district's case: said only where the status would allow the act at all.
            "act.not-yours" => Ready(state, trial.Kind) ? new CaseOffer(trial.Kind, refusal) : null,
            // Somebody else's to decide, or nobody's at all: nothing to offer and nothing to explain.
            "approval.not-yours" or "approval.pending" or "suspension.no-rule" => null,
            // A unit without zones, or one whose only zone has it.
            "zone.not-of-unit" or "zone.given-already" => null,
            // The city's own people found it.
            "reply.nobody-told" => null,
            { } code when Final.Contains(code) => new CaseOffer(trial.Kind, refusal),
            _ => new CaseOffer(trial.Kind, null),
        };
    }

    /// <summary>Why this reader may not do this act on the case now; null when they may.</summary>
    public static Refusal? Refuses(CaseState state, CaseAct act, Actor reader, CaseRules rules, DateTime now) =>
        Trial(state, Trials(state, rules, now).First(trial => trial.Kind == act), reader, rules, now) is { } refusal
        && (
            refusal.Code is "act.not-now" or "act.not-yours" or "approval.not-yours" or "approval.pending"
            || Final.Contains(refusal.Code)
        )
            ? refusal
            : null;

    // Whatever else the form says, the answer stays no.
    private static readonly string[] Final =
    [
        "check.own-fix",
        "check.own-unit",
        "check.upstream",
        "approval.own",
        "extension.used-up",
        "extension.too-late",
        "return.final",
        "zone.has-it",
        "zone.own-report",
        "zone.asked",
    ];

    private static Refusal? Trial(CaseState state, CaseCommand trial, Actor reader, CaseRules rules, DateTime now)
    {
        // A clock that stands before the report (a demo being built) is no reason to offer nothing.
        var at = now < state.ReportedAt ? state.ReportedAt : now;
        return CaseDecide.Decide(state, trial, new Act(Guid.Empty, reader, at, at, "desk", NoText), rules).Refusal;
    }

    private static bool Ready(CaseState state, CaseAct act) =>
        act switch
        {
            CaseAct.PassCheck or CaseAct.FailCheck => state.Status == CaseStatus.Fixed,
            CaseAct.Return or CaseAct.Accept => state.Status == CaseStatus.Dispatched,
            CaseAct.Plan or CaseAct.ReportFixed => state.Status == CaseStatus.Accepted,
            CaseAct.CoSign or CaseAct.CoRefuse => state.Status == CaseStatus.CoSigning,
            _ => false,
        };

    private static IEnumerable<CaseCommand> Trials(CaseState state, CaseRules rules, DateTime now) =>
        [
            new FileCase(
                state.Category,
                rules.Playbook.Category(state.Category)?.Difficulty ?? rules.Playbook.Limits.Difficulties[0].Code,
                Severity.Minor
            ),
            new RefuseToFile(),
            new Dispatch(null),
            new Accept(),
            new Return(),
            new ReportFixed([NoPhoto]),
            new GiveToZone(
                state.Unit is null
                    ? ""
                    : rules.Organisation.ZonesOf(state.Unit).OrderBy(zone => zone.Code == state.Zone).FirstOrDefault()?.Code ?? ""
            ),
            new ReportToUnit([NoPhoto]),
            new TakeFromZone(),
            new Grant(),
            new Deny(),
            new CoSign(),
            new CoRefuse(),
            new Resume(),
            new MakePlan(NoText, NoText, NoText, rules.Calendar.DayOf(now), ""),
            new AskExtension(1),
            new AskSuspension(rules.Calendar.DayOf(now).AddDays(1)),
            new PassCheck([NoPhoto]),
            new FailCheck([NoPhoto]),
            new Close(),
            new Merge(null),
            new Reopen(),
            new Reply(NoText),
        ];
}
