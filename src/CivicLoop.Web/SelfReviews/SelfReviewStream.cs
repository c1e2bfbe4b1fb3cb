using CivicLoop.Core.Events;
using CivicLoop.Core.SelfReviews;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.SelfReviews;

/// <summary>Self-reviews as streams of the one history.</summary>
public sealed class SelfReviewStream : StreamKind<SelfReviewState, SelfReviewEvent>
{
    private SelfReviewStream()
        : base(
            "self-review",
            "self_reviews",
            SelfReviewEventJson.Kinds,
            SelfReviewEventContext.Default.SelfReviewState,
            [
                new("round", state => state.Round),
                new("unit", state => state.Unit),
                new("status", state => state.Status),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static SelfReviewStream Kind { get; } = new();

    public override SelfReviewState Evolve(SelfReviewState? before, SelfReviewEvent happened, Made made) =>
        SelfReviewDecide.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(SelfReviewEvent happened) =>
        happened is SelfReviewSubmitted submitted ? [submitted.Work, submitted.Effort] : [];
}
