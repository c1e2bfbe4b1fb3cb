using System.Collections.Concurrent;
using System.Text.Json;
using CivicLoop.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(Browsing))]

namespace CivicLoop.Tests.Support;

public enum Screen
{
    /// <summary>1280 × 800.</summary>
    Desktop,

    /// <summary>360 × 740, with touch.</summary>
    Phone,
}

/// <summary>One Chromium for all tests, started by the first that asks for it. Every visitor has cookies of their own.</summary>
public sealed class Browsing : IAsyncLifetime
{
    private readonly SemaphoreSlim starting = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The four ways in which every page must work.</summary>
    public static TheoryData<Screen, bool> EveryWay =>
        new()
        {
            { Screen.Desktop, true },
            { Screen.Desktop, false },
            { Screen.Phone, true },
            { Screen.Phone, false },
        };

    public async Task<Visitor> Visit(
        string address,
        Screen screen = Screen.Desktop,
        bool script = true,
        string language = "zh-CN"
    )
    {
        var path = Requires.Browser();
        await Start(path);
        var context = await browser!.NewContextAsync(
            new()
            {
                BaseURL = address,
                JavaScriptEnabled = script,
                Locale = language,
                TimezoneId = "Asia/Shanghai",
                HasTouch = screen == Screen.Phone,
                ViewportSize =
                    screen == Screen.Phone ? new() { Width = 360, Height = 740 } : new() { Width = 1280, Height = 800 },
            }
        );
        context.SetDefaultTimeout(15_000);
        var visitor = new Visitor(context, await context.NewPageAsync());
        await visitor.KeepHome(new Uri(address));
        return visitor;
    }

    private async Task Start(string path)
    {
        await starting.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            browser ??= await playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = path,
                    Args =
                    [
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                    ],
                }
            );
        }
        finally
        {
            starting.Release();
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        starting.Dispose();
    }
}

/// <summary>One person at one screen.</summary>
public sealed class Visitor(IBrowserContext context, IPage page) : IAsyncDisposable
{
    private readonly ConcurrentBag<string> abroad = [];
    private readonly ConcurrentBag<string> errors = [];

    private static string? axeScript;

    public IPage Page => page;

    /// <summary>What pages asked of another host. None ever should, and none is let through.</summary>
    public IReadOnlyCollection<string> Abroad => abroad;

    /// <summary>What scripts threw or the browser complained about.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    internal async Task KeepHome(Uri home)
    {
        page.PageError += (_, error) => errors.Add(error);
        await context.RouteAsync(
            url => url.StartsWith("http", StringComparison.Ordinal) && new Uri(url).Authority != home.Authority,
            route =>
            {
                abroad.Add(route.Request.Url);
                return route.AbortAsync();
            }
        );
    }

    /// <summary>The page as it stands breaks no rule of axe.</summary>
    public async Task IsAccessible()
    {
        var axe = SourceTree.At("node_modules", "axe-core", "axe.min.js");
        File.Exists(axe).ShouldBeTrue("axe-core is missing: run make browser");
        // Evaluated, not added as a script element: the page's own policy would rightly refuse that.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(axeScript ??= await File.ReadAllTextAsync(axe));
        var found = await page.EvaluateAsync<JsonElement>(
            "() => axe.run().then(result => result.violations.map(one => "
                + "`${one.impact} ${one.id}: ${one.help} at ${one.nodes.map(node => node.target.join(' ')).join(', ')}`))"
        );
        found.EnumerateArray().Select(one => one.GetString()).ShouldBeEmpty(page.Url);
    }

    /// <summary>Nothing sticks out to the right: a phone never has to scroll sideways.</summary>
    public async Task FitsItsScreen()
    {
        var beyond = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
        beyond.ShouldBeLessThanOrEqualTo(0, page.Url);
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
