using CivicLoop.Core.Events;
using CivicLoop.Core.Guidance;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Guidance;

/// <summary>What teams said as streams of the one history. Its words are the reasons of its acts.</summary>
public sealed class FeedbackStream : StreamKind<FeedbackState, FeedbackEvent>
{
    private FeedbackStream()
        : base(
            "feedback",
            "feedback",
            GuidanceEventJson.Feedback,
            GuidanceEventContext.Default.FeedbackState,
            [
                new("team", state => state.Team),
                new("unit", state => state.Unit),
                new("district", state => state.District),
                new("street", state => state.Street),
                new("status", state => state.Status),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static FeedbackStream Kind { get; } = new();

    public override FeedbackState Evolve(FeedbackState? before, FeedbackEvent happened, Made made) =>
        FeedbackDecide.Evolve(before, happened, made);

    public override IEnumerable<PhotoRef> Photos(FeedbackEvent happened) => PhotosOf(happened);

    public static IEnumerable<PhotoRef> PhotosOf(FeedbackEvent happened) =>
        happened switch
        {
            FeedbackGiven given => given.Photos,
            FeedbackAnswered answered => answered.Photos,
            _ => [],
        };
}
