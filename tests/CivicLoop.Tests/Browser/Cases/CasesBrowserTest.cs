using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Cases;

/// <summary>Desk, list and case in a real browser: open to everybody, on each screen, in each language.</summary>
public class CasesBrowserTest(Browsing browsing)
{
    [Theory, InlineData(Screen.Desktop, "zh-Hans"), InlineData(Screen.Phone, "zh-Hans"), InlineData(Screen.Phone, "en")]
    public async Task Every_page_of_the_desk_is_open_to_everybody_and_fits_its_screen(Screen screen, string language)
    {
        await using var server = await TestServer.Start();
        foreach (var status in Enum.GetValues<CaseStatus>())
            await CaseWalk.In(server.Office, status);
        var fixedCase = await CaseWalk.In(server.Office, CaseStatus.Fixed);

        (string Post, string[] Pages)[] rounds =
        [
            (
                "office-clerk",
                [
                    "desk",
                    "cases",
                    "cases?status=open&district=990101&theme=dirty&days=7",
                    "cases?unit=market&category=litter",
                    "cases/1?act=file",
                    "cases/3?act=dispatch",
                ]
            ),
            ("market-clerk", ["desk", "cases/5?act=plan", "cases/5?act=report-fixed"]),
            ("inspector-north", [$"cases/{fixedCase.Number}?act=fail-check"]),
            ("leader", ["desk", $"cases/8"]),
        ];
        foreach (var (post, pages) in rounds)
        {
            await using var visitor = await browsing.Visit(server.Address, screen);
            await visitor.Page.GotoAsync($"/login?city={server.City.Code}&lang={language}");
            await visitor.Page.FillAsync("#login", post);
            await visitor.Page.FillAsync("#password", TestServer.Password);
            await visitor.Page.PressAsync("#password", "Enter");
            await visitor.Page.WaitForURLAsync(url => url.EndsWith("/desk", StringComparison.Ordinal));
            foreach (var page in pages)
            {
                (await visitor.Page.GotoAsync($"/{server.City.Code}/{page}"))!.Status.ShouldBe(200, page);
                await visitor.IsAccessible();
                await visitor.FitsItsScreen();
            }
            visitor.Errors.ShouldBeEmpty();
            visitor.Abroad.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_filter_answers_when_it_is_chosen_and_leaves_nothing_empty_in_the_address()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CaseStatus.Closed);
        await using var clerk = await Person.SignIn(browsing, server, SmallCity.Clerk, Screen.Desktop, script: true);
        await clerk.Page.GotoAsync($"/{server.City.Code}/cases");

        await clerk.Page.SelectOptionAsync("select[name=status]", "Closed");
        await clerk.Page.WaitForURLAsync(url => url.EndsWith("/cases?status=Closed", StringComparison.Ordinal));

        (await clerk.Page.Locator(".cases tbody tr").CountAsync()).ShouldBe(1);
        await clerk.Page.Locator(".cases tbody tr td:nth-child(3)").ClickAsync();
        await clerk.Page.WaitForURLAsync(url => url.EndsWith("/cases/1", StringComparison.Ordinal));
    }
}
