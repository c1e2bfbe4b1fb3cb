using CivicLoop.Core.Events;
using CivicLoop.Core.Upstream;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Upstream;

/// <summary>What came from above as streams of the one history.</summary>
public sealed class UpstreamStream : StreamKind<UpstreamState, UpstreamEvent>
{
    private UpstreamStream()
        : base(
            "upstream",
            "upstream",
            UpstreamEventJson.Kinds,
            UpstreamEventContext.Default.UpstreamState,
            [
                new("kind", state => state.Kind),
                new("level", state => state.Level),
                new("letter", state => state.Letter.Length == 0 ? null : state.Letter),
                new("day", state => state.Day),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static UpstreamStream Kind { get; } = new();

    public override UpstreamState Evolve(UpstreamState? before, UpstreamEvent happened, Made made) =>
        UpstreamDecide.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(UpstreamEvent happened) =>
        happened is UpstreamEntered entered ? [entered.About] : [];
}
