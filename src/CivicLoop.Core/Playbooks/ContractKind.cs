using CivicLoop.Core.Contracts;
using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Playbooks;

/// <summary>A kind of contract of responsibility: 包联, 包街, 包保, 定人定点.</summary>
/// <param name="Over">What is contracted: district, street, community, segment, grid, place.</param>
/// <param name="Counts">Label and figure, such as 市级领导 → 26; the first figure counts parties, the last objects.</param>
public sealed record ContractKind(
    string Code,
    string Kind,
    IReadOnlyList<string> Over,
    IReadOnlyList<(string Label, string Figure)> Counts,
    string? Says,
    bool Sample
)
{
    /// <summary>The level of a kind that names none.</summary>
    public const string OnlyLevel = "only";

    /// <summary>As the playbook names them; none where the kind has a single one.</summary>
    public IReadOnlyList<ContractLevel> Named { get; init; } = [];

    /// <summary>Kinds of segments or types of places that it is over; none for all of them.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>post, unit or any: who may be party to it.</summary>
    public string Party { get; init; } = "any";

    /// <summary>How long it lasts where nobody says otherwise: 1 year, 3 months.</summary>
    public string Term { get; init; } = "1 year";

    /// <summary>How long the party may take to accept its letter.</summary>
    public Limit AcceptWithin { get; init; } = new(3, LimitClock.WorkingDays);

    /// <summary>How long before the end the renewal is owed.</summary>
    public Limit RenewBefore { get; init; } = new(14, LimitClock.NaturalDays);

    public LetterTemplate Letter { get; init; } = LetterTemplate.Usual;

    /// <summary>Never empty: exactly one lead is wanted for each object on each of them.</summary>
    public IReadOnlyList<ContractLevel> Levels => Named.Count > 0 ? Named : [new ContractLevel(OnlyLevel, Kind, Over, Sample)];

    public ContractLevel? Level(string code) => Levels.FirstOrDefault(level => level.Code == code);

    public int? Parties => Figures.Count > 1 ? Figures[0] : null;

    public int? Objects => Figures.Count > 1 ? Figures[^1] : null;

    /// <summary>The last day of a contract that begins on a day.</summary>
    public DateOnly LastDay(DateOnly from) => (Forms.Span(Term, from) ?? from.AddYears(1)).AddDays(-1);

    private List<int> Figures => [.. Counts.Select(count => Forms.Whole(count.Figure)).OfType<int>()];
}

/// <summary>A contract that a city begins with.</summary>
/// <param name="Object">What it is over, by its name in the playbook.</param>
/// <param name="Since">Null for the day from which the playbook holds.</param>
/// <param name="Until">Null for the usual term of the kind.</param>
/// <param name="Line">Of the table, counted from 1.</param>
public sealed record BeginningContract(
    string Kind,
    string Level,
    bool Lead,
    Party Party,
    Contractable Object,
    DateOnly? Since,
    DateOnly? Until,
    int Line
);

/// <summary>One of the levels on which the same object has a lead of its own.</summary>
public sealed record ContractLevel(string Code, string Name, IReadOnlyList<string> Over, bool Sample);
