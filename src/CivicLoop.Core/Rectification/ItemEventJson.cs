using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Rectification;

/// <summary>The stored form of the events of an item: kinds and shapes are stone once released.</summary>
public static class ItemEventJson
{
    public static EventKinds<ItemEvent> Kinds { get; } =
        new(
            ItemEventContext.Default,
            new Dictionary<string, Type>
            {
                ["rectification-item.added"] = typeof(ItemAdded),
                ["rectification-item.changed"] = typeof(ItemChanged),
                ["rectification-item.done"] = typeof(ItemDone),
                ["rectification-item.checked"] = typeof(ItemChecked),
                ["rectification-item.failed"] = typeof(ItemFailed),
                ["rectification-item.limit-recounted"] = typeof(ItemLimitRecounted),
                ["rectification-item.struck-off"] = typeof(ItemStruckOff),
                ["rectification-item.withdrawn"] = typeof(ItemWithdrawn),
            }
        );
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
[JsonSerializable(typeof(ItemLimitRecounted))]
[JsonSerializable(typeof(ItemStruckOff))]
[JsonSerializable(typeof(ItemWithdrawn))]
internal sealed partial class ItemEventContext : JsonSerializerContext;
