using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Duties;

/// <summary>The first screen of each role.</summary>
public class DeskTest
{
    public static TheoryData<CaseStatus, string, string> Owed() =>
        new()
        {
            { CaseStatus.Reported, "office-clerk", "file" },
            { CaseStatus.Filed, "office-clerk", "dispatch" },
            { CaseStatus.Dispatched, "market-clerk", "accept" },
            { CaseStatus.Accepted, "market-clerk", "report-fixed" },
            { CaseStatus.Fixed, "inspector-north", "pass-check" },
            { CaseStatus.Passed, "office-clerk", "close" },
        };

    [Theory, MemberData(nameof(Owed))]
    public async Task What_a_post_owes_is_on_its_desk_and_leads_to_the_open_form(CaseStatus status, string post, string act)
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, status);
        using var person = await server.SignedIn(SmallCity.Holder(post));

        var desk = await person.Get("desk");
        var link = desk.Page.QuerySelectorAll(".duties > li a.btn").ShouldHaveSingleItem();
        var page = await person.Get(link.GetAttribute("href")!);

        desk.Words(".duties > li").ShouldContain($"{done.Number}");
        desk.Words(".duties > li").ShouldContain("暴露垃圾");
        desk.Words(".duties > li").ShouldContain("还剩");
        page.Page.QuerySelector($"#act-{act}")!.HasAttribute("open").ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_sees_what_another_post_owes()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CaseStatus.Accepted);
        foreach (
            var actor in SmallCity.Everybody.Where(one =>
                May.Read(one.Role) != Scope.None
                && one.Role is not (Role.Leader or Role.AuditAdministrator)
                && one.Post != "market-clerk"
            )
        )
        {
            using var person = await server.SignedIn(actor);
            var desk = await person.Get("desk");
            desk.Page.QuerySelectorAll(".duties > li").ShouldBeEmpty(actor.Post);
            desk.Words(".empty").ShouldContain("现在没有待办事项");
        }
    }

    [Theory, EachDatabase]
    public async Task What_is_overdue_stands_first_and_is_counted(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var late = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        await MoveClock(server, TimeSpan.FromHours(5));
        var fresh = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var market = await server.SignedIn(SmallCity.MarketClerk);

        var desk = await market.Get("desk");

        desk.Words(".urgencies li:first-child b").ShouldBe("1");
        desk.Page.QuerySelectorAll(".duty-case")
            .Select(cell => cell.TextContent.Trim())
            .ShouldBe([$"{late.Number}", $"{fresh.Number}"]);
        desk.Words(".duties .light-red").ShouldBe("超期");
        desk.Words(".duties .burns").ShouldContain("超期\u20091\u2009小时");
    }

    [Theory, EachDatabase]
    public async Task A_leader_sees_figures_what_burns_and_the_districts(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var late = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        await CaseWalk.In(server.Office, CaseStatus.Closed);
        var failed = await CaseWalk.In(server.Office, CaseStatus.Fixed);
        await server.Office.Act(failed.Stream, SmallCity.InspectorNorth, new SeenInput(CaseAct.FailCheck, []));
        await MoveClock(server, TimeSpan.FromHours(5));
        using var leader = await server.SignedIn(SmallCity.Leader);

        var desk = await leader.Get("desk");

        desk.Status.ShouldBe(HttpStatusCode.OK);
        desk.Page.QuerySelectorAll(".trend b")
            .Select(figure => figure.TextContent.Trim())
            .ShouldBe(["3件", "1件", "100%", "1件"]);
        desk.Page.QuerySelectorAll(".minute b").Select(figure => figure.TextContent.Trim()).ShouldBe(["1", "1", "0"]);
        desk.Words("#fresh + .duties .duty-case").ShouldBe($"{late.Number}");
        desk.Words(".worst").ShouldContain("市场监管局");
        desk.Words("#red + .duties .duty-case").ShouldBe($"{late.Number}");
        desk.Words("#trouble + .duties .duty-case").ShouldBe($"{failed.Number}");
        desk.Words(".districts tbody tr").ShouldContain("北区");
    }

    [Theory, EachDatabase]
    public async Task A_leader_goes_down_the_line_and_is_told_what_turned_red_since_the_last_look(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await CaseWalk.In(server.Office, CaseStatus.Accepted);
        await MoveClock(server, TimeSpan.FromHours(5));
        using var leader = await server.SignedIn(SmallCity.Leader);
        (await leader.Get("desk")).Words(".minute li:nth-child(2) b").ShouldBe("1");
        var fresh = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        await MoveClock(server, TimeSpan.FromHours(5));

        var desk = await leader.Get("desk");
        desk.Page.QuerySelectorAll(".minute b").Select(figure => figure.TextContent.Trim()).ShouldBe(["2", "1", "0"]);
        desk.Words("#fresh + .duties .duty-case").ShouldBe($"{fresh.Number}");
        // Looked at again, it is still the same look.
        (await leader.Get("desk"))
            .Words(".minute li:nth-child(2) b")
            .ShouldBe("1");
        (await leader.Get("desk?since=week")).Words(".minute li:nth-child(2) b").ShouldBe("2");

        var down = desk.Page.QuerySelectorAll(".line-of-command a").Single(link => link.TextContent == "市场监管局");
        var market = await leader.Get(down.GetAttribute("href")!);
        market.Words("h1").ShouldBe("市场监管局");
        market.Words(".minute li:first-child b").ShouldBe("2");
        (await leader.Get("desk?at=unit.south")).Words(".minute li:first-child b").ShouldBe("0");
        (await leader.Get("desk?at=unit.nowhere")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var clerk = await server.SignedIn(SmallCity.MarketClerk);
        (await clerk.Get("desk?at=unit.market")).Page.QuerySelector(".minute").ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task What_needs_no_photo_is_done_on_the_desk_and_the_next_of_its_kind_opens(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var first = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        var second = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var market = await server.SignedIn(SmallCity.MarketClerk);

        var desk = await market.Get("desk?kind=accept&open=next");
        desk.Page.QuerySelectorAll(".duty-case").Length.ShouldBe(2);
        desk.Words("nav[aria-label=按事项查看]").ShouldContain("接收案件2");
        desk.Words("#open .duty-case").ShouldBe($"{first.Number}");
        desk.Words("#open .what").ShouldContain("门前有垃圾");
        desk = await market.Follow(await market.Submit(desk, desk.ActForm("accept"), ("reason", "属实")));

        desk.Words("#done").ShouldContain($"案件\u2009{first.Number}\u2009已接收");
        desk.Words("#open .duty-case").ShouldBe($"{second.Number}");
        desk = await market.Follow(await market.Submit(desk, desk.ActForm("accept"), ("reason", "属实")));
        desk.Words(".empty").ShouldContain("这一类已经办完");
        server.StateOf(second).Status.ShouldBe(CaseStatus.Accepted);

        (await market.Get("desk?kind=accept&open=12345")).Page.QuerySelector("#open").ShouldBeNull();
        (await market.Get("desk?kind=nonsense")).Page.QuerySelectorAll(".duty-case").Length.ShouldBe(3);
    }

    [Fact]
    public async Task Refused_on_the_desk_the_form_stands_open_on_the_case_as_it_was_filled()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var desk = await market.Get("desk?open=next");

        var refused = await market.Submit(desk, desk.ActForm("accept"));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words("#refused").ShouldContain("理由");
        server.StateOf(done).Status.ShouldBe(CaseStatus.Dispatched);
    }

    [Fact]
    public async Task After_an_act_on_a_case_the_next_of_its_kind_is_one_step_away()
    {
        await using var server = await TestServer.Start();
        var first = await CaseWalk.In(server.Office, CaseStatus.Passed);
        var second = await CaseWalk.In(server.Office, CaseStatus.Passed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get($"cases/{first.Number}");

        var closed = await clerk.Follow(await clerk.Submit(page, page.ActForm("close"), ("reason", "资料齐全")));

        closed.Words(".next-duty").ShouldContain($"{second.Number}");
        var next = await clerk.Get(closed.Page.QuerySelector(".next-duty")!.GetAttribute("href")!);
        next.Words("#open .duty-case").ShouldBe($"{second.Number}");
    }

    [Theory, EachDatabase]
    public async Task What_a_post_owes_is_a_file_and_nobody_elses(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var north = await server.SignedIn(SmallCity.NorthClerk);

        var csv = (await market.Get("desk/export.csv")).Body.Split("\r\n");

        csv.Length.ShouldBe(3);
        csv[1].ShouldContain($",接收案件,案件,{done.Number},暴露垃圾,北区,");
        (await market.Get("desk/export.csv?kind=close")).Body.Split("\r\n").Length.ShouldBe(2);
        (await north.Get("desk/export.csv")).Body.Split("\r\n").Length.ShouldBe(2);
        (await market.Bytes("desk/export.xlsx"))[..2].ShouldBe([0x50, 0x4B]);
        using var anybody = server.Anybody();
        (await anybody.Get("desk/export.csv")).Location.ShouldNotBeNull().ShouldContain("/login");
    }

    // A demo's clock, as the verb moves it.
    private static async Task MoveClock(TestServer server, TimeSpan by)
    {
        var later = server.City.Clock.Now + by;
        await server.City.Database.Write(transaction => server.City.Clock.MoveTo(transaction, later));
        // The server looks at its clock again every second.
        await Task.Delay(1_100);
    }
}
