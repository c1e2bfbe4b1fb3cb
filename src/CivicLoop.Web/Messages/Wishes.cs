using System.Data.Common;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Messages;

/// <summary>What a person wants to be told, and where.</summary>
/// <param name="Owed">Code of the channel for what they newly owe; empty for none.</param>
/// <param name="Lights">The same for what turns yellow or red.</param>
/// <param name="Mail">Sealed; null where they gave none.</param>
/// <param name="Phone">Sealed; null where they gave none.</param>
public sealed record Wish(string Person, string Owed, string Lights, string? Mail, string? Phone);

/// <summary>Wishes of the people of a city; who never said anything has none.</summary>
public static class Wishes
{
    private const string Columns = "person, owed, lights, mail, phone";

    public static Wish? Of(DbConnection connection, string person) =>
        Sql.One(connection, $"select {Columns} from message_wishes where person = $1", Read, person);

    public static void Put(CityTransaction transaction, Wish wish, DateTime now) =>
        transaction.Execute(
            """
            insert into message_wishes (person, owed, lights, mail, phone, changed_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (person) do update set owed = excluded.owed, lights = excluded.lights, mail = excluded.mail,
              phone = excluded.phone, changed_at = excluded.changed_at
            """,
            wish.Person,
            wish.Owed,
            wish.Lights,
            wish.Mail,
            wish.Phone,
            now
        );

    /// <summary>Who holds each of these posts now, with what they wish; null for who never said.</summary>
    internal static ILookup<string, (string Person, Wish? Wish)> OfHolders(
        CityTransaction transaction,
        IReadOnlyList<string> posts,
        DateTime now
    ) =>
        posts
            .Chunk(200)
            .SelectMany(some =>
                transaction.Many(
                    $"""
                    select h.post, h.person, w.owed, w.lights, w.mail, w.phone
                    from holdings h left join message_wishes w on w.person = h.person
                    where h.valid_from <= $1 and (h.valid_to is null or h.valid_to > $1) and h.post in ({Sql.List(
                        2,
                        some.Length
                    )})
                    order by h.post, h.person
                    """,
                    row =>
                        (
                            Post: row.GetString(0),
                            Holder: (
                                Person: row.GetString(1),
                                Wish: row.IsDBNull(2)
                                    ? null
                                    : new Wish(
                                        row.GetString(1),
                                        row.GetString(2),
                                        row.GetString(3),
                                        Sql.Text(row, 4),
                                        Sql.Text(row, 5)
                                    )
                            )
                        ),
                    [now, .. some]
                )
            )
            .ToLookup(one => one.Post, one => one.Holder, StringComparer.Ordinal);

    private static Wish Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), Sql.Text(row, 3), Sql.Text(row, 4));
}
