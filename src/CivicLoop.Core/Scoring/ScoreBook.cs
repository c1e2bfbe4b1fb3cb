using CivicLoop.Core.Cases;

namespace CivicLoop.Core.Scoring;

/// <summary>
/// What is known of the places and problems of a city, told one thing after the other, and the scores that it comes to
/// at any moment. Told all of a year it gives each of its days; told how a day ended it gives that day.
/// </summary>
public sealed class ScoreBook
{
    private readonly Dictionary<long, CaseState> open = [];
    private readonly Dictionary<string, HashSet<long>> atPlace = [];
    private readonly Dictionary<string, Dictionary<(string, string, long), Checked>> checks = [];

    /// <summary>A case as it stands now; what is put right leaves the book.</summary>
    public void Tell(CaseState state)
    {
        if (open.Remove(state.Number, out var was) && was.At.Place is { } before)
            atPlace[before].Remove(state.Number);
        if (Problem.Of(state, DateTime.MinValue) is null)
            return;
        open[state.Number] = state;
        if (state.At.Place is { } place)
            (atPlace.TryGetValue(place, out var there) ? there : atPlace[place] = []).Add(state.Number);
    }

    public void Tell(Checked check) => Of(check.Place)[(check.System, check.Standard, check.Visit)] = check;

    /// <summary>A visit that was withdrawn never was.</summary>
    public void Forget(string place, long visit)
    {
        foreach (var key in Of(place).Keys.Where(key => key.Item3 == visit).ToList())
            Of(place).Remove(key);
    }

    /// <summary>What nobody can ask for again is dropped, so that a year of checks does not fill the memory.</summary>
    /// <param name="before">Checks that happened before count on no later day.</param>
    public void Drop(DateTime before)
    {
        foreach (var there in checks.Values)
        foreach (var key in there.Where(one => one.Value.HappenedAt < before).Select(one => one.Key).ToList())
            there.Remove(key);
    }

    /// <summary>The score of a place as the book stands.</summary>
    /// <param name="now">The end of the day, or the moment of it that it is.</param>
    public Score Place(ScoredPlace place, DateTime now, Asks asks, ScoreRules rules) =>
        DayScores.Of(place, Latest(place.Code, now.AddDays(-rules.ChecksCountFor)), At(place.Code, now), asks, rules);

    /// <summary>The scores of all places, and of the units that own one or owe something.</summary>
    public (IReadOnlyList<Score> Places, IReadOnlyList<Score> Units) All(
        IReadOnlyList<ScoredPlace> places,
        DateTime now,
        Asks asks,
        ScoreRules rules
    )
    {
        var scores = places.Select(place => Place(place, now, asks, rules)).ToList();
        var owned = places
            .Zip(scores)
            .Where(pair => pair.First.Unit is not null)
            .ToLookup(pair => pair.First.Unit!, pair => pair.Second);
        var late = open
            .Values.Select(state => Problem.Of(state, now)!)
            .Where(problem => problem is { Late: true, Unit: not null })
            .ToLookup(problem => problem.Unit!);
        var units = owned.Select(unit => unit.Key).Union(late.Select(unit => unit.Key)).Order(StringComparer.Ordinal);
        return (scores, [.. units.Select(unit => DayScores.OfUnit(unit, [.. owned[unit]], [.. late[unit]], rules))]);
    }

    /// <summary>The latest word on each standard of a place.</summary>
    public IReadOnlyCollection<Checked> Latest(string place, DateTime since)
    {
        if (!checks.TryGetValue(place, out var there))
            return [];
        var latest = new Dictionary<(string, string), Checked>();
        foreach (var check in there.Values)
            if (
                check.HappenedAt >= since
                && (!latest.TryGetValue((check.System, check.Standard), out var known) || check.After(known))
            )
                latest[(check.System, check.Standard)] = check;
        return latest.Values;
    }

    public IReadOnlyCollection<Problem> At(string place, DateTime now) =>
        atPlace.TryGetValue(place, out var there) ? [.. there.Select(number => Problem.Of(open[number], now)!)] : [];

    private Dictionary<(string, string, long), Checked> Of(string place) =>
        checks.TryGetValue(place, out var there) ? there : checks[place] = [];
}
