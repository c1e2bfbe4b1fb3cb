using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Rectification;

/// <summary>The life of an item of a list: who may do what, four eyes, and what is owed after each act.</summary>
public class ItemDecideTest
{
    private static readonly DateOnly Due = new(2020, 12, 10);

    internal static Act By(Actor actor) =>
        new(SmallCity.Id(1), actor, SmallCity.Monday, SmallCity.Monday, "desk", SmallCity.Text());

    private static AddItem Added(string? checker = null, DateOnly? promised = null, string unit = "market") =>
        new(
            SmallCity.Id(3),
            7,
            SmallCity.Text(1),
            SmallCity.Text(2),
            SmallCity.Text(3),
            Due,
            promised,
            unit,
            null,
            checker,
            "p-1",
            SmallCity.North,
            null,
            null
        );

    private static Outcome<ItemEvent> Try(ItemState? state, Actor by, ItemCommand command) =>
        ItemDecide.Decide(state, command, By(by), SmallCity.Rules);

    private static ItemState Then(ItemState? state, Actor by, ItemCommand command)
    {
        var outcome = Try(state, by, command);
        outcome.Refusal.ShouldBeNull();
        return ItemEvolve.Evolve(state, outcome.Value!, By(by).Made);
    }

    private static ItemState Open() => Then(null, SmallCity.Clerk, Added());

    private static ItemState Done() => Then(Open(), SmallCity.MarketClerk, new ReportItemDone([SmallCity.Photo()], null, false));

    [Fact]
    public void An_item_walks_from_the_list_to_its_striking_off()
    {
        var open = Open();
        open.Next!.Post.ShouldBe("market-clerk");
        open.Next.Kind.ShouldBe(ItemDecide.Rectify);
        // To the last moment of its day there.
        open.Next.Due.ShouldBe(SmallCity.Local("2020-12-11 00:00").AddMilliseconds(-1));
        open.Next.Checker.ShouldBe("inspector-north");

        var done = Done();
        done.Next!.Post.ShouldBe("inspector-north");
        var seen = Then(done, SmallCity.InspectorNorth, new PassItem([]));
        seen.Next!.Post.ShouldBe("office-clerk");
        var struck = Then(seen, SmallCity.Clerk, new StrikeItemOff());

        struck.Status.ShouldBe(ItemStatus.Struck);
        struck.Next.ShouldBeNull();
        struck.EndedAt.ShouldBe(SmallCity.Monday);
        Try(struck, SmallCity.Clerk, new WithdrawItem()).Refusal!.Code.ShouldBe("item.not-now");
    }

    [Fact]
    public void What_failed_its_check_is_owed_again()
    {
        var failed = Then(Done(), SmallCity.Supervisor, new FailItem([]));

        failed.Status.ShouldBe(ItemStatus.Open);
        failed.Failures.ShouldBe(1);
        failed.Next!.Post.ShouldBe("market-clerk");
    }

    [Fact]
    public void Four_eyes_look_at_it()
    {
        var done = Then(
            Then(null, SmallCity.Clerk, Added(unit: "north")),
            SmallCity.NorthClerk,
            new ReportItemDone([SmallCity.Photo()], null, false)
        );

        Try(done, SmallCity.InspectorOfNorthOffice, new PassItem([])).Refusal!.Code.ShouldBe("item.own-unit");
        Try(done, SmallCity.InspectorSouth, new PassItem([])).Refusal!.Code.ShouldBe("item.not-yours");
        Try(null, SmallCity.Clerk, Added("inspector-of-north-office", unit: "north")).Refusal!.Code.ShouldBe("item.checker-own");
        Try(null, SmallCity.Clerk, Added("market-clerk", unit: "north")).Refusal!.Code.ShouldBe("item.checker-unfit");
        done.Next!.Post.ShouldNotBe("inspector-of-north-office");
    }

    [Fact]
    public void A_unit_edits_its_own_part_and_nothing_else()
    {
        var changed = Then(Open(), SmallCity.MarketClerk, new ChangeItem(Cause: SmallCity.Text(9), Promised: Due.AddDays(-1)));
        changed.Cause.ShouldBe(SmallCity.Text(9));
        // The duty is the same: it stays open as it was.
        changed.Next.ShouldBe(Open().Next);

        Try(Open(), SmallCity.MarketClerk, new ChangeItem(Due: Due.AddDays(9))).Refusal!.Code.ShouldBe("item.field-not-yours");
        Try(Open(), SmallCity.NorthClerk, new ChangeItem(Cause: SmallCity.Text(9))).Refusal!.Code.ShouldBe("item.not-yours");
        Try(Open(), SmallCity.MarketClerk, new ChangeItem(Promised: Due.AddDays(1))).Refusal!.Code.ShouldBe("item.promise-late");
        Try(Open(), SmallCity.Clerk, new ChangeItem()).Refusal!.Code.ShouldBe("item.nothing");
        Try(Done(), SmallCity.Clerk, new ChangeItem(Cause: SmallCity.Text(9))).Refusal!.Code.ShouldBe("item.not-now");
    }

    [Fact]
    public void With_another_unit_goes_whoever_answered_for_it_before()
    {
        var named = Then(Open(), SmallCity.Clerk, new ChangeItem(Responsible: "market-clerk"));
        var moved = Then(named, SmallCity.Clerk, new ChangeItem(Unit: "north", District: SmallCity.North));

        moved.Responsible.ShouldBeNull();
        moved.Next!.Post.ShouldBe("north-clerk");
        Try(named, SmallCity.Clerk, new ChangeItem(Responsible: "north-clerk"))
            .Refusal!.Code.ShouldBe("item.responsible-elsewhere");
    }

    [Fact]
    public void Evidence_is_a_photo_or_a_case_that_is_right()
    {
        Try(Open(), SmallCity.MarketClerk, new ReportItemDone([], null, false)).Refusal!.Code.ShouldBe("item.evidence-missing");
        Try(Open(), SmallCity.MarketClerk, new ReportItemDone([], 12, false)).Refusal!.Code.ShouldBe("item.case-open");
        Then(Open(), SmallCity.MarketClerk, new ReportItemDone([], 12, true)).EvidenceCase.ShouldBe(12);
    }

    private const string Rights = """
        MakeList:   office-clerk
        Add:        office-clerk
        Change:     office-clerk market-clerk
        ReportDone: market-clerk
        Pass:       inspector-north inspector-of-north-office supervisor
        Fail:       inspector-north inspector-of-north-office supervisor
        StrikeOff:  office-clerk
        Withdraw:   office-clerk
        """;

    [Fact]
    public void Exactly_these_may()
    {
        foreach (var line in Rights.Split('\n'))
        {
            var (act, posts) = (
                Enum.Parse<ItemAct>(line.Split(':')[0]),
                line.Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            );
            SmallCity
                .Everybody.Where(actor => May.Do(actor, act, "market", SmallCity.North))
                .Select(actor => actor.Post)
                .Order()
                .ShouldBe(posts.Order(), line);
        }
    }
}
