using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Support;

/// <summary>Somebody without a mouse.</summary>
internal static class Keyboard
{
    /// <summary>Goes on by Tab until the keyboard is there.</summary>
    public static async Task Tab(this IPage page, string wanted)
    {
        for (var step = 0; step < 100; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("wanted => document.activeElement.matches(wanted)", wanted))
            {
                await page.Focused(wanted);
                return;
            }
        }
        Assert.Fail($"no Tab leads to {wanted} on {page.Url}");
    }

    /// <summary>Where the keyboard is must be seen.</summary>
    public static async Task Focused(this IPage page, string wanted)
    {
        (await page.EvaluateAsync<bool>("wanted => document.activeElement.matches(wanted)", wanted)).ShouldBeTrue(wanted);
        (await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle")).ShouldNotBe(
            "none",
            wanted
        );
    }

    /// <summary>One act on the case at hand, with the first suggested reason; afterwards the page says that it was done.</summary>
    /// <param name="chosen">What is ticked in its form before.</param>
    public static async Task ActByKeyboard(this IPage page, string act, params string[] chosen)
    {
        if (await page.Locator($"details#act-{act}").GetAttributeAsync("open") is null)
        {
            await page.Tab($"#act-{act} summary");
            await page.Keyboard.PressAsync("Enter");
        }
        foreach (var field in chosen.Append("input[name=suggested]"))
        {
            await page.Tab($"#act-{act} {field}");
            await page.Keyboard.PressAsync("Space");
        }
        await page.Tab($"#act-{act} button.btn-primary");
        void Agree(object? sender, IDialog dialog) => dialog.AcceptAsync();
        page.Dialog += Agree;
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#done").WaitForAsync();
        page.Dialog -= Agree;
    }
}
