using System.Net;
using System.Text;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.SelfReviews;

/// <summary>A round from the office's form to the table that names who is missing.</summary>
public class SelfReviewPagesTest
{
    internal static async Task<Answer> Asked(TestServer server, TestClient clerk)
    {
        var day = server.City.Clock.Now.AddDays(5).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var page = await clerk.Get("self-reviews");
        var made = await clerk.Submit(
            page,
            page.Form("form:has(#title)"),
            ("title", "第一轮自我检视"),
            ("due", day),
            ("suggested", "按自我检视要求布置")
        );
        made.Status.ShouldBe(HttpStatusCode.SeeOther, made.Page.Body?.TextContent);
        return await clerk.Follow(made);
    }

    [Theory, EachDatabase]
    public async Task Every_unit_of_a_round_says_what_it_did_and_another_body_takes_it(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await server.Office.Closed();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);

        var empty = await clerk.Get("self-reviews");
        (await clerk.Submit(empty, empty.Form("form:has(#title)"), ("title", ""), ("suggested", "x")))
            .Words("#refused")
            .ShouldContain("轮次名称");
        var round = await Asked(server, clerk);
        round.Words("#missing").ShouldContain("市场监管局");

        var desk = await market.Get("desk?kind=self-review");
        var page = await market.Get(desk.Page.QuerySelector(".duties a[href*='/self-reviews/']")!.GetAttribute("href")!);
        page.Words("main").ShouldContain("解决问题");
        var refused = await market.Submit(
            page,
            page.Form("form[action*='/submit']"),
            ("work", "清理了市场"),
            ("people", "很多"),
            ("suggested", "如实填报")
        );
        refused.Words("#refused").ShouldContain("投入人数");
        refused.Page.QuerySelector("#work")!.TextContent.ShouldBe("清理了市场");
        var sent = await market.Submit(
            refused,
            refused.Form("form[action*='/submit']"),
            ("people", "12"),
            ("money", "3.5"),
            ("suggested", "如实填报")
        );
        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Page.Body?.TextContent);

        (await market.Get("self-reviews/1/north")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("self-reviews/1")).Words("#missing").ShouldNotContain("市场监管局");
        var check = await supervisor.Get(
            (await supervisor.Get("desk?kind=self-review-check"))
                .Page.QuerySelector(".duties a[href*='/self-reviews/']")!
                .GetAttribute("href")!
        );
        check.Words("main").ShouldContain("清理了市场");
        var back = check.Form("form[action*='/accept']");
        back.Action = back.Action.Replace("/accept", "/send-back", StringComparison.Ordinal);
        (await supervisor.Submit(check, back, ("suggested", "数据对不上"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var again = await market.Get("self-reviews/1/market");
        await market.Submit(
            again,
            again.Form("form[action*='/submit']"),
            ("work", "清理了市场，补齐了果壳箱"),
            ("suggested", "按退回意见补充")
        );
        var better = await supervisor.Get("self-reviews/1/market");
        (await supervisor.Submit(better, better.Form("form[action*='/accept']"), ("suggested", "内容属实"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        var csv = Encoding.UTF8.GetString(await clerk.Bytes("self-reviews/1/export.csv"));
        csv.ShouldContain("市场监管局,已通过,清理了市场，补齐了果壳箱,,12,3.5,1,0,0,0,1,");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task It_is_asked_by_the_office_alone()
    {
        await using var server = await TestServer.Start();
        foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen).DistinctBy(actor => actor.Role))
        {
            using var one = await server.SignedIn(actor);
            var page = await one.Get("self-reviews");
            page.Status.ShouldBe(May.Read(actor.Role) == Scope.None ? HttpStatusCode.Forbidden : HttpStatusCode.OK, actor.Post);
            (page.Page.QuerySelector("form:has(#title)") is not null).ShouldBe(actor.Role == Role.OfficeClerk, actor.Post);
        }
    }
}
