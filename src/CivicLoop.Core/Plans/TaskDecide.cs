using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Plans;

/// <summary>
/// The life of a task: set while its plan is a draft, begun with it, milestone by milestone reported by its units and
/// checked by somebody else, closed by the office. Pure.
/// </summary>
public static class TaskDecide
{
    public const string Milestone = "task-milestone";
    public const string Check = "task-check";
    public const string Close = "task-close";

    public const int MostMilestones = 12;

    /// <param name="plan">The plan that the task is of, as it stands.</param>
    public static Outcome<TaskEvent> Decide(TaskState? state, TaskCommand command, PlanState plan, Act act, CaseRules rules)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (state is null && command is not SetTask)
            return new Refusal("task.unknown");
        if (!Allowed(state, command.Kind, act.By, rules))
            return new Refusal("task.not-yours", command.Kind.ToString());
        if (NotNow(state, command, plan) is { } early)
            return early;
        return command switch
        {
            SetTask set => state is not null ? new Refusal("task.exists")
            : Unfit(set.Terms, set.Taken, plan, rules) is { } unfit ? unfit
            : new TaskSet(set.Number, set.Plan, set.Code, set.Terms),
            ChangeTask change => Unfit(change.Terms, change.Taken, plan, rules) is { } wrong
                ? wrong
                : new TaskChanged(change.Terms),
            DropTask => new TaskDropped(),
            BeginTask => OnBegin(state!, act, rules),
            TellProgress told => told.Percent is < 0 or > 100
                ? new Refusal("task.percent")
                : new TaskProgressed(act.By.Unit, told.Percent, told.Words, told.Photos, told.Links, state!.Next),
            ReportMilestone report => OnReport(state!, report, act, rules),
            PassMilestone pass => OnPass(state!, pass, act, rules),
            FailMilestone fail => OnFail(state!, fail, act, rules),
            PostponeMilestone postpone => OnPostpone(state!, postpone, plan, act, rules),
            CloseTask => new TaskClosed(),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    /// <summary>Whether somebody's role reaches this act on this task, as its units stand.</summary>
    public static bool Allowed(TaskState? state, TaskAct act, Actor by, CaseRules rules) =>
        May.Do(by, act, state?.Terms.Lead, DistrictOf(state?.Terms.Lead, rules), [.. state?.Terms.With ?? []]);

    private static Refusal? NotNow(TaskState? state, TaskCommand command, PlanState plan)
    {
        if (command is SetTask or ChangeTask or DropTask)
            return plan.Status != PlanStatus.Draft || !plan.Decomposes ? new Refusal("task.plan-fixed", Said(plan.Number))
                : state is { Phase: not TaskPhase.Draft } ? new Refusal("task.not-now", state.Phase.ToString())
                : null;
        var ready = command switch
        {
            BeginTask => state!.Phase == TaskPhase.Draft && plan.Status == PlanStatus.Published,
            CloseTask => state!.Phase == TaskPhase.Checked,
            TellProgress => state!.IsRunning,
            _ => state!.Phase == TaskPhase.Running,
        };
        if (!ready)
            return new Refusal("task.not-now", state!.Phase.ToString());
        // What somebody looked at may have been reached meanwhile, and the next one is not it.
        var (at, wanted) = command switch
        {
            ReportMilestone report => (report.At, MilestoneStatus.Open),
            PassMilestone pass => (pass.At, MilestoneStatus.Reported),
            FailMilestone fail => (fail.At, MilestoneStatus.Reported),
            PostponeMilestone postpone => (postpone.At, MilestoneStatus.Open),
            _ => (-1, MilestoneStatus.Open),
        };
        if (at < 0)
            return null;
        var later = command is PostponeMilestone && at < state!.Milestones.Count;
        return (at == state!.Current || later) && state.Milestones[at].Status == wanted
            ? null
            : new Refusal("task.milestone-not-now", Said(at + 1));
    }

    private static Outcome<TaskEvent> OnBegin(TaskState state, Act act, CaseRules rules) =>
        state.Terms.Post is null || state.Milestones.Count == 0
            ? new Refusal("task.unfinished", state.Code)
            : new TaskBegun(Owed(state, 0, act.RecordedAt, rules));

    private static Outcome<TaskEvent> OnReport(TaskState state, ReportMilestone report, Act act, CaseRules rules)
    {
        if (report.Photos.Count == 0 && report.Links.Count == 0)
            return new Refusal("task.evidence-missing");
        var checker = Checker(state, act.By.Unit, rules);
        return new MilestoneReported(
            report.At,
            act.By.Unit,
            report.Words,
            report.Photos,
            report.Links,
            checker is null ? null : Open(Check, checker.Code, "check", act, rules)
        );
    }

    private static Outcome<TaskEvent> OnPass(TaskState state, PassMilestone pass, Act act, CaseRules rules)
    {
        if (OwnWork(state, act) is { } own)
            return own;
        var next =
            pass.At + 1 < state.Milestones.Count ? Owed(state, pass.At + 1, act.RecordedAt, rules)
            : rules.Organisation.Covering(Role.OfficeClerk, null) is { } office ? Open(Close, office.Code, "close", act, rules)
            : null;
        return new MilestonePassed(pass.At, pass.Photos, next);
    }

    // What failed is owed again by its day, or by the limit of rework where that day is nearer or gone.
    private static Outcome<TaskEvent> OnFail(TaskState state, FailMilestone fail, Act act, CaseRules rules)
    {
        if (OwnWork(state, act) is { } own)
            return own;
        var byDay = Owed(state, fail.At, act.RecordedAt, rules);
        var byLimit = Open(Milestone, byDay.Post, "rework", act, rules) with { Checker = byDay.Checker };
        return new MilestoneFailed(fail.At, fail.Photos, byDay.Due > byLimit.Due ? byDay : byLimit);
    }

    private static Outcome<TaskEvent> OnPostpone(
        TaskState state,
        PostponeMilestone postpone,
        PlanState plan,
        Act act,
        CaseRules rules
    )
    {
        if (postpone.Day <= state.Milestones[postpone.At].Day)
            return new Refusal("task.postpone-later", Day(state.Milestones[postpone.At].Day));
        if (postpone.Day > plan.Head.To)
            return new Refusal("task.milestone-outside", Day(plan.Head.From), Day(plan.Head.To));
        // They are reached in their order: one does not overtake the next.
        if (postpone.At + 1 < state.Milestones.Count && postpone.Day > state.Milestones[postpone.At + 1].Day)
            return new Refusal("task.postpone-order", Day(state.Milestones[postpone.At + 1].Day));
        var next =
            postpone.At == state.Current
                ? Owed(state, postpone.At, state.Next?.Since ?? act.RecordedAt, rules, postpone.Day)
                : state.Next;
        return new MilestonePostponed(postpone.At, postpone.Day, next);
    }

    // Four eyes: neither who reported it nor anybody of a unit that works on it.
    private static Refusal? OwnWork(TaskState state, Act act) =>
        act.By.Person == state.ReportedBy ? new Refusal("task.own-work")
        : act.By.Unit == state.ReportedUnit || state.Units.Contains(act.By.Unit) ? new Refusal("task.own-unit")
        : null;

    private static Refusal? Unfit(TaskTerms terms, IReadOnlyCollection<StandardRef> taken, PlanState plan, CaseRules rules)
    {
        if (terms.Standards.Count == 0)
            return new Refusal("task.standards-missing");
        if (terms.Standards.FirstOrDefault(taken.Contains) is { } twice)
            return new Refusal("task.standard-taken", twice.Code);
        if (terms.Standards.FirstOrDefault(one => plan.Head.Editions.All(edition => edition.System != one.System)) is { } foreign)
            return new Refusal("task.standard-unknown", foreign.ToString());
        foreach (var unit in terms.With.Prepend(terms.Lead).OfType<string>())
            if (rules.Organisation.ClerkOf(unit) is null)
                return new Refusal("unit.nobody", rules.Organisation.Unit(unit)?.Name ?? unit);
        if (terms.Lead is { } lead && terms.With.Contains(lead))
            return new Refusal("task.lead-helps", rules.Organisation.Unit(lead)?.Name ?? lead);
        if (
            terms.Post is { } post
            && (terms.Lead is null || rules.Organisation.Post(post) is not { Closed: false } known || known.Unit != terms.Lead)
        )
            return new Refusal("task.post-elsewhere", rules.Organisation.Post(post)?.Name ?? post);
        if (terms.Milestones.Count > MostMilestones)
            return new Refusal("task.milestones-many", Said(MostMilestones));
        return terms.Milestones.Any(one => one.Day < plan.Head.From || one.Day > plan.Head.To)
            ? new Refusal("task.milestone-outside", Day(plan.Head.From), Day(plan.Head.To))
            : null;
    }

    // ---- duties

    private static Duty Owed(TaskState state, int at, DateTime since, CaseRules rules, DateOnly? day = null) =>
        Duty.Until(
            Milestone,
            state.Terms.Post!,
            since,
            day ?? state.Milestones[at].Day,
            rules.Playbook.Limits.YellowAt,
            rules.Calendar
        ) with
        {
            Checker = Checker(state, "", rules)?.Code,
        };

    private static Post? Checker(TaskState state, string doer, CaseRules rules)
    {
        string[] own = [.. state.Units, doer];
        return (
                DistrictOf(state.Terms.Lead, rules) is { Length: > 0 } district
                    ? rules.Organisation.Covering(Role.Inspector, district, own)
                    : null
            )
            ?? rules.Organisation.Covering(Role.Supervisor, null, own)
            ?? rules.Organisation.Covering(Role.OfficeClerk, null, own);
    }

    // The district that the lead governs or lies in; a unit of the city lies in none.
    private static string DistrictOf(string? unit, CaseRules rules) =>
        unit is not null && rules.Organisation.Unit(unit)?.Division is { Length: >= 6 } division ? division[..6] : "";

    private static Duty Open(string kind, string post, string stage, Act act, CaseRules rules) =>
        Duty.Open(
            kind,
            post,
            null,
            act.RecordedAt,
            rules.Playbook.Limits.Stage(stage),
            rules.Playbook.Limits.YellowAt,
            rules.Calendar
        );

    private static string Said(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
