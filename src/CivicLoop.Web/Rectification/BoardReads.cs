using System.Data.Common;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Rectification;

/// <summary>What a board counts.</summary>
public enum BoardOf
{
    Items,
    Cases,
    Both,
}

/// <summary>A unit's part of the items.</summary>
public sealed record UnitFigures(string Unit, int Open, int Overdue, int Done, int Struck);

/// <summary>清零: open by day, its forecast, and who has how much to do.</summary>
/// <param name="Target">The day by which nothing is to be left.</param>
public sealed record Board(IReadOnlyList<BurnDay> Days, Forecast Forecast, DateOnly Target, IReadOnlyList<UnitFigures> Units);

/// <summary>Counts of a board, from rows only: what came and what went is known by day, what is open is known now.</summary>
public static class BoardReads
{
    /// <summary>As far back as the chart looks.</summary>
    private const int Longest = 120;

    private const long DayLong = 24 * 60 * 60 * 1000;

    /// <param name="list">Null for all lists.</param>
    /// <param name="since">The first day of the campaign.</param>
    public static Board Of(
        DbConnection connection,
        BoardOf what,
        ListRow? list,
        Actor reader,
        WorkCalendar calendar,
        DateTime now,
        DateOnly since,
        DateOnly until
    )
    {
        var today = calendar.DayOf(now);
        var first = list is null ? since : calendar.DayOf(list.MadeAt);
        if (first < today.AddDays(1 - Longest))
            first = today.AddDays(1 - Longest);
        if (first > today)
            first = today;
        var moves = new Dictionary<DateOnly, (long Added, long Ended)>();
        var open = 0L;
        var items = what == BoardOf.Cases ? [] : Items(connection, list, reader);
        foreach (var item in items)
        {
            Move(calendar.DayOf(item.AddedAt), 1, 0);
            if (item.EndedAt is { } ended)
                Move(calendar.DayOf(ended), 0, 1);
            else
                open++;
        }
        if (what != BoardOf.Items)
            open += Cases(connection, reader, first, calendar.ToUtc(first, TimeOnly.MinValue), Move);
        var days = BurnDown.Days(first, today, open, moves);
        return new Board(days, BurnDown.Of(days), list?.Target ?? until, Units(items, today));

        void Move(DateOnly day, long added, long ended)
        {
            var before = moves.GetValueOrDefault(day);
            moves[day] = (before.Added + added, before.Ended + ended);
        }
    }

    private static List<ItemState> Items(DbConnection connection, ListRow? list, Actor reader) =>
        [
            .. (
                list is null
                    ? Sql.Many(
                        connection,
                        "select state from rectification_items",
                        row => ItemStream.Kind.ReadState(row.GetString(0))
                    )
                    : Sql.Many(
                        connection,
                        "select state from rectification_items where list = $1",
                        row => ItemStream.Kind.ReadState(row.GetString(0)),
                        list.Id
                    )
            ).Where(state => ListedItem.Sees(reader, state)),
        ];

    // Open now, and by day what was reported and what was closed: three passes over indexes, whatever the city's size.
    private static long Cases(
        DbConnection connection,
        Actor reader,
        DateOnly first,
        DateTime start,
        Action<DateOnly, long, long> move
    )
    {
        var own = May.Read(reader.Role) == Scope.OwnDistrict ? reader.District : null;
        var (where, args) = own is null ? ("", new object?[] { start }) : (" and district = $2", [start, own]);
        foreach (var (column, added) in new[] { ("reported_at", true), ("closed_at", false) })
        {
            var byDay = Sql.Many(
                connection,
                $"select ({column} - {Values.Milliseconds(start)}) / {DayLong}, count(*) from cases where {column} >= $1{where} group by 1",
                row => (Day: first.AddDays((int)row.GetInt64(0)), Count: row.GetInt64(1)),
                args
            );
            foreach (var (day, count) in byDay)
                move(day, added ? count : 0, added ? 0 : count);
        }
        return own is null
            ? Sql.Number(connection, "select count(*) from cases where closed_at is null")
            : Sql.Number(connection, "select count(*) from cases where closed_at is null and district = $1", own);
    }

    private static List<UnitFigures> Units(List<ItemState> items, DateOnly today) =>
        [
            .. items
                .Where(item => item.Status != ItemStatus.Withdrawn)
                .GroupBy(item => item.Unit, StringComparer.Ordinal)
                .Select(unit => new UnitFigures(
                    unit.Key,
                    unit.Count(item => item.Status == ItemStatus.Open),
                    unit.Count(item => item.IsLateOn(today)),
                    unit.Count(item => item.Status is ItemStatus.Done or ItemStatus.Checked),
                    unit.Count(item => item.Status == ItemStatus.Struck)
                ))
                .OrderByDescending(unit => unit.Overdue)
                .ThenByDescending(unit => unit.Open)
                .ThenBy(unit => unit.Unit, StringComparer.Ordinal),
        ];
}
