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
        if (state is null && command is not (Report or Receive or FixOnTheSpot or ImportCase))
            return new Refusal("case.unknown");
        if (Rights(state, command, act) is { } forbidden)
            return forbidden;
        if (command is ImportCase import)
            return Importing.OnImport(state, import, act, rules);
        if (command is Review review)
            return Reviewing.OnReview(state!, review, act, rules);
        var outcome = command switch
        {
            Report report => OnReport(state, report, act, rules),
            Receive receive => Answering.OnReceive(state, receive, act, rules),
            FixOnTheSpot fix => OnFixOnTheSpot(state, fix, act, rules),
            RefuseToFile => When(state!, CaseStatus.Reported, command, _ => new FilingRefused()),
            FileCase file => When(state!, CaseStatus.Reported, command, now => OnFile(now, file, act, rules)),
            AskExtension ask => When(state!, CaseStatus.Accepted, command, now => Approving.OnAskExtension(now, ask, act, rules)),
            AskSuspension ask when state!.Status == CaseStatus.Suspended => Approving.OnAskSuspension(state, ask, act, rules),
            AskSuspension ask => When(
                state!,
                CaseStatus.Accepted,
                command,
                now => Approving.OnAskSuspension(now, ask, act, rules)
            ),
            Grant grant => Approving.OnGrant(state!, grant, act, rules),
            Deny => Approving.OnDeny(state!, act, rules),
            Resume => When(state!, CaseStatus.Suspended, command, now => Approving.OnResume(now, act, rules)),
            CoSign => When(state!, CaseStatus.CoSigning, command, now => CoHandling.OnSign(now, act, rules)),
            CoRefuse => When(state!, CaseStatus.CoSigning, command, now => CoHandling.OnRefuse(now, act, rules)),
            Merge merge => CaseLinks.OnMerge(state!, merge),
            Dispatch dispatch => When(state!, CaseStatus.Filed, command, now => OnDispatch(now, dispatch, act, rules)),
            Return => When(state!, CaseStatus.Dispatched, command, now => OnReturn(now, act, rules)),
            Accept => When(state!, CaseStatus.Dispatched, command, now => new CaseAccepted(now.Unit!, now.Rectify)),
            GiveToZone give => When(state!, CaseStatus.Accepted, command, now => Zoning.OnGive(now, give, rules)),
            TakeFromZone => When(state!, CaseStatus.Accepted, command, Zoning.OnTake),
            ReportToUnit report => When(state!, CaseStatus.Accepted, command, now => Zoning.OnReport(now, report)),
            MakePlan plan => When(state!, CaseStatus.Accepted, command, now => OnPlan(now, plan, act, rules)),
            ReportFixed fix => When(state!, CaseStatus.Accepted, command, now => OnFixed(now, fix, act, rules)),
            PassCheck pass => When(state!, CaseStatus.Fixed, command, now => OnPass(now, pass, act, rules)),
            FailCheck fail => When(state!, CaseStatus.Fixed, command, now => OnFail(now, fail, act, rules)),
            Close => When(state!, CaseStatus.Passed, command, _ => new CaseClosed()),
            Reopen => OnReopen(state!, act, rules),
            Recount => OnRecount(state!, rules),
            SeeAgain see => OnSeen(state!, see),
            AddWords add => Answering.OnAdd(state!, add),
            ConfirmFix => Answering.OnConfirm(state!),
            DisputeFix dispute => Answering.OnDispute(state!, dispute, act, rules),
            Rate rate => Answering.OnRate(state!, rate),
            Reply reply => Answering.OnReply(state!, reply),
            Publish publish => Answering.OnPublish(state!, publish),
            Withhold => Answering.OnWithhold(state!),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
        if (outcome.Refusal is { } refusal)
            return refusal;
        // Whoever told it and sees it closed wrongly opens it again by saying so.
        if (command is DisputeFix && state!.Status == CaseStatus.Closed)
            return new[] { outcome.Value!, OnReopen(state, act, rules).Value! };
        // That it came back is told of the report, before anybody decides what becomes of it.
        return command is FileCase { ReboundOf: { } closed } && state!.ReboundOf != closed.Number
            ? new[] { new ReboundFound(closed.Number, state.Next), outcome.Value! }
            : new[] { outcome.Value! };
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
            Receive receive => (receive.At.Owner, receive.At.District),
            FixOnTheSpot fix => (fix.At.Owner, fix.At.District),
            ImportCase import => (import.At.Owner, import.At.District),
            ReportToUnit => (state?.Zone, state?.At.District ?? ""),
            CoSign or CoRefuse => (state?.Turn ?? state?.Unit, state?.At.District ?? ""),
            _ => (state?.Unit, state?.At.District ?? ""),
        };
        // Outside the city there is no district to have a right in: say that, not "not yours".
        if (district.Length == 0 && command is Report or Receive or FixOnTheSpot or ImportCase)
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
            CaseDuties.Office("file", act.RecordedAt, rules)
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
            CaseDuties.Check(fix.At.District, act.RecordedAt, rules, act.By.Unit)
        );
    }

    internal static Refusal? Placed(Location at, string category, CaseRules rules) =>
        at.District.Length == 0 ? new Refusal("place.outside")
        : rules.Playbook.Category(category) is null ? new Refusal("category.unknown", category)
        : null;

    private static Outcome<CaseEvent> OnFile(CaseState state, FileCase file, Act act, CaseRules rules)
    {
        if (rules.Playbook.Category(file.Category) is null)
            return new Refusal("category.unknown", file.Category);
        if (rules.Playbook.Difficulty(file.Difficulty) is not { } difficulty)
            return new Refusal("difficulty.unknown", file.Difficulty);
        if (file.ReboundOf is { } closed && !CaseLinks.IsRebound(closed, file.Category, state.At, state.ReportedAt, rules))
            return new Refusal("rebound.not-one", closed.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        // 长期挂账 needs an approval that the office cannot give itself.
        if (difficulty.ApprovedBy is not null)
            return Approving.OnFiling(state, file, difficulty, act, rules);
        return new CaseFiled(file.Category, file.Difficulty, file.Severity, CaseDuties.Office("dispatch", act.RecordedAt, rules));
    }

    private static Outcome<CaseEvent> OnDispatch(CaseState state, Dispatch dispatch, Act act, CaseRules rules)
    {
        var byRule = dispatch.Unit is null ? Dispatching.ByRule(rules, state.Category, state.At) : null;
        if ((dispatch.Unit ?? byRule?.Unit) is not { } unit)
            return new Refusal("dispatch.no-rule");
        if (rules.Organisation.Unit(unit) is not { } known)
            return new Refusal("unit.unknown", unit);
        if (CaseDuties.Clerk(unit, rules) is not { } post)
            return new Refusal("unit.nobody", known.Name);
        if (dispatch.With is { } chosen && CoHandling.Unfit(chosen, unit, rules) is { } unfit)
            return unfit;
        if (dispatch.Final && !state.IsContested())
            return new Refusal("dispatch.not-contested");

        // The case was filed under the rules of its day; a later playbook may no longer have that difficulty.
        if (rules.Playbook.Difficulty(state.Difficulty!) is not { } difficulty)
            return new Refusal("difficulty.unknown", state.Difficulty!);

        var limits = rules.Playbook.Limits;
        var rectify = CaseDuties.Rectify(post, state, act.RecordedAt, difficulty.Limit, rules);
        var accept = CaseDuties.Open("accept", post.Code, null, act.RecordedAt, limits.Stage("accept"), rules);
        var with = dispatch.With ?? byRule?.With ?? [];
        var signers = dispatch.With ?? (byRule is { Rule.SignOff: true } ? byRule.With : []);
        return signers.Count == 0 && !dispatch.Final
            ? new CaseDispatched(unit, with, byRule?.Rule.Code, rectify, accept)
            : new CaseAssigned(unit, with, signers, dispatch.Final, byRule?.Rule.Code, rectify, accept);
    }

    // Once it is sent back, it is dispatched anew; once more, and the office settles whose it is.
    private static Outcome<CaseEvent> OnReturn(CaseState state, Act act, CaseRules rules) =>
        state.Final
            ? new Refusal("return.final")
            : new CaseReturned(
                state.Unit!,
                state.Returns + 1 >= CaseState.Contested
                    ? CaseDuties.Office("settle", act.RecordedAt, rules, "dispatch")
                    : CaseDuties.Office("dispatch", act.RecordedAt, rules)
            );

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
        return new PlanMade(plan.Item, plan.Cause, plan.Measure, plan.Promised, plan.Responsible, state.Next);
    }

    private static Outcome<CaseEvent> OnFixed(CaseState state, ReportFixed fix, Act act, CaseRules rules)
    {
        if (fix.Photos.Count == 0)
            return new Refusal("fix.photo-missing");
        if (Zoning.Holds(state, act, rules) is { } refusal)
            return refusal;
        return CoHandling.OnFixed(state, fix, act, rules);
    }

    private static Outcome<CaseEvent> OnPass(CaseState state, PassCheck pass, Act act, CaseRules rules) =>
        OwnFix(state, act, rules) is { } refusal
            ? refusal
            : new CheckPassed(pass.Photos, CaseDuties.Office("close", act.RecordedAt, rules));

    private static Outcome<CaseEvent> OnFail(CaseState state, FailCheck fail, Act act, CaseRules rules)
    {
        if (OwnFix(state, act, rules) is { } refusal)
            return refusal;
        // What an inspector fixed on the spot and did not hold has no unit to go back to: the rules choose one, and
        // where they know nobody the office dispatches it by hand.
        var post =
            CaseDuties.Clerk(state.Unit, rules)
            ?? CaseDuties.Clerk(Dispatching.ByRule(rules, state.Category, state.At)?.Unit, rules);
        var next = post is null
            ? CaseDuties.Office("dispatch", act.RecordedAt, rules)
            : CaseDuties.Rectify(post, state, act.RecordedAt, rules.Playbook.Limits.Stage("rework"), rules);
        return new CheckFailed(post?.Unit, fail.Photos, next);
    }

    private static Outcome<CaseEvent> OnSeen(CaseState state, SeeAgain see) =>
        state.Status.IsOpen()
            ? new CaseSeenAgain(see.Visit, see.What, see.Photos, state.Next)
            : new Refusal("act.not-now", nameof(CaseAct.SeeAgain), state.Status.ToString());

    // Four eyes: neither the person who fixed it nor anybody of a unit that had a hand in it.
    private static Refusal? OwnFix(CaseState state, Act act, CaseRules rules) =>
        act.By.Person == state.FixedBy ? new Refusal("check.own-fix")
        : act.By.Unit == state.FixedByUnit || state.Signers?.Contains(act.By.Unit) == true ? new Refusal("check.own-unit")
        // What was found from above is checked by somebody else than usual.
        : state.FoundBy == Finders.Upstream && act.By.Unit == CaseDuties.OrdinaryChecker(state, rules)
            ? new Refusal("check.upstream")
        : null;

    private static Outcome<CaseEvent> OnReopen(CaseState state, Act act, CaseRules rules) =>
        state.Status switch
        {
            CaseStatus.Closed or CaseStatus.Refused or CaseStatus.Merged => new CaseReopened(
                CaseDuties.Office(state.FiledAt is null ? "file" : "dispatch", act.RecordedAt, rules)
            ),
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
        duty?.Recounted(rules.Playbook.Limits.YellowAt, rules.Calendar);

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
}
