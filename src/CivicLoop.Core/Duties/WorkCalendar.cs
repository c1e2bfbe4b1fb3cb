namespace CivicLoop.Core.Duties;

/// <summary>A stretch of working time within one day of the city.</summary>
public readonly record struct Slot(TimeOnly From, TimeOnly To)
{
    public long Minutes => (long)(To - From).TotalMinutes;
}

/// <summary>A day that differs from Monday-to-Friday: a weekday off, or a weekend day worked (调休).</summary>
public sealed record CalendarDay(DateOnly Day, bool Works, string Name);

/// <summary>When a limit ends, UTC. Provisional when a year was counted Monday to Friday for want of its notice.</summary>
public readonly record struct DueTime(DateTime At, bool Provisional);

/// <summary>
/// The city's working calendar. Counts limits over working slots, the State Council's holidays and the weekend
/// days worked in exchange. A year that is not loaded counts Monday to Friday and says so.
/// </summary>
public sealed class WorkCalendar
{
    // Past this many days a limit is a mistake, not a limit; the loop must end whatever the slots are.
    private const int Horizon = 40_000;

    private readonly TimeZoneInfo zone;
    private readonly Slot[] slots;
    private readonly Dictionary<DateOnly, bool> differing;
    private readonly HashSet<int> years;

    /// <param name="slots">In order, not overlapping, at least one minute in all.</param>
    /// <param name="differing">Every loaded day that differs; a year is loaded when it has at least one.</param>
    public WorkCalendar(TimeZoneInfo zone, IEnumerable<Slot> slots, IEnumerable<CalendarDay> differing)
    {
        this.zone = zone;
        this.slots = [.. slots];
        if (this.slots.Sum(slot => slot.Minutes) < 1)
            throw new ArgumentException("a working day needs at least one minute", nameof(slots));
        this.differing = differing.ToDictionary(day => day.Day, day => day.Works);
        years = [.. this.differing.Keys.Select(day => day.Year)];
    }

    public TimeZoneInfo Zone => zone;

    public bool Knows(int year) => years.Contains(year);

    public bool IsWorkingDay(DateOnly day) => differing.TryGetValue(day, out var works) ? works : IsWeekday(day);

    /// <summary>Working days from one day, with it, up to another, without it; none where that is not later.</summary>
    public int WorkingDays(DateOnly from, DateOnly before)
    {
        var days = before.DayNumber - from.DayNumber;
        if (days <= 0)
            return 0;
        // Whole weeks have five; what is left is looked at, and then whatever differs.
        var count = days / 7 * 5;
        for (var day = from.AddDays(days / 7 * 7); day < before; day = day.AddDays(1))
            count += IsWeekday(day) ? 1 : 0;
        foreach (var (day, works) in differing)
            if (day >= from && day < before)
                count += (works ? 1 : 0) - (IsWeekday(day) ? 1 : 0);
        return count;
    }

    /// <summary>The day of the city in which a UTC instant lies.</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(ToLocal(utc));

    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);

    public DateTime ToUtc(DateOnly day, TimeOnly time) =>
        TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(day.ToDateTime(time), DateTimeKind.Unspecified), zone);

    /// <summary>When a share of a limit that began at <paramref name="since"/> is used up.</summary>
    /// <param name="share">Above 0; 1 is the whole limit, 0.8 where the light turns yellow.</param>
    public DueTime After(DateTime since, Limit limit, double share = 1)
    {
        var continuous = limit.Clock switch
        {
            LimitClock.UrgentHours => TimeSpan.FromHours(limit.Amount),
            LimitClock.NaturalDays => TimeSpan.FromDays(limit.Amount),
            _ => TimeSpan.Zero,
        };
        if (continuous > TimeSpan.Zero)
            return new DueTime(since + TimeSpan.FromMilliseconds(Math.Round(continuous.TotalMilliseconds * share)), false);

        var minutesPerUnit = limit.Clock == LimitClock.WorkingHours ? 60 : slots.Sum(slot => slot.Minutes);
        return Worked(since, TimeSpan.FromMilliseconds(Math.Round(limit.Amount * minutesPerUnit * 60_000d * share)));
    }

    /// <summary>Working time between two instants; none where the second is not after the first.</summary>
    public TimeSpan WorkedBetween(DateTime from, DateTime to)
    {
        var (begin, end) = (ToLocal(from), ToLocal(to));
        var worked = TimeSpan.Zero;
        for (var day = DateOnly.FromDateTime(begin); day <= DateOnly.FromDateTime(end); day = day.AddDays(1))
        {
            if (!IsWorkingDay(day))
                continue;
            foreach (var slot in slots)
            {
                var since = day.ToDateTime(slot.From) is var opens && opens > begin ? opens : begin;
                var until = day.ToDateTime(slot.To) is var closes && closes < end ? closes : end;
                if (until > since)
                    worked += until - since;
            }
        }
        return worked;
    }

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private DueTime Worked(DateTime since, TimeSpan left)
    {
        var local = ToLocal(since);
        var day = DateOnly.FromDateTime(local);
        var provisional = false;
        for (var step = 0; step < Horizon; step++, day = day.AddDays(1))
        {
            provisional |= !Knows(day.Year);
            if (!IsWorkingDay(day))
                continue;
            foreach (var slot in slots)
            {
                var from = day.ToDateTime(slot.From);
                var to = day.ToDateTime(slot.To);
                if (local > from)
                    from = local;
                if (from >= to)
                    continue;
                if (to - from >= left)
                    return new DueTime(TimeZoneInfo.ConvertTimeToUtc(from + left, zone), provisional);
                left -= to - from;
            }
        }
        throw new InvalidOperationException($"no working time left within {Horizon} days");
    }
}
