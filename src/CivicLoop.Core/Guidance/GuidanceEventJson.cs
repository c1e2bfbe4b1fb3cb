using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Guidance;

/// <summary>The stored form of teams and of what they said. Stone once released.</summary>
public static class GuidanceEventJson
{
    public static EventKinds<TeamEvent> Teams { get; } =
        new(
            GuidanceEventContext.Default,
            new Dictionary<string, Type>
            {
                ["team.opened"] = typeof(TeamOpened),
                ["team.prolonged"] = typeof(TeamProlonged),
                ["team.ended"] = typeof(TeamEnded),
            }
        );

    public static EventKinds<FeedbackEvent> Feedback { get; } =
        new(
            GuidanceEventContext.Default,
            new Dictionary<string, Type>
            {
                ["feedback.given"] = typeof(FeedbackGiven),
                ["feedback.asked"] = typeof(FeedbackAsked),
                ["feedback.filed"] = typeof(FeedbackFiled),
                ["feedback.answered"] = typeof(FeedbackAnswered),
                ["feedback.settled"] = typeof(FeedbackSettled),
                ["feedback.disputed"] = typeof(FeedbackDisputed),
                ["feedback.handed-over"] = typeof(FeedbackHandedOver),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(TeamOpened))]
[JsonSerializable(typeof(TeamProlonged))]
[JsonSerializable(typeof(TeamEnded))]
[JsonSerializable(typeof(TeamState))]
[JsonSerializable(typeof(FeedbackGiven))]
[JsonSerializable(typeof(FeedbackAsked))]
[JsonSerializable(typeof(FeedbackFiled))]
[JsonSerializable(typeof(FeedbackAnswered))]
[JsonSerializable(typeof(FeedbackSettled))]
[JsonSerializable(typeof(FeedbackDisputed))]
[JsonSerializable(typeof(FeedbackHandedOver))]
[JsonSerializable(typeof(FeedbackState))]
public sealed partial class GuidanceEventContext : JsonSerializerContext;
