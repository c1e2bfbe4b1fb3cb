using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Data.Rhythm;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Supervision;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Rhythm;

/// <summary>From the desk to the minutes to what a unit owes; who may read it and who may not.</summary>
public class MeetingPagesTest
{
    [Theory, EachDatabase]
    public async Task The_office_keeps_the_minutes_and_a_unit_finds_what_was_decided_on_its_desk(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await MeetingStoreTest.Called(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var desk = await clerk.Get("desk?kind=hold-meeting");
        var page = await clerk.Get(desk.Page.QuerySelector(".duties a[href*='/rhythm/']")!.GetAttribute("href")!);

        page.Words("main").ShouldContain("数据截至");
        page.Page.QuerySelectorAll(".figure").Length.ShouldBe(6);
        var unfinished = await clerk.Submit(
            page,
            page.Form("form[action$='/hold']"),
            ("words", "研究了市场周边环境"),
            ("what", "市场周边清理干净"),
            ("suggested", "按规则如期开展")
        );
        unfinished.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unfinished.Words("#refused").ShouldContain("行没有写全");
        unfinished.Page.QuerySelector("#words")!.TextContent.ShouldBe("研究了市场周边环境");
        unfinished.Page.QuerySelector("#what-0")!.GetAttribute("value").ShouldBe("市场周边清理干净");

        var due = server.City.Clock.Now.AddDays(5).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var done = await clerk.Submit(
            unfinished,
            unfinished.Form("form[action$='/hold']"),
            ("unit", SmallCity.MarketClerk.Unit),
            ("due", due),
            ("suggested", "按规则如期开展")
        );
        done.Status.ShouldBe(HttpStatusCode.SeeOther, done.Page.Body?.TextContent);
        var kept = await clerk.Follow(done);
        kept.Words("#done").ShouldBe("纪要已保存。");
        kept.Words("main").ShouldMatch("议定\\s*1\\s*项");
        kept.Page.QuerySelector("form[action$='/hold']").ShouldBeNull();
        (await clerk.Get(kept.Page.QuerySelector("a[href*='/rectification/']")!.GetAttribute("href")!))
            .Words("main")
            .ShouldContain("市场周边清理干净");
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        (await market.Get("desk?kind=item-rectify")).Words(".duties").ShouldContain("市场周边清理干净");
        (await clerk.Get("rhythm")).Words("main").ShouldContain("已开展");
        (await clerk.Get("rhythm/past")).Page.QuerySelectorAll(".lines li").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_joint_review_concludes_about_a_case_and_its_page_says_so()
    {
        await using var server = await TestServer.Start();
        var pushed = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await Met.Reviewing(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("rhythm/1");

        var unfinished = await clerk.Submit(
            page,
            page.Form("form[action$='/hold']"),
            ("words", "逐件会审"),
            ("case", $"{pushed.Number}"),
            ("outcome", "Reassign"),
            ("suggested", "按规则如期开展")
        );
        unfinished.Words("#refused").ShouldContain("行没有写全：哪个案件");
        var refused = await clerk.Submit(unfinished, unfinished.Form("form[action$='/hold']"), ("to", "market"));
        refused.Words("#refused").ShouldMatch($"案件\\s*{pushed.Number}[\\s\\S]*它本来就由这个单位负责");
        var done = await clerk.Submit(refused, refused.Form("form[action$='/hold']"), ("to", "north"));

        done.Status.ShouldBe(HttpStatusCode.SeeOther, done.Page.Body?.TextContent);
        (await clerk.Follow(done)).Words("main").ShouldContain("会审决定改派");
        var story = await clerk.Get($"cases/{pushed.Number}");
        story.Words(".story").ShouldContain("会审决定改派");
        story.Page.QuerySelector(".story a[href$='/rhythm/1']").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_bulletin_offers_what_waits_for_it_and_announces_what_stays_ticked()
    {
        await using var server = await TestServer.Start();
        await Ordered.In(server);
        await Met.Announcing(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("rhythm/1");
        page.Page.QuerySelectorAll("input[name=announce]").Length.ShouldBe(1, "one of the two is under appeal");
        page.Page.QuerySelector("input[name=announce]")!.HasAttribute("checked").ShouldBeTrue();

        var unsaid = await clerk.Submit(page, page.Form("form[action$='/hold']"), ("words", ""), ("suggested", "按规则如期开展"));
        unsaid.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unsaid.Page.QuerySelector("input[name=announce]")!.HasAttribute("checked").ShouldBeTrue();
        var held = await clerk.Follow(
            await clerk.Submit(unsaid, unsaid.Form("form[action$='/hold']"), ("words", "通报一周情况"))
        );

        held.Words("main").ShouldMatch("登载通报\\s*1\\s*件");
        var order = await clerk.Get(held.Page.QuerySelector("main a[href*='/orders/']")!.GetAttribute("href")!);
        order.Words("main").ShouldContain("已登通报");
    }

    [Fact]
    public async Task It_is_read_by_whoever_answers_for_the_city_and_written_by_the_office_alone()
    {
        await using var server = await TestServer.Start();
        await MeetingStoreTest.Called(server);
        foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen).DistinctBy(actor => actor.Role))
        {
            using var one = await server.SignedIn(actor);
            var reads = May.Reach(actor.Role, Right.ReadMeetings) != Scope.None;
            (await one.Get("rhythm/1")).Status.ShouldBe(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden, $"{actor.Role}");
            if (reads && actor.Role != Role.OfficeClerk)
                (await one.Get("rhythm/1")).Page.QuerySelector("form[action$='/hold']").ShouldBeNull($"{actor.Role}");
        }
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("rhythm/99")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await clerk.Get("rhythm/1");
        var form = page.Form("form[action$='/hold']");
        form.Action = form.Action.Replace("/hold", "/leave-out", StringComparison.Ordinal);
        (await clerk.Submit(page, form, ("suggested", ""), ("reason", ""))).Words("#refused").ShouldContain("理由");
        var left = await clerk.Follow(await clerk.Submit(page, form, ("reason", "当天停电，会议取消")));
        left.Words("main").ShouldContain("当天停电，会议取消");
        left.Words(".tags").ShouldContain("没有开展");
    }
}
