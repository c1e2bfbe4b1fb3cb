using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Rhythm;

/// <summary>What is done about a time that a beat came.</summary>
public abstract record MeetingCommand;

/// <summary>A beat came: what lay on the table is frozen, and somebody owes to hold it.</summary>
/// <param name="Number">Of the meeting within its city, given by the store.</param>
/// <param name="Day">The day that the rule names: with the beat it is called once.</param>
/// <param name="Makes">As the rules of that day say it.</param>
public sealed record CallMeeting(long Number, string Beat, string Name, DateOnly Day, DateTime At, string Makes, Agenda Agenda)
    : MeetingCommand;

/// <summary>It was held. The reason of the act is what was said; what was decided became items of a list.</summary>
/// <param name="List">The list of what was decided; null where nothing was.</param>
/// <param name="Items">Numbers of its items.</param>
/// <param name="Concluded">What was concluded about cases, done to them in the same moment.</param>
/// <param name="Announced">Numbers of the orders that stand in it, announced in the same moment.</param>
public sealed record KeepMinutes(
    TextRef Words,
    Guid? List,
    IReadOnlyList<long> Items,
    IReadOnlyList<Concluded> Concluded,
    IReadOnlyList<long> Announced
) : MeetingCommand;

/// <param name="Case">Number of the case; its own history tells the rest.</param>
public sealed record Concluded(long Case, ReviewOutcome Outcome);

/// <summary>It was not held; the reason of the act says why.</summary>
public sealed record LeaveOut : MeetingCommand;

/// <summary>What happened. Released kinds are stone.</summary>
public abstract record MeetingEvent(Duty? Next);

public sealed record MeetingCalled(
    long Number,
    string Beat,
    string Name,
    DateOnly Day,
    DateTime At,
    string Makes,
    Agenda Agenda,
    Duty? Next
) : MeetingEvent(Next);

/// <summary>会审结论: what those who met concluded about one case; before the minutes that end it.</summary>
public sealed record MeetingConcluded(Concluded About, Duty? Next) : MeetingEvent(Next);

/// <param name="Announced">Numbers of the orders that stand in it; null where none does.</param>
public sealed record MeetingHeld(TextRef Words, Guid? List, IReadOnlyList<long> Items, IReadOnlyList<long>? Announced = null)
    : MeetingEvent((Duty?)null);

public sealed record MeetingLeftOut() : MeetingEvent((Duty?)null);

public enum MeetingStatus
{
    /// <summary>待开展.</summary>
    Called,

    /// <summary>已开展.</summary>
    Held,

    /// <summary>未开展.</summary>
    LeftOut,
}

/// <summary>A time that a beat came, as its events left it.</summary>
/// <param name="Words">The minutes; null until it was held.</param>
/// <param name="Ended">The act that held it or left it out.</param>
public sealed record MeetingState(
    int Version,
    long Number,
    string Beat,
    string Name,
    DateOnly Day,
    DateTime At,
    string Makes,
    Agenda Agenda,
    MeetingStatus Status,
    TextRef? Words,
    Guid? List,
    IReadOnlyList<long> Items,
    Made? Ended,
    Duty? Next
) : IStreamState
{
    /// <summary>What was concluded about cases; null where nothing was.</summary>
    public IReadOnlyList<Concluded>? Concluded { get; init; }

    /// <summary>通报: numbers of the orders that stand in it; null where none does.</summary>
    public IReadOnlyList<long>? Announced { get; init; }

    /// <summary>Whether orders are announced in it.</summary>
    public bool MayAnnounce => Makes == AgendaNames.Bulletin;

    /// <summary>Whether those who meet may conclude about cases what none of them could alone: 会审 and 例会.</summary>
    public bool MayConclude => Makes is "joint-review" or "meeting";
}
