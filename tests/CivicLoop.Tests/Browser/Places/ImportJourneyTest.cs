using System.Text;
using CivicLoop.Core.Sheets;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Sheets;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Places;

/// <summary>Places come in from a table as a clerk meets it: what is bad is told by its row, what is good comes in, once.</summary>
public class ImportJourneyTest(Browsing browsing)
{
    private static readonly string[] Headers = ["编号", "名称", "类型", "经度", "纬度", "管理单位"];

    private static readonly string[][] Rows =
    [
        ["N1", "新市场", "集贸市场", "84.87", "45.59", "市场监管局"],
        ["N2", "新街", "主次干道", "10", "10", ""],
        ["N3", "老市场", "集贸市场", "84.88", "45.60", "没有这个单位"],
        ["N4", "花市", "集贸市场", "84.875", "45.595", ""],
    ];

    [Theory]
    [InlineData("csv", Screen.Desktop, true)]
    [InlineData("csv", Screen.Phone, false)]
    [InlineData("xlsx", Screen.Phone, true)]
    public async Task Bad_rows_are_told_the_good_come_in_and_a_second_time_changes_nothing(
        string form,
        Screen screen,
        bool script
    )
    {
        await using var server = await TestServer.Start();
        await using var clerk = await Person.SignIn(browsing, server, SmallCity.Clerk, screen, script);
        var page = clerk.Page;

        await Send(clerk, server, form);
        await clerk.IsWellMade(script);
        var problems = await page.Locator("main table:has(td[data-label]) tbody tr").AllInnerTextsAsync();
        problems.ShouldContain(row => row.Contains('3') && row.Contains("不在本市范围内"));
        problems.ShouldContain(row => row.Contains('4') && row.Contains("没有这个单位"));
        (await Figures(page)).ShouldBe([2, 0, 0, 2]);
        await page.ClickAsync("form[action$='/confirm'] button");
        await Settled(page);
        (await clerk.Text(".notice-ok")).ShouldContain("新增");
        await clerk.IsWellMade(script);

        await Send(clerk, server, form);
        (await Figures(page)).ShouldBe([0, 0, 2, 2]);
        (await page.Locator("form[action$='/confirm']").CountAsync()).ShouldBe(0, "there is nothing to take in");
        await page.ClickAsync("form[action$='/drop'] button");
        await page.Locator("a[href$='/places/import'].btn-primary").WaitForAsync();

        await page.GotoAsync($"/{server.City.Code}/places/N1");
        (await clerk.Text("h1")).ShouldContain("新市场");
        await clerk.IsWellMade(script);
        await page.ClickAsync("main a[href*='/places/plates?code=N1']");
        (await page.Locator(".plate h2").AllInnerTextsAsync()).ShouldBe(["新市场"]);
        (await page.Locator(".plate svg").CountAsync()).ShouldBe(1);
        await clerk.IsWellMade(script);
    }

    private static async Task Send(Person clerk, TestServer server, string form)
    {
        var page = clerk.Page;
        await page.GotoAsync($"/{server.City.Code}/places/import");
        await page.SelectOptionAsync("#kind", "Places");
        await page.SetInputFilesAsync(
            "#file",
            new FilePayload
            {
                Name = $"点位普查.{form}",
                MimeType = "application/octet-stream",
                Buffer = form == "csv" ? Csv() : Xlsx(),
            }
        );
        await page.SelectOptionAsync("#system", "WGS84");
        await page.FillAsync("#reason", "点位普查");
        await page.ClickAsync("main form[enctype] button.btn-primary");
        await page.WaitForURLAsync(url => url.Split('/')[^1].Length == 36);
        await Settled(page);
    }

    // The page asks for itself again until the work is done.
    private static Task Settled(IPage page) => page.Locator(".figures, .notice-ok").First.WaitForAsync();

    private static async Task<int[]> Figures(IPage page) =>
        [.. (await page.Locator(".figures b").AllInnerTextsAsync()).Select(int.Parse)];

    private static byte[] Csv() =>
        Encoding.UTF8.GetBytes(string.Concat(Rows.Prepend(Headers).Select(row => CsvLine.Of([.. row]))));

    private static byte[] Xlsx()
    {
        using var file = new MemoryStream();
        Workbook.Write(file, "点位", null, [.. Headers.Select(name => new SheetColumn(name))], Rows);
        return file.ToArray();
    }
}
