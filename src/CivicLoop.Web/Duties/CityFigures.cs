using System.Collections.Concurrent;
using System.Data.Common;
using CivicLoop.Core.Duties;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Duties;

/// <summary>One day of the city in figures.</summary>
/// <param name="Right">Closed that day and closed still.</param>
/// <param name="OnTime">Of those with a limit of putting right, how many kept it.</param>
/// <param name="Overdue">Open past their limit when the day ended, or now.</param>
public sealed record DayFigures(DateOnly Day, long New, long Right, long Limited, long OnTime, long Overdue);

/// <summary>A district in figures of the last seven days, and as it stands now.</summary>
public sealed record DistrictFigures(string District, long New, long Right, long Limited, long OnTime, long Open, long Overdue);

/// <param name="Days">Fourteen days, the last one today.</param>
public sealed record CityFiguresSeen(IReadOnlyList<DayFigures> Days, IReadOnlyList<DistrictFigures> Districts, DateTime At)
{
    public IReadOnlyList<DayFigures> Now => [.. Days.Skip(7)];

    public IReadOnlyList<DayFigures> Before => [.. Days.Take(7)];
}

/// <summary>
/// What a leader sees first. Counting days of a large city takes a moment, so what was counted serves everybody for
/// a minute; the page says as of when.
/// </summary>
public sealed class CityFigures
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Lazy<CityFiguresSeen>> counting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<CityFiguresSeen>> seen = new(StringComparer.Ordinal);

    public CityFiguresSeen Of(City city, WorkCalendar calendar)
    {
        var now = city.Clock.Now;
        var known = seen.GetValueOrDefault(city.Code);
        // A demo's clock may have been moved since: what was counted at another time is not fresh.
        var age = known is { IsValueCreated: true } ? (now - known.Value.At).Duration() : TimeSpan.MaxValue;
        if (age < Fresh)
            return known!.Value;
        var next = new Lazy<CityFiguresSeen>(() => city.Database.Read(connection => Count(connection, calendar, now)));
        // Whoever comes after a minute is shown what is known and does not wait for what is counted meanwhile.
        if (age < Stale)
        {
            if (counting.TryAdd(city.Code, next))
                _ = Task.Run(() => Recount(city.Code, next));
            return known!.Value;
        }
        seen[city.Code] = next;
        return next.Value;
    }

    private void Recount(string city, Lazy<CityFiguresSeen> next)
    {
        try
        {
            _ = next.Value;
            seen[city] = next;
        }
        catch (Exception exception) when (exception is DbException or StorageTrouble)
        {
            // The next who comes tries again.
        }
        finally
        {
            counting.TryRemove(city, out _);
        }
    }

    private static CityFiguresSeen Count(DbConnection connection, WorkCalendar calendar, DateTime now)
    {
        var today = calendar.DayOf(now);
        DateTime Start(DateOnly day) => calendar.ToUtc(day, TimeOnly.MinValue);
        var days = Enumerable
            .Range(0, 14)
            .Select(ago => today.AddDays(ago - 13))
            .Select(day => Day(connection, day, Start(day), day == today ? now : Start(day.AddDays(1))))
            .ToList();
        return new CityFiguresSeen(days, Districts(connection, Start(today.AddDays(-6)), now), now);
    }

    private static DayFigures Day(DbConnection connection, DateOnly day, DateTime from, DateTime to)
    {
        var right = Sql.Many(connection, Closed("", ""), Three, from, to)[0];
        return new DayFigures(
            day,
            Sql.Number(connection, "select count(*) from cases where reported_at >= $1 and reported_at < $2", from, to),
            right.Item1,
            right.Item2,
            right.Item3,
            DutyCounts.OverdueAt(connection, to)
                + Sql.Number(connection, "select count(*) from duties where done_at >= $1 and due < $1", to)
        );
    }

    private static List<DistrictFigures> Districts(DbConnection connection, DateTime since, DateTime now)
    {
        var found = Grouped(connection, "select district, count(*) from cases where reported_at >= $1 group by district", since);
        var open = Grouped(connection, "select district, count(*) from cases where closed_at is null group by district");
        var overdue = Grouped(
            connection,
            "select district, count(*) from cases where closed_at is null and next_due < $1 group by district",
            now
        );
        var right = Sql.Many(
                connection,
                Closed("district, ", " group by district"),
                row => (District: row.GetString(0), Right: row.GetInt64(1), Limited: Number(row, 2), OnTime: Number(row, 3)),
                since,
                now.AddMilliseconds(1)
            )
            .ToDictionary(row => row.District);
        return
        [
            .. found
                .Keys.Union(open.Keys)
                .Union(right.Keys)
                .Order(StringComparer.Ordinal)
                .Select(district =>
                {
                    var closed = right.GetValueOrDefault(district);
                    return new DistrictFigures(
                        district,
                        found.GetValueOrDefault(district),
                        closed.Right,
                        closed.Limited,
                        closed.OnTime,
                        open.GetValueOrDefault(district),
                        overdue.GetValueOrDefault(district)
                    );
                }),
        ];
    }

    private static string Closed(string more, string group) =>
        $"""
            select {more}count(*), sum(case when rectify_due is null then 0 else 1 end), sum(case when fixed_at <= rectify_due then 1 else 0 end)
            from cases where status = 'Closed' and closed_at >= $1 and closed_at < $2{group}
            """;

    private static Dictionary<string, long> Grouped(DbConnection connection, string sql, params ReadOnlySpan<object?> args) =>
        Sql.Many(connection, sql, row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), args).ToDictionary();

    private static (long, long, long) Three(DbDataReader row) => (row.GetInt64(0), Number(row, 1), Number(row, 2));

    private static long Number(DbDataReader row, int column) =>
        row.IsDBNull(column) ? 0 : Convert.ToInt64(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);
}
