using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;

namespace CivicLoop.Core.Exchange;

/// <summary>A row of a file that could be read: a case that ran in another system.</summary>
/// <param name="Number">What it is called there.</param>
public sealed record CaseDraft(
    string Number,
    string? Link,
    DateTime ReportedAt,
    string Category,
    Location At,
    string What,
    string? Address,
    string FoundBy,
    Severity? Severity,
    ToldDraft Report,
    Tally Tally,
    IReadOnlyList<StageDraft> Stages
);

/// <param name="By">A name as the file has it; null where it has none.</param>
public sealed record ToldDraft(int Times, int InTime, string? By);

public sealed record StageDraft(
    ToldStage Stage,
    CaseStatus Status,
    DateTime At,
    ToldDraft Told,
    string? Unit,
    string? First,
    DateTime? Due,
    string? Limit
);

/// <summary>What became of one row.</summary>
/// <param name="Draft">Null when there are problems.</param>
public sealed record CaseRowOutcome(
    int Number,
    CaseDraft? Draft,
    IReadOnlyList<RowProblem> Problems,
    IReadOnlyList<RowProblem> Warnings
);
