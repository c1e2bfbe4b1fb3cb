using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.SelfChecks;

/// <summary>The stored form of the events of a self-check: kinds and shapes are stone once released.</summary>
public static class SelfCheckEventJson
{
    public static EventKinds<SelfCheckEvent> Kinds { get; } =
        new(
            SelfCheckEventContext.Default,
            new Dictionary<string, Type>
            {
                ["self-check.asked"] = typeof(SelfCheckAsked),
                ["self-check.clean"] = typeof(SelfCheckClean),
                ["self-check.found"] = typeof(SelfCheckFound),
                ["self-check.limit-recounted"] = typeof(SelfCheckLimitRecounted),
                ["self-check.withdrawn"] = typeof(SelfCheckWithdrawn),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SelfCheckAsked))]
[JsonSerializable(typeof(SelfCheckClean))]
[JsonSerializable(typeof(SelfCheckFound))]
[JsonSerializable(typeof(SelfCheckLimitRecounted))]
[JsonSerializable(typeof(SelfCheckWithdrawn))]
internal sealed partial class SelfCheckEventContext : JsonSerializerContext;
