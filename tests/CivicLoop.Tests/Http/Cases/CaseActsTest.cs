using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>Acts by plain forms: done, refused, done twice, done by somebody else first.</summary>
public class CaseActsTest
{
    [Theory, EachDatabase]
    public async Task A_case_goes_from_report_to_closing_by_the_forms_of_its_page(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var done = await CaseWalk.In(server.Office, CaseStatus.Reported);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var inspector = await server.SignedIn(SmallCity.InspectorNorth);

        await Act(clerk, done, "file", ("severity", "Major"));
        var sent = await Act(clerk, done, "dispatch", ("unit", "rule"));
        sent.Words(".story").ShouldContain("按规则“市场内的垃圾归市场监管局”派遣给市场监管局");
        await Act(market, done, "accept");
        var today = SmallCity.Calendar.DayOf(server.City.Clock.Now).ToString("yyyy-MM-dd");
        var planned = await Act(
            market,
            done,
            "plan",
            ("item", "清理门前"),
            ("cause", "保洁不足"),
            ("measure", "加派人手"),
            ("promised", today),
            ("responsible", "market-clerk")
        );
        planned.Words("aside").ShouldContain("清理门前");
        var page = await market.Get($"cases/{done.Number}");
        var answer = await market.Submit(page, page.ActForm("report-fixed"), [("reason", "已清理")], [CaseWalk.Photo]);
        answer.Status.ShouldBe(HttpStatusCode.SeeOther, answer.Words("#refused"));
        await Act(inspector, done, "pass-check");
        var closed = await Act(clerk, done, "close");

        closed.Words("#done").ShouldContain($"案件\u2009{done.Number}\u2009已结案");
        server.StateOf(done).Status.ShouldBe(CaseStatus.Closed);
        server.StateOf(done).Severity.ShouldBe(Severity.Major);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Who_has_acted_is_told_who_owes_what_next()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Filed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await Act(clerk, done, "dispatch", ("unit", "hand"), ("unit-by-hand", "north"));

        page.Words("#done").ShouldContain("接下来由北区创城办在");
        page.Words("#done").ShouldContain("接收案件");
        server.StateOf(done).Rule.ShouldBeNull();
    }

    [Fact]
    public async Task Nobodys_reason_is_chosen_for_them()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var page = await market.Get($"cases/{done.Number}");

        page.Page.QuerySelectorAll("input[name=suggested][checked]").ShouldBeEmpty();
        var answer = await market.Submit(page, page.ActForm("accept"));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Words("#refused").ShouldContain("理由");
        server.StateOf(done).Status.ShouldBe(CaseStatus.Dispatched);
    }

    [Fact]
    public async Task A_refused_form_comes_back_as_it_was_typed_with_all_that_is_missing()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var page = await market.Get($"cases/{done.Number}");

        var answer = await market.Submit(page, page.ActForm("plan"), ("item", "<b>清理</b>"), ("cause", "保洁不足"));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Page.QuerySelector("#item")!.TextContent.ShouldBe("<b>清理</b>");
        answer.Page.QuerySelector("#cause")!.TextContent.ShouldBe("保洁不足");
        answer.Page.QuerySelector("#act-plan")!.HasAttribute("open").ShouldBeTrue();
        answer.Page.QuerySelectorAll("#refused li").Length.ShouldBe(2);
        answer.Page.QuerySelector("#refused a")!.GetAttribute("href").ShouldBe("#promised");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task A_photo_once_sent_need_not_be_chosen_again()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var page = await market.Get($"cases/{done.Number}");

        var refused = await market.Submit(page, page.ActForm("report-fixed"), [], [CaseWalk.Photo]);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var taken = await market.Submit(refused, refused.ActForm("report-fixed"), ("reason", "已清理"));

        taken.Status.ShouldBe(HttpStatusCode.SeeOther, taken.Words("#refused"));
        server.StateOf(done).After.Count.ShouldBe(1);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task A_file_that_is_no_photo_is_refused_by_name()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var page = await market.Get($"cases/{done.Number}");

        var answer = await market.Submit(
            page,
            page.ActForm("report-fixed"),
            [("reason", "已清理")],
            [("photos", "plan.pdf", "application/pdf", "%PDF-1.7 no photo"u8.ToArray())]
        );

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Words("#act-report-fixed .wrong").ShouldContain("plan.pdf：这个文件不是照片");
        answer.Page.QuerySelector("#reason-report-fixed")!.TextContent.ShouldBe("已清理");
        server.StateOf(done).Status.ShouldBe(CaseStatus.Accepted);
    }

    [Theory, EachDatabase]
    public async Task The_same_form_sent_twice_is_one_act(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var page = await market.Get($"cases/{done.Number}");
        var form = page.ActForm("accept");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => market.Submit(page, form, ("reason", "属实"))));

        answers
            .Select(answer => (answer.Status, answer.Location))
            .Distinct()
            .ShouldHaveSingleItem()
            .Status.ShouldBe(HttpStatusCode.SeeOther);
        server.StateOf(done).Version.ShouldBe(done.Version + 1);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task The_same_form_with_other_words_is_refused_and_says_so()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var page = await market.Get($"cases/{done.Number}");
        var form = page.ActForm("report-fixed");
        await market.Submit(page, form, [("reason", "已清理")], [CaseWalk.Photo]);

        var answer = await market.Submit(page, form, [("reason", "又清理了一遍")], [CaseWalk.Photo]);

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Words("#kept").ShouldContain("又清理了一遍");
        server.StateOf(done).Version.ShouldBe(done.Version + 1);
    }

    [Fact]
    public async Task A_unit_that_returned_a_case_comes_to_its_desk_however_often_it_sends_the_form()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var page = await market.Get($"cases/{done.Number}");
        var form = page.ActForm("return");

        var first = await market.Submit(page, form, ("suggested", "不属于本单位职责"), ("reason", "应由属地负责"));
        var second = await market.Submit(page, form, ("suggested", "不属于本单位职责"), ("reason", "应由属地负责"));

        second.Status.ShouldBe(HttpStatusCode.SeeOther);
        second.Location.ShouldBe(first.Location);
        (await market.Follow(first)).Words("#done").ShouldContain("退单");
        (await market.Get($"cases/{done.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        server.StateOf(done).Returns.ShouldBe(1);
        server.Office.Row(done.Stream)!.Status.ShouldBe(CaseStatus.Filed);
    }

    [Theory, EachDatabase]
    public async Task Of_two_people_on_one_case_the_second_is_told_and_loses_no_word(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var done = await CaseWalk.In(server.Office, CaseStatus.Fixed);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);
        using var inspector = await server.SignedIn(SmallCity.InspectorNorth);
        var first = await supervisor.Get($"cases/{done.Number}");
        var second = await inspector.Get($"cases/{done.Number}");

        await supervisor.Submit(first, first.ActForm("pass-check"), ("reason", "到位"));
        var answer = await inspector.Submit(second, second.ActForm("fail-check"), ("reason", "墙角还有垃圾"));

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Words("#kept").ShouldContain("墙角还有垃圾");
        answer.Words(".case-head").ShouldContain("待结案");
        server.StateOf(done).Status.ShouldBe(CaseStatus.Passed);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task What_changed_meanwhile_but_still_allows_the_act_can_be_sent_again_at_once()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var page = await market.Get($"cases/{done.Number}");
        var day = SmallCity.Calendar.DayOf(server.City.Clock.Now);
        await server.Office.Act(
            done.Stream,
            SmallCity.MarketClerk,
            new PlanInput("清理", "保洁不足", "加派", day, "market-clerk")
        );

        var late = await market.Submit(page, page.ActForm("report-fixed"), [("reason", "已清理")], [CaseWalk.Photo]);
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        var again = await market.Submit(late, late.ActForm("report-fixed"));

        again.Status.ShouldBe(HttpStatusCode.SeeOther, again.Words("#refused"));
        server.StateOf(done).Status.ShouldBe(CaseStatus.Fixed);
        server.ShouldBeWhole();
    }

    private static async Task<Answer> Act(TestClient person, CaseDone done, string act, params (string, string)[] fields)
    {
        var page = await person.Get($"cases/{done.Number}");
        var answer = await person.Submit(page, page.ActForm(act), [.. fields, ("reason", "按规定办理")]);
        answer.Status.ShouldBe(HttpStatusCode.SeeOther, $"{act}: {answer.Words("#refused")}");
        return await person.Follow(answer);
    }
}
