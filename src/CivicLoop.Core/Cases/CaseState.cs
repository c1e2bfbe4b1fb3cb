using System.Text.Json.Serialization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Cases;

/// <summary>A case as its events left it. The row in the database holds exactly this.</summary>
/// <param name="Version">How many events it has; the next one gets this plus one.</param>
/// <param name="Unit">The unit that owes it, or put it right.</param>
/// <param name="Rectify">The limit of putting right, told at dispatch.</param>
/// <param name="Next">Who owes what now.</param>
/// <param name="FixedBy">The person who last said it was put right.</param>
public sealed record CaseState(
    int Version,
    long Number,
    CaseStatus Status,
    string FoundBy,
    string Category,
    string? Difficulty,
    Severity? Severity,
    Location At,
    TextRef What,
    string? Unit,
    IReadOnlyList<string> With,
    string? Rule,
    Duty? Rectify,
    Duty? Next,
    Guid ReportedBy,
    DateTime ReportedAt,
    DateTime? FiledAt,
    DateTime? FixedAt,
    Guid? FixedBy,
    string? FixedByUnit,
    DateTime? ClosedAt,
    int Returns,
    int FailedChecks,
    int Reopenings,
    string? RefusedBy,
    IReadOnlyList<PhotoRef> Before,
    IReadOnlyList<PhotoRef> After
) : IStreamState
{
    // What most cases never have is left out of the row while there is none of it: a row of an earlier release, which
    // knew nothing of it, is still exactly what its events come to.

    /// <summary>An approval that was asked for and not decided yet.</summary>
    public Asked? Asked { get; init; }

    /// <summary>While suspended: until when, and what comes back.</summary>
    public Hung? Hung { get; init; }

    /// <summary>Extensions granted since it was dispatched.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Extensions { get; init; }

    /// <summary>Units that sign off after the lead, in order; null where none does.</summary>
    public IReadOnlyList<string>? Signers { get; init; }

    /// <summary>While they sign off: whose turn it is.</summary>
    public string? Turn { get; init; }

    /// <summary>The zone of the unit that puts it right for it; null while the unit does it itself.</summary>
    public string? Zone { get; init; }

    /// <summary>Who of the zone said that it is put right; null before.</summary>
    public Guid? ZoneDoneBy { get; init; }

    /// <summary>定责派遣: the unit may not return it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Final { get; init; }

    /// <summary>Number of the case under which this one goes on.</summary>
    public long? MergedInto { get; init; }

    /// <summary>Reports that were merged into this case.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Duplicates { get; init; }

    /// <summary>Number of the closed case that came back as this one.</summary>
    public long? ReboundOf { get; init; }

    /// <summary>How often it came back after it was closed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Rebounds { get; init; }

    /// <summary>Number of the case of which a joint review made this a part.</summary>
    public long? PartOf { get; init; }

    /// <summary>Where it came from; null for what was reported here.</summary>
    public Source? Source { get; init; }

    /// <summary>Whether whoever told it says that it is put right; null while they have said neither.</summary>
    public bool? SaidFixed { get; init; }

    /// <summary>1 to 5, given by whoever told it since it was last ended; null while they have given none.</summary>
    public int? Stars { get; init; }

    /// <summary>The last words of the city to whoever told it.</summary>
    public TextRef? Reply { get; init; }

    /// <summary>What the office decided to show; null while it has decided nothing (待审核).</summary>
    public Publication? Publication { get; init; }

    /// <summary>推诿: returned so often that the office decides whose it is.</summary>
    public bool IsContested() => Returns >= Contested;

    /// <summary>Returns from which on units are pushing it to and fro.</summary>
    public const int Contested = 2;

    /// <summary>Failed checks from which on a case is marked.</summary>
    public const int Marked = 2;

    /// <summary>Whether putting right took longer than told: by when it was reported fixed, or by now while it is not.</summary>
    public bool IsLateAt(DateTime now) => Rectify is not null && (FixedAt ?? ClosedAt ?? now) > Rectify.Due;
}

/// <summary>What everybody may see of a case besides its number, category, dates and about where it is.</summary>
/// <param name="Words">Null where nothing is shown.</param>
/// <param name="Photos">Copies made for showing, under ids of their own: what staff see has other ids.</param>
public sealed record Publication(TextRef? Words, IReadOnlyList<PhotoRef> Photos, DateTime At)
{
    public bool Shown => Words is not null;
}

/// <summary>What can be asked for.</summary>
public enum ApprovalOf
{
    /// <summary>Filing under a difficulty that needs an approval.</summary>
    Filing,

    /// <summary>延时.</summary>
    Extension,

    /// <summary>挂账.</summary>
    Suspension,
}

/// <summary>An approval that somebody waits for.</summary>
/// <param name="By">Code of the playbook's approver.</param>
/// <param name="Person">Who asked: they do not approve it themselves.</param>
/// <param name="Limit">Extension: how much more.</param>
/// <param name="Until">Suspension: the day it is looked at again.</param>
/// <param name="Rest">Suspension: what was left of the limit when it was asked.</param>
public sealed record Asked(
    ApprovalOf What,
    string By,
    Guid Person,
    string? Category = null,
    string? Difficulty = null,
    Severity? Severity = null,
    string? Limit = null,
    DateOnly? Until = null,
    string? Rest = null
);

/// <summary>挂账: the clock of putting right stands still.</summary>
/// <param name="Rest">Given back when it goes on; null when the limit had run out before: then it runs on as it was.</param>
/// <param name="Was">The limit that it interrupted.</param>
/// <param name="Review">What is owed meanwhile: looking at it again.</param>
public sealed record Hung(DateOnly Until, string? Rest, Duty Was, Duty? Review);
