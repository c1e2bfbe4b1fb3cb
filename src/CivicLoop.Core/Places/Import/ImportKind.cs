namespace CivicLoop.Core.Places.Import;

/// <summary>What a file brings.</summary>
public enum ImportKind
{
    /// <summary>点位.</summary>
    Places,

    /// <summary>网格.</summary>
    Grids,

    /// <summary>路段.</summary>
    Segments,

    /// <summary>设施.</summary>
    Facilities,
}

/// <summary>What is wrong or doubtful about a row: the texts phrase it as what and how to mend.</summary>
/// <param name="Row">As the person sees it in the file, counted from 1.</param>
/// <param name="Field">Code of the field it is about; empty for the row as a whole.</param>
public sealed record RowProblem(int Row, string Field, string Code, params IReadOnlyList<string> Args);

/// <summary>What became of one row.</summary>
/// <param name="Number">Of the row as the person sees it.</param>
/// <param name="Draft">Null when there are problems.</param>
/// <param name="Warnings">Doubts that do not keep the row out.</param>
public sealed record RowOutcome(
    int Number,
    ImportDraft? Draft,
    IReadOnlyList<RowProblem> Problems,
    IReadOnlyList<RowProblem> Warnings
);
