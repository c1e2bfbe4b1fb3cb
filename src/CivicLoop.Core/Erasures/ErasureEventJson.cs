using System.Text.Json;
using System.Text.Json.Serialization;

namespace CivicLoop.Core.Erasures;

/// <summary>The stored form of a request's events. Stone once released.</summary>
public static class ErasureEventJson
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["erasure.asked"] = typeof(ErasureAsked),
        ["erasure.done"] = typeof(ErasureDone),
        ["erasure.refused"] = typeof(ErasureRefused),
    };

    private static readonly Dictionary<Type, string> Kinds = Types.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static IReadOnlyCollection<string> AllKinds => Types.Keys;

    public static string KindOf(ErasureEvent happened) => Kinds[happened.GetType()];

    public static string Write(ErasureEvent happened) =>
        JsonSerializer.Serialize(happened, happened.GetType(), ErasureEventContext.Default);

    /// <exception cref="InvalidOperationException">The kind is unknown.</exception>
    /// <exception cref="JsonException">The body is not what this kind holds.</exception>
    public static ErasureEvent Read(string kind, string body) =>
        Types.TryGetValue(kind, out var type)
            ? (ErasureEvent)JsonSerializer.Deserialize(body, type, ErasureEventContext.Default)!
            : throw new InvalidOperationException($"unknown kind of event '{kind}'");
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
