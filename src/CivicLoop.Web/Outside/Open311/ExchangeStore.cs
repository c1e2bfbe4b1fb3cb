using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Outside.Open311;

/// <summary>What was exchanged with another server, and what is still to be.</summary>
public static class ExchangeStore
{
    private const string Columns = "id, peer, way, item, theirs, number, status, tries, said, made_at, next_at, done_at, heard";

    /// <summary>What became of a request of theirs; a line that is settled already stays as it is.</summary>
    /// <param name="heard">What they said of it, in so many letters; null to be told again in any case.</param>
    public static bool Took(
        CityTransaction transaction,
        string peer,
        string item,
        long? number,
        Refusal? refusal,
        string? heard,
        DateTime now
    ) =>
        transaction.ExecuteNow(
            $"""
            insert into exchanges ({Columns}) values ($1, $2, 'In', $3, $3, $4, $5, 1, $6, $7, $7, $7, $8)
            on conflict (peer, way, item) do update set number = excluded.number, status = excluded.status,
              tries = exchanges.tries + 1, said = excluded.said, done_at = excluded.done_at, heard = excluded.heard
            where exchanges.status = 'Waiting'
            """,
            Guid.CreateVersion7(now),
            peer,
            item,
            number,
            refusal is null ? ExchangeStatus.Done : ExchangeStatus.GivenUp,
            PeerWords.Write(refusal),
            now,
            heard
        ) == 1;

    /// <summary>A word to be told; kept once.</summary>
    public static void Wait(CityTransaction transaction, string peer, string item, string theirs, long number, DateTime at) =>
        transaction.Execute(
            $"""
            insert into exchanges ({Columns}) values ($1, $2, 'Out', $3, $4, $5, 'Waiting', 0, '', $6, $6, null, null)
            on conflict (peer, way, item) do nothing
            """,
            Guid.CreateVersion7(at),
            peer,
            item,
            theirs,
            number,
            at
        );

    /// <summary>They said something else of it since.</summary>
    public static void Hear(CityTransaction transaction, string peer, string item, string heard) =>
        transaction.Execute("update exchanges set heard = $1 where peer = $2 and way = 'In' and item = $3", heard, peer, item);

    public static bool Done(CityTransaction transaction, Guid id, DateTime now) =>
        transaction.ExecuteNow(
            "update exchanges set status = 'Done', said = '', done_at = $1, tries = tries + 1 where id = $2 and status = 'Waiting'",
            now,
            id
        ) == 1;

    /// <summary>Tried in vain: again later, twice as long each time, until it is given up.</summary>
    public static bool Failed(CityTransaction transaction, Exchange one, Refusal refusal, bool forGood, DateTime now)
    {
        var tries = one.Tries + 1;
        var givenUp = forGood || tries >= Exchange.MostTries;
        return transaction.ExecuteNow(
                "update exchanges set status = $1, tries = $2, said = $3, next_at = $4, done_at = $5 where id = $6 and status = 'Waiting'",
                givenUp ? ExchangeStatus.GivenUp : ExchangeStatus.Waiting,
                tries,
                PeerWords.Write(refusal),
                now + Peer.Pause(1, tries),
                givenUp ? now : null,
                one.Id
            ) == 1;
    }

    /// <summary>Their services that stand for a category by now: what was given up for want of one is tried again.</summary>
    public static void Mapped(CityTransaction transaction, string peer, IEnumerable<string> services, DateTime now)
    {
        foreach (var service in services)
            transaction.Execute(
                """
                update exchanges set status = 'Waiting', tries = 0, next_at = $1, done_at = null
                where peer = $2 and way = 'In' and status = 'GivenUp' and said = $3
                """,
                now,
                peer,
                PeerWords.Write(PeerPulling.Unmapped(service))
            );
    }

    /// <summary>Somebody wants it tried again.</summary>
    public static bool Again(CityTransaction transaction, string peer, Guid id, DateTime now) =>
        transaction.ExecuteNow(
            """
            update exchanges set status = 'Waiting', tries = 0, next_at = $1, done_at = null
            where id = $2 and peer = $3 and status = 'GivenUp'
            """,
            now,
            id,
            peer
        ) == 1;

    /// <summary>What is due, but for words behind one that is not: those would tell the story in the wrong order.</summary>
    public static List<Exchange> Waiting(DbConnection connection, string peer, Way way, DateTime now, int most) =>
        Sql.Many(
            connection,
            $"""
            select {Columns} from exchanges one where peer = $1 and way = $2 and status = 'Waiting' and next_at <= $3
            and not exists (select 1 from exchanges stuck where stuck.peer = $1 and stuck.way = $2 and stuck.theirs = one.theirs
              and stuck.status = 'Waiting' and stuck.next_at > $3 and stuck.made_at < one.made_at)
            order by made_at, id limit {most}
            """,
            Read,
            peer,
            way,
            now
        );

    /// <summary>Those of these requests of theirs that we know, by their ids.</summary>
    public static Dictionary<string, Known> Known(DbConnection connection, string peer, IReadOnlyList<string> theirs) =>
        theirs.Count == 0
            ? []
            : Sql.Many(
                    connection,
                    $"select item, number, heard from exchanges where peer = $1 and way = 'In' and item in ({Sql.List(2, theirs.Count)})",
                    row => new Known(row.GetString(0), row.IsDBNull(1) ? null : row.GetInt64(1), Sql.Text(row, 2)),
                    [peer, .. theirs]
                )
                .ToDictionary(one => one.Item, StringComparer.Ordinal);

    /// <summary>Our cases that came from there and to which something happened since, with their ids.</summary>
    public static List<(long Number, string Theirs)> Touched(DbConnection connection, string peer, DateTime since) =>
        Sql.Many(
            connection,
            """
            select x.number, x.theirs from exchanges x where x.peer = $1 and x.way = 'In' and x.number in
              (select c.number from cases c join events e on e.stream = c.stream where e.recorded_at >= $2)
            order by x.number
            """,
            row => (row.GetInt64(0), row.GetString(1)),
            peer,
            since
        );

    /// <summary>Those of our cases that we have from another server ourselves.</summary>
    public static HashSet<long> PassedOn(DbConnection connection, IReadOnlyList<long> numbers) =>
        numbers.Count == 0
            ? []
            :
            [
                .. Sql.Many(
                    connection,
                    $"select number from exchanges where way = 'In' and number in ({Sql.List(1, numbers.Count)})",
                    row => row.GetInt64(0),
                    [.. numbers.Cast<object?>()]
                ),
            ];

    /// <summary>The newest first.</summary>
    public static List<Exchange> Page(DbConnection connection, string peer, ExchangeStatus? status, int most, int skip) =>
        Sql.Many(
            connection,
            $"""
            select {Columns} from exchanges where peer = $1 and ($2 = '' or status = $2)
            order by made_at desc, id desc limit {most} offset {skip}
            """,
            Read,
            peer,
            status?.ToString() ?? ""
        );

    public static Dictionary<ExchangeStatus, long> Counts(DbConnection connection, string peer) =>
        Sql.Many(
                connection,
                "select status, count(*) from exchanges where peer = $1 group by status",
                row => KeyValuePair.Create(Enum.Parse<ExchangeStatus>(row.GetString(0)), row.GetInt64(1)),
                peer
            )
            .ToDictionary();

    private static Exchange Read(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetString(1),
            Enum.Parse<Way>(row.GetString(2)),
            row.GetString(3),
            row.GetString(4),
            row.IsDBNull(5) ? null : row.GetInt64(5),
            Enum.Parse<ExchangeStatus>(row.GetString(6)),
            row.GetInt32(7),
            row.GetString(8),
            Values.Time(row.GetInt64(9)),
            Values.Time(row.GetInt64(10)),
            Sql.Time(row, 11)
        );
}
