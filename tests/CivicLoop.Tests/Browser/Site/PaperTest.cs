using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Site;

/// <summary>What comes out of the printer: what is read, without what is clicked.</summary>
public class PaperTest(Browsing browsing)
{
    [Fact]
    public async Task On_paper_a_list_keeps_its_rows_and_loses_what_is_clicked()
    {
        await using var server = await TestServer.Start();
        foreach (var status in Enum.GetValues<CaseStatus>())
            await CaseWalk.In(server.Office, status);
        await using var visitor = await browsing.Visit(server.Address, Screen.Desktop);
        await visitor.Page.GotoAsync($"/login?city={server.City.Code}");
        await visitor.Page.FillAsync("#login", "office-clerk");
        await visitor.Page.FillAsync("#password", TestServer.Password);
        await visitor.Page.PressAsync("#password", "Enter");
        await visitor.Page.WaitForURLAsync(url => url.EndsWith("/desk", StringComparison.Ordinal));
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        (string Page, string Read)[] sheets =
        [
            ("cases", "table.cases tbody tr"),
            ("desk", "ul.duties > li"),
            ("cases/3", ".story > li"),
            ("places", "main h1"),
        ];
        foreach (var (page, read) in sheets)
        {
            await visitor.Page.GotoAsync($"/{server.City.Code}/{page}");
            (await visitor.Page.Locator(read).First.IsVisibleAsync()).ShouldBeTrue(page);
            foreach (var clicked in new[] { "nav.rail", ".btn", "input", "select", ".languages" })
                (await visitor.Page.Locator(clicked).Filter(new() { Visible = true }).CountAsync()).ShouldBe(
                    0,
                    $"{page} {clicked}"
                );
        }
    }
}
