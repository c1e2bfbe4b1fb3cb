using System.Text.Json.Serialization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Rectification;

/// <summary>Items of lists as streams of the one history.</summary>
public sealed class ItemStream : StreamKind<ItemState, ItemEvent>
{
    private ItemStream()
        : base(
            "rectification-item",
            "rectification_items",
            ItemEventJson.Kinds,
            ItemStateContext.Default.ItemState,
            [
                new("status", state => state.Status),
                new("list", state => state.List),
                new("unit", state => state.Unit),
                new("place", state => state.Place),
                new("district", state => state.District),
                new("standard", state => state.Standard),
                new("case_stream", state => state.Case?.Stream),
                new("due", state => state.Due),
                new("added_at", state => state.AddedAt),
                new("ended_at", state => state.EndedAt),
            ]
        ) { }

    public static ItemStream Kind { get; } = new();

    public override ItemState Evolve(ItemState? before, ItemEvent happened, Made made) =>
        ItemEvolve.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(ItemEvent happened) => ItemRefs.Texts(happened);

    public override IEnumerable<PhotoRef> Photos(ItemEvent happened) => ItemRefs.Photos(happened);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ItemState))]
internal sealed partial class ItemStateContext : JsonSerializerContext;
