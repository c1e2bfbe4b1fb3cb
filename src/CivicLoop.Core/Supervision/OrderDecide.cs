using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Supervision;

/// <summary>The life of an order: drafted, signed, received, answered, looked at by others, ended. Pure.</summary>
public static class OrderDecide
{
    public static Outcome<IReadOnlyList<OrderEvent>> Decide(OrderState? state, OrderCommand command, Act act, CaseRules rules)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (command is DraftOrder draft)
            return OnDraft(state, draft, act, rules);
        // Of a draft against itself a unit does not even learn that there is one.
        if (state is null || !OrderSight.Sees(act.By, state, rules.Organisation) && act.By != Actor.System)
            return new Refusal("order.unknown");
        if (IsTheSystems(command) ? act.By != Actor.System : May.Act(act.By.Role, command.Kind) == Scope.None)
            return new Refusal("order.not-yours", command.Kind.ToString());
        if (NotYours(state, command, act, rules) is { } no)
            return no;
        if (NotNow(state, command) is { } early)
            return early;
        return command switch
        {
            SignOrder sign => OnSign(state, sign, act, rules),
            DismissOrder => One(new OrderDismissed()),
            ReceiveOrder => One(new OrderReceived(After(state, OrderStatus.Receive, act, rules))),
            DeemReceived => OnDeem(state, act, rules),
            ReplyToOrder reply => One(new OrderReplied(reply.Words, reply.Photos, After(state, OrderStatus.Reply, act, rules))),
            PassOrder pass => One(new OrderPassed(pass.Photos, After(state, OrderStatus.Recheck, act, rules))),
            FailOrder fail => One(new OrderFailed(fail.Photos, OrderDuties.Of(OrderStatus.Reply, state, act.RecordedAt, rules))),
            AnnounceOrder announce => One(new OrderAnnounced(announce.Issue, After(state, OrderStatus.Announce, act, rules))),
            KeepTalk talk => OnTalk(state, talk, act, rules),
            ReferOrder refer => One(new OrderReferred(refer.To, refer.What, After(state, OrderStatus.Refer, act, rules))),
            WithdrawOrder => Undone(state, new OrderWithdrawn()),
            SupersedeOrder supersede => One(new OrderSuperseded(supersede.By)),
            AppealOrder appeal => OrderAppeals.OnAppeal(state, appeal, act, rules),
            UpholdOrder or ChangeOrder or RevokeOrder => OrderAppeals.OnDecide(state, command, act, rules),
            WatchOrder watch => OnWatch(state, watch, rules),
            UnwatchOrder unwatch => OnUnwatch(state, unwatch),
            RecountOrder => OnRecount(state, rules),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    private static Outcome<IReadOnlyList<OrderEvent>> OnDraft(OrderState? state, DraftOrder draft, Act act, CaseRules rules)
    {
        if (state is not null)
            return new Refusal("order.exists");
        var proposed = act.By == Actor.System;
        if (!proposed && May.Act(act.By.Role, OrderAct.Draft) == Scope.None)
            return new Refusal("order.not-yours", nameof(OrderAct.Draft));
        var (unit, district) = (draft.Over.Unit, draft.Over.District);
        if (!proposed && OrderSight.IsOf(act.By, unit, rules.Organisation))
            return new Refusal("order.own-unit");
        if (rules.Playbook.Ladder.Rungs.FirstOrDefault(rung => rung.Code == draft.Rung) is not { } rung)
            return new Refusal("order.rung-unknown", draft.Rung);
        if (rung.SignedBy == Signers.System)
            return new Refusal("order.rung-system", rung.Name);
        if (rules.Organisation.Unit(unit) is not { } known)
            return new Refusal("unit.unknown", unit);
        if (OrderDuties.Answers(unit, rules.Organisation) is null)
            return new Refusal("unit.nobody", known.Name);
        if (OrderDuties.ToSign(rung.SignedBy, unit, district, act.RecordedAt, rules) is not { } next)
            return new Refusal("order.nobody-signs", rung.Name);
        return One(
            new OrderDrafted(
                draft.Number,
                rung.Code,
                rung.Name,
                rung.Colour,
                rung.SignedBy,
                draft.Over,
                draft.Why,
                proposed,
                draft.Words,
                rung.Limit?.ToString(),
                rung.Deducts,
                rung.Makes,
                [.. draft.Watchers.Where(post => Watches(post, unit, rules)).Distinct()],
                next
            )
        );
    }

    private static bool IsTheSystems(OrderCommand command) => command is DeemReceived or SupersedeOrder or RecountOrder;

    // Whose act it is besides the role's: the unit's, the signer's, of those who look at it anybody's but the unit's.
    private static Refusal? NotYours(OrderState state, OrderCommand command, Act act, CaseRules rules)
    {
        var own = OrderSight.IsOf(act.By, state.Over.Unit, rules.Organisation);
        return command switch
        {
            ReceiveOrder or ReplyToOrder or AppealOrder => own ? null : new Refusal("order.not-yours", command.Kind.ToString()),
            SignOrder or DismissOrder or WithdrawOrder or KeepTalk or ReferOrder => own ? new Refusal("order.own-unit")
            : OrderSight.Signs(act.By, state, rules) ? null
            : new Refusal("order.not-signer", Named(state, rules)),
            PassOrder or FailOrder => own ? new Refusal("order.own-unit")
            : act.By.Person == state.RepliedBy ? new Refusal("order.own-work")
            : May.Do(act.By, command.Kind, state.Over.Unit, state.Over.District) ? null
            : new Refusal("order.not-yours", command.Kind.ToString()),
            AnnounceOrder => own ? new Refusal("order.own-unit") : null,
            WatchOrder or UnwatchOrder => own ? new Refusal("order.own-unit") : null,
            _ => null,
        };
    }

    private static string Named(OrderState state, CaseRules rules) =>
        Signers.First(state.SignedBy, state.Over.Unit, state.Over.District, rules)?.Name ?? state.SignedBy;

    private static Refusal? NotNow(OrderState state, OrderCommand command)
    {
        if (
            state.Pending is not null
            && command
                is not (UpholdOrder or ChangeOrder or RevokeOrder or WithdrawOrder or WatchOrder or UnwatchOrder or RecountOrder)
        )
            return new Refusal("order.appeal-pending");
        var ready = command switch
        {
            SignOrder or DismissOrder => state.Status == OrderStatus.Draft,
            ReceiveOrder or DeemReceived => state.Status == OrderStatus.Receive,
            // A unit that answers has received it, and need not wait for the bulletin.
            ReplyToOrder => state.Ahead.Contains(OrderStatus.Reply),
            PassOrder or FailOrder => state.Status == OrderStatus.Recheck,
            // What the house does itself waits for no unit.
            AnnounceOrder => state.Ahead.Contains(OrderStatus.Announce),
            KeepTalk => state.Ahead.Contains(OrderStatus.Talk),
            ReferOrder => state.Ahead.Contains(OrderStatus.Refer),
            WithdrawOrder or SupersedeOrder => state is { IsIssued: true, IsOpen: true },
            UpholdOrder or ChangeOrder or RevokeOrder => state.Pending is not null,
            WatchOrder => state.IsOpen,
            _ => true,
        };
        return ready ? null : new Refusal("order.not-now", command.Kind.ToString(), state.Status.ToString());
    }

    private static Outcome<IReadOnlyList<OrderEvent>> OnSign(OrderState state, SignOrder sign, Act act, CaseRules rules)
    {
        var ahead = new List<OrderStatus> { OrderStatus.Receive };
        if (state.Makes.Contains(OrderMakes.Bulletin))
            ahead.Add(OrderStatus.Announce);
        if (state.Makes.Contains(OrderMakes.Talk))
            ahead.Add(OrderStatus.Talk);
        if (state.Makes.Contains(OrderMakes.Referral))
            ahead.Add(OrderStatus.Refer);
        if (state.Limit is not null)
            ahead.AddRange([OrderStatus.Reply, OrderStatus.Recheck]);
        return One(
            new OrderSigned(sign.Paper, sign.Words, ahead, OrderDuties.Of(OrderStatus.Receive, state, act.RecordedAt, rules))
        );
    }

    private static Outcome<IReadOnlyList<OrderEvent>> OnDeem(OrderState state, Act act, CaseRules rules) =>
        state.Next is { } next && next.Due >= act.RecordedAt
            ? new Refusal("order.not-now", nameof(OrderAct.Deem), state.Status.ToString())
            : One(new OrderDeemedReceived(After(state, OrderStatus.Receive, act, rules)));

    private static Outcome<IReadOnlyList<OrderEvent>> OnTalk(OrderState state, KeepTalk talk, Act act, CaseRules rules)
    {
        if (talk.Talk.At > act.RecordedAt)
            return new Refusal("order.talk-future");
        if (talk.Talk.Posts.Count == 0)
            return new Refusal("order.talk-posts");
        return talk.Talk.Posts.FirstOrDefault(post => rules.Organisation.Post(post) is null) is { } unknown
            ? new Refusal("post.unknown", unknown)
            : One(new OrderTalked(talk.Talk, After(state, OrderStatus.Talk, act, rules)));
    }

    private static Outcome<IReadOnlyList<OrderEvent>> OnWatch(OrderState state, WatchOrder watch, CaseRules rules) =>
        !Watches(watch.Post, state.Over.Unit, rules) ? new Refusal("order.watcher-unfit")
        : state.Watchers.Contains(watch.Post) ? new Refusal("order.watched-already")
        : One(new OrderWatched(watch.Post, state.Next));

    // 一盯到底: whoever watches it does so until it has ended, and what it is over as well.
    private static Outcome<IReadOnlyList<OrderEvent>> OnUnwatch(OrderState state, UnwatchOrder unwatch) =>
        !state.Watchers.Contains(unwatch.Post) ? new Refusal("order.watched-by-nobody")
        : state.IsOpen || state.Pending is not null || unwatch.MatterOpen ? new Refusal("order.watched-to-the-end")
        : One(new OrderUnwatched(unwatch.Post, state.Next));

    private static bool Watches(string code, string unit, CaseRules rules) =>
        rules.Organisation.Post(code) is { Closed: false } post
        && post.Unit != unit
        && May.Act(post.Role, OrderAct.Watch) != Scope.None;

    private static Outcome<IReadOnlyList<OrderEvent>> OnRecount(OrderState state, CaseRules rules) =>
        state.Next?.Recounted(rules.Playbook.Limits.YellowAt, rules.Calendar) is { } next && next != state.Next
            ? One(new OrderRecounted(next))
            : new Refusal("recount.nothing");

    /// <summary>What an order had done besides asking is undone by events of its own.</summary>
    internal static Outcome<IReadOnlyList<OrderEvent>> Undone(OrderState state, OrderEvent how) =>
        (OrderEvent[])[how, .. Returned(state, state.Lost, null), .. Unannounced(state, null)];

    internal static IEnumerable<OrderEvent> Returned(OrderState state, int points, Duty? next) =>
        points > 0 && state.Lost > 0 ? [new OrderPointsReturned(Math.Min(points, state.Lost), next)] : [];

    internal static IEnumerable<OrderEvent> Unannounced(OrderState state, Duty? next) =>
        state.Makes.Contains(OrderMakes.Bulletin) && !state.BulletinWithdrawn ? [new OrderBulletinWithdrawn(next)] : [];

    // What is owed once a step is done: of a step that was done before its turn nothing changes.
    internal static Duty? After(OrderState state, OrderStatus step, Act act, CaseRules rules)
    {
        var ahead = OrderEvolve.Without(state.Ahead, step).ToList();
        if (step == OrderStatus.Reply)
            ahead.Remove(OrderStatus.Receive);
        if (ahead.Count == 0)
            return null;
        if (ahead[0] == state.Status)
            return state.Next;
        // Being received late gains nobody time.
        var since =
            ahead[0] == OrderStatus.Reply && step == OrderStatus.Receive && state.Next is { } owed && owed.Due < act.RecordedAt
                ? owed.Due
                : act.RecordedAt;
        return OrderDuties.Of(ahead[0], state, since, rules);
    }

    private static Outcome<IReadOnlyList<OrderEvent>> One(OrderEvent happened) => new[] { happened };
}
