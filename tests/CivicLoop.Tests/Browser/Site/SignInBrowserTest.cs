using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Site;

/// <summary>The frame and the sign-in as people meet them: on a desk and on a phone, with and without script.</summary>
public class SignInBrowserTest(Browsing browsing)
{
    [Theory, MemberData(nameof(Browsing.EveryWay), MemberType = typeof(Browsing))]
    public async Task One_signs_in_finds_the_rooms_and_signs_out(Screen screen, bool script)
    {
        await using var server = await TestServer.Start();
        await using var visitor = await browsing.Visit(server.Address, screen, script);
        var page = visitor.Page;

        await page.GotoAsync($"/{server.City.Code}/cases");
        await Holds(visitor, script);
        await page.FillAsync("#login", SmallCity.Clerk.Post);
        await page.FillAsync("#password", "Wrong-Horse-7");
        await page.ClickAsync("form:has(#login) button");
        (await page.TextContentAsync(".refusals")).ShouldNotBeNull().ShouldContain("登录名或密码不正确");
        (await page.InputValueAsync("#login")).ShouldBe(SmallCity.Clerk.Post);
        await Holds(visitor, script);

        await page.FillAsync("#password", TestServer.Password);
        await page.ClickAsync("form:has(#login) button");
        new Uri(page.Url).AbsolutePath.ShouldBe($"/{server.City.Code}/cases");
        (await page.GetAttributeAsync(".rail a[aria-current]", "href")).ShouldBe($"/{server.City.Code}/cases");
        await Holds(visitor, script);

        await page.ClickAsync($"form[action='/{server.City.Code}/sign-out'] button");
        // Going back while the answer is still under way would be waited for in vain.
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == $"/{server.City.Code}");
        await page.GoBackAsync();
        await page.ReloadAsync();
        new Uri(page.Url).AbsolutePath.ShouldBe("/login");
    }

    [Fact]
    public async Task Pages_of_the_frame_hold_in_every_language_and_script_keeps_to_the_policy()
    {
        await using var server = await TestServer.Start();
        await using var visitor = await browsing.Visit(server.Address, Screen.Phone);
        var refused = new List<string>();
        visitor.Page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                refused.Add(message.Text);
        };

        foreach (var language in new[] { "zh-Hans", "zh-Hant", "en" })
        foreach (var path in new[] { "/", $"/login?city={server.City.Code}", $"/{server.City.Code}/nowhere" })
        {
            await visitor.Page.GotoAsync(path + (path.Contains('?') ? "&" : "?") + "lang=" + language);
            await Holds(visitor, script: true);
        }
        refused.ShouldBeEmpty();
    }

    private static async Task Holds(Visitor visitor, bool script)
    {
        // Without script neither can be measured; the pages are the same.
        if (script)
        {
            await visitor.IsAccessible();
            await visitor.FitsItsScreen();
        }
        visitor.Abroad.ShouldBeEmpty();
        visitor.Errors.ShouldBeEmpty();
    }
}
