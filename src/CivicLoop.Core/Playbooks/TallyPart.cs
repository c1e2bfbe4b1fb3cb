using CivicLoop.Core.Tallies;

namespace CivicLoop.Core.Playbooks;

/// <summary>What makes two entries of a counter the same.</summary>
public enum Once
{
    /// <summary>A unit tells of its days once; of a thing that it names once for those days, whoever tells.</summary>
    UnitAndPeriod,

    /// <summary>A thing is counted once for ever, whoever tells of it.</summary>
    Thing,

    /// <summary>A thing is counted once for its days, whoever tells of it.</summary>
    ThingAndPeriod,
}

/// <summary>What the thing that a counter counts is called by.</summary>
public enum ThingKind
{
    Name,
    Place,
    Case,
}

/// <summary><c>tallies.yaml</c>: something of which the city counts how much was done.</summary>
/// <param name="Measure">Its unit of measure, one of <see cref="Measures"/>.</param>
/// <param name="Decimals">Digits behind the point that it counts; 0 for whole ones.</param>
/// <param name="Counts">What it counts and what not, one sentence.</param>
/// <param name="Group">What several counters have in common, such as “三驾”; all of a group have one measure.</param>
/// <param name="By">Codes of the units whose work it is; empty for any.</param>
/// <param name="Reported">What the source gives as the total; null where it gives none.</param>
public sealed record Counter(
    string Code,
    string Name,
    string Measure,
    int Decimals,
    string Counts,
    Once Once,
    ThingKind Thing,
    string? Group,
    IReadOnlyList<string> By,
    Amount? Reported,
    bool Sample
)
{
    /// <summary>The same as the source writes it: 20.5万, 2000余.</summary>
    public string? ReportedAs { get; init; }
}

/// <summary>Units of measure. Nothing is ever added over two of them, persons and person-times least of all.</summary>
public static class Measures
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["处"] = "spots",
        ["起"] = "incidents",
        ["人次"] = "person-times",
        ["人"] = "persons",
        ["吨"] = "tonnes",
        ["篇"] = "articles",
        ["条"] = "lines",
        ["次"] = "times",
        ["个"] = "pieces",
        ["部"] = "films",
        ["场"] = "events",
        ["件"] = "cases",
        ["份"] = "copies",
        ["座"] = "buildings",
        ["米"] = "metres",
        ["平方米"] = "square-metres",
    };

    public static IReadOnlyList<string> All { get; } = [.. Known.Keys];

    /// <summary>What the sentences call it: <c>tallies.measure.…</c>.</summary>
    public static string Word(string measure) => Known.GetValueOrDefault(measure, "pieces");
}
