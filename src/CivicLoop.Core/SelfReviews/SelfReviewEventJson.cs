using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.SelfReviews;

/// <summary>The stored form of a self-review's events. Stone once released.</summary>
public static class SelfReviewEventJson
{
    public static EventKinds<SelfReviewEvent> Kinds { get; } =
        new(
            SelfReviewEventContext.Default,
            new Dictionary<string, Type>
            {
                ["self-review.asked"] = typeof(SelfReviewAsked),
                ["self-review.submitted"] = typeof(SelfReviewSubmitted),
                ["self-review.sent-back"] = typeof(SelfReviewSentBack),
                ["self-review.accepted"] = typeof(SelfReviewAccepted),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SelfReviewAsked))]
[JsonSerializable(typeof(SelfReviewSubmitted))]
[JsonSerializable(typeof(SelfReviewSentBack))]
[JsonSerializable(typeof(SelfReviewAccepted))]
[JsonSerializable(typeof(SelfReviewState))]
public sealed partial class SelfReviewEventContext : JsonSerializerContext;
