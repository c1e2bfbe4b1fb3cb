using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Cases;

/// <summary>
/// Several units on one case: one leads and owes it; those that help sign off after it, one behind the other, so that
/// there is always exactly one who owes the next step. Only then does somebody check.
/// </summary>
internal static class CoHandling
{
    /// <summary>Units chosen by hand to sign off; every one must be there, answer, and stand once.</summary>
    public static Refusal? Unfit(IReadOnlyList<string> with, string lead, CaseRules rules)
    {
        foreach (var code in with)
        {
            if (rules.Organisation.Unit(code) is not { } unit)
                return new Refusal("unit.unknown", code);
            if (CaseDuties.Clerk(code, rules) is null)
                return new Refusal("unit.nobody", unit.Name);
            if (code == lead || with.Count(other => other == code) > 1)
                return new Refusal("co-sign.repeated", unit.Name);
        }
        return null;
    }

    /// <summary>The lead reports it fixed: to the first that signs off, or at once to whoever checks.</summary>
    public static CaseEvent OnFixed(CaseState state, ReportFixed fix, Act act, CaseRules rules) =>
        Turn(state, after: null, act, rules) is { } turn
            ? new LeadDone(state.Unit!, fix.Photos, turn.Unit, turn.Duty)
            : new FixReported(state.Unit!, fix.Photos, Check(state, act.By.Unit, act, rules));

    public static Outcome<CaseEvent> OnSign(CaseState state, Act act, CaseRules rules)
    {
        var turn = Turn(state, state.Turn, act, rules);
        return new CoSigned(state.Turn!, turn?.Unit, turn is null ? Check(state, state.Unit!, act, rules) : turn.Value.Duty);
    }

    /// <summary>Back to the lead: the limit that was told stands, and where it has run out meanwhile that of rework.</summary>
    public static Outcome<CaseEvent> OnRefuse(CaseState state, Act act, CaseRules rules)
    {
        var told = state.Rectify!;
        var again =
            act.RecordedAt <= told.Due
                ? told
                : CaseDuties.Open(
                    told.Kind,
                    told.Post,
                    told.Checker,
                    act.RecordedAt,
                    rules.Playbook.Limits.Stage("rework"),
                    rules
                );
        return new CoRefused(state.Turn!, again, again);
    }

    // A unit that nobody answers for any more is passed over: it could never sign.
    private static (string Unit, Duty Duty)? Turn(CaseState state, string? after, Act act, CaseRules rules)
    {
        var left = state.Signers ?? [];
        foreach (var unit in after is null ? left : left.SkipWhile(other => other != after).Skip(1))
        {
            if (CaseDuties.Clerk(unit, rules) is { } post)
                return (
                    unit,
                    CaseDuties.Open("co-sign", post.Code, null, act.RecordedAt, rules.Playbook.Limits.Stage("co-sign"), rules)
                );
        }
        return null;
    }

    private static Duty? Check(CaseState state, string lead, Act act, CaseRules rules) =>
        CaseDuties.Check(state, act.RecordedAt, rules, [lead, .. state.Signers ?? []]);
}
