using System.Data.Common;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Data;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Messages;

namespace CivicLoop.Web.Publishing.Subscriptions;

/// <summary>How many follow an area, by nobody's name.</summary>
/// <param name="Unsure">Asked for and not confirmed yet.</param>
public sealed record SubscriptionCount(Area Area, long Confirmed, long Unsure);

/// <summary>
/// Mail addresses that want news of an area: here and nowhere else. Nobody is written to who has not said so from
/// the address itself, and one tap ends it.
/// </summary>
public static class SubscriptionStore
{
    /// <summary>So many areas for one mail address.</summary>
    public const int MostOfOne = 10;

    /// <summary>So often one mail address is asked whether it is really them, in the hours that they have to say so.</summary>
    public const int MostAsked = 3;

    public static readonly TimeSpan ToConfirm = TimeSpan.FromHours(48);

    private const string Columns = "id, code, mail, language, district, street, theme, category, confirmed_at";

    /// <summary>
    /// Asks whoever has this address whether they want it, where that is not asked too often already. What becomes of
    /// it is not told: who asks learns nothing about anybody's address.
    /// </summary>
    public static void Ask(CityTransaction transaction, Area area, string mail, string language, DateTime now)
    {
        var known = transaction.Many(
            $"select {Columns}, asks from subscriptions where mail = $1",
            row => (One: Read(row), Asks: row.GetInt32(9)),
            mail
        );
        var same = known.Find(one => one.One.Area == area).One;
        var asked = known.Where(one => one.One.ConfirmedAt is null).Sum(one => one.Asks);
        if (same is { ConfirmedAt: not null } || asked >= MostAsked || same is null && known.Count >= MostOfOne)
            return;
        var id = same?.Id ?? Guid.CreateVersion7();
        if (same is null)
            transaction.Execute(
                """
                insert into subscriptions (id, code, mail, language, district, street, theme, category, asked_at, asks)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) on conflict do nothing
                """,
                id,
                Trackings.NewCode(),
                mail,
                language,
                area.District,
                area.Street,
                area.Theme,
                area.Category,
                now
            );
        else
            transaction.Execute("update subscriptions set asks = asks + 1, language = $2 where id = $1", id, language);
        Outbox.Add(transaction, new Note(MessageKind.Confirm, now) { Subject = id });
    }

    public static Subscription? Of(DbConnection connection, string code) =>
        Sql.One(connection, $"select {Columns} from subscriptions where code = $1", Read, code);

    public static Subscription? Of(DbConnection connection, Guid id) =>
        Sql.One(connection, $"select {Columns} from subscriptions where id = $1", Read, id);

    /// <summary>From now on they are told; a second click changes nothing.</summary>
    public static void Confirm(CityTransaction transaction, string code, DateTime now) =>
        transaction.Execute(
            "update subscriptions set confirmed_at = $2, told_until = $2 where code = $1 and confirmed_at is null",
            code,
            now
        );

    /// <summary>Gone, the address with it.</summary>
    /// <returns>False where there was none any more.</returns>
    public static bool Stop(CityTransaction transaction, string code) =>
        transaction.ExecuteNow("delete from subscriptions where code = $1", code) == 1;

    /// <summary>All of one address, by the office for somebody who asks for it.</summary>
    public static int Erase(CityTransaction transaction, string mail) =>
        transaction.ExecuteNow("delete from subscriptions where mail = $1", mail);

    /// <summary>Those that nobody confirmed in time.</summary>
    public static int Sweep(CityTransaction transaction, DateTime now) =>
        transaction.ExecuteNow("delete from subscriptions where confirmed_at is null and asked_at < $1", now - ToConfirm);

    /// <summary>Those that were told nothing since then, area by area.</summary>
    public static List<(Subscription One, DateTime Since)> Due(CityTransaction transaction, DateTime told, int most) =>
        transaction.Many(
            $"""
            select {Columns}, told_until from subscriptions where confirmed_at is not null and told_until < $1
            order by district, street, theme, category, id limit {most}
            """,
            row => (Read(row), Values.Time(row.GetInt64(9))),
            told
        );

    public static void Told(CityTransaction transaction, Guid id, DateTime until) =>
        transaction.Execute("update subscriptions set told_until = $2 where id = $1", id, until);

    public static List<SubscriptionCount> Counts(DbConnection connection, int most) =>
        Sql.Many(
            connection,
            $"""
            select district, street, theme, category, count(confirmed_at), count(*) - count(confirmed_at) from subscriptions
            group by district, street, theme, category order by count(confirmed_at) desc, district, street, theme, category limit {most}
            """,
            row => new SubscriptionCount(ReadArea(row, 0), row.GetInt64(4), row.GetInt64(5))
        );

    /// <summary>How many addresses there are, and how many areas they want to hear of.</summary>
    public static (long Addresses, long Areas) Total(DbConnection connection) =>
        (
            Sql.Number(connection, "select count(distinct mail) from subscriptions where confirmed_at is not null"),
            Sql.Number(connection, "select count(*) from subscriptions where confirmed_at is not null")
        );

    private static Subscription Read(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            ReadArea(row, 4),
            Sql.Time(row, 8)
        );

    private static Area ReadArea(DbDataReader row, int from) =>
        new(row.GetString(from), row.GetString(from + 1), row.GetString(from + 2), row.GetString(from + 3));
}
