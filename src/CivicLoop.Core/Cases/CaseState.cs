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
)
{
    /// <summary>Whether putting right took longer than told: by when it was reported fixed, or by now while it is not.</summary>
    public bool IsLateAt(DateTime now) => Rectify is not null && (FixedAt ?? ClosedAt ?? now) > Rectify.Due;
}
