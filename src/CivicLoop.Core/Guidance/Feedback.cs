using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Guidance;

/// <summary>What may be done with something that a team said.</summary>
public enum FeedbackAct
{
    /// <summary>反馈.</summary>
    Give,

    /// <summary>转责任单位: a unit is to answer.</summary>
    Ask,

    /// <summary>转为案件.</summary>
    File,

    /// <summary>答复.</summary>
    Answer,

    /// <summary>认可: the team says that it is settled.</summary>
    Settle,

    /// <summary>不认可: it is not; whoever answered answers anew.</summary>
    Dispute,
}

/// <summary>How far it is.</summary>
public enum FeedbackStatus
{
    /// <summary>The office is to see to it.</summary>
    Given,

    /// <summary>A unit is to answer.</summary>
    Asked,

    /// <summary>It became a case; the office tells the team what came of it.</summary>
    Filed,

    /// <summary>Answered: the team is to say whether that settles it.</summary>
    Answered,

    Settled,
}

/// <summary>What is done about it. What is said in words is the reason of the act.</summary>
public abstract record FeedbackCommand;

/// <param name="Team">Number of the team.</param>
/// <param name="Street">Null where only the district is known.</param>
/// <param name="Place">Code of the registered place; null where there is none.</param>
/// <param name="Unit">Whom it is said to; null for the office.</param>
public sealed record GiveFeedback(
    long Number,
    long Team,
    string District,
    string? Street,
    string? Place,
    string? Unit,
    IReadOnlyList<PhotoRef> Photos
) : FeedbackCommand;

public sealed record AskUnit(string Unit) : FeedbackCommand;

/// <param name="Case">Number of the case that it became.</param>
public sealed record FileFeedback(long Case) : FeedbackCommand;

/// <param name="Here">Whether the team is still in the city: otherwise the supervision group says whether it is settled.</param>
public sealed record AnswerFeedback(IReadOnlyList<PhotoRef> Photos, bool Here) : FeedbackCommand;

/// <inheritdoc cref="AnswerFeedback" path="/param[@name='Here']"/>
public sealed record SettleFeedback(bool Here) : FeedbackCommand;

/// <inheritdoc cref="AnswerFeedback" path="/param[@name='Here']"/>
public sealed record DisputeFeedback(bool Here) : FeedbackCommand;

/// <summary>The team left: what waits for its word waits for the supervision group.</summary>
public sealed record HandOverFeedback : FeedbackCommand;

/// <summary>What happened. Released kinds are stone.</summary>
public abstract record FeedbackEvent(Duty? Next);

/// <param name="TeamUnit">Code of the team's unit.</param>
/// <param name="Post">Of the part of the team that said it.</param>
public sealed record FeedbackGiven(
    long Number,
    long Team,
    string TeamUnit,
    string Post,
    string District,
    string? Street,
    string? Place,
    string? Unit,
    IReadOnlyList<PhotoRef> Photos,
    Duty? Next
) : FeedbackEvent(Next);

public sealed record FeedbackAsked(string Unit, Duty? Next) : FeedbackEvent(Next);

public sealed record FeedbackFiled(long Case, Duty? Next) : FeedbackEvent(Next);

public sealed record FeedbackAnswered(IReadOnlyList<PhotoRef> Photos, Duty? Next) : FeedbackEvent(Next);

public sealed record FeedbackSettled() : FeedbackEvent((Duty?)null);

public sealed record FeedbackDisputed(Duty? Next) : FeedbackEvent(Next);

public sealed record FeedbackHandedOver(Duty? Next) : FeedbackEvent(Next);

/// <summary>Something that a team said, as its events left it.</summary>
/// <param name="Case">Number of the case that it became; null where it became none.</param>
/// <param name="Answered">The last answer; null until there is one.</param>
/// <param name="Disputes">How often the team found an answer wanting.</param>
public sealed record FeedbackState(
    int Version,
    long Number,
    long Team,
    string TeamUnit,
    string Post,
    string District,
    string? Street,
    string? Place,
    string? Unit,
    IReadOnlyList<PhotoRef> Photos,
    FeedbackStatus Status,
    long? Case,
    Made Given,
    Made? Answered,
    int Disputes,
    Duty? Next
) : IStreamState;
