using System.Text.Json;
using System.Text.Json.Serialization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.SelfChecks;

/// <summary>Self-checks as streams of the one history.</summary>
public sealed class SelfCheckStream : StreamKind<SelfCheckState, SelfCheckEvent>
{
    private SelfCheckStream()
        : base(
            "self-check",
            "self_checks",
            [
                "stream",
                "number",
                "version",
                "head",
                "status",
                "fan_out",
                "case_stream",
                "place",
                "district",
                "unit",
                "found_case",
                "asked_at",
                "answered_at",
                "due",
                "state",
            ]
        ) { }

    public static SelfCheckStream Kind { get; } = new();

    public override bool Knows(string eventKind) => SelfCheckEventJson.AllKinds.Contains(eventKind);

    public override (string Kind, string Body) Write(SelfCheckEvent happened) =>
        (SelfCheckEventJson.KindOf(happened), SelfCheckEventJson.Write(happened));

    public override SelfCheckEvent Read(string kind, string body) => SelfCheckEventJson.Read(kind, body);

    public override SelfCheckState Evolve(SelfCheckState? before, SelfCheckEvent happened, Made made) =>
        SelfCheckEvolve.Evolve(before, happened, made);

    public override int VersionOf(SelfCheckState state) => state.Version;

    public override long NumberOf(SelfCheckState state) => state.Number;

    public override Duty? OwedIn(SelfCheckState state) => state.Next;

    public override object?[] Row(Guid stream, string head, SelfCheckState state) =>
        [
            Values.Id(stream),
            state.Number,
            state.Version,
            head,
            state.Status,
            state.FanOut,
            state.Case,
            state.At.Place,
            state.At.District,
            state.Unit,
            state.FoundCase,
            state.AskedAt,
            state.AnsweredAt,
            state.Next?.Due,
            JsonSerializer.Serialize(state, SelfCheckStateContext.Default.SelfCheckState),
        ];

    public override SelfCheckState ReadState(string state) =>
        JsonSerializer.Deserialize(state, SelfCheckStateContext.Default.SelfCheckState)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SelfCheckState))]
internal sealed partial class SelfCheckStateContext : JsonSerializerContext;
