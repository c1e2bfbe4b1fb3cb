using CivicLoop.Core.Erasures;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Erasures;

/// <summary>Requests for erasure as streams of the one history.</summary>
public sealed class ErasureStream : StreamKind<ErasureState, ErasureEvent>
{
    private ErasureStream()
        : base(
            "erasure",
            "erasures",
            ErasureEventJson.Kinds,
            ErasureEventContext.Default.ErasureState,
            [
                new("case_stream", state => Values.Id(state.Case)),
                new("case_number", state => state.CaseNumber),
                new("status", state => state.Status),
                new("asked_at", state => state.Asked.RecordedAt),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static ErasureStream Kind { get; } = new();

    public override ErasureState Evolve(ErasureState? before, ErasureEvent happened, Made made) =>
        ErasureDecide.Evolve(before, happened, made);
}
