using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Cases;

/// <summary>The desk by keyboard: ticking, acting on many, the window of all keys, rooms by two letters.</summary>
public class BulkJourneyTest(Browsing browsing)
{
    [Fact]
    public async Task Cases_are_ticked_previewed_and_accepted_without_touching_the_mouse()
    {
        await using var server = await TestServer.Start();
        var first = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        var second = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        var third = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await using var market = await Person.SignIn(browsing, server, SmallCity.MarketClerk, Screen.Desktop, script: true);
        var page = market.Page;
        await page.GotoAsync($"/{server.City.Code}/cases?status=Dispatched");

        foreach (var key in new[] { "j", "x", "j", "j", "x" })
            await page.Keyboard.PressAsync(key);
        (await page.Locator(".bulk-count").TextContentAsync()).ShouldBe("已选\u20092\u2009件");
        await market.Visitor.IsAccessible();
        await page.Keyboard.PressAsync("b");
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("bulk-act");
        await page.SelectOptionAsync("#bulk-act", "accept");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("/cases/bulk?", StringComparison.Ordinal));
        (await page.Locator(".bulk tbody tr").CountAsync()).ShouldBe(2);
        await page.FocusAsync("input[name=suggested]");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#done").WaitForAsync();

        (await page.Locator("#done").TextContentAsync())!.ShouldContain("全部办理完毕");
        server.StateOf(first).Status.ShouldBe(CaseStatus.Accepted);
        server.StateOf(second).Status.ShouldBe(CaseStatus.Dispatched);
        server.StateOf(third).Status.ShouldBe(CaseStatus.Accepted);
        market.Visitor.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_mark_shows_all_keys_and_two_letters_lead_to_a_room()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await using var market = await Person.SignIn(browsing, server, SmallCity.MarketClerk, Screen.Desktop, script: true);
        var page = market.Page;
        await page.GotoAsync($"/{server.City.Code}/cases");

        await page.Keyboard.PressAsync("?");
        await page.Locator("dialog#keys[open]").WaitForAsync();
        await market.Visitor.IsAccessible();
        await page.Keyboard.PressAsync("j");
        (await page.Locator(".chosen").CountAsync()).ShouldBe(0, "a key means nothing behind the window");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("jgd?");
        (await page.InputValueAsync(".top input[type=search]")).ShouldBe("jgd?");
        await page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("d");
        await page.WaitForURLAsync(url => url.EndsWith("/desk", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("l");
        await page.WaitForURLAsync(url => url.EndsWith("/cases", StringComparison.Ordinal));
        market.Visitor.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_shift_a_stretch_is_ticked_and_one_button_ticks_the_page()
    {
        await using var server = await TestServer.Start();
        for (var index = 0; index < 5; index++)
            await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await using var market = await Person.SignIn(browsing, server, SmallCity.MarketClerk, Screen.Desktop, script: true);
        var page = market.Page;
        await page.GotoAsync($"/{server.City.Code}/cases");

        await page.Locator(".pick").Nth(1).ClickAsync();
        await page.Locator(".pick").Nth(3).ClickAsync(new() { Modifiers = [Microsoft.Playwright.KeyboardModifier.Shift] });
        (await page.Locator(".pick:checked").CountAsync()).ShouldBe(3);
        await page.Keyboard.PressAsync("a");
        (await page.Locator(".pick:checked").CountAsync()).ShouldBe(5);
        await page.Keyboard.PressAsync("a");
        (await page.Locator(".pick:checked").CountAsync()).ShouldBe(0);
    }
}
