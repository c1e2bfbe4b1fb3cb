using CivicLoop.Core.Coverage;
using CivicLoop.Core.Events;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Coverage;

/// <summary>Silences as streams of the one history.</summary>
public sealed class SilenceStream : StreamKind<SilenceState, SilenceEvent>
{
    private SilenceStream()
        : base(
            "silence",
            "silences",
            SilenceEventJson.Kinds,
            SilenceEventContext.Default.SilenceState,
            [
                new("kind", state => state.Kind),
                new("code", state => state.Code),
                new("status", state => state.Status),
                new("noticed_at", state => state.NoticedAt),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static SilenceStream Kind { get; } = new();

    public override SilenceState Evolve(SilenceState? before, SilenceEvent happened, Made made) =>
        SilenceDecide.Evolve(before, happened, made);
}
