using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Guidance;

namespace CivicLoop.Web.Organisation;

/// <summary>Writes who holds which post from when to when. Nothing is deleted, and the past of a holding never changes.</summary>
public static class HoldingStore
{
    /// <summary>Somebody takes up a post; refused where an administrator would hold a second one.</summary>
    public static Refusal? Begin(CityTransaction transaction, Guid person, string post, DateTime now)
    {
        if (transaction.One("select role from posts where code = $1", row => row.GetString(0), post) is not { } role)
            return new Refusal("user.post-unknown", post);
        var held = transaction.Many(
            """
            select posts.role from holdings join posts on posts.code = holdings.post
            where holdings.person = $1 and (holdings.valid_to is null or holdings.valid_to > $2)
            """,
            row => Enum.Parse<Role>(row.GetString(0)),
            person,
            now
        );
        if (Separation.TakingUp(Enum.Parse<Role>(role), held) is { } apart)
            return apart;
        Insert(transaction, person, post, now);
        return null;
    }

    /// <summary>Without questions, for a demo that knows its people.</summary>
    public static void Insert(CityTransaction transaction, Guid person, string post, DateTime from) =>
        Insert(transaction, person, post, from, null, seconded: false, from);

    internal static void Insert(
        CityTransaction transaction,
        Guid person,
        string post,
        DateTime from,
        DateTime? to,
        bool seconded,
        DateTime recordedAt
    ) =>
        transaction.Execute(
            """
            insert into holdings (id, post, person, valid_from, valid_to, seconded, recorded_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """,
            Guid.CreateVersion7(),
            post,
            person,
            from,
            // Who comes with a team goes with it.
            to ?? GuidanceReads.EndOf(transaction, post),
            seconded,
            recordedAt
        );

    /// <summary>Ends everything that somebody holds; returns how many posts that were.</summary>
    public static int EndAll(CityTransaction transaction, Guid person, DateTime now)
    {
        var held = HoldingReads.Open(transaction, "person", person, now);
        foreach (var holding in held)
            End(transaction, holding.Id, now, now);
        return held.Count;
    }

    /// <summary>Ends, or ends on another day, what is not over yet; what begins only after it never begins.</summary>
    internal static void End(CityTransaction transaction, Guid holding, DateTime to, DateTime now)
    {
        if (to < now)
            throw new InvalidOperationException("the past of a holding never changes");
        transaction.Execute(
            "update holdings set valid_to = case when valid_from > $2 then valid_from else $2 end where id = $1 and (valid_to is null or valid_to > $3)",
            holding,
            to,
            now
        );
    }

    internal static void EndAllOf(CityTransaction transaction, string post, DateTime now)
    {
        foreach (var holding in HoldingReads.Open(transaction, "post", post, now))
            End(transaction, holding.Id, now, now);
    }
}
