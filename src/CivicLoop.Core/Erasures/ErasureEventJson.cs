using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Erasures;

/// <summary>The stored form of a request's events. Stone once released.</summary>
public static class ErasureEventJson
{
    public static EventKinds<ErasureEvent> Kinds { get; } =
        new(
            ErasureEventContext.Default,
            new Dictionary<string, Type>
            {
                ["erasure.asked"] = typeof(ErasureAsked),
                ["erasure.done"] = typeof(ErasureDone),
                ["erasure.refused"] = typeof(ErasureRefused),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ErasureAsked))]
[JsonSerializable(typeof(ErasureDone))]
[JsonSerializable(typeof(ErasureRefused))]
[JsonSerializable(typeof(ErasureState))]
public sealed partial class ErasureEventContext : JsonSerializerContext;
