using System.Globalization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Cases;

/// <summary>会审结论: what a joint review may conclude about a case.</summary>
public enum ReviewOutcome
{
    /// <summary>改派: it is another unit's, and that unit may not return it.</summary>
    Reassign,

    /// <summary>延期: more time, however much the units that met agree on.</summary>
    MoreTime,

    /// <summary>拆分: a part of it is another unit's, as a case of its own.</summary>
    Split,

    /// <summary>经费: somebody pays for it.</summary>
    Fund,

    /// <summary>挂账: it stands still until it is looked at again.</summary>
    HangUp,

    /// <summary>The other side of <see cref="Split"/>: this case is a part of another.</summary>
    PartOf,
}

/// <summary>
/// 会审: several units met about a hard case, and what they concluded is done to it. It goes further than any of them could
/// alone: past what was returned, past the longest extension.
/// </summary>
internal static class Reviewing
{
    /// <summary>Billions of yuan are no city's street.</summary>
    public const long MostYuan = 1_000_000_000;

    public static Outcome<IReadOnlyList<CaseEvent>> OnReview(CaseState state, Review review, Act act, CaseRules rules) =>
        review.Outcome switch
        {
            ReviewOutcome.Reassign => OnReassign(state, review, act, rules),
            ReviewOutcome.MoreTime => OnMoreTime(state, review, act, rules),
            ReviewOutcome.HangUp => OnHangUp(state, review, act, rules),
            ReviewOutcome.Split or ReviewOutcome.PartOf => OnPart(state, review),
            _ => OnFund(state, review, rules),
        };

    private static Outcome<IReadOnlyList<CaseEvent>> OnReassign(CaseState state, Review review, Act act, CaseRules rules)
    {
        if (state.Status is not (CaseStatus.Filed or CaseStatus.Dispatched or CaseStatus.Accepted or CaseStatus.Suspended))
            return NotNow(state);
        if (Known(review.Unit, rules) is { } unknown)
            return unknown;
        if (review.Unit == state.Unit)
            return new Refusal("review.same-unit");
        if (CaseDuties.Clerk(review.Unit, rules) is not { } post)
            return new Refusal("unit.nobody", rules.Organisation.Unit(review.Unit!)!.Name);
        if (rules.Playbook.Difficulty(state.Difficulty!) is not { } difficulty)
            return new Refusal("difficulty.unknown", state.Difficulty!);
        var rectify = CaseDuties.Rectify(post, state.At.District, act.RecordedAt, difficulty.Limit, rules);
        var accept = CaseDuties.Open("accept", post.Code, null, act.RecordedAt, rules.Playbook.Limits.Stage("accept"), rules);
        return new CaseEvent[]
        {
            Concluded(review, CaseDuties.Office("dispatch", act.RecordedAt, rules)),
            new CaseAssigned(review.Unit!, [], [], Final: true, null, rectify, accept),
        };
    }

    private static Outcome<IReadOnlyList<CaseEvent>> OnMoreTime(CaseState state, Review review, Act act, CaseRules rules)
    {
        if (state.Status != CaseStatus.Accepted)
            return NotNow(state);
        if (Own(state, act) is { } own)
            return own;
        if (review.Until is not { } until)
            return new Refusal("review.day-missing");
        var told = state.Rectify!;
        var duty = CaseDuties.Until(told.Kind, told.Post, told.Checker, act.RecordedAt, until, rules);
        return duty.Due <= act.RecordedAt || duty.Due <= told.Due
            ? new Refusal("review.not-later")
            : new CaseEvent[] { Concluded(review, state.Next), new LimitExtended(duty, duty) };
    }

    private static Outcome<IReadOnlyList<CaseEvent>> OnHangUp(CaseState state, Review review, Act act, CaseRules rules)
    {
        if (state.Status is not (CaseStatus.Accepted or CaseStatus.Suspended))
            return NotNow(state);
        if (Own(state, act) is { } own)
            return own;
        if (review.Until is not { } until)
            return new Refusal("review.day-missing");
        var hung = Approving.HungUp(state, until, act, rules);
        return hung.Refusal is { } refusal ? refusal : new[] { Concluded(review, state.Next), hung.Value! };
    }

    // The part is a case already: it was reported, filed and dispatched beside this, in the same moment.
    private static Outcome<IReadOnlyList<CaseEvent>> OnPart(CaseState state, Review review) =>
        !state.Status.IsOpen() || state.Status is CaseStatus.Passed ? NotNow(state)
        : review.Case is not { } part || part == state.Number ? new Refusal("review.part-missing")
        : new CaseEvent[] { Concluded(review, state.Next) };

    private static Outcome<IReadOnlyList<CaseEvent>> OnFund(CaseState state, Review review, CaseRules rules) =>
        !state.Status.IsOpen() ? NotNow(state)
        : Known(review.Unit, rules) is { } unknown ? unknown
        : review.Yuan is null or < 1 or > MostYuan ? new Refusal("review.yuan", MostYuan.ToString(CultureInfo.InvariantCulture))
        : new CaseEvent[] { Concluded(review, state.Next) };

    private static CaseReviewed Concluded(Review review, Duties.Duty? next) =>
        new(review.Meeting, review.Outcome, review.Unit, review.Until, review.Yuan, review.Case, next);

    private static Refusal? Known(string? unit, CaseRules rules) =>
        string.IsNullOrEmpty(unit) ? new Refusal("review.unit-missing")
        : rules.Organisation.Unit(unit) is null ? new Refusal("unit.unknown", unit)
        : null;

    // Whoever asked for it does not write down that it is granted.
    private static Refusal? Own(CaseState state, Act act) =>
        state.Asked?.Person == act.By.Person ? new Refusal("approval.own") : null;

    private static Refusal NotNow(CaseState state) => new("act.not-now", nameof(CaseAct.Review), state.Status.ToString());
}
