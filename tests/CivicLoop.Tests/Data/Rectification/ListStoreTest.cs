using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Events;
using CivicLoop.Web.Rectification;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Rectification;

/// <summary>Lists and their items as they are kept: changed with a history, proved, rebuilt, counted again.</summary>
public class ListStoreTest
{
    private static readonly ListInput Made = new(
        ListKind.Rectify,
        "反馈清单",
        "省文明办",
        "〔2020〕3号",
        null,
        new DateOnly(2099, 3, 1)
    );

    private static ItemValues Values(string unit = "market") =>
        new("市场环境整治", "保洁不足", "加派人手", new DateOnly(2099, 3, 1), null, unit, "", "", "", SmallCity.North, "I-1");

    private static ActForm Form(Actor by, int? expected = null, string reason = "按反馈意见") =>
        new(Guid.CreateVersion7(), by, "desk", reason, null, expected);

    private static async Task<ListMade> List(TestCity city) =>
        (await ListStore.Make(city.City, Form(SmallCity.Clerk), Made)).Value!;

    [Theory, EachDatabase]
    public async Task What_a_list_says_is_changed_with_a_history_and_never_over_somebody_elses_change(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var list = await List(city);
        var changed = Made with { Title = "省级反馈清单", Target = new DateOnly(2099, 6, 1) };
        var form = Form(SmallCity.Clerk, 0);

        (await ListStore.Change(city.City, form, list.Id, changed)).Value!.Repeated.ShouldBeFalse();
        (await ListStore.Change(city.City, form, list.Id, changed)).Value!.Repeated.ShouldBeTrue();
        (await ListStore.Change(city.City, form, list.Id, Made)).Refusal!.Code.ShouldBe("act.id-reused");
        async Task<string> No(Actor by, int version, ListInput input, string reason = "更正") =>
            (await ListStore.Change(city.City, Form(by, version, reason), list.Id, input)).Refusal!.Code;
        (await No(SmallCity.Clerk, 0, Made)).ShouldBe("act.changed");
        (await No(SmallCity.Clerk, 1, changed)).ShouldBe("item.nothing");
        (await No(SmallCity.Clerk, 1, changed with { Title = "" })).ShouldBe("list.title-missing");
        (await No(SmallCity.Clerk, 1, Made, "")).ShouldBe("reason.missing");
        (await No(SmallCity.MarketClerk, 1, Made)).ShouldBe("item.not-yours");
        (
            await ListStore.Change(city.City, Form(SmallCity.Clerk, 1), list.Id, changed with { Source = "" })
        ).Refusal.ShouldBeNull();

        var now = city.Database.Read(connection => ItemReads.FindList(connection, list.Number))!;
        (now.Title, now.Source, now.Target, now.Version).ShouldBe(("省级反馈清单", "", new DateOnly(2099, 6, 1), 2));
        var history = city.Database.Read(connection => ItemReads.Changes(connection, now));
        history
            .Select(moment => (moment.Before.Title, moment.After.Title))
            .ShouldBe([("省级反馈清单", "省级反馈清单"), ("反馈清单", "省级反馈清单")]);
        history[1].Before.ShouldBe(Made);
        history[0].Before.Source.ShouldBe("省文明办");
        history.ShouldAllBe(moment => moment.Reason == "按反馈意见" && moment.Post == "office-clerk");
    }

    [Theory, EachDatabase]
    public async Task Items_are_added_edited_done_and_checked_and_their_rows_are_their_history(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var list = await List(city);
        var added = (await ItemStore.Add(city.City, SmallCity.Rules, Form(SmallCity.Clerk), list.Id, Values())).Value!;
        (await ItemStore.Add(city.City, SmallCity.Rules, Form(SmallCity.Clerk), list.Id, Values("south"))).Refusal.ShouldBeNull();

        var edit = Form(SmallCity.MarketClerk, 1);
        var better = Values() with { Measure = "加派人手，早晚各查一次" };
        (await ItemStore.Change(city.City, SmallCity.Rules, edit, added.Stream, better)).Value!.Version.ShouldBe(2);
        (await ItemStore.Change(city.City, SmallCity.Rules, edit, added.Stream, better)).Value!.Repeated.ShouldBeTrue();
        (
            await ItemStore.Change(city.City, SmallCity.Rules, Form(SmallCity.MarketClerk, 1), added.Stream, better)
        ).Refusal!.Code.ShouldBe("act.changed");
        await Done(city, added.Stream);
        (
            await ItemStore.Act(city.City, SmallCity.Rules, Form(SmallCity.InspectorNorth), added.Stream, ItemAct.Pass, [], null)
        ).Refusal.ShouldBeNull();

        List<ListedItem> Seen(Actor reader) => city.Database.Read(connection => ItemReads.Of(connection, list.Id, reader));
        Seen(SmallCity.Clerk).Count.ShouldBe(2);
        var item = Seen(SmallCity.MarketClerk).ShouldHaveSingleItem();
        (item.State.Status, item.Values.Measure).ShouldBe((ItemStatus.Checked, "加派人手，早晚各查一次"));
        Proof.Of(city.City).Bent.ShouldBeEmpty();
        Proof.Rebuild(city.City);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
        Seen(SmallCity.MarketClerk).Single().State.ShouldBeEquivalentTo(item.State);
    }

    [Theory, EachDatabase]
    public async Task A_check_counted_for_want_of_a_notice_is_counted_again_when_it_comes_and_the_day_of_an_item_stays(
        DatabaseKind kind
    )
    {
        await using var city = TestCity.On(kind);
        var list = await List(city);
        var day = (await ItemStore.Add(city.City, SmallCity.Rules, Form(SmallCity.Clerk), list.Id, Values())).Value!;
        var check = (await ItemStore.Add(city.City, SmallCity.Rules, Form(SmallCity.Clerk), list.Id, Values())).Value!;
        await Done(city, check.Stream);
        ItemState State(Guid stream) =>
            city
                .Database.Read(connection => ItemReads.Of(connection, list.Id, SmallCity.Clerk))
                .Single(item => item.Stream == stream)
                .State;
        var before = State(check.Stream).Next!;
        before.Provisional.ShouldBeTrue();
        var rules = CalendarOf.WithDaysOff(SmallCity.Calendar.DayOf(city.City.Clock.Now), 20);

        ItemRecount.Run(city.City, rules, "放假安排已发布").ShouldBe(1);

        var after = State(check.Stream).Next!;
        (after.Kind, after.Post, after.Since, after.Provisional).ShouldBe((before.Kind, before.Post, before.Since, false));
        after.Due.ShouldBeGreaterThan(before.Due.AddDays(10));
        State(day.Stream).Version.ShouldBe(1);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
        ItemRecount.Run(city.City, rules, "放假安排已发布").ShouldBe(0);
        ItemDecide
            .Decide(State(check.Stream), new RecountItem(), Act(SmallCity.Clerk), rules)
            .Refusal!.Code.ShouldBe("item.not-yours");
    }

    private static Act Act(Actor by) =>
        new(Guid.CreateVersion7(), by, SmallCity.Monday, SmallCity.Monday, "desk", SmallCity.Text());

    private static async Task Done(TestCity city, Guid stream) =>
        (
            await ItemStore.Act(
                city.City,
                SmallCity.Rules,
                Form(SmallCity.MarketClerk),
                stream,
                ItemAct.ReportDone,
                [new CaseOffice(city.City).Photo("after")],
                null
            )
        ).Refusal.ShouldBeNull();
}
