using CivicLoop.Core.Cases;
using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Scoring;

/// <summary><c>scores.yaml</c>: what an open problem, a late one and one that came back cost a place and a unit.</summary>
/// <param name="ChecksCountFor">Natural days for which what a check found counts.</param>
/// <param name="Open">Points that an open problem costs its place, by how bad it is; in <see cref="Points"/>, as all of these.</param>
/// <param name="Late">What it costs beside when its limit has run out.</param>
/// <param name="Rebound">What it costs beside for each time it came back.</param>
/// <param name="UnitLate">What a late problem costs the unit that owes it.</param>
/// <param name="UnitLateMost">The most that late problems cost a unit.</param>
public sealed record ScoreRules(
    int ChecksCountFor,
    IReadOnlyDictionary<Severity, long> Open,
    long Late,
    long Rebound,
    long UnitLate,
    long UnitLateMost,
    bool Sample
)
{
    /// <summary>Of a place or unit of which nothing bad is known.</summary>
    public const long Full = 100 * Points.One;

    /// <summary>All of them in the order of the file, each under a code of its own.</summary>
    public IEnumerable<ScoreFigure> Figures =>
        [
            new("checks-count-for", $"{ChecksCountFor}", Days: true),
            .. Open.OrderBy(one => one.Key).Select(one => Figure($"open-{one.Key.ToString().ToLowerInvariant()}", one.Value)),
            Figure("late", Late),
            Figure("rebound", Rebound),
            Figure("unit-late", UnitLate),
            Figure("unit-late-most", UnitLateMost),
        ];

    private static ScoreFigure Figure(string code, long points) => new(code, Points.Say(points), Days: false);
}

/// <summary>One figure of <c>scores.yaml</c>.</summary>
/// <param name="Days">Whether it is natural days; points otherwise.</param>
public sealed record ScoreFigure(string Code, string Says, bool Days);
