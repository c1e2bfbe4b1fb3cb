using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Demo;

/// <summary>When people of a demo do things: offices in their hours, nobody at night.</summary>
internal sealed class DemoHours(WorkCalendar calendar)
{
    private static readonly Limit Hour = new(1, LimitClock.WorkingHours);
    private static readonly TimeOnly Morning = new(7, 30);
    private static readonly TimeOnly Evening = new(21, 30);

    /// <summary>So many working minutes after an instant, in the hours of the office.</summary>
    public DateTime Worked(DateTime since, double minutes) => Whole(calendar.After(since, Hour, Math.Max(1, minutes) / 60).At);

    /// <summary>The same where somebody is on duty at the weekend too.</summary>
    public DateTime OnDuty(DateTime since, double minutes) =>
        calendar.IsWorkingDay(calendar.DayOf(since)) ? Worked(since, minutes) : Awake(since.AddMinutes(minutes));

    /// <summary>The instant itself by day; the next morning, some minutes in, for one at night.</summary>
    public DateTime Awake(DateTime at)
    {
        var local = calendar.ToLocal(at);
        var time = TimeOnly.FromDateTime(local);
        if (time >= Morning && time < Evening)
            return Whole(at);
        var day = DateOnly.FromDateTime(local).AddDays(time >= Evening ? 1 : 0);
        // Minutes of the night become minutes of the morning, so that not everything stands at half past seven.
        return Whole(calendar.ToUtc(day, Morning).AddSeconds((at.Ticks / TimeSpan.TicksPerSecond) % 9000));
    }

    /// <summary>The last instant by day that is not after this one.</summary>
    public DateTime AwakeBefore(DateTime at)
    {
        var local = calendar.ToLocal(at);
        var time = TimeOnly.FromDateTime(local);
        if (time >= Morning && time < Evening)
            return Whole(at);
        var day = DateOnly.FromDateTime(local).AddDays(time < Morning ? -1 : 0);
        return Whole(calendar.ToUtc(day, Evening).AddSeconds(-(at.Ticks / TimeSpan.TicksPerSecond % 3600) - 1));
    }

    /// <summary>Times are kept in whole milliseconds; people's in whole seconds.</summary>
    public static DateTime Whole(DateTime at) => new(at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc);
}
