using System.Text.Json;
using System.Text.Json.Serialization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Rectification;

/// <summary>Items of lists as streams of the one history.</summary>
public sealed class ItemStream : StreamKind<ItemState, ItemEvent>
{
    private ItemStream()
        : base(
            "rectification-item",
            "rectification_items",
            [
                "stream",
                "number",
                "version",
                "head",
                "status",
                "list",
                "unit",
                "place",
                "district",
                "standard",
                "case_stream",
                "due",
                "added_at",
                "ended_at",
                "state",
            ]
        ) { }

    public static ItemStream Kind { get; } = new();

    public override bool Knows(string eventKind) => ItemEventJson.AllKinds.Contains(eventKind);

    public override (string Kind, string Body) Write(ItemEvent happened) =>
        (ItemEventJson.KindOf(happened), ItemEventJson.Write(happened));

    public override ItemEvent Read(string kind, string body) => ItemEventJson.Read(kind, body);

    public override ItemState Evolve(ItemState? before, ItemEvent happened, Made made) =>
        ItemEvolve.Evolve(before, happened, made);

    public override int VersionOf(ItemState state) => state.Version;

    public override long NumberOf(ItemState state) => state.Number;

    public override Duty? OwedIn(ItemState state) => state.Next;

    public override IEnumerable<TextRef> Texts(ItemEvent happened) => ItemRefs.Texts(happened);

    public override IEnumerable<PhotoRef> Photos(ItemEvent happened) => ItemRefs.Photos(happened);

    public override object?[] Row(Guid stream, string head, ItemState state) =>
        [
            Values.Id(stream),
            state.Number,
            state.Version,
            head,
            state.Status,
            state.List,
            state.Unit,
            state.Place,
            state.District,
            state.Standard,
            state.Case?.Stream,
            state.Due,
            state.AddedAt,
            state.EndedAt,
            JsonSerializer.Serialize(state, ItemStateContext.Default.ItemState),
        ];

    public override ItemState ReadState(string state) => JsonSerializer.Deserialize(state, ItemStateContext.Default.ItemState)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ItemState))]
internal sealed partial class ItemStateContext : JsonSerializerContext;
