using System.Text.Json;
using System.Text.Json.Serialization;

namespace CivicLoop.Core.SelfChecks;

/// <summary>The stored form of the events of a self-check: kinds and shapes are stone once released.</summary>
public static class SelfCheckEventJson
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["self-check.asked"] = typeof(SelfCheckAsked),
        ["self-check.clean"] = typeof(SelfCheckClean),
        ["self-check.found"] = typeof(SelfCheckFound),
        ["self-check.withdrawn"] = typeof(SelfCheckWithdrawn),
    };

    private static readonly Dictionary<Type, string> Kinds = Types.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static IReadOnlyCollection<string> AllKinds => Types.Keys;

    public static string KindOf(SelfCheckEvent happened) => Kinds[happened.GetType()];

    public static string Write(SelfCheckEvent happened) =>
        JsonSerializer.Serialize(happened, happened.GetType(), SelfCheckEventContext.Default);

    /// <exception cref="InvalidOperationException">The kind is unknown: written by a later release, or bent.</exception>
    /// <exception cref="JsonException">The body is not what this kind holds.</exception>
    public static SelfCheckEvent Read(string kind, string body) =>
        Types.TryGetValue(kind, out var type)
            ? (SelfCheckEvent)JsonSerializer.Deserialize(body, type, SelfCheckEventContext.Default)!
            : throw new InvalidOperationException($"unknown kind of event '{kind}'");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SelfCheckAsked))]
[JsonSerializable(typeof(SelfCheckClean))]
[JsonSerializable(typeof(SelfCheckFound))]
[JsonSerializable(typeof(SelfCheckWithdrawn))]
internal sealed partial class SelfCheckEventContext : JsonSerializerContext;
