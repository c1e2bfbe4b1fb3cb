using System.Net;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Data.Exchange;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Exchange;

/// <summary>A file of cases is sent, shown, confirmed or given up, by plain forms; what goes out comes in again.</summary>
public class CaseImportPagesTest
{
    private const string Head =
        "rec_id,create_time,event_desc,event_src_name,sub_type_name,district_name,coordinate_x,coordinate_y,event_state_name,"
        + "inst_time,dispatch_time,dispose_end_time,check_time,check_patrol_name,archive_time,dispose_unit_name\n";

    [Fact]
    public async Task A_file_comes_in_after_a_yes_and_the_page_of_a_case_tells_its_past_as_told()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get("exchange/import");
        page.Status.ShouldBe(HttpStatusCode.OK);
        var shown = await Sent(
            clerk,
            page,
            Head + CaseImportTest.Closed("1") + CaseImportTest.Closed("2").Replace("暴露垃圾", "没有", StringComparison.Ordinal)
        );
        shown.Body.ShouldContain("没有“没有”");
        Cases(server).ShouldBe(0);
        var (status, bytes, _) = await clerk.Download(shown.Page.Location.PathName + "/bad");
        (status, Encoding.UTF8.GetString(bytes).Split('\n').Length).ShouldBe((HttpStatusCode.OK, 3));
        (await clerk.Submit(shown, shown.Form("form[action$='/confirm']"), ("bad", "keep"))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        await clerk.Submit(shown, shown.Form("form[action$='/confirm']"));
        await clerk.Submit(shown, shown.Form("form[action$='/confirm']"));
        var done = await Settled(clerk, shown.Page.Location.PathName);

        done.Body.ShouldContain("导入完成");
        Cases(server).ShouldBe(1);
        var story = (await clerk.Get("cases/1")).Page.QuerySelector(".story")!.TextContent;
        story.ShouldContain("原平台记载：已核查");
        story.ShouldContain("核查员");
        story.ShouldContain("导入记载");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Only_the_office_imports_and_what_is_wanting_is_told_with_the_input_kept()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await anybody.Get("exchange/import")).Location.ShouldNotBeNull().ShouldContain("/login");
        (await market.Get("exchange/import")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await clerk.Get("exchange/import/0199aaaa-0000-7000-8000-000000000001")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await clerk.Get("exchange/import");
        var wanting = await Send(clerk, page, Head, ("source", "EGOVA 1"), ("system", ""), ("reason", "换平台"));
        wanting.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wanting.Body.ShouldContain("EGOVA 1");
        wanting.Page.QuerySelector("#reason")!.GetAttribute("value").ShouldBe("换平台");
        (await Send(clerk, page, "\0\u0001")).Body.ShouldContain("不是表格文件");
        var mapped = await clerk.Submit(
            page,
            page.Form("main form[action$='/exchange/import']"),
            [("source", ""), ("system", ""), ("reason", "换平台")],
            [
                ("file", "cases.csv", "text/csv", Encoding.UTF8.GetBytes(Head)),
                ("mapping", "m.yaml", "text/yaml", "source: a\ncolums:\n  x: y\n"u8.ToArray()),
            ]
        );
        mapped.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        mapped.Body.ShouldContain("colums");
    }

    [Theory, EachDatabase]
    public async Task What_goes_out_as_the_record_comes_in_elsewhere_and_goes_out_the_same(DatabaseKind kind)
    {
        await using var here = await TestServer.Start(kind);
        foreach (
            var status in new[]
            {
                CaseStatus.Closed,
                CaseStatus.Accepted,
                CaseStatus.Fixed,
                CaseStatus.Filed,
                CaseStatus.Refused,
                CaseStatus.Dispatched,
            }
        )
            await CaseWalk.In(here.Office, status);
        await here.Office.Closed();
        await here.Office.Reported();
        using var clerk = await here.SignedIn(SmallCity.Clerk);
        var record = (await clerk.Get("cases/record.csv")).Body;

        await using var there = await TestServer.Start(kind);
        var summary = CaseImportTest.Import(there, record);
        summary.Problems.ShouldBeEmpty();
        summary.Added.ShouldBe(8);
        using var other = await there.SignedIn(SmallCity.Clerk);
        var again = (await other.Get("cases/record.csv")).Body;

        Rows(again).ShouldBe(Rows(record));
        there.ShouldBeWhole();
    }

    // Numbers are each city's own, and hours are counted from times that the record keeps to the second; the rest is the record.
    private static IReadOnlyList<string> Rows(string csv)
    {
        var rows = CivicLoop.Core.Sheets.Csv.Read(csv, out _);
        var columns = rows[0].Cells;
        return
        [
            .. rows.Select(row =>
                    string.Join(
                        '|',
                        row.Cells.Index()
                            .Where(cell => columns[cell.Index] is not ("rec_id" or "task_num" or "dispose_used"))
                            .Select(cell => cell.Item)
                    )
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    private static async Task<Answer> Sent(TestClient clerk, Answer page, string content)
    {
        var answer = await Send(clerk, page, content);
        answer.Status.ShouldBe(HttpStatusCode.SeeOther, answer.Page.Body?.TextContent);
        return await Settled(clerk, answer.Location!);
    }

    private static Task<Answer> Send(TestClient clerk, Answer page, string content, params (string, string)[] other)
    {
        (string Name, string Value)[] fields = [("source", "egova"), ("system", "WGS84"), ("reason", "换平台")];
        return clerk.Submit(
            page,
            page.Form("main form[action$='/exchange/import']"),
            [.. fields.Where(field => other.All(one => one.Item1 != field.Name)), .. other],
            [("file", "cases.csv", "text/csv", Encoding.UTF8.GetBytes(content))]
        );
    }

    private static async Task<Answer> Settled(TestClient clerk, string address)
    {
        for (var look = 0; look < 400; look++)
        {
            var page = await clerk.Get(address);
            if (page.Page.QuerySelector("main")?.TextContent.Contains("正在", StringComparison.Ordinal) != true)
                return page;
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException(address);
    }

    private static long Cases(TestServer server) =>
        server.City.Database.Read(connection => Sql.Number(connection, "select count(*) from cases"));
}
