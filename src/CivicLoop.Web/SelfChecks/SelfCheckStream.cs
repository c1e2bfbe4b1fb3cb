using System.Text.Json.Serialization;
using CivicLoop.Core.Events;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.SelfChecks;

/// <summary>Self-checks as streams of the one history.</summary>
public sealed class SelfCheckStream : StreamKind<SelfCheckState, SelfCheckEvent>
{
    private SelfCheckStream()
        : base(
            "self-check",
            "self_checks",
            SelfCheckEventJson.Kinds,
            SelfCheckStateContext.Default.SelfCheckState,
            [
                new("status", state => state.Status),
                new("fan_out", state => state.FanOut),
                new("case_stream", state => state.Case),
                new("place", state => state.At.Place),
                new("district", state => state.At.District),
                new("unit", state => state.Unit),
                new("found_case", state => state.FoundCase),
                new("asked_at", state => state.AskedAt),
                new("answered_at", state => state.AnsweredAt),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static SelfCheckStream Kind { get; } = new();

    public override SelfCheckState Evolve(SelfCheckState? before, SelfCheckEvent happened, Made made) =>
        SelfCheckEvolve.Evolve(before, happened, made);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SelfCheckState))]
internal sealed partial class SelfCheckStateContext : JsonSerializerContext;
