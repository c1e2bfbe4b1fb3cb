using System.Data.Common;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Duties;

/// <summary>What a post owes, by its lights.</summary>
/// <param name="Fresh">Of the red ones those that turned red since the moment that was asked about.</param>
public readonly record struct PostLights(long Green, long Yellow, long Red, long Fresh)
{
    public long Open => Green + Yellow + Red;

    public static PostLights operator +(PostLights one, PostLights other) =>
        new(one.Green + other.Green, one.Yellow + other.Yellow, one.Red + other.Red, one.Fresh + other.Fresh);
}

/// <summary>
/// How much every post owes at a moment, without a look at all duties: whole days are added up from counts that the
/// duty's own transaction keeps, and only of the day that has begun are the duties themselves counted, by their index.
/// A change is a row of its own, so that acts never wait for each other's counts; they are added to the counts when
/// there are many.
/// </summary>
public static class DutyCounts
{
    private const long Day = 86_400_000;

    // So many changes are added up with every look; beyond, they are first added to the counts.
    private const int MostChanges = 2_000;

    /// <summary>What the counts have to be.</summary>
    public const string InDuties = """
        select post, 'yellow' as mark, yellow / 86400000 as day, count(*) as owed
        from duties where done_at is null group by post, yellow / 86400000
        union all
        select post, 'due', due / 86400000, count(*) from duties where done_at is null group by post, due / 86400000
        """;

    private const string All = """
        select post, mark, day, owed from duty_counts
        union all select post, 'yellow', yellow_day, change from duty_changes
        union all select post, 'due', due_day, change from duty_changes
        """;

    /// <summary>One duty more that is owed, or with -1 one less.</summary>
    internal static void Change(CityTransaction transaction, Duty duty, int change) =>
        transaction.Execute(
            "insert into duty_changes (post, yellow_day, due_day, change) values ($1, $2, $3, $4)",
            duty.Post,
            DayOf(duty.Yellow),
            DayOf(duty.Due),
            change
        );

    /// <summary>Before duties are forgotten, for a rebuild: those of these subjects are owed no more.</summary>
    /// <param name="which">A condition on <c>duties</c>.</param>
    internal static void Forget(CityTransaction transaction, string which, params ReadOnlySpan<object?> args) =>
        transaction.ExecuteNow(
            $"""
            insert into duty_changes (post, yellow_day, due_day, change)
            select post, yellow / 86400000, due / 86400000, -count(*) from duties where done_at is null and {which}
            group by post, yellow / 86400000, due / 86400000
            """,
            args
        );

    /// <summary>Counts everything anew from the duties.</summary>
    public static void Remake(CityTransaction transaction)
    {
        transaction.ExecuteNow("delete from duty_changes");
        transaction.ExecuteNow("delete from duty_counts");
        transaction.ExecuteNow($"insert into duty_counts (post, mark, day, owed) {InDuties}");
    }

    /// <summary>Adds the changes to the counts, where there are many.</summary>
    /// <returns>Whether there were.</returns>
    public static bool AddUp(City city, int most = MostChanges)
    {
        if (city.Database.Read(connection => Changes(connection, most)) <= most)
            return false;
        return city.Database.WriteInBulk(transaction =>
        {
            // Whatever is added here must be what is deleted below: no act may leave a change in between.
            city.Database.AwaitActs(transaction);
            transaction.ExecuteNow(
                """
                insert into duty_counts (post, mark, day, owed)
                select post, mark, day, sum(change) from (
                  select post, 'yellow' as mark, yellow_day as day, change from duty_changes
                  union all select post, 'due', due_day, change from duty_changes
                ) changes where true group by post, mark, day
                on conflict (post, mark, day) do update set owed = duty_counts.owed + excluded.owed
                """
            );
            transaction.ExecuteNow("delete from duty_changes");
            transaction.ExecuteNow("delete from duty_counts where owed = 0");
            return true;
        });
    }

    /// <summary>Every post that owes anything.</summary>
    /// <param name="since">What turned red after it is fresh.</param>
    public static IReadOnlyDictionary<string, PostLights> Of(DbConnection connection, DateTime now, DateTime since)
    {
        var found = Sql.Many(
                connection,
                $"""
                select post, sum(case when mark = 'due' then owed else 0 end),
                  sum(case when mark = 'yellow' and day < $1 then owed else 0 end),
                  sum(case when mark = 'due' and day < $1 then owed else 0 end),
                  sum(case when mark = 'due' and day < $2 then owed else 0 end)
                from ({All}) owed group by post
                """,
                row =>
                    (Post: row.GetString(0), All: Whole(row, 1), Yellow: Whole(row, 2), Red: Whole(row, 3), Old: Whole(row, 4)),
                DayOf(now),
                DayOf(since)
            )
            .ToDictionary(one => one.Post, StringComparer.Ordinal);
        var yellow = Begun(connection, "yellow", now);
        var red = Begun(connection, "due", now);
        var old = Begun(connection, "due", since);
        var later = Counted(
            connection,
            $"""
            select post, count(*) from duties d {Sql.By(connection, "duties_elsewhere")}
            where since > $1 and {DutyReads.Elsewhere} group by post
            """,
            now
        );
        return found.ToDictionary(
            pair => pair.Key,
            pair =>
            {
                var reds = pair.Value.Red + red.GetValueOrDefault(pair.Key);
                var yellows = pair.Value.Yellow + yellow.GetValueOrDefault(pair.Key);
                return new PostLights(
                    // What is owed only later, as the renewal of a contract, is not owed yet.
                    pair.Value.All
                        - yellows
                        - later.GetValueOrDefault(pair.Key),
                    yellows - reds,
                    reds,
                    reds - pair.Value.Old - old.GetValueOrDefault(pair.Key)
                );
            },
            StringComparer.Ordinal
        );
    }

    /// <summary>How many that are owed still were due before a moment.</summary>
    public static long OverdueAt(DbConnection connection, DateTime moment) =>
        Sql.Number(connection, $"select sum(owed) from ({All}) owed where mark = 'due' and day < $1", DayOf(moment))
        + Sql.Number(
            connection,
            "select count(*) from duties where done_at is null and due >= $1 and due < $2",
            Values.Time(DayOf(moment) * Day),
            moment
        );

    /// <summary>For <c>verify</c>: the counts are those of the duties.</summary>
    public static Proven Prove(DbConnection connection)
    {
        Dictionary<(string, string, long), long> Owed(string from) =>
            Sql.Many(
                    connection,
                    $"select post, mark, day, sum(owed) from ({from}) owed group by post, mark, day having sum(owed) <> 0",
                    row => KeyValuePair.Create((row.GetString(0), row.GetString(1), row.GetInt64(2)), Whole(row, 3))
                )
                .ToDictionary();
        var kept = Owed(All);
        var meant = Owed(InDuties);
        return new Proven(
            "duty-counts",
            meant.Count,
            [
                .. meant
                    .Keys.Union(kept.Keys)
                    .Where(key => meant.GetValueOrDefault(key) != kept.GetValueOrDefault(key))
                    .Select(key => key.Item1)
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Select(post => new Refusal("verify.duty-counts", post)),
            ]
        );
    }

    private static long Changes(DbConnection connection, int most) =>
        Sql.Number(connection, $"select count(*) from (select 1 from duty_changes limit {most + 1}) changes");

    private static Dictionary<string, long> Begun(DbConnection connection, string mark, DateTime moment) =>
        Counted(
            connection,
            $"""
            select post, count(*) from duties {Sql.By(connection, mark == "due" ? "duties_done" : "duties_yellow")}
            where done_at is null and {mark} >= $1 and {mark} < $2 group by post
            """,
            Values.Time(DayOf(moment) * Day),
            moment
        );

    private static Dictionary<string, long> Counted(DbConnection connection, string sql, params ReadOnlySpan<object?> args) =>
        Sql.Many(connection, sql, row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), args).ToDictionary();

    private static long Whole(DbDataReader row, int column) =>
        Convert.ToInt64(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    private static long DayOf(DateTime utc) => (long)Math.Floor((utc - DateTime.UnixEpoch).TotalMilliseconds / Day);
}
