using System.Net;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Mechanisms;

public class MechanismPagesTest
{
    [Theory, EachDatabase]
    public async Task A_run_is_told_by_a_unit_and_counts_once_it_was_confirmed(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await server.Office.Closed();
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);
        using var leader = await server.SignedIn(SmallCity.Leader);

        (await leader.Get("mechanisms")).Words("main").ShouldContain("见案件");
        var page = await market.Get("mechanisms/patrols");
        page.Words("main").ShouldContain("还没有记录");
        var refused = await market.Submit(page, page.Form("#tell form"), ("suggested", "按机制要求开展"));
        refused.Words("#refused").ShouldContain("请写做了什么");
        var told = await market.Submit(
            refused,
            refused.Form("#tell form"),
            ("words", "查了三个市场"),
            ("suggested", "按机制要求开展")
        );
        told.Status.ShouldBe(HttpStatusCode.SeeOther, told.Page.Body?.TextContent);
        (await market.Get("mechanisms")).Words("main").ShouldContain("待确认");

        var desk = await supervisor.Get("desk?kind=mechanism-check");
        var judge = await supervisor.Get(desk.Page.QuerySelector(".duties a[href*='/mechanisms/']")!.GetAttribute("href")!);
        (await supervisor.Submit(judge, judge.Form("#run-1 form"), ("suggested", "情况属实"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        (await market.Get("mechanisms/patrols")).Words("main").ShouldContain("正常");
        (await leader.Post("mechanisms/patrols", ("words", "x"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await market.Get("mechanisms/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
        server.ShouldBeWhole();
    }
}
