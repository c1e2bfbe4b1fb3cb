using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Scoring;

/// <summary>
/// 每日动态评分: the score of a place and of a unit on a day, from what was known at its end and nothing else. Pure; the
/// order of what happened does not matter.
/// </summary>
public static class DayScores
{
    /// <param name="checks">The latest word on each standard of the place, none older than the rules let count.</param>
    /// <param name="problems">Not put right yet, at this place.</param>
    public static Score Of(
        ScoredPlace place,
        IReadOnlyCollection<Checked> checks,
        IReadOnlyCollection<Problem> problems,
        Asks asks,
        ScoreRules rules
    )
    {
        var parts = new List<ScorePart>();
        var asked = asks.Of(place.Type);
        var counted = new Dictionary<long, long>();
        var seen = 0;
        foreach (
            var check in checks
                .OrderBy(one => one.System, StringComparer.Ordinal)
                .ThenBy(one => one.Standard, StringComparer.Ordinal)
        )
        {
            // What is no longer asked of such a place counts no more.
            if (!asked.Weights.TryGetValue((check.System, check.Standard), out var weight))
                continue;
            seen++;
            if (check.Share == Checked.Full)
                continue;
            // What it found has been put right since, and somebody else has seen that it was.
            if (check.Case is { } found && problems.All(problem => problem.Number != found))
                continue;
            var lost = Points.Of(ScoreRules.Full, (decimal)weight / asked.Total * (Checked.Full - check.Share) / Checked.Full);
            parts.Add(new ScorePart(Because.Standard, -lost, check.System, check.Standard, check.Case, check.Visit));
            if (check.Case is { } number)
                counted[number] = counted.GetValueOrDefault(number) + lost;
        }
        foreach (var problem in problems.OrderBy(one => one.Number))
        {
            if (problem.Severity is not { } severity)
                continue;
            // Found by a check: what the standard has lost for it is not lost again. The larger of the two counts, so that
            // a check that passes can only better it.
            var cost = Math.Max(0, rules.Open.GetValueOrDefault(severity) - counted.GetValueOrDefault(problem.Number));
            parts.Add(new ScorePart(Because.Problem, -cost, Number: problem.Number));
            if (problem.Late)
                parts.Add(new ScorePart(Because.Late, -rules.Late, Number: problem.Number));
            if (problem.Rebounds > 0)
                parts.Add(new ScorePart(Because.Rebound, -rules.Rebound * problem.Rebounds, Number: problem.Number));
        }
        parts.RemoveAll(part => part.Points == 0);
        return Score.Of(
            place.Code,
            seen > 0 || problems.Any(problem => problem.Severity is not null),
            parts,
            seen,
            asked.Weights.Count
        );
    }

    /// <param name="places">Scores of the places that it owns.</param>
    /// <param name="late">Problems that it owes and whose limit has run out.</param>
    public static Score OfUnit(
        string unit,
        IReadOnlyCollection<Score> places,
        IReadOnlyCollection<Problem> late,
        ScoreRules rules
    )
    {
        var known = places.Where(place => place.Known).OrderBy(place => place.Code, StringComparer.Ordinal).ToList();
        var parts = known
            .Where(place => place.Points < ScoreRules.Full)
            .Select(place => new ScorePart(
                Because.Place,
                -Points.Of(ScoreRules.Full - place.Points!.Value, 1m / known.Count),
                Code: place.Code
            ))
            .ToList();
        var left = rules.UnitLateMost;
        foreach (var problem in late.OrderBy(one => one.Number))
        {
            var lost = Math.Min(left, rules.UnitLate);
            left -= lost;
            if (lost > 0)
                parts.Add(new ScorePart(Because.UnitLate, -lost, Number: problem.Number));
        }
        parts.RemoveAll(part => part.Points == 0);
        return Score.Of(unit, known.Count > 0 || late.Count > 0, parts, known.Count, places.Count);
    }
}

/// <summary>What the editions in force ask of each type of place, by weight.</summary>
public sealed class Asks(IReadOnlyCollection<Edition> editions)
{
    private readonly Dictionary<string, AskedOf> byType = [];

    public AskedOf Of(string placeType)
    {
        if (byType.TryGetValue(placeType, out var known))
            return known;
        var weights = new Dictionary<(string, string), long>();
        foreach (var edition in editions)
        foreach (var standard in edition.Checklist(placeType).Select(located => located.Standard))
            weights[(edition.System, standard.Code)] = Math.Max(1, Points.Of(standard.Weight, standard.Spot!.Share));
        return byType[placeType] = new AskedOf(weights, weights.Values.Sum());
    }
}

/// <param name="Weights">By system and code of the standard, in <see cref="Points"/>.</param>
public sealed record AskedOf(IReadOnlyDictionary<(string System, string Standard), long> Weights, long Total);
