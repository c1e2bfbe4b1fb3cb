using System.Text.Json;
using System.Text.Json.Serialization;

namespace CivicLoop.Core.Contracts;

/// <summary>
/// The stored form of an event of a contract: a kind and a JSON body. Names and shapes are stone once released;
/// golden files hold every one of them.
/// </summary>
public static class ContractEventJson
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["contract.made"] = typeof(ContractMade),
        ["contract.letter-issued"] = typeof(LetterIssued),
        ["contract.accepted"] = typeof(LetterAccepted),
        ["contract.declined"] = typeof(LetterDeclined),
        ["contract.handed-over"] = typeof(HandedOver),
        ["contract.renewed"] = typeof(ContractRenewed),
        ["contract.ended"] = typeof(ContractEnded),
    };

    private static readonly Dictionary<Type, string> Kinds = Types.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static IReadOnlyCollection<string> AllKinds => Types.Keys;

    public static string KindOf(ContractEvent happened) => Kinds[happened.GetType()];

    public static string Write(ContractEvent happened) =>
        JsonSerializer.Serialize(happened, happened.GetType(), ContractEventContext.Default);

    /// <exception cref="InvalidOperationException">The kind is unknown: the history was written by a later release, or bent.</exception>
    /// <exception cref="JsonException">The body is not what this kind holds.</exception>
    public static ContractEvent Read(string kind, string body) =>
        Types.TryGetValue(kind, out var type)
            ? (ContractEvent)JsonSerializer.Deserialize(body, type, ContractEventContext.Default)!
            : throw new InvalidOperationException($"unknown kind of event '{kind}'");
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
