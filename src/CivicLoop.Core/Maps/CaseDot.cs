using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Maps;

/// <summary>One case as the map holds it: where it lies, and what a filter may ask about it.</summary>
/// <param name="Reporter">The person who reported it, as text.</param>
/// <param name="Ended">Closed or refused.</param>
/// <param name="Yellow">When the light of what is owed turns yellow, UTC; null where nobody owes anything.</param>
public sealed record CaseDot(
    long Number,
    double Lon,
    double Lat,
    CaseStatus Status,
    string FoundBy,
    string Category,
    string District,
    string? Street,
    string? Unit,
    string Reporter,
    DateTime ReportedAt,
    DateTime? Yellow,
    DateTime? Due,
    bool Ended,
    bool Failed,
    bool Reopened
);

/// <summary>Which cases a map shows. A condition that is null asks nothing; several must all hold.</summary>
/// <param name="Owed">Only where somebody owes something, which is where there is a light.</param>
/// <param name="Numbers">Only these cases.</param>
/// <param name="Themed">As <paramref name="Categories"/>, and both must hold.</param>
/// <param name="From">Reported then or later, UTC.</param>
public sealed record DotFilter(
    CaseStatus? Status = null,
    bool? Ended = null,
    bool Owed = false,
    Light? Light = null,
    IReadOnlyList<long>? Numbers = null,
    IReadOnlyList<string>? Categories = null,
    IReadOnlyList<string>? Themed = null,
    string? District = null,
    string? Street = null,
    string? Unit = null,
    string? FoundBy = null,
    string? Reporter = null,
    DateTime? From = null,
    bool Failed = false,
    bool Reopened = false
)
{
    /// <summary>The same text for the same conditions.</summary>
    public string Key =>
        string.Join(
            '\n',
            $"{Status} {Ended} {Owed} {Light} {From?.Ticks} {Failed} {Reopened}",
            District,
            Street,
            Unit,
            FoundBy,
            Reporter,
            Numbers is null ? "*" : string.Join(' ', Numbers),
            Joined(Categories),
            Joined(Themed)
        );

    private static string Joined(IReadOnlyList<string>? texts) => texts is null ? "*" : string.Join('\t', texts);
}

/// <summary>The cases that a filter leaves, and how their lights stand.</summary>
/// <param name="Owed">Those with a light; what is neither red nor yellow is green.</param>
public sealed record DotMatch(Bits All, Bits Owed, Bits Red, Bits Yellow);

/// <summary>What lies close together at one zoom: a single case, or many under one mark.</summary>
/// <param name="X">Middle of what lies there, as <see cref="WebMercator"/> counts.</param>
/// <param name="OneSpot">All of them lie on the very same spot: no zoom would part them.</param>
/// <param name="Numbers">Where a further zoom would tell nothing more: up to <see cref="MostNumbers"/> of them, the newest first.</param>
public sealed record DotCluster(
    int Count,
    int Red,
    int Yellow,
    int Green,
    int X,
    int Y,
    bool OneSpot,
    IReadOnlyList<long> Numbers
)
{
    public const int MostNumbers = 10;
}
