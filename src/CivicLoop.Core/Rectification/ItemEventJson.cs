using System.Text.Json;
using System.Text.Json.Serialization;

namespace CivicLoop.Core.Rectification;

/// <summary>The stored form of the events of an item: kinds and shapes are stone once released.</summary>
public static class ItemEventJson
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["rectification-item.added"] = typeof(ItemAdded),
        ["rectification-item.changed"] = typeof(ItemChanged),
        ["rectification-item.done"] = typeof(ItemDone),
        ["rectification-item.checked"] = typeof(ItemChecked),
        ["rectification-item.failed"] = typeof(ItemFailed),
        ["rectification-item.struck-off"] = typeof(ItemStruckOff),
        ["rectification-item.withdrawn"] = typeof(ItemWithdrawn),
    };

    private static readonly Dictionary<Type, string> Kinds = Types.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static IReadOnlyCollection<string> AllKinds => Types.Keys;

    public static string KindOf(ItemEvent happened) => Kinds[happened.GetType()];

    public static string Write(ItemEvent happened) =>
        JsonSerializer.Serialize(happened, happened.GetType(), ItemEventContext.Default);

    /// <exception cref="InvalidOperationException">The kind is unknown: written by a later release, or bent.</exception>
    /// <exception cref="JsonException">The body is not what this kind holds.</exception>
    public static ItemEvent Read(string kind, string body) =>
        Types.TryGetValue(kind, out var type)
            ? (ItemEvent)JsonSerializer.Deserialize(body, type, ItemEventContext.Default)!
            : throw new InvalidOperationException($"unknown kind of event '{kind}'");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ItemAdded))]
[JsonSerializable(typeof(ItemChanged))]
[JsonSerializable(typeof(ItemDone))]
[JsonSerializable(typeof(ItemChecked))]
[JsonSerializable(typeof(ItemFailed))]
[JsonSerializable(typeof(ItemStruckOff))]
[JsonSerializable(typeof(ItemWithdrawn))]
internal sealed partial class ItemEventContext : JsonSerializerContext;
