using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using Microsoft.AspNetCore.DataProtection;

namespace CivicLoop.Web.Outside.Open311;

/// <summary>Other servers as a city keeps them.</summary>
public static class PeerStore
{
    private const string Columns =
        "code, name, address, jurisdiction, secret, services, pulls, tells, minutes, pulled_to, told_to, next_at, failures, last_at, said, ended_at";

    public static string Seal(City city, string peer, string key) => CityKeys.Of(city, "peer", peer).Protect(key);

    /// <summary>Null where there is none, and where the keys of the city are not those it was sealed with.</summary>
    public static string? Key(City city, Peer peer)
    {
        try
        {
            return peer.Secret is null ? null : CityKeys.Of(city, "peer", peer.Code).Unprotect(peer.Secret);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>New, or with other words; how far it has come stays.</summary>
    public static void Put(CityTransaction transaction, Peer peer, DateTime now) =>
        transaction.Execute(
            """
            insert into peers (code, name, address, jurisdiction, secret, services, pulls, tells, minutes,
              pulled_to, told_to, next_at, failures, said, made_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, 0, '', $11)
            on conflict (code) do update set name = excluded.name, address = excluded.address,
              jurisdiction = excluded.jurisdiction, secret = coalesce(excluded.secret, peers.secret),
              services = excluded.services, pulls = excluded.pulls, tells = excluded.tells, minutes = excluded.minutes,
              next_at = excluded.next_at, failures = 0, ended_at = null
            """,
            peer.Code,
            peer.Name,
            peer.Address,
            peer.Jurisdiction,
            peer.Secret,
            Peer.WriteServices(peer.Services),
            peer.Pulls,
            peer.Tells,
            peer.Minutes,
            DateTime.UnixEpoch,
            now
        );

    /// <summary>Whoever takes the round first has it; the others find it taken, until it is done or nobody can be at it any more.</summary>
    public static bool Claim(CityTransaction transaction, string code, DateTime now, DateTime until) =>
        transaction.ExecuteNow(
            """
            update peers set held_until = $1
            where code = $2 and ended_at is null and next_at <= $3 and (held_until is null or held_until <= $3)
            """,
            until,
            code,
            now
        ) == 1;

    /// <summary>A round that was broken off because the server stops: the next may begin at once.</summary>
    public static bool LetGo(CityTransaction transaction, string code) =>
        transaction.ExecuteNow("update peers set held_until = null where code = $1", code) == 1;

    /// <summary>Whether nobody ended it meanwhile.</summary>
    public static bool Goes(DbConnection connection, string code) =>
        Sql.Number(connection, "select count(*) from peers where code = $1 and ended_at is null", code) == 1;

    public static bool Pulled(CityTransaction transaction, string code, DateTime to) =>
        transaction.ExecuteNow("update peers set pulled_to = $1 where code = $2 and pulled_to < $1", to, code) == 1;

    public static bool Told(CityTransaction transaction, string code, DateTime to) =>
        transaction.ExecuteNow("update peers set told_to = $1 where code = $2 and told_to < $1", to, code) == 1;

    /// <summary>A round that somebody asked for while this one ran stays asked for.</summary>
    public static bool Finished(
        CityTransaction transaction,
        string code,
        Refusal? refusal,
        int failures,
        DateTime started,
        DateTime now,
        DateTime next
    ) =>
        transaction.ExecuteNow(
            """
            update peers set said = $1, failures = $2, last_at = $3, held_until = null,
              next_at = case when next_at > $4 then next_at else $5 end
            where code = $6
            """,
            PeerWords.Write(refusal),
            failures,
            now,
            started,
            next,
            code
        ) == 1;

    /// <summary>The next round is at once, however many failed.</summary>
    public static void Soon(CityTransaction transaction, string code, DateTime now) =>
        transaction.Execute("update peers set next_at = $1, failures = 0 where code = $2 and ended_at is null", now, code);

    public static void End(CityTransaction transaction, string code, DateTime now) =>
        transaction.Execute("update peers set ended_at = $1, secret = null where code = $2 and ended_at is null", now, code);

    public static List<Peer> List(DbConnection connection) =>
        Sql.Many(
            connection,
            $"select {Columns} from peers order by case when ended_at is null then 0 else 1 end, name, code",
            Read
        );

    public static Peer? Find(DbConnection connection, string code) =>
        Sql.One(connection, $"select {Columns} from peers where code = $1", Read, code);

    /// <summary>Those whose round it is, but for those that were given up.</summary>
    public static List<Peer> Due(DbConnection connection, DateTime now) =>
        Sql.Many(
            connection,
            $"select {Columns} from peers where ended_at is null and next_at <= $1 and failures < {Peer.MostFailures} order by next_at",
            Read,
            now
        );

    private static Peer Read(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            Sql.Text(row, 4),
            row.GetString(5)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(" = "))
                .ToDictionary(pair => pair[0], pair => pair[^1]),
            row.GetInt32(6) != 0,
            row.GetInt32(7) != 0,
            row.GetInt32(8),
            Values.Time(row.GetInt64(9)),
            Values.Time(row.GetInt64(10)),
            Values.Time(row.GetInt64(11)),
            row.GetInt32(12),
            Sql.Time(row, 13),
            row.GetString(14),
            Sql.Time(row, 15)
        );
}
