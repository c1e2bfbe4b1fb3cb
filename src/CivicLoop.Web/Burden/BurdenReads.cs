using System.Data.Common;
using CivicLoop.Core.Burden;
using CivicLoop.Core.Duties;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Burden;

/// <summary>
/// The counts of weeks. A week that is over never changes, so it is counted once and kept; only what is not kept is
/// counted when somebody looks, and that is one stretch of the history found by its time.
/// </summary>
public static class BurdenReads
{
    /// <param name="until">The Monday after the last week.</param>
    public static List<BurdenCount> Weeks(DbConnection connection, WorkCalendar calendar, DateOnly from, DateOnly until)
    {
        var counts = Sql.Many(
            connection,
            "select week, what, owner, kind, amount from burden_weeks where week >= $1 and week < $2 order by week",
            row => new BurdenCount(
                Values.ParseDay(row.GetString(0)),
                Enum.Parse<BurdenOf>(row.GetString(1)),
                row.GetString(2),
                row.GetString(3),
                row.GetInt64(4)
            ),
            from,
            until
        );
        var kept = counts.Select(count => count.Week).ToHashSet();
        for (var week = from; week < until; week = week.AddDays(7))
            if (!kept.Contains(week))
                counts.AddRange(Count(connection, calendar, week));
        return counts;
    }

    /// <summary>The last week that is kept; null where none is.</summary>
    internal static DateOnly? Last(DbConnection connection) =>
        Sql.One(connection, "select max(week) from burden_weeks", row => new { Week = Sql.Text(row, 0) })?.Week is { } week
            ? Values.ParseDay(week)
            : null;

    /// <summary>The week of the first event; null where there is none.</summary>
    internal static DateOnly? First(DbConnection connection, WorkCalendar calendar) =>
        Sql.One(connection, "select min(recorded_at) from events", row => new { At = Sql.Time(row, 0) })?.At is { } at
            ? Burdens.WeekOf(calendar.DayOf(at))
            : null;

    internal static IEnumerable<BurdenCount> Count(DbConnection connection, WorkCalendar calendar, DateOnly week)
    {
        var from = calendar.ToUtc(week, TimeOnly.MinValue);
        var to = calendar.ToUtc(week.AddDays(7), TimeOnly.MinValue);
        // What nobody in person did was asked of nobody.
        var acts = Sql.Many(
            connection,
            "select post, kind, count(*) from events where recorded_at >= $1 and recorded_at < $2 and person <> $3 group by post, kind",
            row => new BurdenCount(week, BurdenOf.Act, row.GetString(0), row.GetString(1), row.GetInt64(2)),
            from,
            to,
            Guid.Empty
        );
        // Both halves are found by an index: what was done was done after it was opened.
        var duties = Sql.Many(
            connection,
            """
            select post, kind, count(*) from (
              select post, kind from duties where done_at >= $1 and since >= $1 and since < $2
              union all
              select post, kind from duties where done_at is null and since >= $1 and since < $2) opened
            group by post, kind
            """,
            row => new BurdenCount(week, BurdenOf.Duty, row.GetString(0), row.GetString(1), row.GetInt64(2)),
            from,
            to
        );
        var ended = Sql.Many(
            connection,
            """
            select unit, count(*), sum(case when failed_checks = 0 then 1 else 0 end) from cases
            where closed_at >= $1 and closed_at < $2 and status = 'Closed' and unit is not null group by unit
            """,
            row => (Unit: row.GetString(0), Closed: row.GetInt64(1), First: row.GetInt64(2)),
            from,
            to
        );
        return
        [
            .. acts,
            .. duties,
            .. ended.Select(one => new BurdenCount(week, BurdenOf.Closed, one.Unit, "", one.Closed)),
            .. ended.Select(one => new BurdenCount(week, BurdenOf.FirstPass, one.Unit, "", one.First)),
        ];
    }
}
