using System.Text.Json.Serialization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Rhythm;

/// <summary>The stored form of a meeting's events. Stone once released.</summary>
public static class MeetingEventJson
{
    public static EventKinds<MeetingEvent> Kinds { get; } =
        new(
            MeetingEventContext.Default,
            new Dictionary<string, Type>
            {
                ["meeting.called"] = typeof(MeetingCalled),
                ["meeting.concluded"] = typeof(MeetingConcluded),
                ["meeting.held"] = typeof(MeetingHeld),
                ["meeting.left-out"] = typeof(MeetingLeftOut),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(MeetingCalled))]
[JsonSerializable(typeof(MeetingConcluded))]
[JsonSerializable(typeof(MeetingHeld))]
[JsonSerializable(typeof(MeetingLeftOut))]
[JsonSerializable(typeof(MeetingState))]
public sealed partial class MeetingEventContext : JsonSerializerContext;
