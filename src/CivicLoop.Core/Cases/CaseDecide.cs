using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Cases;

/// <summary>
/// The closed loop: what may happen next to a case, and who owes what after it. Pure: the same state, command,
/// act and rules always give the same events or the same refusal.
/// </summary>
public static class CaseDecide
{
    public static Outcome<IReadOnlyList<CaseEvent>> Decide(CaseState? state, CaseCommand command, Act act, CaseRules rules)
    {
        if (Timing(state, act) is { } untimely)
            return untimely;
        // Nobody has a right in a case that is not there: say that, whatever the role.
        if (state is null && command is not (Report or FixOnTheSpot))
            return new Refusal("case.unknown");
        if (Rights(state, command, act) is { } forbidden)
            return forbidden;
        var outcome = command switch
        {
            Report report => OnReport(state, report, act, rules),
            FixOnTheSpot fix => OnFixOnTheSpot(state, fix, act, rules),
            RefuseToFile => When(state!, CaseStatus.Reported, command, _ => new FilingRefused()),
            FileCase file => When(state!, CaseStatus.Reported, command, now => OnFile(now, file, act, rules)),
            Dispatch dispatch => When(state!, CaseStatus.Filed, command, now => OnDispatch(now, dispatch, act, rules)),
            Return => When(state!, CaseStatus.Dispatched, command, now => OnReturn(now, act, rules)),
            Accept => When(state!, CaseStatus.Dispatched, command, now => new CaseAccepted(now.Unit!, now.Rectify)),
            MakePlan plan => When(state!, CaseStatus.Accepted, command, now => OnPlan(now, plan, act, rules)),
            ReportFixed fix => When(state!, CaseStatus.Accepted, command, now => OnFixed(now, fix, act, rules)),
            PassCheck pass => When(state!, CaseStatus.Fixed, command, now => OnPass(now, pass, act, rules)),
            FailCheck fail => When(state!, CaseStatus.Fixed, command, now => OnFail(now, fail, act, rules)),
            Close => When(state!, CaseStatus.Passed, command, _ => new CaseClosed()),
            Reopen => OnReopen(state!, act, rules),
            Recount => OnRecount(state!, rules),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
        return outcome.Refusal is { } refusal ? refusal : new[] { outcome.Value! };
    }

    private static Refusal? Timing(CaseState? state, Act act)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (state is not null && act.HappenedAt < state.ReportedAt)
            return new Refusal("act.before-report");
        return null;
    }

    private static Refusal? Rights(CaseState? state, CaseCommand command, Act act)
    {
        // The system recounts; no person does.
        if (command is Recount)
            return act.Via == "system" ? null : new Refusal("act.not-yours", command.Kind.ToString());
        var (unit, district) = command switch
        {
            Report report => (report.At.Owner, report.At.District),
            FixOnTheSpot fix => (fix.At.Owner, fix.At.District),
            _ => (state?.Unit, state?.At.District ?? ""),
        };
        // Outside the city there is no district to have a right in: say that, not "not yours".
        if (district.Length == 0 && command is Report or FixOnTheSpot)
            return new Refusal("place.outside");
        return May.Do(act.By, command.Kind, unit, district) ? null : new Refusal("act.not-yours", command.Kind.ToString());
    }

    private static Outcome<CaseEvent> When(
        CaseState state,
        CaseStatus wanted,
        CaseCommand command,
        Func<CaseState, Outcome<CaseEvent>> then
    ) => state.Status == wanted ? then(state) : new Refusal("act.not-now", command.Kind.ToString(), state.Status.ToString());

    private static Outcome<CaseEvent> OnReport(CaseState? state, Report report, Act act, CaseRules rules)
    {
        if (state is not null)
            return new Refusal("case.exists");
        if (Placed(report.At, report.Category, rules) is { } refusal)
            return refusal;
        return new CaseReported(
            report.Number,
            report.Category,
            report.At,
            report.What,
            report.Photos,
            FoundBy(act.By.Role),
            Office("file", act.RecordedAt, rules)
        );
    }

    private static Outcome<CaseEvent> OnFixOnTheSpot(CaseState? state, FixOnTheSpot fix, Act act, CaseRules rules)
    {
        if (state is not null)
            return new Refusal("case.exists");
        if (Placed(fix.At, fix.Category, rules) is { } refusal)
            return refusal;
        if (fix.Before.Count == 0 || fix.After.Count == 0)
            return new Refusal("spot.photos-missing");
        // The unit that put it right is the actor's own; the duty to check goes to somebody else (four eyes).
        return new FixedOnTheSpot(
            fix.Number,
            fix.Category,
            rules.Playbook.Category(fix.Category)!.Difficulty,
            fix.At,
            act.By.Unit,
            fix.What,
            fix.Before,
            fix.After,
            Check(act.By, fix.At.District, act.RecordedAt, rules)
        );
    }

    private static Refusal? Placed(Location at, string category, CaseRules rules) =>
        at.District.Length == 0 ? new Refusal("place.outside")
        : rules.Playbook.Category(category) is null ? new Refusal("category.unknown", category)
        : null;

    private static Outcome<CaseEvent> OnFile(CaseState state, FileCase file, Act act, CaseRules rules)
    {
        if (rules.Playbook.Category(file.Category) is null)
            return new Refusal("category.unknown", file.Category);
        if (rules.Playbook.Difficulty(file.Difficulty) is not { } difficulty)
            return new Refusal("difficulty.unknown", file.Difficulty);
        // 挂账 needs an approval that the office cannot give itself; it comes as an act of its own.
        if (difficulty.ApprovedBy is not null)
            return new Refusal("difficulty.needs-approval", difficulty.Name, difficulty.ApprovedBy);
        return new CaseFiled(file.Category, file.Difficulty, file.Severity, Office("dispatch", act.RecordedAt, rules));
    }

    private static Outcome<CaseEvent> OnDispatch(CaseState state, Dispatch dispatch, Act act, CaseRules rules)
    {
        var byRule = dispatch.Unit is null ? Dispatching.ByRule(rules, state.Category, state.At) : null;
        if ((dispatch.Unit ?? byRule?.Unit) is not { } unit)
            return new Refusal("dispatch.no-rule");
        if (rules.Organisation.Unit(unit) is not { } known)
            return new Refusal("unit.unknown", unit);
        if (rules.Organisation.ClerkOf(unit) is not { } post)
            return new Refusal("unit.nobody", known.Name);

        // The case was filed under the rules of its day; a later playbook may no longer have that difficulty.
        if (rules.Playbook.Difficulty(state.Difficulty!) is not { } difficulty)
            return new Refusal("difficulty.unknown", state.Difficulty!);

        var rectify = Rectify(post, state.At.District, act.RecordedAt, difficulty.Limit, rules);
        var accept = Open("accept", post.Code, null, act.RecordedAt, rules.Playbook.Limits.Stages["accept"], rules);
        return new CaseDispatched(unit, byRule?.With ?? [], byRule?.Rule.Code, rectify, accept);
    }

    private static Outcome<CaseEvent> OnReturn(CaseState state, Act act, CaseRules rules) =>
        new CaseReturned(state.Unit!, Office("dispatch", act.RecordedAt, rules));

    private static Outcome<CaseEvent> OnPlan(CaseState state, MakePlan plan, Act act, CaseRules rules)
    {
        var today = rules.Calendar.DayOf(act.RecordedAt);
        var last = rules.Calendar.DayOf(state.Rectify!.Due);
        if (plan.Promised < today)
            return new Refusal("plan.promise-past");
        // A unit that is late already can only promise anew; one that is not may not promise itself more time.
        if (plan.Promised > last && act.RecordedAt <= state.Rectify.Due)
            return new Refusal(
                "plan.promise-late",
                last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            );
        if (rules.Organisation.Post(plan.Responsible)?.Unit != state.Unit)
            return new Refusal("plan.responsible-elsewhere");
        return new PlanMade(plan.Item, plan.Cause, plan.Measure, plan.Promised, plan.Responsible, state.Rectify);
    }

    private static Outcome<CaseEvent> OnFixed(CaseState state, ReportFixed fix, Act act, CaseRules rules)
    {
        if (fix.Photos.Count == 0)
            return new Refusal("fix.photo-missing");
        return new FixReported(state.Unit!, fix.Photos, Check(act.By, state.At.District, act.RecordedAt, rules));
    }

    private static Outcome<CaseEvent> OnPass(CaseState state, PassCheck pass, Act act, CaseRules rules) =>
        OwnFix(state, act) is { } refusal ? refusal : new CheckPassed(pass.Photos, Office("close", act.RecordedAt, rules));

    private static Outcome<CaseEvent> OnFail(CaseState state, FailCheck fail, Act act, CaseRules rules)
    {
        if (OwnFix(state, act) is { } refusal)
            return refusal;
        // What an inspector fixed on the spot and did not hold has no unit to go back to: the rules choose one, and
        // where they know nobody the office dispatches it by hand.
        var post = Clerk(state.Unit, rules) ?? Clerk(Dispatching.ByRule(rules, state.Category, state.At)?.Unit, rules);
        var next = post is null
            ? Office("dispatch", act.RecordedAt, rules)
            : Rectify(post, state.At.District, act.RecordedAt, rules.Playbook.Limits.Stages["rework"], rules);
        return new CheckFailed(post?.Unit, fail.Photos, next);
    }

    private static Post? Clerk(string? unit, CaseRules rules) => rules.Organisation.ClerkOf(unit);

    // Four eyes: neither the person who fixed it nor anybody of the fixer's own unit.
    private static Refusal? OwnFix(CaseState state, Act act) =>
        act.By.Person == state.FixedBy ? new Refusal("check.own-fix")
        : act.By.Unit == state.FixedByUnit ? new Refusal("check.own-unit")
        : null;

    private static Outcome<CaseEvent> OnReopen(CaseState state, Act act, CaseRules rules) =>
        state.Status switch
        {
            CaseStatus.Closed => new CaseReopened(Office("dispatch", act.RecordedAt, rules)),
            CaseStatus.Refused => new CaseReopened(Office("file", act.RecordedAt, rules)),
            _ => new Refusal("act.not-now", nameof(CaseAct.Reopen), state.Status.ToString()),
        };

    private static Outcome<CaseEvent> OnRecount(CaseState state, CaseRules rules)
    {
        var rectify = Recounted(state.Rectify, rules);
        var next = Recounted(state.Next, rules);
        return rectify == state.Rectify && next == state.Next
            ? new Refusal("recount.nothing")
            : new LimitRecounted(rectify, next);
    }

    private static Duty? Recounted(Duty? duty, CaseRules rules) =>
        duty is { Provisional: true } && Limit.Parse(duty.Limit) is { } limit
            ? Open(duty.Kind, duty.Post, duty.Checker, duty.Since, limit, rules)
            : duty;

    private static string FoundBy(Role role) =>
        role switch
        {
            Role.Citizen => "citizen",
            Role.Inspector => "inspector",
            Role.Supervisor => "supervision",
            Role.Leader => "leader",
            Role.UnitClerk => "unit",
            _ => "office",
        };

    // ---- duties

    private static Duty? Office(string kind, DateTime since, CaseRules rules) =>
        rules.Organisation.Covering(Role.OfficeClerk, null) is { } post
            ? Open(kind, post.Code, null, since, rules.Playbook.Limits.Stages[kind], rules)
            : null;

    private static Duty Rectify(Post post, string district, DateTime since, Limit limit, CaseRules rules) =>
        Open("rectify", post.Code, Checker(post.Unit, district, rules)?.Code, since, limit, rules);

    private static Duty? Check(Actor fixer, string district, DateTime since, CaseRules rules) =>
        Checker(fixer.Unit, district, rules) is { } checker
            ? Open("check", checker.Code, null, since, rules.Playbook.Limits.Stages["check"], rules)
            : null;

    // Four eyes: a duty to check is never laid on the fixer's own unit, which could not do it.
    private static Post? Checker(string fixer, string district, CaseRules rules) =>
        rules.Organisation.Covering(Role.Inspector, district, fixer)
        ?? rules.Organisation.Covering(Role.Supervisor, district, fixer);

    private static Duty Open(string kind, string post, string? checker, DateTime since, Limit limit, CaseRules rules) =>
        Duty.Open(kind, post, checker, since, limit, rules.Playbook.Limits.YellowAt, rules.Calendar);
}
