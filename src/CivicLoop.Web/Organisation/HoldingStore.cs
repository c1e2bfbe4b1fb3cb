using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Organisation;

/// <summary>Writes who holds which post from when to when. Nothing is deleted and nothing overwritten.</summary>
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
        transaction.Execute(
            "insert into holdings (id, post, person, valid_from, valid_to, recorded_at) values ($1, $2, $3, $4, null, $5)",
            Guid.CreateVersion7(),
            post,
            person,
            from,
            from
        );

    /// <summary>Ends everything that somebody holds; returns how many posts that were.</summary>
    public static int EndAll(CityTransaction transaction, Guid person, DateTime now) =>
        transaction.ExecuteNow("update holdings set valid_to = $1 where valid_to is null and person = $2", now, person);
}
