using System.Text.Json.Serialization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Supervision;

/// <summary>What an order stands before, in the order in which it comes to it; then how it can end.</summary>
public enum OrderStatus
{
    /// <summary>待签发: a draft, of which the unit knows nothing.</summary>
    Draft,

    /// <summary>待签收.</summary>
    Receive,

    /// <summary>待登通报: it waits for the next bulletin.</summary>
    Announce,

    /// <summary>待约谈.</summary>
    Talk,

    /// <summary>待移交: to whoever calls to account.</summary>
    Refer,

    /// <summary>待回复.</summary>
    Reply,

    /// <summary>待复核.</summary>
    Recheck,

    /// <summary>已办结.</summary>
    Closed,

    /// <summary>不予签发.</summary>
    Dismissed,

    /// <summary>已撤回, by whoever signed it.</summary>
    Withdrawn,

    /// <summary>已撤销, on an appeal; its number stays its own.</summary>
    Revoked,

    /// <summary>已升级: the next rung of the same matter took its place.</summary>
    Superseded,
}

/// <summary>What an order is over: anything that owes something.</summary>
/// <param name="Of">Name of its kind of stream.</param>
/// <param name="Number">By which people call it.</param>
public sealed record Matter(Guid Stream, string Of, long Number);

/// <summary>The matter with whom it lies on and where.</summary>
/// <param name="Place">Code of the place; null where it lies at none.</param>
public sealed record Subject(Matter Matter, string Unit, string District, string? Place);

/// <summary>Why this rung, as it was known when the order was drafted.</summary>
/// <param name="Conditions">Those of the rung that held; none where somebody drafted it against the ladder.</param>
/// <param name="Owed">What was owed; null where nothing was.</param>
/// <param name="Counted">Numbers of the orders that were counted together.</param>
/// <param name="Judged">What somebody judged, in the words of the rung.</param>
public sealed record Why(
    IReadOnlyList<Condition> Conditions,
    OwedThen? Owed = null,
    int FailedChecks = 0,
    int Reopenings = 0,
    string? Severity = null,
    DateOnly? Promised = null,
    IReadOnlyList<long>? Counted = null,
    string? Judged = null
);

/// <param name="At">The instant of which this is told.</param>
public sealed record OwedThen(string Kind, string Post, DateTime Since, DateTime Due, DateTime At);

/// <summary>The number on the paper: of the rung and the year, without gaps.</summary>
public sealed record Paper(string Rung, int Year, long Number);

/// <summary>约谈, held: posts, never persons.</summary>
public sealed record TalkHeld(DateTime At, TextRef Where, IReadOnlyList<string> Posts, TextRef Minutes, TextRef Measures);

public enum AppealOutcome
{
    /// <summary>维持.</summary>
    Upheld,

    /// <summary>变更.</summary>
    Changed,

    /// <summary>撤销.</summary>
    Revoked,
}

/// <summary>申诉: what the unit said against it, and what became of that.</summary>
/// <param name="Level">1 is the first; a level that nobody could decide is passed over.</param>
/// <param name="Body">Who decides, in the words of the rules.</param>
/// <param name="Decided">The act that decided it; null while it is pending.</param>
public sealed record Appeal(
    int Level,
    string Body,
    TextRef Words,
    IReadOnlyList<PhotoRef> Evidence,
    Made Made,
    AppealOutcome? Outcome,
    Made? Decided
);

/// <summary>A clock that stands still while an appeal is pending.</summary>
/// <param name="Rest">What was left of it; null where nothing was: then it goes on as it was.</param>
public sealed record Stopped(Duty Was, string? Rest);

/// <summary>What a rung makes besides an order, in the words of the ladder.</summary>
public static class OrderMakes
{
    public const string Bulletin = "bulletin-item";
    public const string Talk = "talk";
    public const string Appraisal = "appraisal-item";
    public const string Referral = "referral";
}

/// <summary>督办单, 通报, 约谈, 问责: a rung of the ladder reached over one matter, as its events left it.</summary>
/// <param name="Number">By which pages call it, from the draft on; the number on the paper is another.</param>
/// <param name="SignedBy">Who signs, in the words of the ladder.</param>
/// <param name="Proposed">The ladder did, nobody by hand.</param>
/// <param name="Words">What is asked; null while nobody put it into words.</param>
/// <param name="Limit">How long the answer may take; null where none is asked for.</param>
/// <param name="Ahead">What is still to be done, in order.</param>
public sealed record OrderState(
    int Version,
    long Number,
    OrderStatus Status,
    string Rung,
    string Name,
    string? Colour,
    string SignedBy,
    Subject Over,
    Why Why,
    bool Proposed,
    TextRef? Words,
    string? Limit,
    int? Points,
    IReadOnlyList<string> Makes,
    IReadOnlyList<OrderStatus> Ahead,
    Duty? Next,
    DateTime DraftedAt
) : IStreamState
{
    public Paper? Paper { get; init; }

    /// <summary>The act that signed it.</summary>
    public Made? Signed { get; init; }

    /// <summary>The post that signed it.</summary>
    public string? Signer => Signed?.Post;

    public DateTime? ReceivedAt { get; init; }

    /// <summary>视为送达: its time to be received ran out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Deemed { get; init; }

    public Guid? RepliedBy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Failures { get; init; }

    /// <summary>Posts that watch it until it has ended.</summary>
    public IReadOnlyList<string> Watchers { get; init; } = [];

    /// <summary>In which bulletin.</summary>
    public TextRef? Announced { get; init; }

    public TalkHeld? Talk { get; init; }

    public IReadOnlyList<Appeal> Appeals { get; init; } = [];

    public Stopped? Stopped { get; init; }

    /// <summary>Points given back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Returned { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool BulletinWithdrawn { get; init; }

    /// <summary>Number of the order that took its place.</summary>
    public long? Successor { get; init; }

    public DateTime? EndedAt { get; init; }

    [JsonIgnore]
    public bool IsOpen => Status < OrderStatus.Closed;

    /// <summary>Whether the unit knows of it.</summary>
    [JsonIgnore]
    public bool IsIssued => Signed is not null;

    [JsonIgnore]
    public Appeal? Pending => Appeals is [.., { Outcome: null } last] ? last : null;

    /// <summary>Points that the unit has lost by it and not been given back.</summary>
    [JsonIgnore]
    public int Lost => IsIssued ? (Points ?? 0) - Returned : 0;

    /// <summary>Whether it stands in the appraisal of its unit.</summary>
    [JsonIgnore]
    public bool IsAppraised => Points > 0 || Makes.Contains(OrderMakes.Appraisal);

    /// <summary>Whether the unit let its time run out.</summary>
    public bool IsUnansweredAt(DateTime now) =>
        IsIssued
        && Pending is null
        && (
            Status is OrderStatus.Receive or OrderStatus.Reply && Next is { } next && next.Due < now
            // Nothing else was asked than to receive it, and not even that was done.
            || Deemed && Limit is null && Status is not (OrderStatus.Withdrawn or OrderStatus.Revoked or OrderStatus.Superseded)
        );
}
