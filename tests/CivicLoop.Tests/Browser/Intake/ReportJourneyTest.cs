using CivicLoop.Core.Photos;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Intake;

/// <summary>A citizen from the public home to the link to keep: one thumb, with and without script.</summary>
public class ReportJourneyTest(Browsing browsing)
{
    [Theory, MemberData(nameof(Browsing.EveryWay), MemberType = typeof(Browsing))]
    public async Task A_citizen_reports_from_the_home_to_the_link(Screen screen, bool script)
    {
        await using var server = await TestServer.Start();
        await using var visitor = await browsing.Visit(server.Address, screen, script);
        var page = visitor.Page;

        await page.GotoAsync(server.CityAddress);
        await Looks(visitor, script);
        await page.ClickAsync(".take-part .btn-primary");
        await Looks(visitor, script);
        await page.SetInputFilesAsync("#photos", Picture());
        await Next(page, script);
        await page.FillAsync("#words", "市场");
        if (!script)
            await page.ClickAsync("button[value=find]");
        await page.CheckAsync("input[name=place][value=p-1]");
        await Looks(visitor, script);
        await Next(page, script);
        await page.SelectOptionAsync("#category", "litter");
        await page.FillAsync("#what", "门口有两袋垃圾");
        await Looks(visitor, script);
        await page.ClickAsync("button[value=send]");

        await page.WaitForSelectorAsync(".received-number");
        await Looks(visitor, script);
        var one = server.Cases().ShouldHaveSingleItem();
        one.At.Place.ShouldBe("p-1");
        one.Before.Count.ShouldBe(1);
        visitor.Abroad.ShouldBeEmpty();
        visitor.Errors.ShouldBeEmpty();
        server.IsWhole();
    }

    [Fact]
    public async Task Going_back_a_step_loses_nothing()
    {
        await using var server = await TestServer.Start();
        await using var visitor = await browsing.Visit(server.Address, Screen.Phone);
        var page = visitor.Page;
        await page.GotoAsync($"{server.CityAddress}/report");
        await page.SetInputFilesAsync("#photos", Picture());
        await Next(page, script: true);
        await page.FillAsync("#words", "市场");
        await page.CheckAsync("input[name=place][value=p-1]");
        await Next(page, script: true);
        await page.FillAsync("#what", "门口有两袋垃圾");

        await page.GoBackAsync();
        (await page.IsVisibleAsync("#words")).ShouldBeTrue();
        await page.GoBackAsync();
        (await page.IsVisibleAsync("#photos")).ShouldBeTrue();
        await Next(page, script: true);
        await Next(page, script: true);

        (await page.InputValueAsync("#what")).ShouldBe("门口有两袋垃圾");
        (await page.IsCheckedAsync("input[name=place][value=p-1]")).ShouldBeTrue();
        (await page.EvaluateAsync<int>("() => document.querySelector('#photos').files.length")).ShouldBe(1);
        await page.SelectOptionAsync("#category", "litter");
        await page.ClickAsync("button[value=send]");
        await page.WaitForSelectorAsync(".received-number");
        server.Cases().Single().Before.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_place_that_is_chosen_while_an_answer_is_under_way_stays_chosen()
    {
        await using var server = await TestServer.Start();
        await using var visitor = await browsing.Visit(server.Address, Screen.Phone);
        var page = visitor.Page;
        var late = new TaskCompletionSource();
        var isLate = false;
        await page.RouteAsync(
            "**/report/places*",
            async route =>
            {
                if (isLate)
                    await late.Task;
                await route.ContinueAsync();
            }
        );
        await page.GotoAsync($"{server.CityAddress}/report");
        await Next(page, script: true);
        await page.FillAsync("#words", "市");
        await page.WaitForSelectorAsync("input[name=place][value=p-1]");

        isLate = true;
        var first = await page.RunAndWaitForRequestAsync(
            () => page.FillAsync("#words", "市场"),
            request => request.Url.Contains("/report/places", StringComparison.Ordinal)
        );
        await page.CheckAsync("input[name=place][value=p-1]");
        var second = page.WaitForResponseAsync(response => response.Url.Contains("place=p-1", StringComparison.Ordinal));
        late.SetResult();
        await second;
        await Next(page, script: true);

        first.Url.ShouldNotContain("place=p-1");
        (await page.IsCheckedAsync("input[name=place][value=p-1]")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_sentence_of_the_refusal_leads_to_its_step()
    {
        await using var server = await TestServer.Start();
        await using var visitor = await browsing.Visit(server.Address, Screen.Phone);
        var page = visitor.Page;
        await page.GotoAsync($"{server.CityAddress}/report");
        await Next(page, script: true);
        await Next(page, script: true);
        await page.ClickAsync("button[value=send]");
        await page.WaitForSelectorAsync(".refusals");

        (await page.IsVisibleAsync("#words")).ShouldBeTrue();
        await page.ClickAsync(".refusals a[href='#what']");

        (await page.IsVisibleAsync("#what")).ShouldBeTrue();
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("what");
        await Looks(visitor, script: true);
    }

    [Fact]
    public async Task The_phones_own_position_is_taken_as_it_is()
    {
        await using var server = await TestServer.Start();
        await using var visitor = await browsing.Visit(server.Address, Screen.Phone);
        var page = visitor.Page;
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(new() { Longitude = 84.871f, Latitude = 45.591f });
        await page.GotoAsync($"{server.CityAddress}/report");
        await Next(page, script: true);

        await page.ClickAsync("[data-locate-now]");
        await page.WaitForSelectorAsync("input[name=place][value=p-1]");
        await Next(page, script: true);
        await page.SelectOptionAsync("#category", "litter");
        await page.FillAsync("#what", "路边有垃圾");
        await page.ClickAsync("button[value=send]");
        await page.WaitForSelectorAsync(".received-number");

        var at = server.Cases().Single().At;
        at.Lon.ShouldBe(84.871, 0.0001);
        at.District.ShouldBe(SmallCity.North);
        at.Place.ShouldBeNull();
    }

    private static async Task Next(IPage page, bool script)
    {
        if (script)
            await page.ClickAsync(".step.now .step-acts .btn-primary");
    }

    private static async Task Looks(Visitor visitor, bool script)
    {
        await visitor.FitsItsScreen();
        if (script)
            await visitor.IsAccessible();
    }

    private static FilePayload Picture() =>
        new()
        {
            Name = "IMG_1.png",
            MimeType = "image/png",
            Buffer = PngWriter.Write(64, 48, new byte[64 * 48], [0x336699]),
        };
}
