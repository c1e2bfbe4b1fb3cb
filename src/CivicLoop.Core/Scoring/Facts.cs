using CivicLoop.Core.Cases;

namespace CivicLoop.Core.Scoring;

/// <summary>A place as it stood at the end of a day.</summary>
/// <param name="Unit">Who owned it; null for nobody.</param>
public sealed record ScoredPlace(string Code, string Type, string? Unit, string District);

/// <summary>A problem that is not put right yet, as it stood at the end of a day.</summary>
/// <param name="Severity">Null before it is filed: it costs nothing yet.</param>
/// <param name="Unit">Who owes it; null while nobody does.</param>
public sealed record Problem(
    long Number,
    string Category,
    string? Place,
    string? Unit,
    Severity? Severity,
    bool Late,
    int Rebounds
)
{
    /// <summary>Null where there is nothing to put right any more: refused, merged, or seen to be right by somebody else.</summary>
    public static Problem? Of(CaseState state, DateTime now) =>
        state.Status is CaseStatus.Refused or CaseStatus.Passed or CaseStatus.Closed or CaseStatus.Merged
            ? null
            : new Problem(
                state.Number,
                state.Category,
                state.At.Place,
                state.Unit,
                state.FiledAt is null ? null : state.Severity,
                // While it is suspended its clock stands still.
                state.Status != CaseStatus.Suspended
                    && state.IsLateAt(now),
                state.Rebounds + (state.ReboundOf is null ? 0 : 1)
            );
}

/// <summary>What a check said of one standard at a place; a later one takes its place.</summary>
/// <param name="Share">Reached, in ten-thousandths.</param>
/// <param name="Case">Number of the case that it opened, joined or judged; null for none.</param>
public sealed record Checked(
    string Place,
    string System,
    string Standard,
    int Share,
    DateTime HappenedAt,
    DateTime RecordedAt,
    long Visit,
    long? Case
)
{
    public const int Full = 10_000;

    /// <summary>Whether it is the later word: by when it was seen, then by when it was told.</summary>
    public bool After(Checked other) =>
        (HappenedAt, RecordedAt, Visit).CompareTo((other.HappenedAt, other.RecordedAt, other.Visit)) > 0;
}
