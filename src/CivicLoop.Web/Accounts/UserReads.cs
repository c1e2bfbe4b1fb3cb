using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Accounts;

/// <summary>An account in a list: who it is, in which posts, and how it is guarded.</summary>
/// <param name="Posts">Names of the posts held now; empty for an account that has ended.</param>
public sealed record UserRow(
    string Id,
    string Login,
    string Name,
    IReadOnlyList<(string Name, string Unit, Role Role)> Posts,
    DateTime? LockedUntil,
    bool LockedByHand,
    bool SecondFactor,
    DateTime? PasswordAt,
    bool MustChange
);

public static class UserReads
{
    /// <param name="words">Part of a login or a name; empty for everybody.</param>
    public static List<UserRow> Page(DbConnection connection, string words, DateTime cityNow, int most, int skip) =>
        With(
            connection,
            cityNow,
            Sql.Many(
                connection,
                $"""
                select {Columns} from people p left join second_factors f on f.person = p.id
                where $1 = '' or lower(p.login) like $2 or lower(p.name) like $2 order by p.login limit {most} offset {skip}
                """,
                Read,
                words,
                $"%{words.ToLowerInvariant().Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)}%"
            )
        );

    public static UserRow? One(DbConnection connection, string login, DateTime cityNow) =>
        Sql.One(
            connection,
            $"select {Columns} from people p left join second_factors f on f.person = p.id where p.login = $1",
            Read,
            login
        )
            is { } found
            ? With(connection, cityNow, [found])[0]
            : null;

    private const string Columns = "p.id, p.login, p.name, p.locked_until, p.locked_by, f.made_at, p.password_at, p.must_change";

    private static UserRow Read(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            [],
            Sql.Time(row, 3),
            !row.IsDBNull(4),
            !row.IsDBNull(5),
            Sql.Time(row, 6),
            row.GetInt32(7) != 0
        );

    private static List<UserRow> With(DbConnection connection, DateTime cityNow, List<UserRow> users)
    {
        if (users.Count == 0)
            return users;
        var held = Sql.Many(
                connection,
                $"""
                select h.person, o.name, u.name, o.role from holdings h join posts o on o.code = h.post join units u on u.code = o.unit
                where h.valid_from <= $1 and (h.valid_to is null or h.valid_to > $1)
                  and h.person in ({string.Join(", ", users.Select((_, index) => $"${index + 2}"))})
                order by o.code
                """,
                row => (Person: row.GetString(0), Post: (row.GetString(1), row.GetString(2), Enum.Parse<Role>(row.GetString(3)))),
                [cityNow, .. users.Select(user => (object?)user.Id)]
            )
            .ToLookup(one => one.Person, one => one.Post);
        return [.. users.Select(user => user with { Posts = [.. held[user.Id]] })];
    }
}
