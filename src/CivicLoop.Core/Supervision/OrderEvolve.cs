using CivicLoop.Core.Events;

namespace CivicLoop.Core.Supervision;

/// <summary>Folds an order. Never throws on a legal kind.</summary>
public static class OrderEvolve
{
    public static OrderState Evolve(OrderState? before, OrderEvent happened, Made made)
    {
        if (happened is OrderDrafted drafted)
            return Drafted(drafted, made);
        if (before is null)
            throw new InvalidOperationException("an order begins with its draft");
        var state = before with { Version = before.Version + 1, Next = happened.Next };
        return happened switch
        {
            OrderDismissed => Ended(state, OrderStatus.Dismissed, made),
            OrderSigned signed => At(
                state with
                {
                    Paper = signed.Paper,
                    Words = signed.Words,
                    Signed = made,
                },
                signed.Ahead,
                made
            ),
            OrderReceived => Done(state with { ReceivedAt = made.HappenedAt }, OrderStatus.Receive, made),
            OrderDeemedReceived => Done(state with { ReceivedAt = made.HappenedAt, Deemed = true }, OrderStatus.Receive, made),
            OrderReplied => Done(
                state with
                {
                    ReceivedAt = state.ReceivedAt ?? made.HappenedAt,
                    RepliedBy = made.Person,
                    Ahead = [.. Without(state.Ahead, OrderStatus.Receive)],
                },
                OrderStatus.Reply,
                made
            ),
            OrderPassed => Done(state, OrderStatus.Recheck, made),
            OrderFailed => At(state with { Failures = state.Failures + 1 }, [OrderStatus.Reply, .. state.Ahead], made),
            OrderAnnounced announced => Done(state with { Announced = announced.Issue }, OrderStatus.Announce, made),
            OrderTalked talked => Done(state with { Talk = talked.Talk }, OrderStatus.Talk, made),
            OrderReferred => Done(state, OrderStatus.Refer, made),
            OrderWithdrawn => Ended(Settled(state, null, made), OrderStatus.Withdrawn, made),
            OrderSuperseded superseded => Ended(state with { Successor = superseded.By }, OrderStatus.Superseded, made),
            OrderAppealed appealed => state with
            {
                Appeals =
                [
                    .. state.Appeals,
                    new Appeal(appealed.Level, appealed.Body, appealed.Words, appealed.Evidence, made, null, null),
                ],
                Stopped = appealed.Stopped,
            },
            OrderAppealDecided decided => Decided(state, decided, made),
            OrderPointsReturned returned => state with { Returned = state.Returned + returned.Points },
            OrderBulletinWithdrawn => Unannounced(state, made),
            OrderWatched watched => state with { Watchers = [.. state.Watchers, watched.Post] },
            OrderUnwatched unwatched => state with { Watchers = [.. state.Watchers.Where(post => post != unwatched.Post)] },
            OrderRecounted => state,
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };
    }

    internal static IEnumerable<OrderStatus> Without(IEnumerable<OrderStatus> ahead, OrderStatus step) =>
        ahead.Where(one => one != step);

    private static OrderState Drafted(OrderDrafted drafted, Made made) =>
        new(
            1,
            drafted.Number,
            OrderStatus.Draft,
            drafted.Rung,
            drafted.Name,
            drafted.Colour,
            drafted.SignedBy,
            drafted.Over,
            drafted.Why,
            drafted.Proposed,
            drafted.Words,
            drafted.Limit,
            drafted.Points,
            drafted.Makes,
            [],
            drafted.Next,
            made.RecordedAt
        )
        {
            Watchers = drafted.Watchers,
        };

    private static OrderState Done(OrderState state, OrderStatus step, Made made) =>
        At(state, [.. Without(state.Ahead, step)], made);

    private static OrderState At(OrderState state, IReadOnlyList<OrderStatus> ahead, Made made) =>
        ahead.Count == 0 ? Ended(state, OrderStatus.Closed, made) : state with { Ahead = ahead, Status = ahead[0] };

    private static OrderState Ended(OrderState state, OrderStatus how, Made made) =>
        state with
        {
            Status = how,
            Ahead = [],
            Stopped = null,
            EndedAt = made.RecordedAt,
        };

    private static OrderState Decided(OrderState state, OrderAppealDecided decided, Made made)
    {
        var settled = Settled(state, decided.Outcome, made);
        return decided.Outcome == AppealOutcome.Revoked
            ? Ended(settled, OrderStatus.Revoked, made)
            : settled with
            {
                Limit = decided.Limit ?? settled.Limit,
                Stopped = null,
            };
    }

    // The last appeal, if one is pending; what is withdrawn ends it as if it had been revoked.
    private static OrderState Settled(OrderState state, AppealOutcome? outcome, Made made) =>
        state.Pending is { } pending
            ? state with
            {
                Appeals =
                [
                    .. state.Appeals.SkipLast(1),
                    pending with
                    {
                        Outcome = outcome ?? AppealOutcome.Revoked,
                        Decided = made,
                    },
                ],
            }
            : state;

    private static OrderState Unannounced(OrderState state, Made made)
    {
        var without = state with { BulletinWithdrawn = true };
        return state.IsOpen && state.Ahead.Contains(OrderStatus.Announce) ? Done(without, OrderStatus.Announce, made) : without;
    }
}
