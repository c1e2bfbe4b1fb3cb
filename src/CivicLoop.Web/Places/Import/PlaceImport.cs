using CivicLoop.Core.Events;
using CivicLoop.Core.Places.Import;

namespace CivicLoop.Web.Places.Import;

/// <summary>How far a file has come.</summary>
public enum ImportStatus
{
    /// <summary>Its headers wait for somebody to say what they mean.</summary>
    Columns,

    /// <summary>Its rows are being held against the rules.</summary>
    Checking,

    /// <summary>Shown, waiting for a yes or no.</summary>
    Checked,

    /// <summary>Said yes to, being written.</summary>
    Writing,

    /// <summary>All of it is in, or all of it but the bad rows.</summary>
    Done,

    /// <summary>Could not be read or written; nothing of it is in.</summary>
    Failed,

    /// <summary>Said no to; nothing of it is in.</summary>
    Dropped,
}

/// <summary>A file on its way in.</summary>
/// <param name="Form">What the file is: csv, xlsx or geojson.</param>
/// <param name="System">The coordinate system that was declared, as files write it.</param>
/// <param name="From">The day from which owners and conditions of the file hold.</param>
/// <param name="Mapping">Header → code of a field, as a person said; nothing for a column to pass over.</param>
public sealed record PlaceImport(
    Guid Id,
    ImportKind Kind,
    string File,
    string Form,
    string System,
    DateOnly From,
    ImportStatus Status,
    IReadOnlyDictionary<string, string> Mapping,
    ImportSummary Summary,
    string Reason,
    Guid Person,
    string Post,
    DateTime CreatedAt,
    DateTime ChangedAt
);

/// <summary>What came out of a file: all that its page shows, however long the file is.</summary>
public sealed record ImportSummary
{
    public const int MostProblems = 200;
    public const int MostFirst = 8;
    public const int MostPoints = 400;

    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Headers that no field knows.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Codes of fields that are needed and that no header names.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public int Rows { get; init; }

    public int Added { get; init; }

    public int Changed { get; init; }

    public int Unchanged { get; init; }

    public int Bad { get; init; }

    public int Warned { get; init; }

    /// <summary>The first of them; the file of bad rows has all.</summary>
    public IReadOnlyList<RowProblem> Problems { get; init; } = [];

    public IReadOnlyList<RowProblem> Warnings { get; init; } = [];

    /// <summary>Rows by what is wrong with them.</summary>
    public IReadOnlyDictionary<string, int> ByCode { get; init; } = new Dictionary<string, int>();

    /// <summary>The first rows as they were understood: field → text.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> First { get; init; } = [];

    /// <summary>Some of the rows that would be added or changed, evenly over the file.</summary>
    public IReadOnlyList<ImportPoint> Points { get; init; } = [];

    /// <summary>Why it failed.</summary>
    public Refusal? Trouble { get; init; }

    public int Good => Added + Changed + Unchanged;
}

public sealed record ImportPoint(double Lon, double Lat, bool IsNew);
