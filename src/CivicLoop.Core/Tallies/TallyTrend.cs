namespace CivicLoop.Core.Tallies;

/// <summary>What was counted in one stretch of a trend.</summary>
/// <param name="First">Its first day.</param>
public sealed record TallyBar(DateOnly First, long Thousandths);

/// <summary>Counted amounts by week, or by month where the weeks would be too many; an entry counts where its days end.</summary>
public static class TallyTrend
{
    private const int MostWeeks = 27;

    public static (bool Monthly, IReadOnlyList<TallyBar> Bars) Of(IReadOnlyCollection<(DateOnly Day, long Thousandths)> days)
    {
        if (days.Count == 0)
            return (false, []);
        var (first, last) = (days.Min(one => one.Day), days.Max(one => one.Day));
        var monthly = last.DayNumber - first.DayNumber > MostWeeks * 7;
        var sums = days.GroupBy(one => Begin(one.Day, monthly))
            .ToDictionary(bar => bar.Key, bar => bar.Sum(one => one.Thousandths));
        var bars = new List<TallyBar>();
        for (var at = Begin(first, monthly); at <= last; at = monthly ? at.AddMonths(1) : at.AddDays(7))
            bars.Add(new TallyBar(at, sums.GetValueOrDefault(at)));
        return (monthly, bars);
    }

    // Weeks begin on Monday.
    private static DateOnly Begin(DateOnly day, bool monthly) =>
        monthly ? new DateOnly(day.Year, day.Month, 1) : day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
