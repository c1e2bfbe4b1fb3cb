using System.Globalization;
using System.Net;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Guidance;
using CivicLoop.Web.Rhythm;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Guidance;

/// <summary>A team from its coming over what it says to its leaving.</summary>
public class GuidancePagesTest
{
    [Fact]
    public async Task The_office_enters_a_team_prolongs_it_and_ends_it()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("teams/new");
        var refused = await clerk.Submit(
            page,
            page.Form("form[action*='/teams/new']"),
            ("authority", "自治区"),
            ("name", "自治区指导组"),
            ("first", Day(server, 0)),
            ("last", Day(server, 20)),
            ("part-1", "南片组"),
            ("every-Dispatch", "1 week"),
            ("suggested", "按通知登记")
        );
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words("#refused").ShouldContain("还没有选包区");
        refused.Page.QuerySelector("#authority")!.GetAttribute("value").ShouldBe("自治区");
        var form = refused.Form("form[action*='/teams/new']");
        var sent = await clerk.Submit(refused, form, ("district-1", SmallCity.South), ("suggested", "按通知登记"));
        var team = await clerk.Follow(sent);
        team.Words("#done").ShouldContain("已登记");
        team.Words("#parts + ul").ShouldContain("南区");
        team.Page.QuerySelectorAll("#schedule + ul li").Length.ShouldBe(3);
        // Sent twice it is one team.
        (await clerk.Submit(refused, form, ("district-1", SmallCity.South), ("suggested", "按通知登记"))).Location.ShouldBe(
            sent.Location
        );
        (await clerk.Get("teams/2")).Status.ShouldBe(HttpStatusCode.NotFound);
        // Its beats are the city's, on the page and in the calendar to carry.
        (await clerk.Get("rhythm"))
            .Words("main")
            .ShouldContain("定期调度");
        (await clerk.Get("rhythm.ics")).Body.ShouldContain("team-1-dispatch-");

        (
            await clerk.Submit(
                team,
                team.Form("form[aria-labelledby=prolong]"),
                ("last", Day(server, 3)),
                ("suggested", "上级通知延长")
            )
        )
            .Words("#refused")
            .ShouldContain("要晚于");
        team = await clerk.Follow(
            await clerk.Submit(
                team,
                team.Form("form[aria-labelledby=prolong]"),
                ("last", Day(server, 40)),
                ("suggested", "上级通知延长")
            )
        );
        team.Words("#done").ShouldContain("已延长");
        team = await clerk.Follow(await clerk.Submit(team, team.Form("form[aria-labelledby=end]"), ("suggested", "任务完成")));
        team.Words(".tags").ShouldContain("已离开");
        team.Page.QuerySelector("form[aria-labelledby=end]").ShouldBeNull();
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task What_a_team_says_is_answered_disputed_and_settled_and_what_the_office_gets_becomes_a_case(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await Guided.Arrived(server);
        using var guide = await server.SignedIn(Guided.North);
        using var unit = await server.SignedIn(SmallCity.MarketClerk);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await guide.Get("feedback/new");
        page.Page.QuerySelectorAll("#division option")
            .Select(option => option.TextContent)
            .ShouldAllBe(option => !option.StartsWith("南", StringComparison.Ordinal));
        var refused = await guide.Submit(
            page,
            page.Form("form[action*='/feedback/new']"),
            ("words", "市场门口脏乱"),
            ("division", SmallCity.South),
            ("unit", "market")
        );
        refused.Words("#refused").ShouldContain("不在你的包区");
        var said = await guide.Follow(
            await guide.Submit(
                refused,
                refused.Form("form[action*='/feedback/new']"),
                [("division", SmallCity.North)],
                [("photos", "门口.png", "image/png", Publishing.Moderating.Red())]
            )
        );
        said.Words("#done").ShouldContain("已提交");
        var photo = said.Page.QuerySelector(".photos a")!.GetAttribute("href")!;
        (await unit.Get(photo)).Status.ShouldBe(HttpStatusCode.OK);
        using var south = await server.SignedIn(Guided.South);
        (await south.Get(photo)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await south.Get("feedback/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var other = await server.SignedIn(SmallCity.SouthClerk);
        (await other.Get("feedback/1")).Status.ShouldBe(HttpStatusCode.NotFound);

        (await unit.Get("desk?kind=answer-feedback")).Words(".duties").ShouldContain("市场门口脏乱");
        await Do(unit, 1, "answer", "已清理");
        var disputed = await Do(guide, 1, "dispute", "垃圾桶没有补");
        disputed.Words("main").ShouldContain("待单位答复");
        await Do(unit, 1, "answer", "已补齐");
        (await guide.Get("desk?kind=weigh-feedback")).Words(".duties").ShouldContain("市场门口脏乱");
        (await Do(guide, 1, "settle", "现场看过")).Words(".tags").ShouldContain("已认可");
        (await guide.Get("feedback/1")).Page.QuerySelectorAll("details.act").ShouldBeEmpty();

        await Guided.Said(server, Guided.North, "路面积水", unit: null);
        var filed = await clerk.Get("feedback/2");
        (await clerk.Submit(filed, filed.Form("form[action$='/feedback/2/file#refused']"), ("words", "按案件办理")))
            .Words("#refused")
            .ShouldNotBeEmpty();
        filed = await clerk.Follow(
            await clerk.Submit(
                filed,
                filed.Form("form[action$='/feedback/2/file#refused']"),
                ("words", "按案件办理"),
                ("category", "litter")
            )
        );
        var number = server.City.Database.Read(connection => Sql.Number(connection, "select max(number) from cases"));
        filed.Words(".facts").ShouldContain($"{number}");
        (await guide.Get($"cases/{number}")).Words("main").ShouldContain("路面积水");
        (await south.Get($"cases/{number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await guide.Get("cases")).Words("table").ShouldContain($"{number}");
        (await south.Get("cases")).Body.ShouldNotContain($"cases/{number}\"");
        (await clerk.Get($"cases/{number}")).Words("#source + p").ShouldMatch("第\\s*2\\s*件");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Members_read_until_the_last_day_and_the_schedule_is_called_once()
    {
        await using var server = await TestServer.Start();
        var stream = await Guided.Arrived(server, days: 3);
        await Guided.Said(server, Guided.North, "路面积水", "market");
        using (var unit = await server.SignedIn(SmallCity.MarketClerk))
            await Do(unit, 1, "answer", "已处理");
        using var guide = await server.SignedIn(Guided.North);
        (await guide.Get("cases")).Status.ShouldBe(HttpStatusCode.OK);
        foreach (
            var closed in new[]
            {
                "organisation",
                "contracts",
                "rectification",
                "upstream",
                "accounts",
                "lessons",
                "places/plates",
            }
        )
            (await guide.Get(closed)).Status.ShouldBe(HttpStatusCode.Forbidden, closed);

        // Tuesday 10:00 comes: called once, however often somebody looks.
        var (beats, rules) = (
            server.Services.GetRequiredService<CityBeats>(),
            server.Services.GetRequiredService<Web.Cases.RulesNow>()
        );
        var times = beats.Between(server.City, server.City.Clock.Now, server.City.Clock.Now.AddDays(40));
        var own = times.Where(time => time.Beat.Code == "team-1-dispatch").ToList();
        own.Count.ShouldBeLessThanOrEqualTo(1);

        server.City.Database.WriteInBulk(transaction => server.City.Clock.MoveTo(transaction, server.City.Clock.Now.AddDays(3)));
        foreach (var time in own)
        {
            (await MeetingStore.Call(server.City, rules.Of(server.City), time, time.At.AddDays(-1))).ShouldBeTrue();
            (await MeetingStore.Call(server.City, rules.Of(server.City), time, time.At.AddDays(-1))).ShouldBeFalse();
        }
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        (await guide.Get("cases")).Status.ShouldBe(HttpStatusCode.SeeOther);
        // The round says so, and hands over what waited for the team's word.
        await TeamRounds.Pass(server.City, rules);
        await TeamRounds.Pass(server.City, rules);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);
        (await Do(supervisor, 1, "settle", "现场看过")).Words(".tags").ShouldContain("已认可");
        (await TeamStore.End(server.City, SmallCity.Rules, stream, CaseOffice.Form(SmallCity.Clerk))).Refusal!.Code.ShouldBe(
            "team.ended"
        );
        server.ShouldBeWhole();
    }

    private static async Task<Answer> Do(TestClient who, long number, string what, string words)
    {
        var page = await who.Get($"feedback/{number}");
        var answer = await who.Submit(page, page.Form($"form[action$='/feedback/{number}/{what}#refused']"), ("words", words));
        answer.Status.ShouldBe(HttpStatusCode.SeeOther, answer.Words("#refused"));
        return await who.Follow(answer);
    }

    private static string Day(TestServer server, int days) =>
        FromAbove.Today(server).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
