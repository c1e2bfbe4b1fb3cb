using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Scoring;

/// <summary>Scores open to their reasons, as far as the reader sees them; on both databases.</summary>
public class ScorePagesTest
{
    [Theory, EachDatabase]
    public async Task A_score_opens_to_its_reasons_and_those_to_the_case(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var open = await CaseWalk.In(server.Office, CaseStatus.Filed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var all = await clerk.Get("scores");
        var place = await clerk.Get(
            all.Page.QuerySelector("#places ~ table a[href*='/scores/places/p-1']")!.GetAttribute("href")!
        );
        place.Words("tfoot").ShouldContain("99");
        place.Words("tbody").ShouldContain("问题没有整改好");
        place.Page.QuerySelector($"tbody a[href$='/cases/{open.Number}']").ShouldNotBeNull();

        await server.Office.Act(open.Stream, SmallCity.Clerk, new CivicLoop.Web.Cases.DispatchInput("market"));
        (await clerk.Get("weakness")).Words("main").ShouldContain("市场监管局");
        var whole = await clerk.Get(
            (await clerk.Get("weakness")).Page.QuerySelector("main a[href$='?all=1']")!.GetAttribute("href")!
        );
        whole
            .Page.QuerySelectorAll(".weakness thead th")
            .Length.ShouldBeGreaterThan((await clerk.Get("weakness")).Page.QuerySelectorAll(".weakness thead th").Length);
        var weak = await clerk.Get("weakness?type=market&unit=market&system=city&standard=litter");
        weak.Page.QuerySelector($"#evidence ~ table a[href$='/cases/{open.Number}']").ShouldNotBeNull();
        (await clerk.Download("scores/export.xlsx")).Status.ShouldBe(HttpStatusCode.OK);
        (await clerk.Download("weakness/export.csv")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_unit_sees_its_own_a_day_to_come_has_none_and_nobody_outside_sees_any()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CaseStatus.Filed);
        using var south = await server.SignedIn(SmallCity.SouthClerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var nobody = server.Anybody();

        (await south.Get("scores/places/p-1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await south.Get("scores/units/market")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await market.Get("scores/places/p-1")).Status.ShouldBe(HttpStatusCode.OK);
        (await market.Get("scores/units/market")).Status.ShouldBe(HttpStatusCode.OK);
        (await market.Get("scores?day=2999-01-01")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await market.Get("scores?day=yesterday")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await market.Get("scores/places/nowhere")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await nobody.Get("scores")).Status.ShouldBe(HttpStatusCode.SeeOther);
    }
}
