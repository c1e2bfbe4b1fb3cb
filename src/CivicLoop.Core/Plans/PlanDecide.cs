using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Plans;

/// <summary>A plan is drafted, changed as long as it is a draft, published when nothing is missing, closed when all has ended. Pure.</summary>
public static class PlanDecide
{
    /// <summary>办结: owed by the office until the last day of the plan.</summary>
    public const string Close = "plan-close";

    /// <summary>Longest stretch of a plan.</summary>
    private const int MostYears = 10;

    public static Outcome<PlanEvent> Decide(PlanState? state, PlanCommand command, Act act, CaseRules rules)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (!May.Do(act.By, command.Kind))
            return new Refusal("plan.not-yours");
        if (command is DraftPlan draft)
            return state is not null ? new Refusal("plan.exists")
                : Unfit(draft.Head, draft.Parent, rules) is { } unfit ? unfit
                : new PlanDrafted(draft.Number, draft.Head);
        if (state is null)
            return new Refusal("plan.unknown");
        if (state.Status != (command is ClosePlan ? PlanStatus.Published : PlanStatus.Draft))
            return new Refusal("plan.not-now", state.Status.ToString());
        return command switch
        {
            ChangePlan change => change.Head.Kind != state.Head.Kind ? new Refusal("plan.kind-stays")
            : Unfit(change.Head, change.Parent, rules) is { } wrong ? wrong
            : new PlanChanged(change.Head),
            PublishPlan publish => OnPublish(state, publish, act, rules),
            ClosePlan { Running: > 0 } close => new Refusal("plan.running", Said(close.Running)),
            ClosePlan => new PlanClosed(),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    private static Outcome<PlanEvent> OnPublish(PlanState state, PublishPlan publish, Act act, CaseRules rules) =>
        Unfit(state.Head, publish.Parent, rules) is { } unfit ? unfit
        : publish.Parent is { Status: not PlanStatus.Published } parent ? new Refusal("plan.parent-draft", Said(parent.Number))
        : publish.Gaps.Count > 0 ? new Refusal("plan.gaps", Said(publish.Gaps.Count))
        : new PlanPublished(
            rules.Organisation.Covering(Role.OfficeClerk, null) is { } office
                ? Duty.Until(Close, office.Code, act.RecordedAt, state.Head.To, rules.Playbook.Limits.YellowAt, rules.Calendar)
                : null
        );

    private static Refusal? Unfit(PlanHead head, PlanState? parent, CaseRules rules)
    {
        if (head.To < head.From)
            return new Refusal("plan.days-backwards");
        if (head.To > head.From.AddYears(MostYears))
            return new Refusal("plan.days-long", Said(MostYears));
        if (head.Parent is { } number)
        {
            if (parent is null || parent.Head.Kind >= head.Kind)
                return new Refusal("plan.parent-kind", Said(number));
            if (head.From < parent.Head.From || head.To > parent.Head.To)
                return new Refusal("plan.parent-days", Said(number));
        }
        if (head.Kind == PlanKind.Implementation && head.Editions.Count == 0)
            return new Refusal("plan.editions-missing");
        if (head.Editions.GroupBy(edition => edition.System).Any(same => same.Count() > 1))
            return new Refusal("plan.editions-twice");
        foreach (var unit in head.Units)
            if (rules.Organisation.ClerkOf(unit) is null)
                return new Refusal("unit.nobody", rules.Organisation.Unit(unit)?.Name ?? unit);
        return null;
    }

    private static string Said(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static PlanState Evolve(PlanState? before, PlanEvent happened, Made made)
    {
        var state = happened switch
        {
            PlanDrafted drafted => new PlanState(
                0,
                drafted.Number,
                PlanStatus.Draft,
                drafted.Head,
                made.RecordedAt,
                PublishedAt: null,
                ClosedAt: null,
                Next: null
            ),
            _ when before is null => throw new InvalidOperationException("a plan begins with its draft"),
            PlanChanged changed => before with { Head = changed.Head },
            PlanPublished => before with { Status = PlanStatus.Published, PublishedAt = made.RecordedAt },
            PlanClosed => before with { Status = PlanStatus.Closed, ClosedAt = made.RecordedAt },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }
}
