using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.SelfChecks;

/// <summary>举一反三: a place is asked after a confirmed case elsewhere, and its owner answers. Pure.</summary>
public static class SelfCheckDecide
{
    /// <summary>Stage of the playbook that limits an answer, and the kind of duty that it is.</summary>
    public const string Stage = "self-check";

    public static Outcome<SelfCheckEvent> Decide(SelfCheckState? state, SelfCheckCommand command, Act act, CaseRules rules)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (command is AskSelfCheck ask)
            return OnAsk(state, ask, act, rules);
        if (state is null)
            return new Refusal("self-check.unknown");
        if (command is RecountSelfCheck)
            return OnRecount(state, act, rules);
        if (!May.Do(act.By, command.Kind, state.Unit, state.At.District))
            return new Refusal("self-check.not-yours");
        if (state.Status != SelfCheckStatus.Asked)
            return new Refusal("self-check.not-now");
        return command switch
        {
            AnswerClean => new SelfCheckClean(),
            AnswerFound { Photos: 0 } => new Refusal("self-check.photo-missing"),
            AnswerFound found => new SelfCheckFound(found.Case, found.CaseNumber),
            WithdrawSelfCheck => new SelfCheckWithdrawn(),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    private static Outcome<SelfCheckEvent> OnAsk(SelfCheckState? state, AskSelfCheck ask, Act act, CaseRules rules)
    {
        if (state is not null)
            return new Refusal("self-check.exists");
        if (!May.Do(act.By, ask.Kind, ask.At.Owner, ask.At.District))
            return new Refusal("self-check.not-yours");
        if (!ask.Confirmed)
            return new Refusal("fan-out.unconfirmed");
        if (Answering(ask.At.Owner, rules.Organisation) is not { } post)
            return new Refusal("fan-out.nobody");
        var limits = rules.Playbook.Limits;
        var duty = Duty.Open(Stage, post.Code, null, act.RecordedAt, limits.SelfCheck, limits.YellowAt, rules.Calendar);
        return new SelfCheckAsked(ask.Number, ask.FanOut, ask.Case, ask.CaseNumber, ask.Category, ask.At, post.Unit, duty);
    }

    // The system recounts; no person does.
    private static Outcome<SelfCheckEvent> OnRecount(SelfCheckState state, Act act, CaseRules rules)
    {
        if (act.Via != "system")
            return new Refusal("self-check.not-yours");
        var next = state.Next?.Recounted(rules.Playbook.Limits.YellowAt, rules.Calendar);
        return next == state.Next ? new Refusal("recount.nothing") : new SelfCheckLimitRecounted(next);
    }

    /// <summary>The post that answers for a unit's places; null where nobody does.</summary>
    public static Post? Answering(string? owner, OrganisationNow organisation) =>
        string.IsNullOrEmpty(owner) ? null : organisation.PostOf(owner, Role.UnitClerk);
}
