using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Maps;

/// <summary>The map in a real browser: drawn, narrowed by a click, told by a card, without another host.</summary>
public class MapBrowserTest(Browsing browsing)
{
    private static readonly CivicLoop.Core.Places.Location Avenue = new(
        "p-3",
        "street",
        "south",
        SmallCity.South,
        "990102001",
        84.85,
        45.52
    );

    [Theory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task A_cluster_narrows_to_single_cases_and_a_mark_tells_its_case(Screen screen)
    {
        await using var server = await TestServer.Start();
        for (var index = 0; index < 12; index++)
            await CaseWalk.In(server.Office, CaseStatus.Reported, Avenue with { Lon = 84.85 + index * 0.0005 });
        await using var clerk = await Person.SignIn(browsing, server, SmallCity.Clerk, screen, script: true);
        var complaints = new List<string>();
        clerk.Page.Console += (_, line) =>
        {
            if (line.Type == "error")
                complaints.Add(line.Text);
        };

        await clerk.Page.GotoAsync($"/{server.City.Code}/cases/map?status=open");
        await clerk.Page.Locator(".map-ready canvas").WaitForAsync();
        var cluster = clerk.Page.Locator(".map-canvas .map-mark").First;
        await cluster.WaitForAsync();
        (await cluster.InnerTextAsync()).ShouldBe("12");
        (await cluster.GetAttributeAsync("aria-label"))!.ShouldContain("12");
        await clerk.IsWellMade(scripted: true);

        // By keyboard as by finger: each step parts them further, until single cases stand alone.
        for (var step = 0; step < 8 && await clerk.Page.Locator(".map-canvas .map-mark-one").CountAsync() == 0; step++)
        {
            var before = clerk.Page.Url;
            var mark = clerk.Page.Locator(".map-canvas .map-mark:not(.map-mark-one)").First;
            await mark.FocusAsync();
            await mark.PressAsync("Enter");
            await clerk.Page.WaitForURLAsync(url => url != before);
            await clerk.Page.WaitForTimeoutAsync(400);
        }
        var single = clerk.Page.Locator(".map-canvas .map-mark-one").First;
        await single.FocusAsync();
        await single.PressAsync("Enter");
        var card = clerk.Page.Locator(".map-card");
        await card.Locator("a").First.WaitForAsync();
        await clerk.IsWellMade(scripted: true);
        await clerk.Page.Keyboard.PressAsync("Escape");
        (await card.IsVisibleAsync()).ShouldBeFalse();
        await single.PressAsync("Enter");
        await card.Locator("a").First.ClickAsync();
        await clerk.Page.WaitForURLAsync(url =>
            url.Contains("/cases/", StringComparison.Ordinal) && !url.Contains("/map", StringComparison.Ordinal)
        );
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_filter_goes_with_the_reader_from_list_to_map_and_back()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CaseStatus.Accepted);
        await CaseWalk.In(server.Office, CaseStatus.Reported, Avenue);
        await using var clerk = await Person.SignIn(browsing, server, SmallCity.Clerk, Screen.Desktop, script: true);
        await clerk.Page.GotoAsync($"/{server.City.Code}/cases?status=Accepted");

        await clerk.Page.Locator(".views a").Last.ClickAsync();
        await clerk.Page.WaitForURLAsync(url => url.Contains("/cases/map?status=Accepted", StringComparison.Ordinal));
        await clerk.Page.Locator(".map-canvas .map-mark").First.WaitForAsync();
        (await clerk.Page.Locator(".map-canvas .map-mark").CountAsync()).ShouldBe(1);
        await clerk.Page.SelectOptionAsync("select[name=status]", "Reported");
        await clerk.Page.WaitForURLAsync(url => url.Contains("/cases/map?status=Reported", StringComparison.Ordinal));
        await clerk.Page.Locator(".views a").First.ClickAsync();
        await clerk.Page.WaitForURLAsync(url => url.Contains("/cases?status=Reported", StringComparison.Ordinal));
        (await clerk.Page.Locator(".cases tbody tr").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Without_script_the_drawing_of_the_server_stands()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CaseStatus.Accepted);
        await using var clerk = await Person.SignIn(browsing, server, SmallCity.Clerk, Screen.Phone, script: false);

        await clerk.Page.GotoAsync($"/{server.City.Code}/cases/map");

        await Assertions.Expect(clerk.Page.Locator(".map-live svg")).ToBeVisibleAsync();
        await clerk.IsWellMade(scripted: false);
    }
}
