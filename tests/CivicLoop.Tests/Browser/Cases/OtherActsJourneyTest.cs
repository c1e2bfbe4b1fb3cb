using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Cases;

/// <summary>What happens to a case beside the straight way, each by the people it happens to, at their screens.</summary>
public class OtherActsJourneyTest(Browsing browsing)
{
    private static readonly FilePayload After = new()
    {
        Name = "after.jpg",
        MimeType = "image/jpeg",
        Buffer = SamplePhotos.Jpeg(width: 48, height: 64),
    };

    private Task<Person> As(TestServer server, Actor actor, Screen screen = Screen.Desktop) =>
        Person.SignIn(browsing, server, actor, screen, script: true);

    [Fact]
    public async Task On_a_phone_more_time_is_asked_denied_asked_again_and_given()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var told = server.StateOf(done).Rectify!.Due;
        await using var market = await As(server, SmallCity.MarketClerk, Screen.Phone);
        await using var clerk = await As(server, SmallCity.Clerk, Screen.Phone);
        var number = (int)done.Number;

        await market.Open(number);
        await market.Act("ask-extension", page => page.FillAsync("#amount-AskExtension", "2"));
        (await market.Text("#asked")).ShouldContain("由创城办决定");
        await clerk.TakesUp(number, "grant");
        await clerk.Act("deny", reason: "天气良好，按原时限办理");
        await clerk.IsWellMade(true);
        await market.Open(number);
        (await market.Text(".case-story")).ShouldContain("天气良好，按原时限办理");
        server.StateOf(done).Rectify!.Due.ShouldBe(told);
        await market.Act("ask-extension", page => page.FillAsync("#amount-AskExtension", "2"));
        await clerk.TakesUp(number, "grant");
        await clerk.Act("grant", page => page.FillAsync("#amount-Grant", "1"));

        await market.Open(number);
        (await market.Text(".tags")).ShouldContain("延时");
        server.StateOf(done).Rectify!.Due.ShouldBeGreaterThan(told);
        server.ShouldBeWhole();
    }

    [Theory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task A_case_is_suspended_by_who_may_and_taken_up_again(Screen screen)
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var number = (int)done.Number;
        await using var market = await As(server, SmallCity.MarketClerk, screen);
        await using var supervisor = await As(server, SmallCity.Supervisor, screen);
        await using var clerk = await As(server, SmallCity.Clerk, screen);
        var until = SmallCity.Calendar.DayOf(server.City.Clock.Now).AddDays(9).ToString("yyyy-MM-dd");

        await market.Open(number);
        await market.Act("ask-suspension", page => page.FillAsync("#until-AskSuspension", until));
        await clerk.Open(number);
        (await clerk.Page.Locator("#act-grant form").CountAsync()).ShouldBe(0, "the playbook names somebody else");
        await supervisor.TakesUp(number, "grant");
        await supervisor.Act("grant");
        (await supervisor.Text("#hung")).ShouldContain("整改时限暂停");
        await supervisor.IsWellMade(true);
        await clerk.Open(number);
        await clerk.Act("resume");

        server.StateOf(done).Status.ShouldBe(CaseStatus.Accepted);
        await market.TakesUp(number, "report-fixed");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task By_keyboard_alone_a_duplicate_is_merged_into_the_case_suggested_and_let_go_again()
    {
        await using var server = await TestServer.Start();
        var kept = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        var twice = await CaseWalk.In(server.Office, CaseStatus.Reported);
        await using var clerk = await As(server, SmallCity.Clerk);
        await clerk.Open((int)twice.Number);

        await clerk.Page.ActByKeyboard("merge", $"input[name=into][value='{kept.Number}']");
        server.StateOf(twice).MergedInto.ShouldBe(kept.Number);
        (await clerk.Text("aside[aria-label]")).ShouldContain("已并入");
        await clerk.IsWellMade(true);
        await clerk.Page.ActByKeyboard("reopen");

        server.StateOf(twice).Status.ShouldBe(CaseStatus.Reported);
        server.StateOf(kept).Duplicates.ShouldBe(0);
        clerk.Visitor.Errors.ShouldBeEmpty();
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task On_a_phone_the_units_that_help_sign_off_in_the_order_of_the_dispatch()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Filed);
        var number = (int)done.Number;
        await using var clerk = await As(server, SmallCity.Clerk, Screen.Phone);
        await using var market = await As(server, SmallCity.MarketClerk, Screen.Phone);
        await using var north = await As(server, SmallCity.NorthClerk, Screen.Phone);
        await using var south = await As(server, SmallCity.SouthClerk, Screen.Phone);

        await clerk.Open(number);
        await clerk.Act(
            "dispatch",
            async page =>
            {
                // Choosing a unit is choosing by hand.
                await page.SelectOptionAsync("#act-dispatch select[name=unit-by-hand]", "market");
                await page.ClickAsync("#with summary");
                await page.Locator("#with select").Nth(0).SelectOptionAsync("south");
                await page.Locator("#with select").Nth(1).SelectOptionAsync("north");
            }
        );
        await market.TakesUp(number, "accept");
        await market.Act("accept");
        await market.Act("report-fixed", page => page.SetInputFilesAsync("#photos-report-fixed", After));
        await north.Open(number);
        (await north.Page.Locator("#act-co-sign form").CountAsync()).ShouldBe(0, "it is the south's turn");
        await south.TakesUp(number, "co-sign");
        await south.Act("co-sign");
        await north.TakesUp(number, "co-sign");
        await north.Act("co-sign");

        await north.IsWellMade(true);
        server.StateOf(done).Status.ShouldBe(CaseStatus.Fixed);
        server.ShouldBeWhole();
    }

    [Theory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task Refused_twice_a_case_comes_back_to_the_clerk_with_both_reasons(Screen screen)
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        var number = (int)done.Number;
        await using var clerk = await As(server, SmallCity.Clerk, screen);
        await using var market = await As(server, SmallCity.MarketClerk, screen);
        await using var north = await As(server, SmallCity.NorthClerk, screen);
        Task Dispatch(string unit, bool final = false) =>
            clerk.Act(
                "dispatch",
                async page =>
                {
                    await page.SelectOptionAsync("#act-dispatch select[name=unit-by-hand]", unit);
                    if (final)
                        await page.CheckAsync("#act-dispatch input[name=final]");
                }
            );

        await market.Open(number);
        await market.Act("return", reason: "摊位在路上，归属地管");
        await clerk.Open(number);
        await Dispatch("north");
        await north.Open(number);
        await north.Act("return", reason: "在市场红线以内");

        await clerk.Page.GotoAsync($"/{server.City.Code}/desk");
        (await clerk.Text(".duties")).ShouldContain("推诿定责");
        await clerk.Open(number);
        var sides = await clerk.Text(".contested-sides");
        sides.ShouldContain("摊位在路上，归属地管");
        sides.ShouldContain("在市场红线以内");
        await Dispatch("market", final: true);
        await market.Open(number);

        (await market.Page.Locator("#act-return form").CountAsync()).ShouldBe(0);
        (await market.Text("#act-return")).ShouldContain("不得再退单");
        server.ShouldBeWhole();
    }
}
