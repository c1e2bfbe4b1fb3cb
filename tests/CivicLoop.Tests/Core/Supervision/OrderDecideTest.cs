using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Supervision;

/// <summary>An order from its draft to its end: who may, when, what is owed next.</summary>
public class OrderDecideTest
{
    private static readonly DateTime Now = Laddered.Now;

    [Fact]
    public void Signed_received_answered_looked_at_and_closed()
    {
        var order = new Laddered().Drafted();
        order.State!.Next!.ShouldSatisfyAllConditions(
            next => next.Kind.ShouldBe(OrderDuties.Sign),
            next => next.Post.ShouldBe("watcher")
        );

        order.Try("watcher", new SignOrder(new Paper("white", 2020, 5), SmallCity.Text())).ShouldBeNull();
        (order.State!.Next!.Kind, order.State.Next.Post, order.State.Paper!.Number).ShouldBe(
            (OrderDuties.Receive, "market-clerk", 5)
        );
        order.Try("market-clerk", new ReceiveOrder()).ShouldBeNull();
        (order.State!.Next!.Kind, order.State.Next.Limit).ShouldBe((OrderDuties.Reply, "3 working days"));
        order.Try("market-clerk", new ReplyToOrder(SmallCity.Text(), [])).ShouldBeNull();
        (order.State!.Next!.Kind, order.State.Next.Post).ShouldBe((OrderDuties.Recheck, "watcher"));
        order.Try("watcher", new FailOrder([])).ShouldBeNull();
        (order.State!.Status, order.State.Failures, order.State.Next!.Limit).ShouldBe((OrderStatus.Reply, 1, "3 working days"));
        order.Try("market-clerk", new ReplyToOrder(SmallCity.Text(), [])).ShouldBeNull();
        order.Try("walker", new PassOrder([])).ShouldBeNull("an inspector looks at it as well");

        (order.State!.Status, order.State.Next, order.State.EndedAt).ShouldBe((OrderStatus.Closed, null, Now));
        order.Try("watcher", new WithdrawOrder()).ShouldBe("order.not-now");
    }

    [Fact]
    public void Whoever_is_of_the_unit_neither_learns_of_a_draft_nor_words_signs_or_delays_it()
    {
        var order = new Laddered().Drafted();
        OrderCommand[] anything =
        [
            new SignOrder(new Paper("white", 2020, 1), SmallCity.Text()),
            new DismissOrder(),
            new ReceiveOrder(),
            new ReplyToOrder(SmallCity.Text(), []),
            new AppealOrder(SmallCity.Text(), []),
            new WithdrawOrder(),
            new WatchOrder("watcher"),
        ];

        foreach (var command in anything)
            order.Try("market-clerk", command).ShouldBe("order.unknown");
        foreach (var post in new[] { "north-clerk", "walker" })
            order.Try(post, new DismissOrder()).ShouldBe("order.unknown", post);
        order.Try("audit-administrator", new DismissOrder()).ShouldBe("order.not-yours", "the audit sees it and changes nothing");
        order.Try("clerk", new SignOrder(new Paper("white", 2020, 1), SmallCity.Text())).ShouldBe("order.not-signer");
        order.Try("watcher", new DismissOrder()).ShouldBeNull();
        order.Try("market-clerk", new ReceiveOrder()).ShouldBe("order.unknown", "what was dismissed never was, to the unit");
        order.State!.IsIssued.ShouldBeFalse();
    }

    [Fact]
    public void Drafted_by_hand_by_those_who_answer_for_the_city_and_never_against_their_own_house()
    {
        DraftOrder Draft(string rung, string unit) => new(1, rung, Laddered.Over(1, unit), new Why([]), SmallCity.Text(), []);

        foreach (var post in new[] { "clerk", "watcher", "leader" })
            new Laddered().Try(post, Draft("white", "market")).ShouldBeNull(post);
        foreach (var post in new[] { "market-clerk", "walker", "audit-administrator", "system-administrator" })
            new Laddered().Try(post, Draft("white", "north")).ShouldBe("order.not-yours", post);
        var city = new Laddered();
        city.Try("clerk", Draft("white", "office")).ShouldBe("order.own-unit");
        city.Try("clerk", Draft("nothing", "market")).ShouldBe("order.rung-unknown");
        city.Try("clerk", Draft("remind", "market")).ShouldBe("order.rung-system");
        city.Try("clerk", Draft("white", "nobody")).ShouldBe("unit.unknown");
        city.Try("clerk", Draft("white", "watch")).ShouldBeNull();
        city.State!.Next!.Post.ShouldBe("leader", "nobody signs against their own unit");
    }

    [Fact]
    public void Four_eyes_look_at_an_answer()
    {
        var order = new Laddered().Replied();

        order.Try("market-clerk", new PassOrder([])).ShouldBe("order.not-yours");
        var same = order.Actor("watcher") with { Person = order.Actor("market-clerk").Person };
        order.Try(same, new PassOrder([])).ShouldBe("order.own-work");
        order.Try(order.Actor("watcher") with { Unit = "market" }, new PassOrder([])).ShouldBe("order.own-unit");
        order.Try("leader", new PassOrder([])).ShouldBe("order.not-yours");
        order.Try("watcher", new PassOrder([])).ShouldBeNull();
    }

    [Fact]
    public void A_unit_that_does_not_receive_it_gains_no_time()
    {
        var order = new Laddered().Signed();
        var due = order.State!.Next!.Due;
        order.Try(Actor.System, new DeemReceived(), due).ShouldBe("order.not-now");
        order.Try("watcher", new DeemReceived(), due.AddHours(1)).ShouldBe("order.not-yours");
        order.State.IsUnansweredAt(due.AddHours(1)).ShouldBeTrue();

        order.Try(Actor.System, new DeemReceived(), due.AddHours(9)).ShouldBeNull();

        (order.State!.Status, order.State.Deemed, order.State.Next!.Since).ShouldBe((OrderStatus.Reply, true, due));
        order.State.IsUnansweredAt(due.AddHours(10)).ShouldBeFalse();
        order.State.IsUnansweredAt(order.State.Next.Due.AddHours(1)).ShouldBeTrue();
        order.Try("market-clerk", new ReplyToOrder(SmallCity.Text(), []), due.AddHours(10)).ShouldBeNull();
    }

    [Fact]
    public void A_notice_waits_for_the_bulletin_whether_the_unit_received_it_or_not()
    {
        var order = new Laddered().Signed("notice");
        (order.State!.Lost, order.State.Ahead).ShouldSatisfyAllConditions(
            one => one.Lost.ShouldBe(1),
            one => one.Ahead.ShouldBe([OrderStatus.Receive, OrderStatus.Announce])
        );

        order.Try("walker", new AnnounceOrder(SmallCity.Text())).ShouldBe("order.not-yours");
        order.Try("clerk", new AnnounceOrder(SmallCity.Text())).ShouldBeNull();
        order.State!.Status.ShouldBe(OrderStatus.Receive);
        order.Try("market-clerk", new ReceiveOrder()).ShouldBeNull();

        order.State!.Status.ShouldBe(OrderStatus.Closed, "nothing else was asked");
        order.State.Lost.ShouldBe(1);
    }

    [Fact]
    public void A_talk_is_kept_with_posts_and_a_referral_names_a_body()
    {
        var order = new Laddered().Signed("talk");
        order.Try("market-clerk", new ReceiveOrder()).ShouldBeNull();
        order.State!.Next!.Kind.ShouldBe(OrderDuties.Talk);
        KeepTalk Talk(DateTime at, params string[] posts) =>
            new(new TalkHeld(at, SmallCity.Text(), posts, SmallCity.Text(2), SmallCity.Text(3)));

        order.Try("leader", Talk(Now.AddHours(1), "leader")).ShouldBe("order.talk-future");
        order.Try("leader", Talk(Now)).ShouldBe("order.talk-posts");
        order.Try("leader", Talk(Now, "leader", "nobody")).ShouldBe("post.unknown");
        order.Try("watcher", Talk(Now, "leader")).ShouldBe("order.not-signer");
        order.Try("leader", new ReferOrder(SmallCity.Text(), SmallCity.Text(2))).ShouldBeNull("before its turn as well");
        order.Try("leader", Talk(Now, "leader", "market-clerk")).ShouldBeNull();

        (order.State!.Status, order.State.Next!.Kind).ShouldBe((OrderStatus.Reply, OrderDuties.Reply));
    }

    [Fact]
    public void What_is_withdrawn_gives_back_what_it_cost()
    {
        var order = new Laddered().Signed("notice");
        order.Try("watcher", new WithdrawOrder()).ShouldBe("order.not-signer");

        order.Try("leader", new WithdrawOrder()).ShouldBeNull();

        order
            .Last.Select(one => one.GetType().Name)
            .ShouldBe([nameof(OrderWithdrawn), nameof(OrderPointsReturned), nameof(OrderBulletinWithdrawn)]);
        (order.State!.Status, order.State.Lost, order.State.Paper!.Number).ShouldBe((OrderStatus.Withdrawn, 0, 5));
    }

    [Fact]
    public void Who_watches_watches_to_the_end()
    {
        var order = new Laddered().Drafted("white", "walker", "market-clerk", "nobody");
        order.State!.Watchers.ShouldBe(["walker"], "of the unit and of nobody none watches");
        order.Try("watcher", new WatchOrder("market-clerk")).ShouldBe("order.watcher-unfit");
        order.Try("watcher", new WatchOrder("watcher")).ShouldBeNull();
        order.Try("watcher", new WatchOrder("watcher")).ShouldBe("order.watched-already");
        order.Try("watcher", new UnwatchOrder("watcher", MatterOpen: false)).ShouldBe("order.watched-to-the-end");
        order.Try("watcher", new DismissOrder()).ShouldBeNull();
        order.Try("watcher", new UnwatchOrder("watcher", MatterOpen: true)).ShouldBe("order.watched-to-the-end");

        order.Try("watcher", new UnwatchOrder("watcher", MatterOpen: false)).ShouldBeNull();

        order.State!.Watchers.ShouldBe(["walker"]);
    }

    [Fact]
    public void Whatever_anybody_tries_nothing_throws_and_an_open_order_is_owed_by_somebody()
    {
        var dice = new Random(20201123);
        for (var round = 0; round < 200; round++)
        {
            var order = new Laddered(Laddered.Usual, Laddered.Supervisor("watcher-2"), Laddered.Leader("leader-2")).Drafted(
                dice.Next(3) switch
                {
                    0 => "white",
                    1 => "notice",
                    _ => "talk",
                }
            );
            var posts = order.Rules.Organisation.Posts.Select(post => order.Actor(post.Code)).Append(Actor.System).ToList();
            for (var step = 0; step < 60; step++)
            {
                var command = Commands(dice)[dice.Next(18)];
                var by = posts[dice.Next(posts.Count)];
                var before = order.State!;
                if (order.Try(by, command, Now.AddHours(step)) is not null)
                {
                    order.State.ShouldBe(before);
                    continue;
                }
                var after = order.State!;
                (after.IsOpen || after.Pending is not null).ShouldBe(after.Next is not null, $"{command} → {after.Status}");
                after.Lost.ShouldBeGreaterThanOrEqualTo(0);
                if (command is PassOrder or FailOrder or SignOrder or WatchOrder)
                    by.Unit.ShouldNotBe("market");
                if (before.Paper is not null)
                    after.Paper.ShouldBe(before.Paper, "a number is given once");
                if (command is UpholdOrder or ChangeOrder or RevokeOrder)
                    before.Signed!.Person.ShouldNotBe(by.Person);
            }
        }
    }

    private static OrderCommand[] Commands(Random dice) =>
        [
            new SignOrder(new Paper("x", 2020, dice.Next(100)), SmallCity.Text()),
            new DismissOrder(),
            new ReceiveOrder(),
            new DeemReceived(),
            new ReplyToOrder(SmallCity.Text(), []),
            new PassOrder([]),
            new FailOrder([]),
            new AnnounceOrder(SmallCity.Text()),
            new KeepTalk(new TalkHeld(Now, SmallCity.Text(), ["leader"], SmallCity.Text(), SmallCity.Text())),
            new ReferOrder(SmallCity.Text(), SmallCity.Text()),
            new WithdrawOrder(),
            new SupersedeOrder(9),
            new AppealOrder(SmallCity.Text(), []),
            new UpholdOrder(),
            new ChangeOrder(null, dice.Next(3), dice.Next(2) == 0),
            new RevokeOrder(),
            new WatchOrder("watcher"),
            new UnwatchOrder("watcher", dice.Next(2) == 0),
        ];
}
