using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Intake;

/// <summary>Somebody who does not know what the city calls it: their words suggest it, and a tap chooses.</summary>
public class SuggestJourneyTest(Browsing browsing)
{
    [Theory, MemberData(nameof(Browsing.EveryWay), MemberType = typeof(Browsing))]
    public async Task Words_suggest_a_category_and_one_tap_chooses_it(Screen screen, bool script)
    {
        await using var server = await TestServer.Start();
        await Learnt(server);
        await using var visitor = await browsing.Visit(server.Address, screen, script);
        var page = visitor.Page;
        await page.GotoAsync($"{server.CityAddress}/report?place=p-1");
        if (script)
        {
            // The plate of a place was read: where it is has been answered.
            await page.ClickAsync(".step.now .step-acts .btn-primary");
            await page.Locator("#what").PressSequentiallyAsync("垃圾堆了很多没人清运");
        }
        else
        {
            await page.FillAsync("#what", "垃圾堆了很多没人清运");
            await page.ClickAsync("noscript button");
        }

        var first = page.Locator(".suggested button").First;
        await first.WaitForAsync();
        (await page.InputValueAsync("#category")).ShouldBeEmpty("nothing is chosen for anybody");
        (await page.Locator("[data-suggest]").GetAttributeAsync("aria-live")).ShouldBe("polite");
        await visitor.FitsItsScreen();
        if (script)
            await visitor.IsAccessible();
        // By keyboard, the way a finger goes as well.
        await first.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#category")).ToHaveValueAsync("litter");
        await Assertions.Expect(page.Locator(".suggested button[value=litter]")).ToHaveAttributeAsync("aria-pressed", "true");
        (await page.InputValueAsync("#what")).ShouldBe("垃圾堆了很多没人清运");
        if (script)
            await page.EvaluateAsync("() => document.querySelectorAll('input[name=ask]').forEach(one => one.remove())");
        await page.ClickAsync("button[value=send]");
        await page.WaitForSelectorAsync(".received-number");
        server.Cases()[^1].Category.ShouldBe("litter");
        visitor.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_it_is_not_sure_it_says_nothing()
    {
        await using var server = await TestServer.Start();
        await Learnt(server);
        await using var visitor = await browsing.Visit(server.Address, Screen.Phone);
        var page = visitor.Page;
        await page.GotoAsync($"{server.CityAddress}/report?place=p-1");
        await page.ClickAsync(".step.now .step-acts .btn-primary");

        await page.RunAndWaitForResponseAsync(
            () => page.Locator("#what").PressSequentiallyAsync("zzz qqq"),
            answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/report/check", StringComparison.Ordinal)
        );

        await Assertions.Expect(page.Locator(".suggested")).ToHaveCountAsync(0);
        await page.FillAsync("#what", "垃圾堆了很多没人清运");
        await Assertions.Expect(page.Locator(".suggested")).ToHaveCountAsync(1);
    }

    private static async Task Learnt(TestServer server)
    {
        await Taught.Teach(server);
        using var anybody = server.Anybody();
        (await Taught.Asked(anybody, "report/suggest?words=" + Uri.EscapeDataString(Taught.Words))).Dispose();
    }
}
