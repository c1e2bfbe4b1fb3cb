using System.Data.Common;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Accounts;

/// <summary>A session as its owner and the security administrator see it.</summary>
/// <param name="Device">What it is and what it runs on; empty where nobody knows.</param>
public sealed record SessionRow(
    Guid Id,
    string Person,
    string Device,
    string Address,
    DateTime Since,
    DateTime Seen,
    DateTime Until
);

/// <summary>A session with what the door asks of its person at every request.</summary>
/// <param name="Stamp">That of the person now.</param>
public sealed record SessionAtDoor(SessionRow Row, string Stamp, DateTime? PasswordAt, bool MustChange, bool HasSecondFactor);

/// <summary>A session is a row: it ends when the row says so, wherever the cookie lies.</summary>
public static class SessionStore
{
    private const string Columns = "s.id, s.person, s.device, s.address, s.since, s.seen, s.until";

    // Ended ones are of use for a while, to whoever asks what happened.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    public static Guid Begin(
        CityTransaction transaction,
        string person,
        string device,
        string address,
        DateTime machineNow,
        DateTime until
    )
    {
        var id = Guid.CreateVersion7();
        transaction.Execute("delete from sessions where person = $1 and until < $2", person, machineNow - Kept);
        transaction.Execute(
            "insert into sessions (id, person, device, address, since, seen, until) values ($1, $2, $3, $4, $5, $5, $6)",
            id,
            person,
            device,
            address,
            machineNow,
            until
        );
        return id;
    }

    public static void Touch(CityTransaction transaction, Guid id, DateTime machineNow) =>
        transaction.Execute("update sessions set seen = $1 where id = $2 and ended_at is null", machineNow, id);

    /// <param name="person">Whose it must be; null where anybody's may be ended.</param>
    /// <returns>Whose it was; null where there is no such open session.</returns>
    public static string? End(CityTransaction transaction, Guid id, string? person, string by, DateTime machineNow)
    {
        var owner = transaction.One(
            "select person from sessions where id = $1 and ended_at is null",
            row => row.GetString(0),
            id
        );
        if (owner is null || (person is not null && owner != person))
            return null;
        transaction.Execute("update sessions set ended_at = $1, ended_by = $2 where id = $3", machineNow, by, id);
        return owner;
    }

    /// <param name="but">The one that goes on; null for none.</param>
    public static int EndAll(CityTransaction transaction, string person, Guid? but, string by, DateTime machineNow) =>
        transaction.ExecuteNow(
            "update sessions set ended_at = $1, ended_by = $2 where person = $3 and ended_at is null and id <> $4",
            machineNow,
            by,
            person,
            but ?? Guid.Empty
        );

    public static SessionAtDoor? AtDoor(DbConnection connection, string id) =>
        Sql.One(
            connection,
            $"""
            select {Columns}, p.stamp, p.password_at, p.must_change, f.made_at from sessions s join people p on p.id = s.person
            left join second_factors f on f.person = p.id where s.id = $1 and s.ended_at is null
            """,
            row => new SessionAtDoor(Read(row), row.GetString(7), Sql.Time(row, 8), row.GetInt32(9) != 0, !row.IsDBNull(10)),
            id
        );

    /// <summary>Sessions that go on, the last seen first.</summary>
    /// <param name="person">Null for everybody's.</param>
    /// <param name="idleSince">Last seen before this, they have ended by themselves.</param>
    public static List<SessionRow> Open(
        DbConnection connection,
        string? person,
        DateTime idleSince,
        DateTime machineNow,
        int most
    ) =>
        Sql.Many(
            connection,
            $"""
            select {Columns} from sessions s where s.ended_at is null and s.seen > $1 and s.until > $2 and ($3 = '' or s.person = $3)
            order by s.seen desc, s.id limit {most}
            """,
            Read,
            idleSince,
            machineNow,
            person ?? ""
        );

    private static SessionRow Read(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            Values.Time(row.GetInt64(4)),
            Values.Time(row.GetInt64(5)),
            Values.Time(row.GetInt64(6))
        );
}
