using System.Data.Common;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Intake;

/// <summary>How to reach whoever told a case.</summary>
/// <param name="Said">As it was typed.</param>
public sealed record Contact(Guid Id, string Said, DateTime GivenAt);

/// <summary>
/// Contact details lie in a table of their own and nowhere else: no event, no search, no file holds them. They go
/// when somebody asks for it, and by themselves some time after the case has ended.
/// </summary>
public static class ContactStore
{
    public const int Longest = 100;

    /// <summary>In the transaction of the report; the first one given counts.</summary>
    /// <param name="language">In which mail goes there; null where it is no mail address.</param>
    public static void Keep(CityTransaction transaction, Guid stream, string said, string? language, DateTime now) =>
        transaction.Execute(
            """
            insert into contacts (id, stream, contact, given_at, language) values ($1, $2, $3, $4, $5)
            on conflict (stream) do nothing
            """,
            Guid.CreateVersion7(),
            stream,
            said,
            now,
            language
        );

    /// <summary>How many cases were told under the same address since then, whatever stands before it.</summary>
    public static long Since(CityTransaction transaction, string mail, DateTime since) =>
        transaction.Number(
            "select count(*) from contacts where given_at >= $2 and (lower(contact) = lower($1) or lower(contact) like '% ' || lower($1))",
            mail,
            since
        );

    /// <summary>No mail any more, or again.</summary>
    /// <returns>False where none ever went.</returns>
    public static bool Stop(CityTransaction transaction, Guid stream, DateTime? at) =>
        transaction.ExecuteNow(
            "update contacts set stopped_at = cast($2 as bigint) where stream = $1 and contact is not null and language is not null",
            stream,
            at
        ) == 1;

    /// <summary>Whether mail goes to whoever told it; null where there is no address that mail could go to.</summary>
    public static bool? Mailed(DbConnection connection, Guid stream) =>
        Sql.Many(
            connection,
            "select stopped_at from contacts where stream = $1 and contact is not null and language is not null",
            row => row.IsDBNull(0),
            stream
        )
            is [var goes]
            ? goes
            : null;

    /// <summary>Null where none was given, or it is gone.</summary>
    public static Contact? Of(DbConnection connection, Guid stream) =>
        Sql.One(
            connection,
            "select id, contact, given_at from contacts where stream = $1 and contact is not null",
            row => new Contact(Guid.Parse(row.GetString(0)), row.GetString(1), Values.Time(row.GetInt64(2))),
            stream
        );

    /// <summary>Whether this is a contact of one of these streams.</summary>
    public static bool IsOf(CityTransaction transaction, Guid id, Guid stream) =>
        transaction.Number("select count(*) from contacts where id = $1 and stream = $2", id, stream) == 1;

    /// <summary>Gone for good; that there was one stays.</summary>
    public static void Erase(CityTransaction transaction, Guid id, Guid person, DateTime now) =>
        transaction.Execute(
            "update contacts set contact = null, erased_at = $2, erased_by = $3 where id = $1 and contact is not null",
            id,
            now,
            person
        );

    /// <summary>Those of cases that ended before this moment.</summary>
    /// <returns>How many went.</returns>
    public static int Sweep(CityTransaction transaction, DateTime ended, DateTime now) =>
        transaction.ExecuteNow(
            """
            update contacts set contact = null, erased_at = $2
            where contact is not null and stream in (select stream from cases where closed_at is not null and closed_at < $1)
            """,
            ended,
            now
        );
}
