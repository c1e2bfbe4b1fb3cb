using System.Text.Json.Serialization;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Events;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Contracts;

/// <summary>Contracts as streams of the one history, and the row that each comes to.</summary>
public sealed class ContractStream : StreamKind<ContractState, ContractEvent>
{
    private ContractStream()
        : base(
            "contract",
            "contracts",
            ContractEventJson.Kinds,
            ContractStateContext.Default.ContractState,
            [
                new("kind", state => state.ContractKind),
                new("level", state => state.Level),
                new("lead", state => state.Lead),
                new("unit", state => state.Party.Unit),
                new("post", state => state.Party.Post),
                new("over", state => state.Object.Over),
                new("object", state => state.Object.Code),
                new("district", state => state.Object.District),
                new("street", state => state.Object.Street),
                new("valid_from", state => state.From),
                new("valid_to", state => state.To),
                new("status", state => state.Status),
                new("letters", state => state.Letters.Count),
                new("made_at", state => state.MadeAt),
                new("next_kind", state => state.Next?.Kind),
                new("next_post", state => state.Next?.Post),
                new("next_since", state => state.Next?.Since),
                new("next_yellow", state => state.Next?.Yellow),
                new("next_due", state => state.Next?.Due),
            ]
        ) { }

    public static ContractStream Kind { get; } = new();

    public override ContractState Evolve(ContractState? before, ContractEvent happened, Made made) =>
        ContractEvolve.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(ContractEvent happened) => happened is LetterIssued issued ? [issued.Text] : [];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ContractState))]
internal sealed partial class ContractStateContext : JsonSerializerContext;
