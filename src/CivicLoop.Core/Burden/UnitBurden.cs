using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Burden;

/// <summary>What was counted of a week.</summary>
public enum BurdenOf
{
    /// <summary>Forms that posts sent, by kind of event.</summary>
    Act,

    /// <summary>Duties that were opened on posts, by kind.</summary>
    Duty,

    /// <summary>Problems that units brought to their end.</summary>
    Closed,

    /// <summary>Of these, those that passed their first check.</summary>
    FirstPass,
}

/// <param name="Owner">Code of the post, or of the unit where it is what came of it.</param>
/// <param name="Kind">Of the event or duty; empty where it says nothing.</param>
public sealed record BurdenCount(DateOnly Week, BurdenOf What, string Owner, string Kind, long Number);

/// <summary>What was asked of a unit in a week, and what came of it.</summary>
/// <param name="Week">Its Monday.</param>
public sealed record UnitBurden(
    DateOnly Week,
    string Unit,
    long Forms,
    long Duties,
    long Minutes,
    long Closed,
    long FirstPass,
    IReadOnlyDictionary<Effort, long> Efforts
)
{
    /// <summary>Estimated minutes behind each problem that was ended; null where none was.</summary>
    public long? MinutesEach => Closed == 0 ? null : Minutes / Closed;
}

/// <summary>减负: the burden beside the benefit, unit by unit and week by week.</summary>
public static class Burdens
{
    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>Weeks in order; what posts of zones did is their unit's.</summary>
    public static IReadOnlyList<UnitBurden> Of(
        IEnumerable<BurdenCount> counts,
        OrganisationNow organisation,
        EffortPart minutes
    ) =>
        [
            .. counts
                .Select(count => (Count: count, Unit: UnitOf(count, organisation)))
                .Where(one => one.Unit is not null)
                .GroupBy(one => (one.Count.Week, Unit: one.Unit!))
                .Select(group => Sum(group.Key.Week, group.Key.Unit, [.. group.Select(one => one.Count)], minutes))
                .OrderBy(one => one.Week)
                .ThenBy(one => one.Unit, StringComparer.Ordinal),
        ];

    /// <summary>Several as one, under a name of their own.</summary>
    public static UnitBurden Together(DateOnly week, string unit, IReadOnlyCollection<UnitBurden> all) =>
        new(
            week,
            unit,
            all.Sum(one => one.Forms),
            all.Sum(one => one.Duties),
            all.Sum(one => one.Minutes),
            all.Sum(one => one.Closed),
            all.Sum(one => one.FirstPass),
            all.SelectMany(one => one.Efforts)
                .GroupBy(effort => effort.Key)
                .ToDictionary(effort => effort.Key, effort => effort.Sum(one => one.Value))
        );

    private static UnitBurden Sum(DateOnly week, string unit, IReadOnlyList<BurdenCount> counts, EffortPart minutes)
    {
        var efforts = counts
            .Where(count => count.What == BurdenOf.Act)
            .GroupBy(count => Efforts.Of(count.Kind))
            .ToDictionary(effort => effort.Key, effort => effort.Sum(count => count.Number));
        long Number(BurdenOf what) => counts.Where(count => count.What == what).Sum(count => count.Number);
        return new UnitBurden(
            week,
            unit,
            Number(BurdenOf.Act),
            Number(BurdenOf.Duty),
            efforts.Sum(effort => effort.Value * minutes.Of(effort.Key)),
            Number(BurdenOf.Closed),
            Number(BurdenOf.FirstPass),
            efforts
        );
    }

    private static string? UnitOf(BurdenCount count, OrganisationNow organisation)
    {
        var unit = count.What is BurdenOf.Act or BurdenOf.Duty ? organisation.Post(count.Owner)?.Unit : count.Owner;
        return unit is null || organisation.Unit(unit) is null ? null : organisation.Answering(unit);
    }
}
