using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Contracts;

/// <summary>
/// 包联、包街、包保: what may happen next to a contract, and who owes what after it. Exactly one lead for each object
/// on each level, any number beside it.
/// </summary>
public static class ContractDecide
{
    public static Outcome<IReadOnlyList<ContractEvent>> Decide(
        ContractState? state,
        ContractCommand command,
        Act act,
        CaseRules rules
    )
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (state is null && command is not MakeContract)
            return new Refusal("contract.unknown");
        if (state is not null && act.HappenedAt < state.MadeAt)
            return new Refusal("contract.before-made");
        if (Rights(state, command, act) is { } forbidden)
            return forbidden;
        return command switch
        {
            MakeContract make => state is null ? OnMake(make, act, rules) : new Refusal("contract.exists"),
            AcceptLetter => Awaited(state!, () => [new LetterAccepted(state!.Letters[^1].Number, Renewal(state, act, rules))]),
            DeclineLetter => Awaited(
                state!,
                () =>
                    [new LetterDeclined(state!.Letters[^1].Number, Office("reassign-contract", KindOf(state, rules), act, rules))]
            ),
            HandOverContract over => Open(state!, command) ?? OnHandOver(state!, over, act, rules),
            Renew renew => Open(state!, command) ?? OnRenew(state!, renew, act, rules),
            IssueLetter issue => Open(state!, command) ?? OnIssue(state!, issue, act, rules),
            EndContract => Open(state!, command) is { } ended
                ? ended
                : new ContractEvent[] { new ContractEnded(rules.Calendar.DayOf(act.RecordedAt)) },
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    /// <summary>Whether the contract stands where this act makes sense.</summary>
    public static bool IsTime(ContractState state, ContractAct act) =>
        act switch
        {
            ContractAct.Make => false,
            ContractAct.Accept or ContractAct.Decline => state.Status == ContractStatus.Issued,
            ContractAct.Renew => state.Status != ContractStatus.Ended && state.To is not null,
            _ => state.Status != ContractStatus.Ended,
        };

    /// <summary>Why this actor may not do this act on the contract; null when they may.</summary>
    public static Refusal? Refuses(ContractState? state, ContractAct act, Actor by)
    {
        if (!May.Do(by, act, state?.Party.Unit))
            return new Refusal("contract.not-yours", act.ToString());
        // A post answers for itself: a colleague of the same unit cannot accept in its place.
        return act is ContractAct.Accept or ContractAct.Decline && state!.Party.Post is { } post && post != by.Post
            ? new Refusal("contract.other-post", post)
            : null;
    }

    // What a playbook brings along is made by the system.
    private static Refusal? Rights(ContractState? state, ContractCommand command, Act act) =>
        command is MakeContract && act.Via == "system" ? null : Refuses(state, command.Kind, act.By);

    private static Outcome<IReadOnlyList<ContractEvent>> OnMake(MakeContract make, Act act, CaseRules rules)
    {
        if (rules.Playbook.ContractKind(make.ContractKind) is not { } kind)
            return new Refusal("contract.kind-unknown", make.ContractKind);
        if (kind.Level(make.Level) is not { } level)
            return new Refusal("contract.level-unknown", make.Level, kind.Kind);
        if (!level.Over.Contains(make.Object.Over.Word()))
            return new Refusal("contract.not-over", kind.Kind, level.Name, make.Object.Over.ToString());
        if (Part(make) is { } misplaced)
            return misplaced;
        if (make.To < make.From)
            return new Refusal("contract.term-backward");
        if (PartyOf(kind, make.Party, rules) is { } unfit)
            return unfit;
        if (Taken(make.Lead, make.Party, make.Object, make.From, make.To, make.Overlapping, make.Beside) is { } taken)
            return taken;
        var made = new ContractMade(
            make.Number,
            kind.Code,
            level.Code,
            make.Lead,
            make.Party,
            make.Object,
            make.From,
            make.To,
            Next: null
        );
        return new ContractEvent[] { made, Issued(1, make.Letter, make.Party, kind, act, rules) };
    }

    private static Refusal? Part(MakeContract make)
    {
        var part = make.Object.Part;
        if (make.Object.Over != Over.Segment)
            return part is null ? null : new Refusal("contract.part-of-area");
        if (part is null)
            return null;
        return part.From < 0 || part.To <= part.From || part.To > make.Length
            ? new Refusal("contract.part-outside", Whole(make.Length ?? 0))
            : null;
    }

    private static Refusal? PartyOf(ContractKind kind, Party party, CaseRules rules)
    {
        if (rules.Organisation.Open(party.Unit) is not { } unit)
            return new Refusal("unit.unknown", party.Unit);
        if (party.Post is { } post && (rules.Organisation.Post(post) is not { Closed: false } known || known.Unit != party.Unit))
            return new Refusal("contract.post-unknown", post);
        if (kind.Party == "post" && party.Post is null)
            return new Refusal("contract.wants-post", kind.Kind);
        if (kind.Party == "unit" && party.Post is not null)
            return new Refusal("contract.wants-unit", kind.Kind);
        return Answering(party, rules) is null ? new Refusal("unit.nobody", unit.Name) : null;
    }

    private static Refusal? Taken(
        bool lead,
        Party party,
        ContractObject over,
        DateOnly from,
        DateOnly? to,
        bool overlapping,
        IReadOnlyList<Claim> beside
    )
    {
        var meeting = beside.Where(claim => claim.Object.Meets(over) && claim.Meets(from, to)).ToList();
        if (meeting.FirstOrDefault(claim => claim.Party == party) is { } same)
            return new Refusal("contract.twice", Whole(same.Contract));
        return lead && !overlapping && meeting.FirstOrDefault(claim => claim.Lead) is { } other
            ? new Refusal("contract.lead-taken", Whole(other.Contract))
            : null;
    }

    private static Outcome<IReadOnlyList<ContractEvent>> OnHandOver(
        ContractState state,
        HandOverContract over,
        Act act,
        CaseRules rules
    )
    {
        if (rules.Playbook.ContractKind(state.ContractKind) is not { } kind)
            return new Refusal("contract.kind-unknown", state.ContractKind);
        if (over.To == state.Party)
            return new Refusal("contract.same-party");
        if (PartyOf(kind, over.To, rules) is { } unfit)
            return unfit;
        if (Taken(state.Lead, over.To, state.Object, Today(act, rules), state.To, over.Overlapping, over.Beside) is { } taken)
            return taken;
        return new ContractEvent[]
        {
            new HandedOver(state.Party, over.To, Next: null),
            Issued(state.Letters.Count + 1, over.Letter, over.To, kind, act, rules),
        };
    }

    private static Outcome<IReadOnlyList<ContractEvent>> OnRenew(ContractState state, Renew renew, Act act, CaseRules rules)
    {
        if (rules.Playbook.ContractKind(state.ContractKind) is not { } kind)
            return new Refusal("contract.kind-unknown", state.ContractKind);
        if (state.To is not { } last)
            return new Refusal("contract.endless");
        if (renew.To <= last || renew.To < Today(act, rules))
            return new Refusal("contract.not-longer", last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (Taken(state.Lead, state.Party, state.Object, last.AddDays(1), renew.To, renew.Overlapping, renew.Beside) is { } taken)
            return taken;
        return new ContractEvent[]
        {
            new ContractRenewed(renew.To, Next: null),
            Issued(state.Letters.Count + 1, renew.Letter, state.Party, kind, act, rules),
        };
    }

    private static Outcome<IReadOnlyList<ContractEvent>> OnIssue(ContractState state, IssueLetter issue, Act act, CaseRules rules)
    {
        if (rules.Playbook.ContractKind(state.ContractKind) is not { } kind)
            return new Refusal("contract.kind-unknown", state.ContractKind);
        if (PartyOf(kind, state.Party, rules) is { } unfit)
            return unfit;
        if (
            Taken(state.Lead, state.Party, state.Object, Today(act, rules), state.To, issue.Overlapping, issue.Beside) is
            { } taken
        )
            return taken;
        return new ContractEvent[] { Issued(state.Letters.Count + 1, issue.Letter, state.Party, kind, act, rules) };
    }

    private static Refusal? Open(ContractState state, ContractCommand command) =>
        state.Status == ContractStatus.Ended
            ? new Refusal("contract.not-now", command.Kind.ToString(), state.Status.ToString())
            : null;

    private static Outcome<IReadOnlyList<ContractEvent>> Awaited(ContractState state, Func<ContractEvent[]> then) =>
        state.Status == ContractStatus.Issued ? then() : new Refusal("contract.answered");

    // ---- duties

    private static LetterIssued Issued(int letter, TextRef text, Party party, ContractKind kind, Act act, CaseRules rules) =>
        new(letter, text, Owed("accept-letter", Answering(party, rules), kind.AcceptWithin, act, rules));

    /// <summary>The post that answers for a party: itself, or whoever answers for the unit; null once it has ended.</summary>
    public static Post? Answering(Party party, CaseRules rules)
    {
        if (rules.Organisation.Open(party.Unit) is null)
            return null;
        if (party.Post is { } post)
            return rules.Organisation.Post(post) is { Closed: false } own ? own : null;
        return rules.Organisation.PostOf(party.Unit, Role.UnitClerk)
            ?? rules
                .Organisation.Posts.Where(one => one.Unit == party.Unit && !one.Closed)
                .MinBy(one => one.Code, StringComparer.Ordinal);
    }

    // Owed only as the end draws near: its light is yellow from then on, and red once the contract has run out.
    private static Duty? Renewal(ContractState state, Act act, CaseRules rules)
    {
        if (state.To is not { } last || rules.Organisation.Covering(Role.OfficeClerk, null) is not { } office)
            return null;
        var before = KindOf(state, rules).RenewBefore;
        var ends = rules.Calendar.ToUtc(last.AddDays(1), TimeOnly.MinValue).AddMilliseconds(-1);
        var since = Before(ends, before, rules);
        if (since < act.RecordedAt)
            since = act.RecordedAt;
        return new Duty("renew-contract", office.Code, null, since, since, ends, before.ToString(), Provisional: false);
    }

    // A notice is counted backwards: hours and days as they are, working days as days of the week.
    private static DateTime Before(DateTime end, Limit limit, CaseRules rules)
    {
        switch (limit.Clock)
        {
            case LimitClock.UrgentHours or LimitClock.WorkingHours:
                return end.AddHours(-limit.Amount);
            case LimitClock.NaturalDays:
                return end.AddDays(-limit.Amount);
            default:
                var day = rules.Calendar.DayOf(end);
                for (var left = limit.Amount; left > 0; day = day.AddDays(-1))
                    left -= rules.Calendar.IsWorkingDay(day) ? 1 : 0;
                return rules.Calendar.ToUtc(day, TimeOnly.MinValue);
        }
    }

    private static Duty? Office(string kind, ContractKind contract, Act act, CaseRules rules) =>
        Owed(kind, rules.Organisation.Covering(Role.OfficeClerk, null), contract.AcceptWithin, act, rules);

    private static Duty? Owed(string kind, Post? post, Limit limit, Act act, CaseRules rules) =>
        post is null
            ? null
            : Duty.Open(kind, post.Code, null, act.RecordedAt, limit, rules.Playbook.Limits.YellowAt, rules.Calendar);

    // A later playbook may no longer know the kind: its contracts go on under the usual limits.
    private static ContractKind KindOf(ContractState state, CaseRules rules) =>
        rules.Playbook.ContractKind(state.ContractKind)
        ?? new ContractKind(state.ContractKind, state.ContractKind, [], [], null, false);

    private static DateOnly Today(Act act, CaseRules rules) => rules.Calendar.DayOf(act.RecordedAt);

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>As the playbook writes it: district, street.</summary>
    public static string Word(this Over over) => over.ToString().ToLowerInvariant();
}
