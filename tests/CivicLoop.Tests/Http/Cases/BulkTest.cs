using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Cases.Bulk;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>One act on many cases: previewed by the decision itself, confirmed once, each case told apart.</summary>
public class BulkTest
{
    [Theory, EachDatabase]
    public async Task The_preview_says_who_will_owe_what_and_the_result_is_that(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var market = await CaseWalk.In(server.Office, CaseStatus.Filed);
        var street = await CaseWalk.In(server.Office, CaseStatus.Filed, SmallCity.Street);
        var nowhere = await CaseWalk.In(server.Office, CaseStatus.Filed, SmallCity.Nowhere);
        var closed = await CaseWalk.In(server.Office, CaseStatus.Closed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var preview = await clerk.Get(Preview("dispatch", market, street, nowhere, closed));

        preview.Words("#can").ShouldBe("可以办理\u20092\u2009件");
        var rows = preview.Page.QuerySelectorAll(".bulk tbody tr").Select(row => row.TextContent).ToList();
        rows[0].ShouldContain("派遣给市场监管局（规则“市场内的垃圾归市场监管局”）");
        rows[1].ShouldContain("派遣给北区创城办");
        rows.ShouldAllBe(row =>
            row.Contains("接收案件", StringComparison.Ordinal) && row.Contains("整改期限", StringComparison.Ordinal)
        );
        preview.Words("#cannot + ul").ShouldContain("没有适用的派遣规则");
        preview.Words("#cannot + ul").ShouldContain("案件目前为“已结案”");
        server.StateOf(market).Status.ShouldBe(CaseStatus.Filed, "a preview does nothing");

        var answer = await clerk.Submit(preview, Confirm(preview), ("reason", "属职责范围"));
        answer.Status.ShouldBe(HttpStatusCode.SeeOther, answer.Words("#refused"));
        var result = await clerk.Follow(answer);

        result.Words("#done").ShouldContain("2\u2009件全部办理完毕");
        server.StateOf(market).Unit.ShouldBe("market");
        server.StateOf(street).Unit.ShouldBe("north");
        server.StateOf(nowhere).Status.ShouldBe(CaseStatus.Filed);
        rows[0].ShouldContain(Due(result, market));
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task The_second_click_repeats_and_what_changed_meanwhile_is_said_of_its_case(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var first = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        var second = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var preview = await market.Get(Preview("accept", first, second));
        await server.Office.Act(second.Stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Return));

        var once = await market.Submit(preview, Confirm(preview), ("reason", "属实"));
        var twice = await market.Submit(preview, Confirm(preview), ("reason", "属实"));

        twice.Location.ShouldBe(once.Location);
        var result = await market.Follow(twice);
        result.Words("#done").ShouldContain("已办理\u20091\u2009件，未办理\u20091\u2009件");
        result.Words("#did + .lines").ShouldContain($"{first.Number}");
        server.Office.History(first.Stream).Count(one => one.Kind == "accepted").ShouldBe(1);
        server.StateOf(second).Status.ShouldBe(CaseStatus.Filed);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Cases_that_are_returned_are_seen_no_more_and_still_answered()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var preview = await market.Get(Preview("return", done));

        var result = await market.Follow(await market.Submit(preview, Confirm(preview), ("reason", "不属于本单位")));

        result.Words("#did + .lines").ShouldContain("已退单给创城办");
        result.Page.QuerySelectorAll("#did + .lines a").ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_done_and_everything_is_kept()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Reported);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var asked = await clerk.Get(Preview("file", done));
        asked.Words(".notice").ShouldContain("严重程度");
        var preview = await clerk.Get(Preview("file", done) + "&severity=Major");
        preview.Words(".bulk").ShouldContain("立案，立行立改，较重");

        var refused = await clerk.Submit(preview, Confirm(preview));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words("#refused").ShouldContain("理由");
        server.StateOf(done).Status.ShouldBe(CaseStatus.Reported);
        var answer = await clerk.Submit(refused, Confirm(refused), ("reason", "符合立案条件"));
        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
        server.StateOf(done).Severity.ShouldBe(Severity.Major);
    }

    [Fact]
    public async Task Who_may_not_is_told_so_and_cases_of_others_are_as_if_they_were_not_there()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var other = await server.SignedIn(SmallCity.SouthClerk);
        using var leader = await server.SignedIn(SmallCity.Leader);
        using var inspector = await server.SignedIn(SmallCity.InspectorNorth);
        using var anybody = server.Anybody();

        (await anybody.Get("cases/bulk")).Location.ShouldNotBeNull().ShouldContain("/login");
        (await leader.Get("cases/bulk")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var preview = await other.Get(Preview("accept", done));
        preview.Words("#cannot + ul").ShouldContain("没有这件案件");
        preview.Page.QuerySelector("form[method=post][action$=bulk]").ShouldBeNull();
        (await inspector.Get(Preview("file", done) + "&severity=Minor")).Words("#cannot + ul").ShouldContain("您的岗位不能");
        (await inspector.Get("cases"))
            .Page.QuerySelector(".pick")
            .ShouldBeNull("no box to tick where nothing can be done with it");
        (await other.Get($"cases/bulk/{Guid.CreateVersion7()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.Get(Preview("accept"))).Words(".notice").ShouldContain("还没有选择案件");
        (
            await other.Get(
                "cases/bulk?act=accept&" + string.Join('&', Enumerable.Range(1, 201).Select(number => $"case={number}"))
            )
        )
            .Words(".notice")
            .ShouldContain("一次最多办理");
    }

    [Fact]
    public async Task Only_who_confirmed_sees_what_came_of_it()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        var preview = await market.Get(Preview("accept", done));
        var answer = await market.Submit(preview, Confirm(preview), ("reason", "属实"));

        (await north.Get(answer.Location!)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_first_of_a_list_can_be_taken_without_ticking_them()
    {
        await using var server = await TestServer.Start();
        var wanted = new List<long>();
        for (var index = 0; index < CaseListReads.PageSize + 5; index++)
            wanted.Add((await server.Office.Reported()).Number);
        await CaseWalk.In(server.Office, CaseStatus.Closed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var list = await clerk.Get("cases?status=Reported");

        var preview = await clerk.Get(list.Page.QuerySelector(".bulk-bar a")!.GetAttribute("href")! + "&act=refuse-to-file");

        preview.Words("#can").ShouldBe($"可以办理\u2009{wanted.Count}\u2009件");
        var result = await clerk.Follow(await clerk.Submit(preview, Confirm(preview), ("suggested", "重复上报")));
        result.Words("#done").ShouldContain($"{wanted.Count}\u2009件全部办理完毕");
        result
            .Page.QuerySelector("main a.btn-primary")!
            .GetAttribute("href")
            .ShouldBe($"/{server.City.Code}/cases?status=Reported");
    }

    [Fact]
    public void The_id_of_each_act_is_the_forms_own_and_the_same_each_time()
    {
        var form = new BulkForm { Id = SmallCity.Id(1) };

        form.IdOn(7).ShouldBe(new BulkForm { Id = SmallCity.Id(1) }.IdOn(7));
        form.IdOn(7).ShouldNotBe(form.IdOn(8));
        form.IdOn(7).ShouldNotBe(new BulkForm { Id = SmallCity.Id(2) }.IdOn(7));
    }

    private static string Preview(string act, params CaseDone[] cases) =>
        $"cases/bulk?act={act}{string.Concat(cases.Select(done => $"&case={done.Number}"))}";

    private static IHtmlFormElement Confirm(Answer preview) => preview.Form("form[method=post][action$=bulk]");

    // The day of a line, as 2020年11月23日.
    private static string Due(Answer result, CaseDone done) =>
        Regex
            .Match(
                result
                    .Page.QuerySelectorAll("#did + .lines > li")
                    .First(line => line.TextContent.Contains($"{done.Number}", StringComparison.Ordinal))
                    .TextContent,
                @"\d+年\d+月\d+日"
            )
            .Value;
}
