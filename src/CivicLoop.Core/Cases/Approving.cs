using System.Globalization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Cases;

/// <summary>
/// What somebody asks for and somebody else decides: filing under a difficulty that needs an approval, more time (延时),
/// and a standstill (挂账). While it is asked for, deciding is owed by the approver whom the playbook names.
/// </summary>
internal static class Approving
{
    public static Outcome<CaseEvent> OnFiling(CaseState state, FileCase file, Difficulty difficulty, Act act, CaseRules rules) =>
        Asks(
            state,
            difficulty.ApprovedBy!,
            act,
            rules,
            duty => new FilingAsked(file.Category, file.Difficulty, file.Severity, difficulty.ApprovedBy!, duty)
        );

    public static Outcome<CaseEvent> OnAskExtension(CaseState state, AskExtension ask, Act act, CaseRules rules)
    {
        var rule = rules.Playbook.Limits.Extension;
        if (state.Extensions >= rule.AtMost)
            return new Refusal("extension.used-up", Figure(rule.AtMost));
        // Asked afterwards it would not be more time but an excuse.
        if (act.RecordedAt > state.Rectify!.Due)
            return new Refusal("extension.too-late");
        if (Unfit(ask.Amount, rule) is { } unfit)
            return unfit;
        var more = (rule.Longest with { Amount = ask.Amount }).ToString();
        return Asks(state, rule.ApprovedBy, act, rules, duty => new ExtensionAsked(more, rule.ApprovedBy, duty));
    }

    public static Outcome<CaseEvent> OnAskSuspension(CaseState state, AskSuspension ask, Act act, CaseRules rules)
    {
        if (rules.Playbook.Limits.Suspension is not { ApprovedBy: { } approver } rule)
            return new Refusal("suspension.no-rule");
        if (Unfit(ask.Until, rule, act, rules) is { } unfit)
            return unfit;
        // Whoever decides slowly does not cost the unit its time; and what had run out is not given back.
        return Asks(
            state,
            approver,
            act,
            rules,
            duty => new SuspensionAsked(ask.Until, RestOf(state, act, rules), approver, duty)
        );
    }

    /// <summary>挂账 without having been asked for in writing: those who would decide it have met.</summary>
    public static Outcome<CaseEvent> HungUp(CaseState state, DateOnly until, Act act, CaseRules rules) =>
        rules.Playbook.Limits.Suspension is not { } rule ? new Refusal("suspension.no-rule")
        : Unfit(until, rule, act, rules) is { } unfit ? unfit
        : new CaseSuspended(until, RestOf(state, act, rules), CaseDuties.Review(act.RecordedAt, until, rules));

    private static string? RestOf(CaseState state, Act act, CaseRules rules) =>
        state.Hung is { } hung ? hung.Rest : state.Rectify!.RestAt(act.RecordedAt, rules.Calendar)?.ToString();

    private static Outcome<CaseEvent> Asks(
        CaseState state,
        string approver,
        Act act,
        CaseRules rules,
        Func<Duty, CaseEvent> asked
    ) =>
        state.Asked is not null ? new Refusal("approval.pending")
        : CaseDuties.Approve(approver, state.At.District, act.RecordedAt, rules) is { } duty ? asked(duty)
        : new Refusal("approval.nobody", approver);

    public static Outcome<CaseEvent> OnGrant(CaseState state, Grant grant, Act act, CaseRules rules)
    {
        if (Deciding(state, CaseAct.Grant, act) is { } refusal)
            return refusal;
        var asked = state.Asked!;
        return asked.What switch
        {
            ApprovalOf.Filing => new CaseFiled(
                asked.Category!,
                asked.Difficulty!,
                asked.Severity!.Value,
                CaseDuties.Office("dispatch", act.RecordedAt, rules)
            ),
            ApprovalOf.Extension => Extended(state, grant.Amount, rules),
            _ => Suspended(asked, grant.Until ?? asked.Until!.Value, act, rules),
        };
    }

    // The limit that was told stands; what is granted begins where it ends.
    private static Outcome<CaseEvent> Extended(CaseState state, int? amount, CaseRules rules)
    {
        var rule = rules.Playbook.Limits.Extension;
        if (amount is { } other && Unfit(other, rule) is { } unfit)
            return unfit;
        var more = Limit.Parse(state.Asked!.Limit)!;
        var told = state.Rectify!;
        var duty = CaseDuties.Open(
            told.Kind,
            told.Post,
            told.Checker,
            told.Due,
            more with
            {
                Amount = amount ?? more.Amount,
            },
            rules
        );
        return new LimitExtended(duty, duty);
    }

    private static Outcome<CaseEvent> Suspended(Asked asked, DateOnly until, Act act, CaseRules rules)
    {
        // The playbook may have changed since it was asked: what was asked then may be granted as it was.
        if (until != asked.Until && rules.Playbook.Limits.Suspension is { } rule && Unfit(until, rule, act, rules) is { } unfit)
            return unfit;
        return until < rules.Calendar.DayOf(act.RecordedAt)
            ? new Refusal("suspension.past")
            : new CaseSuspended(until, asked.Rest, CaseDuties.Review(act.RecordedAt, until, rules));
    }

    public static Outcome<CaseEvent> OnDeny(CaseState state, Act act, CaseRules rules)
    {
        if (Deciding(state, CaseAct.Deny, act) is { } refusal)
            return refusal;
        var what = state.Asked!.What;
        var next =
            what == ApprovalOf.Filing ? CaseDuties.Office("file", act.RecordedAt, rules) : state.Hung?.Review ?? state.Rectify;
        return new ApprovalDenied(what, next);
    }

    public static Outcome<CaseEvent> OnResume(CaseState state, Act act, CaseRules rules)
    {
        var was = state.Hung!.Was;
        var rectify = Limit.Parse(state.Hung.Rest) is { } rest
            ? CaseDuties.Open(was.Kind, was.Post, was.Checker, act.RecordedAt, rest, rules)
            : was;
        return new CaseResumed(rectify, rectify);
    }

    private static Refusal? Deciding(CaseState state, CaseAct act, Act by) =>
        state.Asked is not { } asked ? new Refusal("act.not-now", act.ToString(), state.Status.ToString())
        : by.By.Role != Approvers.RoleOf(asked.By) ? new Refusal("approval.not-yours", asked.By)
        : by.By.Person == asked.Person ? new Refusal("approval.own")
        : null;

    private static Refusal? Unfit(int amount, ExtensionRule rule) =>
        amount < 1 || amount > rule.Longest.Amount ? new Refusal("extension.too-long", rule.Longest.ToString()) : null;

    private static Refusal? Unfit(DateOnly until, Difficulty rule, Act act, CaseRules rules)
    {
        if (until <= rules.Calendar.DayOf(act.RecordedAt))
            return new Refusal("suspension.past");
        var last = rules.Calendar.DayOf(rules.Calendar.After(act.RecordedAt, rule.Limit).At);
        return until > last
            ? new Refusal("suspension.too-long", last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : null;
    }

    private static string Figure(int number) => number.ToString(CultureInfo.InvariantCulture);
}
