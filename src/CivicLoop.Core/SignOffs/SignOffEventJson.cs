using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.SignOffs;

/// <summary>The stored form of a sign-off's events. Stone once released.</summary>
public static class SignOffEventJson
{
    public static EventKinds<SignOffEvent> Kinds { get; } =
        new(
            SignOffEventContext.Default,
            new Dictionary<string, Type>
            {
                ["sign-off.asked"] = typeof(SignOffAsked),
                ["sign-off.signed"] = typeof(SignOffSigned),
                ["sign-off.answered"] = typeof(SignOffAnswered),
                ["sign-off.lapsed"] = typeof(SignOffLapsed),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SignOffAsked))]
[JsonSerializable(typeof(SignOffSigned))]
[JsonSerializable(typeof(SignOffAnswered))]
[JsonSerializable(typeof(SignOffLapsed))]
[JsonSerializable(typeof(SignOffState))]
public sealed partial class SignOffEventContext : JsonSerializerContext;
