using System.Net;
using System.Text;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Upstream;

/// <summary>From the letter over its findings, typed and from a table, to the answer; who may and who may not.</summary>
public class UpstreamPagesTest
{
    [Theory, EachDatabase]
    public async Task The_office_enters_a_letter_takes_its_findings_in_and_records_the_answer(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("upstream/new");
        var form = page.Form("form[action*='/upstream/new']");
        var refused = await clerk.Submit(
            page,
            form,
            ("authority", "自治区文明办"),
            ("day", Day(server, 0)),
            ("about", "督查反馈"),
            ("reason", "按来函登记")
        );
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words("#refused").ShouldContain("文号");
        refused.Page.QuerySelector("#authority")!.GetAttribute("value").ShouldBe("自治区文明办");
        var letter = await clerk.Follow(
            await clerk.Submit(
                refused,
                refused.Form("form[action*='/upstream/new']"),
                ("letter", "示例函〔2020〕3号"),
                ("deadline", Day(server, 30))
            )
        );
        letter.Words("#done").ShouldContain("已录入");

        var typed = await clerk.Submit(
            letter,
            letter.Form("form[aria-labelledby=add]"),
            ("what", "市场门口垃圾成堆"),
            ("category", "litter"),
            ("district", SmallCity.North),
            ("suggested", "按来函登记")
        );
        letter = await clerk.Follow(typed);
        letter.Words("#done").ShouldMatch("新登记\\s*1\\s*条");
        var number = letter.Words(".duty-case");
        var one = await clerk.Get($"cases/{number}");
        one.Words("#source + .facts").ShouldContain("自治区文明办");
        (await clerk.Get("cases?found=upstream")).Page.QuerySelectorAll(".cases tbody tr").Length.ShouldBe(1);

        // One row of the table is bent: it says where, and nothing is taken in.
        var bent = await Look(
            clerk,
            letter,
            "序号,问题,类别,区,点位（编号或名称）\n1,市场门口垃圾成堆,暴露垃圾,北区,\n2,占道,没有的类别,北区,\n"
        );
        bent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        bent.Words("#mistakes").ShouldContain("没有的类别");
        var looked = await Look(
            clerk,
            letter,
            "序号,问题,类别,区,点位（编号或名称）\n1,市场门口垃圾成堆,暴露垃圾,北区,\n2,占道,占道经营,南区,\n"
        );
        looked.Page.QuerySelectorAll(".figure b").Select(figure => figure.TextContent).ShouldBe(["0", "1", "1"]);
        letter = await clerk.Follow(
            await clerk.Submit(looked, looked.Form("form:has([name=carried])"), ("suggested", "按来函登记"))
        );
        letter.Words("#done").ShouldMatch("新登记\\s*1\\s*条，已登记过\\s*1\\s*条");

        (await clerk.Get("desk?kind=reply-upstream")).Words(".duties").ShouldContain("自治区文明办");
        var answer = letter.Form("form[aria-labelledby=reply]");
        (await clerk.Submit(letter, answer, ("letter", "复函1号"), ("words", "已整改")))
            .Words("#refused")
            .ShouldContain("答复日期");
        letter = await clerk.Follow(
            await clerk.Submit(letter, answer, ("letter", "复函1号"), ("day", Day(server, 0)), ("words", "已整改"))
        );
        letter.Words("main").ShouldContain("复函1号");
        letter.Page.QuerySelector("form[aria-labelledby=reply]").ShouldBeNull();
        (await clerk.Get("upstream")).Words("table").ShouldContain("已答复");
    }

    [Fact]
    public async Task It_is_read_by_whoever_answers_for_the_city_and_entered_by_the_office_alone()
    {
        await using var server = await TestServer.Start();
        await FromAbove.In(server);
        foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen).DistinctBy(actor => actor.Role))
        {
            using var one = await server.SignedIn(actor);
            var reads = May.Reach(actor.Role, Right.ReadUpstream) != Scope.None;
            (await one.Get("upstream/1")).Status.ShouldBe(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden, $"{actor.Role}");
            (await one.Get("upstream/new")).Status.ShouldBe(
                actor.Role == Role.OfficeClerk ? HttpStatusCode.OK : HttpStatusCode.Forbidden,
                $"{actor.Role}"
            );
            if (reads && actor.Role != Role.OfficeClerk)
                (await one.Get("upstream/1")).Page.QuerySelector("form[aria-labelledby=reply]").ShouldBeNull($"{actor.Role}");
        }
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("upstream/99")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<Answer> Look(TestClient clerk, Answer letter, string table) =>
        clerk.Submit(
            letter,
            letter.Form("form[aria-labelledby=bring]"),
            [],
            [("table", "反馈.csv", "text/csv", Encoding.UTF8.GetBytes(table))]
        );

    private static string Day(TestServer server, int days) =>
        FromAbove.Today(server).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
