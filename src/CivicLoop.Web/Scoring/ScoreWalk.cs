using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Scoring;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Scoring;

/// <summary>
/// Many days in one pass over history: what happened is told to the book in the order in which it was recorded, and at
/// the end of each day the book is asked. It comes to what <see cref="ScoreReads"/> comes to for each of them.
/// </summary>
public static class ScoreWalk
{
    /// <param name="first">Of the days that are asked for; the history before it is walked as well.</param>
    /// <param name="on">The rules of a day; a day that has none is left out.</param>
    public static IEnumerable<DayScored> Days(
        City city,
        WorkCalendar calendar,
        DateOnly first,
        DateOnly last,
        Func<DateOnly, ScoreDay?> on
    )
    {
        // A connection reads one thing at a time, and history is read from beginning to end.
        using var history = city.Database.Open();
        using var connection = city.Database.Open();
        var book = new ScoreBook();
        var states = new Dictionary<string, CaseState>();
        var (checks, withdrawn) = (Checks(connection), Withdrawn(connection));
        var (nextCheck, nextWithdrawn) = (0, 0);
        var days = Enumerable
            .Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1))
            .Select(at => (Day: first.AddDays(at), On: on(first.AddDays(at))))
            .ToList();
        // The rules of a later day may let older checks count than those of today.
        var counted = days.Max(one => one.On?.Rules.ChecksCountFor) ?? 0;
        using var events = Events(history).GetEnumerator();
        var more = events.MoveNext();
        foreach (var (day, scored) in days)
        {
            var end = scored?.End ?? calendar.ToUtc(day.AddDays(1), TimeOnly.MinValue);
            for (; more && Values.Time(events.Current.RecordedAt) < end; more = events.MoveNext())
            {
                var stored = events.Current;
                var state = states[stored.Stream] = CaseStream.Kind.Evolve(states.GetValueOrDefault(stored.Stream), stored);
                book.Tell(state);
            }
            for (; nextCheck < checks.Count && checks[nextCheck].RecordedAt < end; nextCheck++)
                book.Tell(checks[nextCheck]);
            for (; nextWithdrawn < withdrawn.Count && withdrawn[nextWithdrawn].At < end; nextWithdrawn++)
                book.Forget(withdrawn[nextWithdrawn].Place, withdrawn[nextWithdrawn].Visit);
            if (scored is null)
                continue;
            var grounds = ScoreReads.Places(connection, scored);
            var (places, units) = book.All(grounds, scored.End, scored.Asks, scored.Rules);
            yield return new DayScored(scored, grounds, places, units);
            book.Drop(scored.End.AddDays(-counted));
        }
    }

    // Only a case's events have no dot in their kind.
    private static IEnumerable<StoredEvent> Events(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            $"select {EventStore.Columns} from events where kind not like '%.%' order by recorded_at, stream, number";
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return EventStore.Read(rows);
    }

    private static List<Checked> Checks(DbConnection connection) =>
        Sql.Many(
            connection,
            $"select {ScoreReads.CheckColumns} from visit_items where share is not null order by recorded_at, number, position",
            ScoreReads.ReadCheck
        );

    private static List<(DateTime At, string Place, long Visit)> Withdrawn(DbConnection connection) =>
        Sql.Many(
            connection,
            """
            select distinct withdrawn_at, place, number from visit_items where withdrawn_at is not null
            order by withdrawn_at, place, number
            """,
            row => (Values.Time(row.GetInt64(0)), row.GetString(1), row.GetInt64(2))
        );
}
