using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Inspections;

/// <summary>The stored form of the events of a visit: kinds and shapes are stone once released.</summary>
public static class VisitEventJson
{
    public static EventKinds<VisitEvent> Kinds { get; } =
        new(
            VisitEventContext.Default,
            new Dictionary<string, Type>
            {
                ["visit.recorded"] = typeof(VisitRecorded),
                ["visit.withdrawn"] = typeof(VisitWithdrawn),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(VisitRecorded))]
[JsonSerializable(typeof(VisitWithdrawn))]
[JsonSerializable(typeof(VisitState))]
public sealed partial class VisitEventContext : JsonSerializerContext;
