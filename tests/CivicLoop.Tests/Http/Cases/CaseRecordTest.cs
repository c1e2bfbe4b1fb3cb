using System.IO.Compression;
using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>Lists taken out for other platforms and for reading: whose, which columns, safe to open.</summary>
public class CaseRecordTest
{
    [Theory, EachDatabase]
    public async Task The_record_has_the_columns_of_city_management_and_only_the_cases_of_the_filter(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var evil = new ReportInput("litter", SmallCity.Market, "=HYPERLINK(\"http://x\")", [server.Office.Photo("p")], null);
        var reported = await server.Office.Act(null, SmallCity.Citizen, evil);
        var closed = await CaseWalk.In(server.Office, CaseStatus.Closed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var south = await server.SignedIn(SmallCity.SouthClerk);
        using var anybody = server.Anybody();

        var page = await clerk.Get("cases?status=Closed");
        page.Page.QuerySelectorAll("a[href*='record.']")
            .Select(link => link.GetAttribute("href")!)
            .ShouldAllBe(link => link.EndsWith("?status=Closed", StringComparison.Ordinal));
        var lines = (await clerk.Get("cases/record.csv")).Body.TrimEnd().Split("\r\n");
        var columns = lines[0].Split(',');
        columns.ShouldContain("intime_dispatch_num");
        columns.Length.ShouldBe(columns.Distinct().Count());
        lines.Length.ShouldBe(3);
        lines.Single(line => line.StartsWith($"{reported.Number},", StringComparison.Ordinal)).ShouldContain("'=HYPERLINK");
        var cells = lines.Single(line => line.StartsWith($"{closed.Number},", StringComparison.Ordinal)).Split(',');
        cells.Length.ShouldBe(columns.Length);
        string Cell(string column) => cells[Array.IndexOf(columns, column)];
        (Cell("event_state_name"), Cell("dispatch_num"), Cell("intime_dispatch_num"), Cell("archive_num")).ShouldBe(
            ("已结案", "1", "1", "1")
        );
        (Cell("dispose_unit_name"), Cell("check_patrol_name"), Cell("verify_num")).ShouldBe(("市场监管局", "督查专员", "0"));

        (await clerk.Get("cases/record.csv?status=Closed")).Body.TrimEnd().Split("\r\n").Length.ShouldBe(2);
        (await south.Get("cases/record.csv"))
            .Body.TrimEnd()
            .Split("\r\n")
            .Length.ShouldBe(1, "another unit's cases are not its to take");
        (await anybody.Get("cases/record.csv")).Location.ShouldNotBeNull().ShouldContain("/login");
        using var book = new ZipArchive(new MemoryStream(await clerk.Bytes("cases/record.xlsx")));
        using var sheet = new StreamReader(
            book.Entries.Single(entry =>
                    entry.FullName.Contains("sheet", StringComparison.Ordinal)
                    && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)
                    && entry.FullName.Contains("worksheets", StringComparison.Ordinal)
                )
                .Open()
        );
        var text = await sheet.ReadToEndAsync(TestContext.Current.CancellationToken);
        text.ShouldContain("=HYPERLINK");
        text.ShouldNotContain("<x:f>", Case.Sensitive, "a text is a text, never a formula");
    }

    [Fact]
    public async Task The_tables_of_the_playbook_and_the_leaders_districts_are_taken_out_and_told_of()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        using var leader = await server.SignedIn(SmallCity.Leader);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        foreach (var table in CivicLoop.Web.Playbooks.PlaybookTables.Names)
        {
            var csv = await anybody.Get($"playbook/{table}.csv");
            csv.Status.ShouldBe(HttpStatusCode.OK, table);
            csv.Body.Split("\r\n").Length.ShouldBeGreaterThan(3, table);
            csv.Body.ShouldNotContain("playbooks.table", Case.Sensitive, table);
            (await anybody.Bytes($"playbook/{table}.xlsx")).Length.ShouldBeGreaterThan(1000);
        }
        (await anybody.Get("playbook/persons.csv")).Status.ShouldBe(HttpStatusCode.NotFound);

        await CaseWalk.In(server.Office, CaseStatus.Closed);
        var districts = await leader.Get("desk/districts.csv");
        districts.Body.ShouldContain("北区,1,1,100,0,0");
        (await leader.Get("desk")).Page.QuerySelectorAll("a[href*='districts.']").Length.ShouldBe(2);
        (await market.Get("desk/districts.csv")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var audit = await server.SignedIn(SmallCity.AuditAdministrator);
        (await audit.Get("audit")).Body.ShouldContain("districts");
    }
}
