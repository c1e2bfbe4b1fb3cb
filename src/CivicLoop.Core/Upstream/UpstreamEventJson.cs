using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Upstream;

/// <summary>The stored form of what comes from above. Stone once released.</summary>
public static class UpstreamEventJson
{
    public static EventKinds<UpstreamEvent> Kinds { get; } =
        new(
            UpstreamEventContext.Default,
            new Dictionary<string, Type>
            {
                ["upstream.entered"] = typeof(UpstreamEntered),
                ["upstream.found"] = typeof(UpstreamFound),
                ["upstream.replied"] = typeof(UpstreamReplied),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(UpstreamEntered))]
[JsonSerializable(typeof(UpstreamFound))]
[JsonSerializable(typeof(UpstreamReplied))]
[JsonSerializable(typeof(UpstreamState))]
public sealed partial class UpstreamEventContext : JsonSerializerContext;
