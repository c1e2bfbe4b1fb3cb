using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;

namespace CivicLoop.Web.Supervision;

/// <summary>What somebody may do with an order now, or why not.</summary>
public sealed record OrderOffer(OrderAct Act, Refusal? WhyNot);

/// <summary>Each act is tried on the order as it stands: the decision itself says what may be done.</summary>
internal static class OrderOffers
{
    // In the order in which a page offers them.
    public static readonly IReadOnlyList<OrderAct> Acts =
    [
        OrderAct.Sign,
        OrderAct.Dismiss,
        OrderAct.Receive,
        OrderAct.Reply,
        OrderAct.Pass,
        OrderAct.Fail,
        OrderAct.Announce,
        OrderAct.HoldTalk,
        OrderAct.Refer,
        OrderAct.Appeal,
        OrderAct.Uphold,
        OrderAct.Change,
        OrderAct.Revoke,
        OrderAct.Watch,
        OrderAct.Unwatch,
        OrderAct.Withdraw,
    ];

    private static readonly string[] Told =
    [
        "order.own-work",
        "order.decided-before",
        "order.appeal-late",
        "order.appeal-final",
        "order.watched-to-the-end",
    ];

    // What a form is yet to say is no reason to keep it back.
    private static readonly string[] Unsaid =
    [
        "order.change-nothing",
        "order.watcher-unfit",
        "order.watched-already",
        "order.talk-posts",
    ];

    public static IReadOnlyList<OrderOffer> Of(OrderState state, Actor reader, CaseRules rules, DateTime now, bool matterOpen) =>
        [
            .. Acts.Select(act => new OrderOffer(act, Refuses(state, act, reader, rules, now, matterOpen)))
                .Where(offer => offer.WhyNot is null || Told.Contains(offer.WhyNot.Code)),
        ];

    private static Refusal? Refuses(OrderState state, OrderAct act, Actor reader, CaseRules rules, DateTime now, bool matterOpen)
    {
        var text = new TextRef(Guid.Empty, "");
        OrderCommand? command = act switch
        {
            OrderAct.Sign => new SignOrder(new Paper("", 0, 0), text),
            OrderAct.Dismiss => new DismissOrder(),
            OrderAct.Receive => new ReceiveOrder(),
            OrderAct.Reply => new ReplyToOrder(text, []),
            OrderAct.Pass => new PassOrder([]),
            OrderAct.Fail => new FailOrder([]),
            OrderAct.Announce => new AnnounceOrder(text),
            OrderAct.HoldTalk => new KeepTalk(new TalkHeld(now, text, [], text, text)),
            OrderAct.Refer => new ReferOrder(text, text),
            OrderAct.Appeal => new AppealOrder(text, []),
            OrderAct.Uphold => new UpholdOrder(),
            OrderAct.Change => new ChangeOrder(null, null, false),
            OrderAct.Revoke => new RevokeOrder(),
            OrderAct.Watch => new WatchOrder(""),
            OrderAct.Unwatch when state.Watchers.Count > 0 => new UnwatchOrder(state.Watchers[0], matterOpen),
            OrderAct.Withdraw => new WithdrawOrder(),
            _ => null,
        };
        if (command is null)
            return new Refusal("order.watched-by-nobody");
        var tried = new Act(Guid.Empty, reader, now, now, "desk", text);
        var refusal = OrderDecide.Decide(state, command, tried, rules).Refusal;
        return refusal is not null && Unsaid.Contains(refusal.Code) ? null : refusal;
    }
}
