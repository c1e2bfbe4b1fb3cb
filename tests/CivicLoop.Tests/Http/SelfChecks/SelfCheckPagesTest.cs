using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Data.SelfChecks;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.SelfChecks;

/// <summary>举一反三 on its pages: looked at first, then sent, answered from the desk, told on the case.</summary>
public class SelfCheckPagesTest
{
    [Fact]
    public async Task A_case_asks_its_siblings_and_their_owner_answers_from_the_desk()
    {
        await using var server = await TestServer.Start();
        SelfCheckStoreTest.Seed(server.City, 3, "market");
        SelfCheckStoreTest.Seed(server.City, 1, "");
        var origin = await CaseWalk.In(server.Office, CaseStatus.Filed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var casePage = await clerk.Get($"cases/{origin.Number}");
        casePage.Said("aside a").ShouldContain("举一反三，派发自查");
        var preview = await clerk.Get($"self-checks/of/{origin.Number}?type=market&reach=City:");
        preview.Said(".figures").ShouldContain("3处点位须自查");
        preview.Said("section:has(#gaps) .lines").ShouldContain("督导队（示例）没有联络员");
        var sent = await clerk.Submit(
            preview,
            preview.Form("form[method=post]:has(input[name=count])"),
            ("suggested", "上级要求举一反三")
        );
        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Page.Body?.TextContent);
        (await clerk.Follow(sent)).Said("#done").ShouldBe("已派发 3 处自查。");

        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var desk = await market.Get("desk");
        var form = desk.Form("form.answer");
        var listed = desk.Page.QuerySelectorAll("input[name=listed]").Select(one => one.GetAttribute("value")!).ToArray();
        listed.Length.ShouldBe(3);
        var file = (await market.Get("desk/export.csv?kind=self-check")).Body.Split("\r\n");
        file.Length.ShouldBe(3);
        file[1].ShouldMatch(",自查点位,自查,,.*,3$");
        var empty = await market.Submit(desk, form, ("suggested", "已自查，符合要求"));
        empty.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        empty.Said("#refused").ShouldContain("请先勾选点位");
        var two = await market.Submit(desk, form, ("check", listed[0]), ("check", listed[1]), ("suggested", "已自查，符合要求"));
        two.Location.ShouldNotBeNull(two.Page.Body?.TextContent);
        (await market.Follow(two)).Said("#done").ShouldBe("已答复 2 处无此问题。");

        var rest = await market.Get("self-checks");
        var link = rest.Page.QuerySelector("form.answer a.btn")!.GetAttribute("href")!;
        var page = await market.Get(link);
        var bare = await market.Submit(page, page.Form("form:has(#what)"), ("what", "门前有垃圾"), ("suggested", "自查发现"));
        bare.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        bare.Page.QuerySelector("#what")!.TextContent.ShouldBe("门前有垃圾");
        var found = await market.Submit(bare, bare.Form("form:has(#what)"), [], [CaseWalk.Photo]);
        found.Status.ShouldBe(HttpStatusCode.SeeOther, found.Page.Body?.TextContent);
        (await market.Follow(found)).Said("#done").ShouldContain("已上报为案件");

        (await clerk.Get($"cases/{origin.Number}"))
            .Said("aside")
            .ShouldContain("3 处：无此问题 2 处，发现问题 1 处，待答复 0 处");
        (await clerk.Get($"cases/{origin.Number + 1}")).Said("aside").ShouldContain("的自查发现，起因：");
        (await clerk.Get("self-checks/1")).Status.ShouldBe(HttpStatusCode.OK);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Who_may_not_is_told_so_and_who_sees_none_that_there_is_none()
    {
        await using var server = await TestServer.Start();
        SelfCheckStoreTest.Seed(server.City, 1, "market");
        var origin = await CaseWalk.In(server.Office, CaseStatus.Filed);
        using var anybody = server.Anybody();
        (await anybody.Get($"self-checks/of/{origin.Number}")).Status.ShouldBe(HttpStatusCode.SeeOther);
        using var inspector = await server.SignedIn(SmallCity.InspectorNorth);
        (await inspector.Get($"self-checks/of/{origin.Number}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("self-checks/of/4711")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("self-checks/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await clerk.Get($"self-checks/of/{origin.Number}?type=market&reach=City:");
        var silent = await clerk.Submit(page, page.Form("form[method=post]:has(input[name=count])"));
        silent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        silent.Said("#refused").ShouldContain("理由");
        await clerk.Submit(silent, silent.Form("form[method=post]:has(input[name=count])"), ("reason", "多发"));

        using var north = await server.SignedIn(SmallCity.NorthClerk);
        (await north.Get("self-checks/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await north.Get("self-checks/found/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        (await market.Get("self-checks/1")).Status.ShouldBe(HttpStatusCode.OK);

        // Asked in vain: what was withdrawn is owed no more.
        var open = await clerk.Get("self-checks/1");
        var check = open.Page.QuerySelector("input[name=check]")!.GetAttribute("value")!;
        var gone = await clerk.Submit(open, open.Form("form.stay"), ("check", check), ("reason", "范围有误"));
        (await clerk.Follow(gone)).Said("#done").ShouldBe("已撤回 1 处自查。");
        (await market.Get("desk")).Page.QuerySelector("form.answer").ShouldBeNull();
        server.ShouldBeWhole();
    }
}

internal static class SaidOnPages
{
    /// <summary>The words of a part of the page, with plain spaces between Chinese and figures.</summary>
    public static string Said(this Answer page, string selector) => page.Words(selector).Replace('\u2009', ' ');
}
