using CivicLoop.Core.Supervision;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Supervision;

/// <summary>申诉: three levels, somebody else at each, the clock stands still, what was done is undone by events.</summary>
public class AppealTest
{
    private static readonly DateTime Now = Laddered.Now;

    private static readonly AppealOrder Appeal = new(SmallCity.Text(), [SmallCity.Photo()]);

    private static Laddered City() => new(Laddered.Usual, Laddered.Supervisor("watcher-2"), Laddered.Supervisor("watcher-3"));

    [Fact]
    public void Three_levels_each_decided_by_somebody_who_had_no_say()
    {
        var order = City().Signed();
        order.State!.Signer.ShouldBe("watcher");
        order.Try("north-clerk", Appeal).ShouldBe("order.unknown");
        order.Try("market-clerk", Appeal).ShouldBeNull();
        (order.State!.Pending!.Level, order.State.Next!.Post).ShouldBe((1, "watcher-2"), "the issuer's house, another post");
        order.Try("watcher", new UpholdOrder()).ShouldBe("order.decided-before");
        order.Try("market-clerk", new UpholdOrder()).ShouldBe("order.own-unit");
        order.Try("watcher-2", new UpholdOrder()).ShouldBeNull();

        order.Try("market-clerk", Appeal).ShouldBeNull();
        (order.State!.Pending!.Level, order.State.Next!.Post).ShouldBe((2, "watcher-3"));
        order.Try("watcher-2", new RevokeOrder()).ShouldBe("order.decided-before");
        order.Try("watcher-3", new UpholdOrder()).ShouldBeNull();

        order.Try("market-clerk", Appeal).ShouldBeNull();
        (order.State!.Pending!.Level, order.State.Next!.Post).ShouldBe((3, "leader"));
        order.Try("leader", new UpholdOrder()).ShouldBeNull();

        order.Try("market-clerk", Appeal).ShouldBe("order.appeal-final");
        order.State!.Status.ShouldBe(OrderStatus.Receive, "it goes on where it stood");
    }

    [Fact]
    public void A_level_at_which_nobody_is_left_is_passed_over()
    {
        var order = new Laddered().Signed("notice");
        order.State!.Signer.ShouldBe("leader");

        order.Try("market-clerk", Appeal).ShouldBeNull();

        (order.State!.Pending!.Level, order.State.Pending.Body, order.State.Next!.Post).ShouldBe((2, "supervision", "watcher"));
        order.Try("watcher", new UpholdOrder()).ShouldBeNull();
        order.Try("market-clerk", Appeal).ShouldBe("order.appeal-final", "the leading group signed it");
    }

    [Fact]
    public void The_clock_stands_still_meanwhile_and_what_had_run_out_stays_so()
    {
        var order = City().Signed();
        order.Try("market-clerk", new ReceiveOrder()).ShouldBeNull();
        var was = order.State!.Next!;
        order.Try("market-clerk", Appeal, Now.AddHours(24)).ShouldBeNull();
        order.State!.Stopped!.Rest.ShouldBe("16 working hours", "two of three working days");
        order.State.IsUnansweredAt(Now.AddDays(30)).ShouldBeFalse();
        order.Try("market-clerk", new ReplyToOrder(SmallCity.Text(), []), Now.AddHours(25)).ShouldBe("order.appeal-pending");

        order.Try("watcher-2", new UpholdOrder(), Now.AddDays(7)).ShouldBeNull();

        (order.State!.Next!.Kind, order.State.Next.Due).ShouldBe((OrderDuties.Reply, Now.AddDays(9)));
        order.State.Stopped.ShouldBeNull();
        was.Due.ShouldBe(Now.AddDays(3));

        var late = City().Signed();
        var due = late.State!.Next!;
        late.Try("market-clerk", Appeal, due.Due.AddHours(2)).ShouldBeNull();
        late.Try("watcher-2", new UpholdOrder(), due.Due.AddDays(5)).ShouldBeNull();
        late.State!.Next.ShouldBe(due, "who was late before is late after");
    }

    [Fact]
    public void It_comes_within_its_days_or_is_final()
    {
        var order = City().Signed();
        var until = OrderAppeals.Until(order.State!, order.Rules);
        order.Try("market-clerk", Appeal, until.AddSeconds(1)).ShouldBe("order.appeal-late");
        order.Try("market-clerk", Appeal, until).ShouldBeNull();
        order.Try("watcher-2", new UpholdOrder(), until.AddDays(4)).ShouldBeNull();

        order.Try("market-clerk", Appeal, until.AddDays(6)).ShouldBeNull("counted anew from the decision");
    }

    [Fact]
    public void Revoked_is_undone_by_events_of_its_own_and_keeps_its_number()
    {
        var order = new Laddered().Signed("notice");
        order.Try("market-clerk", Appeal).ShouldBeNull();

        order.Try("watcher", new RevokeOrder()).ShouldBeNull();

        order
            .Last.Select(one => one.GetType().Name)
            .ShouldBe([nameof(OrderAppealDecided), nameof(OrderPointsReturned), nameof(OrderBulletinWithdrawn)]);
        (order.State!.Status, order.State.Lost, order.State.Paper!.Number, order.State.Next).ShouldBe(
            (OrderStatus.Revoked, 0, 5, null)
        );
        order.State.Appeals.Single().Outcome.ShouldBe(AppealOutcome.Revoked);
        order.Try("market-clerk", Appeal).ShouldBe("order.not-now");
    }

    [Fact]
    public void Changed_costs_less_asks_later_or_leaves_the_bulletin()
    {
        var order = new Laddered(Laddered.Usual, Laddered.Leader("leader-2")).Signed("talk");
        order.Try("market-clerk", Appeal).ShouldBeNull();
        var by = order.State!.Next!.Post;
        order.Try(by, new ChangeOrder(null, null, false)).ShouldBe("order.change-nothing");
        order.Try(by, new ChangeOrder("soon", null, false)).ShouldBe("order.change-limit");
        order.Try(by, new ChangeOrder(null, 2, false)).ShouldBe("order.change-points");

        order.Try(by, new ChangeOrder("9 working days", 1, false)).ShouldBeNull();

        (order.State!.Lost, order.State.Limit, order.State.Status).ShouldBe((1, "9 working days", OrderStatus.Receive));
        var notice = new Laddered().Signed("notice");
        notice.Try("market-clerk", new ReceiveOrder()).ShouldBeNull();
        notice.Try("market-clerk", Appeal).ShouldBeNull();
        notice.Try("watcher", new ChangeOrder(null, null, Unannounced: true)).ShouldBeNull();
        (notice.State!.Status, notice.State.BulletinWithdrawn, notice.State.Next).ShouldBe((OrderStatus.Closed, true, null));
    }

    [Fact]
    public void What_ended_may_still_be_appealed_in_time_and_nothing_is_owed_after()
    {
        var order = City().Replied();
        order.Try("watcher-3", new PassOrder([])).ShouldBeNull();
        order.Try("market-clerk", Appeal).ShouldBeNull();
        (order.State!.Status, order.State.Next!.Kind).ShouldBe((OrderStatus.Closed, OrderDuties.Decide));

        order.Try("watcher-2", new UpholdOrder()).ShouldBeNull();

        (order.State!.Status, order.State.Next).ShouldBe((OrderStatus.Closed, null));
    }
}
