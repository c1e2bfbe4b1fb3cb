using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Materials;

/// <summary>The stored form of what happens to a material. Stone once released.</summary>
public static class MaterialEventJson
{
    public static EventKinds<MaterialEvent> Kinds { get; } =
        new(
            MaterialEventContext.Default,
            new Dictionary<string, Type>
            {
                ["material.asked"] = typeof(MaterialAsked),
                ["material.piece-added"] = typeof(PieceAdded),
                ["material.photo-added"] = typeof(PiecePhotoAdded),
                ["material.piece-taken-away"] = typeof(PieceTakenAway),
                ["material.submitted"] = typeof(MaterialSubmitted),
                ["material.returned"] = typeof(MaterialReturned),
                ["material.accepted"] = typeof(MaterialAccepted),
                ["material.renewed"] = typeof(MaterialRenewed),
                ["material.withdrawn"] = typeof(MaterialWithdrawn),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true
)]
[JsonSerializable(typeof(MaterialAsked))]
[JsonSerializable(typeof(PieceAdded))]
[JsonSerializable(typeof(PiecePhotoAdded))]
[JsonSerializable(typeof(PieceTakenAway))]
[JsonSerializable(typeof(MaterialSubmitted))]
[JsonSerializable(typeof(MaterialReturned))]
[JsonSerializable(typeof(MaterialAccepted))]
[JsonSerializable(typeof(MaterialRenewed))]
[JsonSerializable(typeof(MaterialWithdrawn))]
[JsonSerializable(typeof(MaterialState))]
public sealed partial class MaterialEventContext : JsonSerializerContext;
