using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Duties;

/// <summary>When somebody last looked at their first screen, so that it can say what has changed since.</summary>
public static class Looks
{
    /// <summary>Who looks again within it is still looking.</summary>
    private static readonly TimeSpan OneLook = TimeSpan.FromMinutes(30);

    /// <summary>Nobody is told more than a week at once.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>The look before this one, at most a week ago; this one is remembered.</summary>
    public static async Task<DateTime> Since(City city, Actor who, DateTime now)
    {
        var known = city.Database.Read(connection =>
            Sql.One(
                connection,
                "select looked_at, before_at from desk_looks where person = $1 and post = $2",
                row => new Look(Values.Time(row.GetInt64(0)), Sql.Time(row, 1)),
                who.Person,
                who.Post
            )
        );
        var week = now - Longest;
        // A demo's clock only moves forward; a look from the future is no look.
        if (known is not null && now - known.At < OneLook && known.At <= now)
            return Later(known.Before, week);
        await city.Database.Write(transaction =>
            transaction.ExecuteNow(
                """
                insert into desk_looks (person, post, looked_at, before_at) values ($1, $2, $3, null)
                on conflict (person, post) do update set before_at = desk_looks.looked_at, looked_at = excluded.looked_at
                """,
                who.Person,
                who.Post,
                now
            )
        );
        return Later(known?.At, week);
    }

    private static DateTime Later(DateTime? one, DateTime other) => one is { } known && known > other ? known : other;

    private sealed record Look(DateTime At, DateTime? Before);
}
