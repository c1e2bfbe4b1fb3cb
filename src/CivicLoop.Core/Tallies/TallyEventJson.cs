using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Tallies;

/// <summary>The stored form of an entry's events. Stone once released.</summary>
public static class TallyEventJson
{
    public static EventKinds<TallyEvent> Kinds { get; } =
        new(
            TallyEventContext.Default,
            new Dictionary<string, Type>
            {
                ["tally.entered"] = typeof(TallyEntered),
                ["tally.counted"] = typeof(TallyCounted),
                ["tally.sent-back"] = typeof(TallySentBack),
                ["tally.withdrawn"] = typeof(TallyWithdrawn),
                ["tally.superseded"] = typeof(TallySuperseded),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(TallyEntered))]
[JsonSerializable(typeof(TallyCounted))]
[JsonSerializable(typeof(TallySentBack))]
[JsonSerializable(typeof(TallyWithdrawn))]
[JsonSerializable(typeof(TallySuperseded))]
[JsonSerializable(typeof(TallyState))]
public sealed partial class TallyEventContext : JsonSerializerContext;
