using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;

namespace CivicLoop.Web.Organisation;

/// <summary>A holding with the name of its holder.</summary>
public sealed record Held(Holding Holding, string Name);

/// <summary>Somebody found by name or login.</summary>
public sealed record PersonFound(Guid Id, string Login, string Name);

/// <summary>Who holds which post, now and before. Names are personal data: only internal pages ask for them.</summary>
public static class HoldingReads
{
    private const string Columns = "h.id, h.post, h.person, h.valid_from, h.valid_to, h.seconded";

    // What was taken back before it began was never so.
    private const string Named =
        $"select {Columns}, p.name from holdings h join people p on p.id = h.person and (h.valid_to is null or h.valid_to > h.valid_from)";

    /// <summary>Everybody who holds anything at an instant.</summary>
    public static List<Held> At(DbConnection connection, DateTime when) =>
        Sql.Many(
            connection,
            $"{Named} where h.valid_from <= $1 and (h.valid_to is null or h.valid_to > $1) order by h.valid_from, h.id",
            Read,
            when
        );

    /// <summary>Everybody who holds, held or will hold the post, the latest first.</summary>
    public static List<Held> OfPost(DbConnection connection, string post) =>
        Sql.Many(connection, $"{Named} where h.post = $1 order by h.valid_from desc, h.id desc", Read, post);

    /// <summary>Of every post of a unit, the latest first.</summary>
    public static List<Held> OfUnit(DbConnection connection, string unit) =>
        Sql.Many(
            connection,
            $"{Named} where h.post in (select code from posts where unit = $1) order by h.valid_from desc, h.id desc",
            Read,
            unit
        );

    /// <summary>All that somebody holds, held or will hold, the latest first.</summary>
    public static List<Held> OfPerson(DbConnection connection, Guid person) =>
        Sql.Many(connection, $"{Named} where h.person = $1 order by h.valid_from desc, h.id desc", Read, person);

    /// <summary>What is not over, inside an act.</summary>
    /// <param name="column"><c>post</c>, <c>person</c> or <c>id</c>.</param>
    internal static List<Holding> Open(CityTransaction transaction, string column, object value, DateTime now) =>
        transaction.Many(
            $"select {Columns} from holdings h where h.{column} = $1 and (h.valid_to is null or h.valid_to > $2)",
            Holding,
            value,
            now
        );

    public static PersonFound? Person(DbConnection connection, Guid id) =>
        Sql.One(connection, "select id, login, name from people where id = $1", Found, id);

    public static PersonFound? PersonOf(DbConnection connection, string login) =>
        Sql.One(connection, "select id, login, name from people where login = $1", Found, login);

    /// <summary>People by part of a name or login, those at work or not, in the order of their logins.</summary>
    public static List<PersonFound> People(DbConnection connection, string words, int most, int skip = 0) =>
        Sql.Many(
            connection,
            """
            select id, login, name from people where lower(name) like $1 escape '\' or login like $1 escape '\'
            order by login limit $2 offset $3
            """,
            Found,
            PlaceReads.Containing(words),
            most,
            skip
        );

    public static long CountPeople(DbConnection connection, string words) =>
        Sql.Number(
            connection,
            """select count(*) from people where lower(name) like $1 escape '\' or login like $1 escape '\'""",
            PlaceReads.Containing(words)
        );

    private static PersonFound Found(DbDataReader row) => new(Guid.Parse(row.GetString(0)), row.GetString(1), row.GetString(2));

    private static Held Read(DbDataReader row) => new(Holding(row), row.GetString(6));

    private static Holding Holding(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetString(1),
            Guid.Parse(row.GetString(2)),
            Values.Time(row.GetInt64(3)),
            Sql.Time(row, 4),
            row.GetInt32(5) != 0
        );
}
