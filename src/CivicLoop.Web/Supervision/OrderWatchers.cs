using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;

namespace CivicLoop.Web.Supervision;

/// <summary>定人定点: a post that holds a place by a contract watches the orders over what lies there.</summary>
internal static class OrderWatchers
{
    /// <summary>What an order went through, as it is called in the texts; null for what nobody has to be told of.</summary>
    public static string? Told(OrderEvent happened) =>
        happened switch
        {
            OrderAppealDecided decided => $"appeal.{decided.Outcome}",
            // A draft is known to few; the rest is about the watching itself, or follows from something that is told.
            OrderDrafted
            or OrderDismissed
            or OrderWatched
            or OrderUnwatched
            or OrderRecounted
            or OrderPointsReturned
            or OrderBulletinWithdrawn => null,
            _ => OrderEventJson.Kinds.KindOf(happened).Split('.')[1],
        };

    /// <summary>Whoever watches an order is told what became of it, but for what they did themselves.</summary>
    public static void Tell(
        CityTransaction transaction,
        Guid stream,
        OrderState state,
        IEnumerable<OrderEvent> happened,
        string by,
        DateTime at
    )
    {
        foreach (
            var (what, post) in happened
                .Select(Told)
                .OfType<string>()
                .SelectMany(_ => state.Watchers, (what, post) => (what, post))
        )
            if (post != by)
                Outbox.Add(
                    transaction,
                    new Note(MessageKind.Watched, at)
                    {
                        Post = post,
                        Subject = stream,
                        Detail = what,
                        Once = $"{stream}:{state.Version}:{what}:{post}",
                    }
                );
    }

    public static IReadOnlyList<string> ByContract(CityTransaction transaction, CaseRules rules, string? place, DateTime at) =>
        place is null
            ? []
            : transaction.Many(
                """
                select distinct post from contracts
                where over = 'Place' and object = $1 and post is not null and status in ('Issued', 'InForce')
                  and valid_from <= $2 and (valid_to is null or valid_to >= $2) order by post
                """,
                row => row.GetString(0),
                place,
                rules.Calendar.DayOf(at)
            );
}
