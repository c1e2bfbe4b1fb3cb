using CivicLoop.Core.Events;

namespace CivicLoop.Core.Cases;

/// <summary>
/// Between the city and whoever told it: what they add and say of the outcome, what the city answers, and what of it
/// everybody may see. None of it moves what is owed, but for one thing: who says in time that a closed case is not
/// put right opens it again.
/// </summary>
internal static class Answering
{
    public const int MostStars = 5;

    /// <summary>Photos that everybody may see of one case, at most.</summary>
    public const int MostShown = 6;

    public static Outcome<CaseEvent> OnReceive(CaseState? state, Receive receive, Act act, CaseRules rules)
    {
        if (state is not null)
            return new Refusal("case.exists");
        var fromAbove = receive.FoundBy is Finders.Upstream or Finders.Guidance && act.By.Role == Organisation.Role.OfficeClerk;
        if (!fromAbove && !Finders.Outside.Contains(receive.FoundBy))
            return new Refusal("source.unknown", receive.FoundBy);
        if (CaseDecide.Placed(receive.At, receive.Category, rules) is { } refusal)
            return refusal;
        return new CaseReceived(
            receive.Number,
            receive.Category,
            receive.At,
            receive.What,
            receive.Photos,
            receive.FoundBy,
            receive.Source,
            CaseDuties.Office("file", act.RecordedAt, rules)
        );
    }

    public static Outcome<CaseEvent> OnAdd(CaseState state, AddWords add) =>
        state.Status.IsOpen() ? new WordsAdded(add.What, add.Photos, state.Next) : NotNow(CaseAct.AddWords, state);

    public static Outcome<CaseEvent> OnConfirm(CaseState state) =>
        !SaysFixed(state) ? NotNow(CaseAct.ConfirmFix, state)
        : state.SaidFixed == true ? new Refusal("fix.confirmed-already")
        : new FixConfirmed(state.Next);

    public static Outcome<CaseEvent> OnDispute(CaseState state, DisputeFix dispute, Act act, CaseRules rules)
    {
        if (!SaysFixed(state))
            return NotNow(CaseAct.DisputeFix, state);
        if (
            state is { Status: CaseStatus.Closed, ClosedAt: { } closed }
            && act.RecordedAt > rules.Calendar.After(closed, rules.Playbook.Limits.RelapseWithin).At
        )
            return new Refusal("dispute.too-late");
        return new FixDisputed(dispute.What, dispute.Photos, state.Next);
    }

    public static Outcome<CaseEvent> OnRate(CaseState state, Rate rate) =>
        state.Status is not (CaseStatus.Closed or CaseStatus.Refused) ? NotNow(CaseAct.Rate, state)
        : state.Stars is not null ? new Refusal("rate.already")
        : rate.Stars is < 1 or > MostStars ? new Refusal("rate.stars")
        : new CaseRated(rate.Stars, rate.Words, state.Next);

    public static Outcome<CaseEvent> OnReply(CaseState state, Reply reply) =>
        !Finders.Outside.Contains(state.FoundBy) ? new Refusal("reply.nobody-told")
        : state.Status == CaseStatus.Merged ? NotNow(CaseAct.Reply, state)
        : new CaseReplied(reply.Words, state.Next);

    // What is about persons, or no problem at all, is refused to be filed: it is never shown.
    public static Outcome<CaseEvent> OnPublish(CaseState state, Publish publish) =>
        state.Status is CaseStatus.Refused or CaseStatus.Merged ? NotNow(CaseAct.Publish, state)
        : publish.Photos.Count > MostShown ? new Refusal("publish.too-many-photos", $"{MostShown}")
        : new CasePublished(publish.Words, publish.Photos, state.Next);

    public static Outcome<CaseEvent> OnWithhold(CaseState state) =>
        state.Publication is { Shown: false } ? new Refusal("withhold.already") : new PublicationWithheld(state.Next);

    private static bool SaysFixed(CaseState state) => state.Status is CaseStatus.Fixed or CaseStatus.Passed or CaseStatus.Closed;

    private static Refusal NotNow(CaseAct act, CaseState state) => new("act.not-now", act.ToString(), state.Status.ToString());
}
