using System.Text.Json.Serialization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Lessons;

public enum LessonAct
{
    Tell,
    Change,
    Publish,
    SendBack,

    /// <summary>形成制度: it becomes an institution of the city, with a number and a day.</summary>
    MakeInstitution,
}

/// <summary>What it was learnt from: numbers of a case, of a round of self-review, of an entry of the ledger.</summary>
public sealed record LessonSource(long? Case, long? Round, long? Tally);

/// <summary>A text of a lesson; each change is the next edition.</summary>
public sealed record LessonText(int Edition, TextRef Title, TextRef Words);

public abstract record LessonCommand(LessonAct Kind);

public sealed record TellLesson(
    long Number,
    TextRef Title,
    TextRef Words,
    string? Category,
    string? PlaceType,
    LessonSource Source
) : LessonCommand(LessonAct.Tell);

public sealed record ChangeLesson(TextRef Title, TextRef Words, string? Category, string? PlaceType)
    : LessonCommand(LessonAct.Change);

public sealed record PublishLesson() : LessonCommand(LessonAct.Publish);

public sealed record SendLessonBack() : LessonCommand(LessonAct.SendBack);

/// <param name="Document">Its number, as 克创城办〔2021〕3号.</param>
public sealed record MakeInstitution(string Document, DateOnly ValidFrom) : LessonCommand(LessonAct.MakeInstitution);

/// <summary>What happened. Released kinds are stone.</summary>
public abstract record LessonEvent(Duty? Next);

public sealed record LessonTold(
    long Number,
    string Unit,
    LessonText Text,
    string? Category,
    string? PlaceType,
    LessonSource Source,
    Duty? Next
) : LessonEvent(Next);

public sealed record LessonChanged(LessonText Text, string? Category, string? PlaceType, Duty? Next) : LessonEvent(Next);

public sealed record LessonSentBack(Duty? Next) : LessonEvent(Next);

public sealed record LessonPublished() : LessonEvent((Duty?)null);

public sealed record LessonMadeInstitution(string Document, DateOnly ValidFrom) : LessonEvent((Duty?)null);

public enum LessonStatus
{
    /// <summary>待审核.</summary>
    Told,
    SentBack,

    /// <summary>已发布: everybody inside reads it.</summary>
    Published,

    /// <summary>已形成制度.</summary>
    Institution,
}

/// <summary>A lesson as its events left it.</summary>
/// <param name="Text">As it was last written.</param>
/// <param name="Shown">As everybody inside reads it; null before it was published.</param>
public sealed record LessonState(
    int Version,
    long Number,
    string Unit,
    LessonText Text,
    LessonText? Shown,
    string? Category,
    string? PlaceType,
    LessonSource Source,
    LessonStatus Status,
    string? Document,
    DateOnly? ValidFrom,
    Guid WrittenBy,
    string WrittenPost,
    string WrittenUnit,
    DateTime ToldAt,
    Duty? Next
) : IStreamState;

/// <summary>The stored form of a lesson's events. Stone once released.</summary>
public static class LessonEventJson
{
    public static EventKinds<LessonEvent> Kinds { get; } =
        new(
            LessonEventContext.Default,
            new Dictionary<string, Type>
            {
                ["lesson.told"] = typeof(LessonTold),
                ["lesson.changed"] = typeof(LessonChanged),
                ["lesson.sent-back"] = typeof(LessonSentBack),
                ["lesson.published"] = typeof(LessonPublished),
                ["lesson.made-institution"] = typeof(LessonMadeInstitution),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(LessonTold))]
[JsonSerializable(typeof(LessonChanged))]
[JsonSerializable(typeof(LessonSentBack))]
[JsonSerializable(typeof(LessonPublished))]
[JsonSerializable(typeof(LessonMadeInstitution))]
[JsonSerializable(typeof(LessonState))]
public sealed partial class LessonEventContext : JsonSerializerContext;
