using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.SignOffs;

/// <summary>From the leader's first screen over many signed at once to what a unit sees and answers.</summary>
public class SignOffPagesTest
{
    [Theory, EachDatabase]
    public async Task A_leader_signs_many_at_once_each_with_a_sentence_and_the_unit_sees_it_on_its_case(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var other = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var late = await SignedOff.Waiting(server);
        using var leader = await server.SignedIn(SmallCity.Leader);

        var desk = await leader.Get("desk");
        desk.Words("#waiting").ShouldContain("2");
        var page = await leader.Get(desk.Page.QuerySelector(".acts .btn-primary")!.GetAttribute("href")!);
        page.Page.QuerySelectorAll(".sign-offs > li").Length.ShouldBe(2);

        var form = page.Form("form:has(.sign-offs)");
        var nothing = await leader.Submit(page, form, ("words", "抓紧"));
        nothing.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        nothing.Words("#refused").ShouldContain("请先勾选");
        nothing.Page.QuerySelector("#words")!.TextContent.ShouldBe("抓紧");

        var done = await leader.Submit(
            nothing,
            nothing.Form("form:has(.sign-offs)"),
            ("pick", "1"),
            ("pick", "2"),
            ("words", "三天内清理完"),
            ("words-2", "我去现场看"),
            ("promise", Day(server, 3))
        );
        done.Status.ShouldBe(HttpStatusCode.SeeOther, done.Page.Body?.TextContent);
        (await leader.Follow(done)).Words("#done").ShouldBe("已签批\u20092\u2009件。");

        using var market = await server.SignedIn(SmallCity.MarketClerk);
        (await market.Get($"cases/{other.Number}")).Words(".sign-offs-on").ShouldContain("三天内清理完");
        (await market.Get($"cases/{late.Number}")).Words(".sign-offs-on").ShouldContain("我去现场看");
        var duty = (await market.Get("desk?kind=answer-sign-off")).Page.QuerySelector(".duties a[href*='/sign-offs/']")!;
        var one = await market.Get(duty.GetAttribute("href")!);
        var answered = await market.Submit(one, one.Form("form[action$='/answer']"), ("words", ""));
        answered.Words("#refused").ShouldContain("请写明怎么落实");
        answered = await market.Submit(answered, answered.Form("form[action$='/answer']"), ("words", "已清理"));
        (await market.Follow(answered)).Words("main").ShouldContain("已清理");
    }

    [Fact]
    public async Task It_is_read_by_whoever_answers_for_the_city_or_owes_it_and_signed_by_its_signer_alone()
    {
        await using var server = await TestServer.Start();
        await SignedOff.Waiting(server);
        foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen).DistinctBy(actor => actor.Role))
        {
            using var one = await server.SignedIn(actor);
            var reads = May.Reach(actor.Role, Right.ReadSignOffs) != Scope.None;
            (await one.Get("sign-offs")).Status.ShouldBe(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden, $"{actor.Role}");
            if (actor.Role != Role.Leader)
                (await one.Get("sign-offs")).Page.QuerySelector("form:has(.sign-offs)").ShouldBeNull($"{actor.Role}");
        }
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        (await market.Get("sign-offs/1")).Status.ShouldBe(HttpStatusCode.OK);
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        (await north.Get("sign-offs/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var leader = await server.SignedIn(SmallCity.Leader);
        var page = await leader.Get("sign-offs");
        var form = page.Form("form:has(.sign-offs)");
        (await leader.Submit(page, form, ("pick", "1"))).Words("#refused").ShouldContain("还没有写批示");
        (await leader.Submit(page, form, ("pick", "1"), ("words", "快办"), ("promise", "明天")))
            .Words("#refused")
            .ShouldContain("日期");
        (await leader.Submit(page, form, ("pick", "1"), ("words", "快办"), ("promise", Day(server, -1))))
            .Words("#refused")
            .ShouldContain("今天以后");
    }

    private static string Day(TestServer server, int days) =>
        SmallCity
            .Calendar.DayOf(server.City.Clock.Now)
            .AddDays(days)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
