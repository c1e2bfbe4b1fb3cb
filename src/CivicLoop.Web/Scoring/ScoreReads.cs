using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Scoring;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Standards;

namespace CivicLoop.Web.Scoring;

/// <summary>What scores of a day are computed from: the rules and standards in force, and until when anything was known.</summary>
/// <param name="End">Nothing recorded from then on is known: the end of the day in the city, or this moment of today.</param>
public sealed record ScoreDay(DateOnly Day, DateTime End, ScoreRules Rules, IReadOnlyList<Edition> Editions, Asks Asks);

/// <summary>All scores of a day.</summary>
/// <param name="Grounds">The places, in the order of their scores.</param>
public sealed record DayScored(
    ScoreDay On,
    IReadOnlyList<ScoredPlace> Grounds,
    IReadOnlyList<Score> Places,
    IReadOnlyList<Score> Units
);

/// <summary>
/// The scores of a day as known at its end. Nothing is kept for them: cases that were touched since are folded again up
/// to then, all others stand as their rows say.
/// </summary>
public sealed class ScoreReads(PlaybookReads playbooks, EditionReads editions)
{
    private const int DaysOfLine = 30;

    private static readonly string Open = string.Join(
        ", ",
        Enum.GetValues<CaseStatus>()
            .Where(status => status.IsOpen() && status != CaseStatus.Passed)
            .Select(status => $"'{status}'")
    );

    /// <summary>The rules of a day; null where its playbook has none.</summary>
    public ScoreDay? On(City city, WorkCalendar calendar, DateOnly day)
    {
        var end = calendar.ToUtc(day.AddDays(1), TimeOnly.MinValue);
        var now = city.Clock.Now.AddMilliseconds(1);
        end = end < now ? end : now;
        if (playbooks.KnownOn(city, day, end).Scores is not { } rules)
            return null;
        var inForce = city.Database.Read(connection => editions.InForce(connection, day, end.AddMilliseconds(-1)));
        return new ScoreDay(day, end, rules, inForce, new Asks(inForce));
    }

    /// <summary>A unit sees the scores of its own places, an inspector those of their district.</summary>
    public static bool Sees(Actor reader, ScoredPlace place) =>
        May.Read(reader.Role) switch
        {
            Scope.City => true,
            Scope.OwnDistrict => place.District == reader.District,
            Scope.OwnUnit => place.Unit == reader.Unit,
            _ => false,
        };

    /// <summary>All scores of a day; null where its playbook has no rules for them.</summary>
    public DayScored? Of(City city, WorkCalendar calendar, DateOnly day)
    {
        if (On(city, calendar, day) is not { } on)
            return null;
        return city.Database.ReadSnapshot(connection =>
        {
            var grounds = Places(connection, on);
            var (places, units) = Book(connection, on).All(grounds, on.End, on.Asks, on.Rules);
            return new DayScored(on, grounds, places, units);
        });
    }

    /// <summary>What a place or a unit came to on the days up to this one, as it was kept when each was over.</summary>
    /// <param name="kind"><see cref="ScoreStore.Place"/> or <see cref="ScoreStore.Unit"/>.</param>
    public static List<(DateOnly Day, long Points)> Line(DbConnection connection, string kind, string code, DateOnly last) =>
        Sql.Many(
            connection,
            "select day, points from day_scores where kind = $1 and code = $2 and day > $3 and day <= $4 order by day",
            row => (Values.ParseDay(row.GetString(0)), row.GetInt64(1)),
            kind,
            code,
            last.AddDays(-DaysOfLine),
            last
        );

    /// <summary>The same of all units.</summary>
    public static Dictionary<string, IReadOnlyList<(DateOnly Day, long Points)>> Lines(DbConnection connection, DateOnly last) =>
        Sql.Many(
                connection,
                "select code, day, points from day_scores where kind = $1 and day > $2 and day <= $3 order by code, day",
                row => (Code: row.GetString(0), Day: Values.ParseDay(row.GetString(1)), Points: row.GetInt64(2)),
                ScoreStore.Unit,
                last.AddDays(-DaysOfLine),
                last
            )
            .GroupBy(row => row.Code)
            .ToDictionary(
                rows => rows.Key,
                IReadOnlyList<(DateOnly, long)> (rows) => [.. rows.Select(row => (row.Day, row.Points))]
            );

    /// <summary>All places as they stood on a day, by code.</summary>
    public static List<ScoredPlace> Places(DbConnection connection, ScoreDay on, string? only = null)
    {
        var (end, day) = (on.End, on.Day);
        // What was corrected since is seen as it was: the first change after that moment says what it had been.
        var was = Sql.Many(
                connection,
                """
                select code, field, was from place_changes
                where kind = 'place' and field in ('type', 'district') and recorded_at >= $1 order by recorded_at desc, id desc
                """,
                row => (Code: row.GetString(0), Field: row.GetString(1), Was: row.GetString(2)),
                end
            )
            .GroupBy(change => (change.Code, change.Field))
            .ToDictionary(changes => changes.Key, changes => changes.Last().Was);
        return Sql.Many(
            connection,
            $"""
            select p.code, p.type, p.district, (
              select o.unit from ownerships o
              where o.place = p.code and o.recorded_at < $1 and o.valid_from <= $2 and (o.valid_to is null or o.valid_to > $2)
              order by o.recorded_at desc, o.id desc limit 1
            ) from places p {(only is null ? "" : "where p.code = $3")} order by p.code
            """,
            row =>
            {
                var code = row.GetString(0);
                return new ScoredPlace(
                    code,
                    was.GetValueOrDefault((code, "type"), row.GetString(1)),
                    Sql.Text(row, 3),
                    was.GetValueOrDefault((code, "district"), row.GetString(2))
                );
            },
            only is null ? [end, day] : [end, day, only]
        );
    }

    /// <summary>What was known at the end of a day of all places, or of one.</summary>
    public static ScoreBook Book(DbConnection connection, ScoreDay on, string? only = null)
    {
        var book = new ScoreBook();
        foreach (var state in Cases(connection, on.End, only))
            book.Tell(state);
        foreach (var check in Checks(connection, on, only))
            book.Tell(check);
        return book;
    }

    // A case that nobody has touched since stands as its row says; all others are folded again up to that moment. The
    // place of a case never changes, so that what lies at it now is all that ever did.
    private static IEnumerable<CaseState> Cases(DbConnection connection, DateTime end, string? place)
    {
        var touched = $"""
            select c.stream from cases c
            where c.stream in (select e.stream from events e where e.recorded_at >= $1) {(
                place is null ? "" : "and c.place = $2"
            )}
            """;
        object[] of = place is null ? [end] : [end, place];
        foreach (
            var state in Sql.Many(
                connection,
                $"""
                select c.state from cases c where c.status in ({Open}) and c.stream not in ({touched})
                {(place is null ? "" : "and c.place = $2")}
                """,
                row => CaseColumns.Read(row.GetString(0)),
                of
            )
        )
            yield return state;
        var (stream, folded) = ("", (CaseState?)null);
        foreach (
            var stored in Sql.Many(
                connection,
                $"select {EventStore.Columns} from events where recorded_at < $1 and stream in ({touched}) order by stream, number",
                EventStore.Read,
                of
            )
        )
        {
            if (stored.Stream != stream && folded is not null)
                yield return folded;
            folded = CaseStream.Kind.Evolve(stored.Stream == stream ? folded : null, stored);
            stream = stored.Stream;
        }
        if (folded is not null)
            yield return folded;
    }

    internal const string CheckColumns = "place, system, standard, share, happened_at, recorded_at, number, case_number";

    internal static Checked ReadCheck(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetInt32(3),
            Values.Time(row.GetInt64(4)),
            Values.Time(row.GetInt64(5)),
            row.GetInt64(6),
            row.IsDBNull(7) ? null : row.GetInt64(7)
        );

    private static List<Checked> Checks(DbConnection connection, ScoreDay on, string? place)
    {
        object[] since = [on.End, on.End.AddDays(-on.Rules.ChecksCountFor)];
        return Sql.Many(
            connection,
            $"""
            select {CheckColumns} from visit_items
            where recorded_at < $1 and happened_at >= $2 and share is not null and (withdrawn_at is null or withdrawn_at >= $1)
            {(place is null ? "" : "and place = $3")}
            """,
            ReadCheck,
            place is null ? since : [.. since, place]
        );
    }
}
