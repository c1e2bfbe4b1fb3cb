using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Organisation;

/// <summary>Units and posts from the city's tables, as they are and as they were.</summary>
public static class OrganisationReads
{
    private const string UnitsNow = "select code, name, kind, parent, division, sample, closed from units";
    private const string PostsNow = "select code, name, unit, role, district, closed from posts";

    public static OrganisationNow Now(DbConnection connection) =>
        new(Sql.Many(connection, UnitsNow, Unit), Sql.Many(connection, PostsNow, Post));

    /// <summary>As it stands inside an act: what is decided on is what is written to.</summary>
    public static OrganisationNow Now(CityTransaction transaction) =>
        new(transaction.Many(UnitsNow, Unit), transaction.Many(PostsNow, Post));

    /// <summary>As it was at an instant; what did not exist then is not there.</summary>
    public static OrganisationNow At(DbConnection connection, DateTime when) =>
        new(
            Sql.Many(
                connection,
                """
                select u.code, t.name, u.kind, t.parent, u.division, u.sample, t.closed
                from unit_terms t join units u on u.code = t.unit
                where t.valid_from <= $1 and not exists (
                  select 1 from unit_terms later where later.unit = t.unit and later.number > t.number and later.valid_from <= $1
                )
                """,
                Unit,
                when
            ),
            Sql.Many(
                connection,
                """
                select p.code, t.name, p.unit, p.role, p.district, t.closed
                from post_terms t join posts p on p.code = t.post
                where t.valid_from <= $1 and not exists (
                  select 1 from post_terms later where later.post = t.post and later.number > t.number and later.valid_from <= $1
                )
                """,
                Post,
                when
            )
        );

    /// <summary>What a unit was called and under which it stood, the newest first.</summary>
    public static List<UnitTerm> TermsOf(DbConnection connection, string unit) =>
        Sql.Many(
            connection,
            "select name, parent, closed, valid_from from unit_terms where unit = $1 order by number desc",
            row => new UnitTerm(row.GetString(0), Sql.Text(row, 1), row.GetInt32(2) != 0, Values.Time(row.GetInt64(3))),
            unit
        );

    /// <summary>Names of people by id, for those who may read internal pages.</summary>
    public static Dictionary<Guid, string> Names(DbConnection connection, IReadOnlyCollection<Guid> people)
    {
        if (people.Count == 0)
            return [];
        var wanted = string.Join(", ", people.Select((_, index) => $"${index + 1}"));
        return Sql.Many(
                connection,
                $"select id, name from people where id in ({wanted})",
                row => (Id: Guid.Parse(row.GetString(0)), Name: row.GetString(1)),
                [.. people.Select(person => (object?)person)]
            )
            .ToDictionary(pair => pair.Id, pair => pair.Name);
    }

    private static Unit Unit(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            Sql.Text(row, 3),
            Sql.Text(row, 4),
            row.GetInt32(5) != 0,
            row.GetInt32(6) != 0
        );

    private static Post Post(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            Enum.Parse<Role>(row.GetString(3)),
            Sql.Text(row, 4),
            row.GetInt32(5) != 0
        );
}

/// <summary>A stretch of time in which a unit was called so and stood there.</summary>
public sealed record UnitTerm(string Name, string? Parent, bool Closed, DateTime From);
