namespace CivicLoop.Core.Duties;

/// <summary>Green up to 80 % of the limit (or what the playbook says), yellow to 100 %, red past it.</summary>
public enum Light
{
    Green,
    Yellow,
    Red,
}

/// <summary>
/// What one post owes by a time. It is told in the event that causes it, so that folding a stream yields the
/// very duty that was told, whatever the calendar or the playbook says later.
/// </summary>
/// <param name="Kind">What is owed: file, dispatch, settle, accept, rectify, approve, review, co-sign, check, close.</param>
/// <param name="Post">Code of the post that owes it.</param>
/// <param name="Checker">Code of the post that checks it; null where nobody does.</param>
/// <param name="Since">When the limit began, UTC.</param>
/// <param name="Yellow">When the light turns yellow, UTC.</param>
/// <param name="Due">When the light turns red, UTC.</param>
/// <param name="Limit">The limit as the playbook writes it.</param>
/// <param name="Provisional">暂按周一至周五计: a year of the calendar was not loaded.</param>
public sealed record Duty(
    string Kind,
    string Post,
    string? Checker,
    DateTime Since,
    DateTime Yellow,
    DateTime Due,
    string Limit,
    bool Provisional
)
{
    public Light LightAt(DateTime now) =>
        now < Yellow ? Light.Green
        : now <= Due ? Light.Yellow
        : Light.Red;

    /// <summary>Opens a duty under a limit of the playbook.</summary>
    /// <param name="yellowAt">Share of the limit, above 0 and below 1.</param>
    public static Duty Open(
        string kind,
        string post,
        string? checker,
        DateTime since,
        Limit limit,
        double yellowAt,
        WorkCalendar calendar
    )
    {
        var due = calendar.After(since, limit);
        var yellow = calendar.After(since, limit, yellowAt);
        return new Duty(kind, post, checker, since, yellow.At, due.At, limit.ToString(), due.Provisional);
    }

    /// <summary>Opens a duty that is owed by the end of a day that somebody named, whatever limits say.</summary>
    public static Duty Until(string kind, string post, DateTime since, DateOnly day, double yellowAt, WorkCalendar calendar) =>
        new Duty(kind, post, null, since, since, since, "", Provisional: false).To(day, yellowAt, calendar);

    /// <summary>The same duty, owed by the end of a day; it turns red then even where that is over already.</summary>
    public Duty To(DateOnly day, double yellowAt, WorkCalendar calendar)
    {
        var due = calendar.ToUtc(day.AddDays(1), TimeOnly.MinValue);
        var yellow = due > Since ? Since + (due - Since) * yellowAt : due;
        var days = Math.Max(1, day.DayNumber - calendar.DayOf(Since).DayNumber + 1);
        return this with
        {
            Due = due,
            // Times are kept in whole milliseconds.
            Yellow = new DateTime(yellow.Ticks - yellow.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc),
            Limit = new Limit(days, LimitClock.NaturalDays).ToString(),
            Provisional = false,
        };
    }

    /// <summary>The same duty counted again by a calendar that knows more; itself where nothing of it was provisional.</summary>
    public Duty Recounted(double yellowAt, WorkCalendar calendar) =>
        Provisional && Duties.Limit.Parse(Limit) is { } limit
            ? Open(Kind, Post, Checker, Since, limit, yellowAt, calendar)
            : this;

    /// <summary>
    /// What is left of the limit at an instant, in whole hours of its own clock, begun ones counted; null when it has
    /// run out.
    /// </summary>
    public Limit? RestAt(DateTime at, WorkCalendar calendar)
    {
        if (at >= Due)
            return null;
        var worked = Duties.Limit.Parse(Limit) is { Clock: LimitClock.WorkingHours or LimitClock.WorkingDays };
        var left = worked ? calendar.WorkedBetween(at, Due) : Due - at;
        var hours = Math.Max(1, (long)Math.Ceiling(left.TotalHours));
        return hours <= Duties.Limit.Most
            ? new Limit((int)hours, worked ? LimitClock.WorkingHours : LimitClock.UrgentHours)
            : new Limit((int)Math.Min(Duties.Limit.Most, (long)Math.Ceiling((Due - at).TotalDays)), LimitClock.NaturalDays);
    }
}
