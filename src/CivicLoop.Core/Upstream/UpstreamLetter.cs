using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Upstream;

/// <summary>How far above the city whoever found it stands.</summary>
public enum UpstreamLevel
{
    /// <summary>中央.</summary>
    Central,

    /// <summary>自治区、省.</summary>
    Provincial,
}

/// <summary>What came from above.</summary>
public enum UpstreamKind
{
    /// <summary>督查反馈: a letter with findings.</summary>
    Letter,

    /// <summary>上一周期测评反馈: what the last cycle's assessment did not find reached.</summary>
    Assessment,

    /// <summary>约谈: what was talked about and what was promised.</summary>
    Interview,
}

/// <summary>What is done about something from above.</summary>
public abstract record UpstreamCommand;

/// <param name="Number">Of it within its city, given by the store.</param>
/// <param name="Authority">The body, as 自治区文明办; never a person.</param>
/// <param name="Letter">Number of the letter; empty for an interview that came without one.</param>
/// <param name="Day">Date of the letter, or the day of the interview.</param>
/// <param name="Deadline">By when the city is to have put it right and to answer; null where none is set.</param>
/// <param name="About">What it says, erasable.</param>
/// <param name="List">The list of what was promised at an interview; null where nothing was.</param>
/// <param name="Items">Numbers of its items.</param>
public sealed record EnterUpstream(
    long Number,
    UpstreamKind Kind,
    UpstreamLevel Level,
    string Authority,
    string Letter,
    DateOnly Day,
    DateOnly? Deadline,
    TextRef About,
    Guid? List,
    IReadOnlyList<long> Items
) : UpstreamCommand;

/// <summary>Findings of it became cases.</summary>
public sealed record AddFindings(IReadOnlyList<long> Cases) : UpstreamCommand;

/// <summary>The city answered; the reason of the act says what.</summary>
/// <param name="Letter">Number of the letter that went out.</param>
/// <param name="Day">Its date.</param>
public sealed record ReplyUpstream(string Letter, DateOnly Day) : UpstreamCommand;

/// <summary>What happened. Released kinds are stone.</summary>
public abstract record UpstreamEvent(Duty? Next);

public sealed record UpstreamEntered(
    long Number,
    UpstreamKind Kind,
    UpstreamLevel Level,
    string Authority,
    string Letter,
    DateOnly Day,
    DateOnly? Deadline,
    TextRef About,
    Guid? List,
    IReadOnlyList<long> Items,
    Duty? Next
) : UpstreamEvent(Next);

public sealed record UpstreamFound(IReadOnlyList<long> Cases, Duty? Next) : UpstreamEvent(Next);

public sealed record UpstreamReplied(string Letter, DateOnly Day) : UpstreamEvent((Duty?)null);

/// <summary>The answer that went out.</summary>
public sealed record UpstreamAnswer(string Letter, DateOnly Day, Made Made);

/// <summary>Something from above, as its events left it.</summary>
/// <param name="Cases">Numbers of the cases that its findings became.</param>
/// <param name="Answer">Null until the city answered.</param>
public sealed record UpstreamState(
    int Version,
    long Number,
    UpstreamKind Kind,
    UpstreamLevel Level,
    string Authority,
    string Letter,
    DateOnly Day,
    DateOnly? Deadline,
    TextRef About,
    Guid? List,
    IReadOnlyList<long> Items,
    IReadOnlyList<long> Cases,
    UpstreamAnswer? Answer,
    Duty? Next
) : IStreamState;
