using System.Text.Json;
using System.Text.Json.Serialization;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Contracts;

/// <summary>Contracts as streams of the one history, and the row that each comes to.</summary>
public sealed class ContractStream : StreamKind<ContractState, ContractEvent>
{
    private static readonly string[] Names =
    [
        "stream",
        "number",
        "version",
        "head",
        "kind",
        "level",
        "lead",
        "unit",
        "post",
        "over",
        "object",
        "district",
        "street",
        "valid_from",
        "valid_to",
        "status",
        "letters",
        "made_at",
        "next_kind",
        "next_post",
        "next_since",
        "next_yellow",
        "next_due",
        "state",
    ];

    private ContractStream()
        : base("contract", "contracts", Names) { }

    public static ContractStream Kind { get; } = new();

    public override bool Knows(string eventKind) => ContractEventJson.AllKinds.Contains(eventKind);

    public override (string Kind, string Body) Write(ContractEvent happened) =>
        (ContractEventJson.KindOf(happened), ContractEventJson.Write(happened));

    public override ContractEvent Read(string kind, string body) => ContractEventJson.Read(kind, body);

    public override ContractState Evolve(ContractState? before, ContractEvent happened, Made made) =>
        ContractEvolve.Evolve(before, happened, made);

    public override int VersionOf(ContractState state) => state.Version;

    public override long NumberOf(ContractState state) => state.Number;

    public override Duty? OwedIn(ContractState state) => state.Next;

    public override object?[] Row(Guid stream, string head, ContractState state) =>
        [
            Values.Id(stream),
            state.Number,
            state.Version,
            head,
            state.ContractKind,
            state.Level,
            state.Lead,
            state.Party.Unit,
            state.Party.Post,
            state.Object.Over,
            state.Object.Code,
            state.Object.District,
            state.Object.Street,
            state.From,
            state.To,
            state.Status,
            state.Letters.Count,
            state.MadeAt,
            state.Next?.Kind,
            state.Next?.Post,
            state.Next?.Since,
            state.Next?.Yellow,
            state.Next?.Due,
            JsonSerializer.Serialize(state, ContractStateContext.Default.ContractState),
        ];

    public override ContractState ReadState(string state) =>
        JsonSerializer.Deserialize(state, ContractStateContext.Default.ContractState)!;

    public override IEnumerable<TextRef> Texts(ContractEvent happened) => happened is LetterIssued issued ? [issued.Text] : [];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ContractState))]
internal sealed partial class ContractStateContext : JsonSerializerContext;
