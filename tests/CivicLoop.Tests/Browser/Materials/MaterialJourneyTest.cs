using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Materials;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Materials;

/// <summary>One material in a real browser: asked for, filled from what the city knows, sent back for its photo, accepted.</summary>
public class MaterialJourneyTest(Browsing browsing)
{
    private static readonly FilePayload Picture = new()
    {
        Name = "patrol.jpg",
        MimeType = "image/jpeg",
        Buffer = SamplePhotos.Jpeg(width: 64, height: 48),
    };

    [Theory]
    [InlineData(Screen.Desktop, true)]
    [InlineData(Screen.Phone, false)]
    public async Task A_unit_hands_in_what_the_office_asked_for_and_mends_what_came_back(Screen screen, bool script)
    {
        await using var server = await TestServer.Start();
        await Http.Materials.MaterialPagesTest.Stall(server);
        Task<Person> As(Actor actor) => Person.SignIn(browsing, server, actor, screen, script);
        Task Open(Person person, string path) => person.Page.GotoAsync($"/{server.City.Code}/{path}");

        await using var clerk = await As(SmallCity.Clerk);
        await Open(clerk, "materials");
        await clerk.IsWellMade(script);
        await clerk.Page.CheckAsync("input[name=standard][value=rules]");
        await clerk.Page.SelectOptionAsync("#ask-unit", "market");
        await clerk.Page.FillAsync("#ask-due", Values.Day(DateOnly.FromDateTime(server.City.Clock.Now).AddDays(10)));
        await clerk.Page.Locator("#ask input[name=suggested]").First.CheckAsync();
        await clerk.Page.ClickAsync("#ask button.btn-primary");
        await clerk.Page.Locator("#done").WaitForAsync();

        await using var unit = await As(SmallCity.MarketClerk);
        await unit.Page.Locator(".duties a[href*='/materials/']").First.ClickAsync();
        await unit.Page.Locator(".offers form[action*='/take'] button").First.ClickAsync();
        await unit.Page.Locator("#done").WaitForAsync();
        foreach (var part in new[] { "Plan", "Mechanism" })
        {
            await unit.Act(
                "add",
                async page =>
                {
                    await page.SelectOptionAsync("#part", part);
                    await page.FillAsync("#title", $"市场 {part}");
                    await page.FillAsync("#words", "每周一查，每月一评。");
                }
            );
        }
        await unit.IsWellMade(script);
        await unit.Act("submit");

        await Open(clerk, "materials/1");
        await clerk.Act("return", page => page.CheckAsync("#return-parts input[value=Mechanism]"));
        await Open(unit, "materials/1");
        (await unit.Text("main .notice-warn")).ShouldContain("机制");
        var piece = unit.Page.Locator("#piece-3");
        await piece.Locator("summary").First.ClickAsync();
        await piece.Locator("input[type=file]").SetInputFilesAsync(Picture);
        foreach (var fact in MaterialStore.Facts)
            await piece.Locator($"input[name=fact-{fact}]").FillAsync("早市巡查");
        await piece.Locator("input[name=suggested]").First.CheckAsync();
        await piece.Locator("form[action*='/photo'] button.btn-primary").ClickAsync();
        await unit.Page.Locator("#done").WaitForAsync();
        await unit.Act("submit");

        await Open(clerk, "materials/1");
        await clerk.Act("accept");
        (await clerk.Text(".tags")).ShouldContain("符合");
        await clerk.IsWellMade(script);
        foreach (var person in new[] { clerk, unit })
            person.Visitor.Errors.ShouldBeEmpty();
        server.ShouldBeWhole();
    }
}
