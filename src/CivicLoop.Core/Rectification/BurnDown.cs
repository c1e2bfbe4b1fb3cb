namespace CivicLoop.Core.Rectification;

/// <summary>One day of a burn-down.</summary>
/// <param name="Open">When the day ended.</param>
public sealed record BurnDay(DateOnly Day, long Open, long Added, long Ended);

/// <summary>What the pace of late says about the day on which nothing is left.</summary>
public enum Outlook
{
    /// <summary>已清零.</summary>
    Zero,

    /// <summary>Too few days to say anything.</summary>
    TooEarly,

    /// <summary>按目前进度不能清零: as many come as go, or more.</summary>
    Never,

    Expected,
}

/// <param name="Pace">How many fewer are open each day, on average of late.</param>
/// <param name="Likely">The day at that pace; set where it is expected.</param>
/// <param name="Latest">Null where the slower pace would never get there.</param>
public sealed record Forecast(Outlook Outlook, double Pace, int Days, DateOnly? Likely, DateOnly? Earliest, DateOnly? Latest);

/// <summary>清零: open by day, and an honest word about when it will be none.</summary>
public static class BurnDown
{
    /// <summary>The pace is that of so many days.</summary>
    public const int Recent = 14;

    /// <summary>Fewer days say nothing.</summary>
    public const int Fewest = 5;

    // Days to come within this; beyond it a date would only pretend to know.
    private const int Horizon = 3 * 366;

    // Of the true paces, four in five lie so many standard errors around the mean.
    private const double FourInFive = 1.28;

    /// <param name="openNow">Open at the end of the last day.</param>
    /// <param name="moves">Added and ended by day, whichever days have any.</param>
    public static IReadOnlyList<BurnDay> Days(
        DateOnly first,
        DateOnly last,
        long openNow,
        IReadOnlyDictionary<DateOnly, (long Added, long Ended)> moves
    )
    {
        var days = new List<BurnDay>();
        var open = openNow;
        // Backwards from what is open now: what came and went is known by day, what there was before all is not.
        for (var day = last; day >= first; day = day.AddDays(-1))
        {
            var (added, ended) = moves.GetValueOrDefault(day);
            days.Add(new BurnDay(day, open, added, ended));
            open += ended - added;
        }
        days.Reverse();
        return days;
    }

    /// <param name="days">In order, the last one today.</param>
    public static Forecast Of(IReadOnlyList<BurnDay> days)
    {
        var recent = days.Skip(Math.Max(0, days.Count - Recent)).ToList();
        if (days.Count > 0 && days[^1].Open == 0)
            return new Forecast(Outlook.Zero, 0, recent.Count, null, null, null);
        if (recent.Count < Fewest)
            return new Forecast(Outlook.TooEarly, 0, recent.Count, null, null, null);
        var net = recent.Select(day => (double)(day.Ended - day.Added)).ToList();
        var pace = net.Average();
        var spread = Math.Sqrt(net.Sum(one => (one - pace) * (one - pace)) / (net.Count - 1));
        var error = FourInFive * spread / Math.Sqrt(net.Count);
        var (today, open) = (days[^1].Day, days[^1].Open);
        if (After(today, open, pace) is not { } likely)
            return new Forecast(Outlook.Never, pace, recent.Count, null, null, null);
        return new Forecast(
            Outlook.Expected,
            pace,
            recent.Count,
            likely,
            After(today, open, pace + error),
            After(today, open, pace - error)
        );
    }

    private static DateOnly? After(DateOnly today, long open, double pace) =>
        pace > 0 && Math.Ceiling(open / pace) is var days and <= Horizon ? today.AddDays((int)days) : null;
}
