using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Contracts;

/// <summary>
/// The stored form of an event of a contract: a kind and a JSON body. Names and shapes are stone once released;
/// golden files hold every one of them.
/// </summary>
public static class ContractEventJson
{
    public static EventKinds<ContractEvent> Kinds { get; } =
        new(
            ContractEventContext.Default,
            new Dictionary<string, Type>
            {
                ["contract.made"] = typeof(ContractMade),
                ["contract.letter-issued"] = typeof(LetterIssued),
                ["contract.accepted"] = typeof(LetterAccepted),
                ["contract.declined"] = typeof(LetterDeclined),
                ["contract.handed-over"] = typeof(HandedOver),
                ["contract.renewed"] = typeof(ContractRenewed),
                ["contract.ended"] = typeof(ContractEnded),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ContractMade))]
[JsonSerializable(typeof(LetterIssued))]
[JsonSerializable(typeof(LetterAccepted))]
[JsonSerializable(typeof(LetterDeclined))]
[JsonSerializable(typeof(HandedOver))]
[JsonSerializable(typeof(ContractRenewed))]
[JsonSerializable(typeof(ContractEnded))]
internal sealed partial class ContractEventContext : JsonSerializerContext;
