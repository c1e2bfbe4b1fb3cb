using System.Text.Json;
using CivicLoop.Core.Duties;
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
            ["stream", "number", "version", "head", "case_stream", "case_number", "status", "asked_at", "due", "state"]
        ) { }

    public static ErasureStream Kind { get; } = new();

    public override bool Knows(string eventKind) => ErasureEventJson.AllKinds.Contains(eventKind);

    public override (string Kind, string Body) Write(ErasureEvent happened) =>
        (ErasureEventJson.KindOf(happened), ErasureEventJson.Write(happened));

    public override ErasureEvent Read(string kind, string body) => ErasureEventJson.Read(kind, body);

    public override ErasureState Evolve(ErasureState? before, ErasureEvent happened, Made made) =>
        ErasureDecide.Evolve(before, happened, made);

    public override int VersionOf(ErasureState state) => state.Version;

    public override long NumberOf(ErasureState state) => state.Number;

    public override Duty? OwedIn(ErasureState state) => state.Next;

    public override object?[] Row(Guid stream, string head, ErasureState state) =>
        [
            Values.Id(stream),
            state.Number,
            state.Version,
            head,
            Values.Id(state.Case),
            state.CaseNumber,
            state.Status,
            state.Asked.RecordedAt,
            state.Next?.Due,
            JsonSerializer.Serialize(state, ErasureEventContext.Default.ErasureState),
        ];

    public override ErasureState ReadState(string state) =>
        JsonSerializer.Deserialize(state, ErasureEventContext.Default.ErasureState)!;
}
