using CivicLoop.Core.Events;
using CivicLoop.Core.Rhythm;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Rhythm;

/// <summary>Times that a beat came as streams of the one history.</summary>
public sealed class MeetingStream : StreamKind<MeetingState, MeetingEvent>
{
    private MeetingStream()
        : base(
            "meeting",
            "meetings",
            MeetingEventJson.Kinds,
            MeetingEventContext.Default.MeetingState,
            [
                new("beat", state => state.Beat),
                new("day", state => state.Day),
                new("came_at", state => state.At),
                new("status", state => state.Status),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static MeetingStream Kind { get; } = new();

    public override MeetingState Evolve(MeetingState? before, MeetingEvent happened, Made made) =>
        MeetingDecide.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(MeetingEvent happened) => happened is MeetingHeld held ? [held.Words] : [];
}
