using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Http.Publishing;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Publishing;

/// <summary>
/// From a citizen's photo to everybody's: a clerk draws over it and publishes, the unit puts it right, the citizen says
/// that it did not.
/// </summary>
public class PublicDoorJourneyTest(Browsing browsing)
{
    [Fact]
    public Task By_mouse_at_a_desk() => Walk(Screen.Desktop, script: true);

    [Fact]
    public Task In_figures_where_no_script_runs() => Walk(Screen.Phone, script: false);

    private async Task Walk(Screen screen, bool script)
    {
        Moderating.NeedsDecoder();
        await using var server = await TestServer.Start();
        await using var citizen = await Person.Anybody(browsing, server, screen, script);
        var photo = new FilePayload
        {
            Name = "red.png",
            MimeType = "image/png",
            Buffer = Moderating.Red(320, 240),
        };
        await citizen.Report("市场", "p-1", "litter", "门前成堆垃圾", photo);
        var link = citizen.Page.Url.Split('?')[0];
        await citizen.IsWellMade(script);

        await using var clerk = await Person.SignIn(browsing, server, SmallCity.Clerk, screen, script);
        await clerk.Page.GotoAsync($"/{server.City.Code}/moderation/1");
        await clerk.IsWellMade(script);
        if (script)
            await Drag(clerk.Page);
        else
            await Type(clerk.Page);
        await clerk.Page.CheckAsync("input[name=show]");
        await clerk.Page.FillAsync("#words", "门前有垃圾，已安排清理");
        await clerk.Page.FillAsync("#reason-publish", "已遮挡");
        clerk.Page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await clerk.Page.ClickAsync("form.moderation .btn-primary");
        await clerk.Page.WaitForSelectorAsync(".notice-ok");
        await clerk.IsWellMade(script);

        await using var anybody = await Person.Anybody(browsing, server, screen, script);
        await anybody.Page.GotoAsync($"/{server.City.Code}/public/1");
        (await anybody.Text("main")).ShouldContain("门前有垃圾，已安排清理");
        await anybody.IsWellMade(script);
        var copy = server.Public(1)!.Before.ShouldHaveSingleItem();
        using var client = server.Anybody();
        var bytes = await client.Bytes($"public/photos/{copy}");
        Moderating.Pixel(bytes, 0.5, 0.5).ShouldBe(((byte)0, (byte)0, (byte)0));
        Moderating.Pixel(bytes, 0.05, 0.05).Red.ShouldBeGreaterThan((byte)200);

        await PutRight(server);
        await citizen.Page.GotoAsync(link);
        await citizen.IsWellMade(script);
        if (await citizen.Page.Locator("#say-dispute").GetAttributeAsync("open") is null)
            await citizen.Page.ClickAsync("#say-dispute summary");
        await citizen.Page.FillAsync("#say-dispute textarea", "垃圾还在");
        await citizen.Page.ClickAsync("#say-dispute .btn-primary");
        await citizen.Page.WaitForSelectorAsync("#done");
        await citizen.IsWellMade(script);

        var state = server.Cases().Single();
        state.Status.IsOpen().ShouldBeTrue();
        state.Reopenings.ShouldBe(1);
        server.IsWhole();
    }

    private static async Task Drag(IPage page)
    {
        var sheet = page.Locator("[data-mask-sheet]");
        await sheet.ScrollIntoViewIfNeededAsync();
        var box = (await sheet.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync((float)(box.X + box.Width * 0.25), (float)(box.Y + box.Height * 0.25));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((float)(box.X + box.Width * 0.6), (float)(box.Y + box.Height * 0.5));
        await page.Mouse.MoveAsync((float)(box.X + box.Width * 0.75), (float)(box.Y + box.Height * 0.75));
        await page.Mouse.UpAsync();
        (await page.Locator("[data-mask-rows] li").CountAsync()).ShouldBe(1);
        (await page.InputValueAsync("[data-mask-rows] li:first-child input[data-side=left]")).ShouldStartWith("2");
    }

    private static async Task Type(IPage page)
    {
        foreach (var (side, percent) in new[] { ("left", "25"), ("top", "25"), ("width", "50"), ("height", "50") })
            await page.FillAsync($"[data-mask-rows] li:first-child input[data-side={side}]", percent);
        await page.ClickAsync("[data-mask-look]");
        await page.WaitForSelectorAsync("[data-mask-sheet] rect", new() { State = WaitForSelectorState.Attached });
    }

    private static async Task PutRight(TestServer server)
    {
        var stream = server.StreamOf(1);
        var office = server.Office;
        await office.Act(stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await office.Act(stream, SmallCity.Clerk, new DispatchInput(null));
        await office.Act(stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        await office.Act(stream, SmallCity.MarketClerk, new SeenInput(CaseAct.ReportFixed, [office.Photo("after")]));
        await office.Act(stream, SmallCity.Supervisor, new SeenInput(CaseAct.PassCheck, []));
        await office.Act(stream, SmallCity.Clerk, new PlainInput(CaseAct.Close));
    }
}
