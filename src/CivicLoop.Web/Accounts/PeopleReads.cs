using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Guidance;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Accounts;

/// <summary>People of a city with the post they hold at a time.</summary>
public static class PeopleReads
{
    /// <summary>
    /// Who this person is at work now, with the stamp of the session; null for who holds no post any more. One
    /// who holds several works in the one chosen, otherwise in their own taken up last: a secondment is chosen.
    /// </summary>
    /// <param name="post">Code of the post that the session chose; null for none.</param>
    public static (SignedIn Who, string Stamp)? AtWork(DbConnection connection, string person, DateTime now, string? post = null)
    {
        var held = Held(connection, person, now, post ?? "");
        return held.Count == 0 ? null : (held[0].Who with { Posts = held.Count }, held[0].Stamp);
    }

    /// <summary>Somebody in each post that they hold now, the one they would work in first.</summary>
    public static List<SignedIn> Posts(DbConnection connection, string person, DateTime now) =>
        [.. Held(connection, person, now, "").Select(held => held.Who)];

    private static List<(SignedIn Who, string Stamp)> Held(DbConnection connection, string person, DateTime now, string post) =>
        Sql.Many(
                connection,
                """
                select people.id, people.login, people.name, people.stamp,
                  posts.code, posts.name, posts.role, posts.district, units.code, units.name,
                  guidance_teams.state
                from people
                join holdings on holdings.person = people.id
                join posts on posts.code = holdings.post
                join units on units.code = posts.unit
                left join guidance_teams on guidance_teams.unit = posts.unit
                where people.id = $1 and holdings.valid_from <= $2 and (holdings.valid_to is null or holdings.valid_to > $2)
                order by case when posts.code = $3 then 0 else 1 end, holdings.seconded, holdings.valid_from desc, holdings.id desc
                """,
                row =>
                    (
                        new SignedIn(
                            new Actor(
                                Guid.Parse(row.GetString(0)),
                                row.GetString(4),
                                Enum.Parse<Role>(row.GetString(6)),
                                row.GetString(8),
                                Sql.Text(row, 7)
                            )
                            {
                                Ground = GuidanceReads.GroundOf(Sql.Text(row, 10), row.GetString(4), now),
                            },
                            row.GetString(1),
                            row.GetString(2),
                            row.GetString(5),
                            row.GetString(9)
                        ),
                        row.GetString(3)
                    ),
                person,
                now,
                post
            )
            // Whoever came with a team is nobody here before its first day and after its last.
            .FindAll(held => held.Item1.Actor is not { Role: Role.Guide, Ground: null });

    internal const string Columns =
        "id, login, name, password, stamp, failures, locked_until, password_at, must_change, locked_by";

    /// <summary>Null for who never was.</summary>
    public static Person? ById(DbConnection connection, string id) =>
        Sql.One(connection, $"select {Columns} from people where id = $1", Read, id);

    /// <summary>Passwords as hashed that this person had lately, the one of now first.</summary>
    public static List<string> LatePasswords(DbConnection connection, Person person, int most) =>
        [
            person.Password,
            .. Sql.Many(
                connection,
                $"select password from old_passwords where person = $1 order by ended_at desc, id desc limit {most - 1}",
                row => row.GetString(0),
                person.Id
            ),
        ];

    public static Person? ByLogin(DbConnection connection, string login) =>
        Sql.One(connection, $"select {Columns} from people where login = $1", Read, login);

    public static List<Listed> List(DbConnection connection, DateTime now) =>
        Sql.Many(
            connection,
            """
            select people.login, people.name, posts.code, posts.name, units.name, people.locked_until
            from people
            left join holdings on holdings.person = people.id
              and holdings.valid_from <= $1 and (holdings.valid_to is null or holdings.valid_to > $1)
            left join posts on posts.code = holdings.post
            left join units on units.code = posts.unit
            order by people.login, posts.code
            """,
            row => new Listed(
                row.GetString(0),
                row.GetString(1),
                Sql.Text(row, 2),
                Sql.Text(row, 3),
                Sql.Text(row, 4),
                Sql.Time(row, 5)
            ),
            now
        );

    internal static Person Read(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetInt32(5),
            Sql.Time(row, 6)
        )
        {
            PasswordAt = Sql.Time(row, 7),
            MustChange = row.GetInt32(8) != 0,
            LockedByHand = !row.IsDBNull(9),
        };
}

/// <summary>A person as the sign-in needs it.</summary>
/// <param name="Password">As hashed, never as typed.</param>
/// <param name="Stamp">Changes with the password and the post: sessions that carry an older one end.</param>
/// <param name="LockedUntil">By the machine's clock.</param>
public sealed record Person(
    string Id,
    string Login,
    string Name,
    string Password,
    string Stamp,
    int Failures,
    DateTime? LockedUntil
)
{
    /// <summary>Since when the password is the one it is, by the machine's clock; null where nobody knows.</summary>
    public DateTime? PasswordAt { get; init; }

    /// <summary>Somebody else knows it.</summary>
    public bool MustChange { get; init; }

    public bool LockedByHand { get; init; }
}

/// <param name="Post">Null for who holds none any more.</param>
public sealed record Listed(string Login, string Name, string? Post, string? PostName, string? UnitName, DateTime? LockedUntil);
