using CivicLoop.Core.Organisation;
using Microsoft.Playwright;
using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>Somebody who works with the pages as a person does: clicks what is offered, fills in what is asked.</summary>
public sealed class Person(Visitor visitor, TestServer server, bool script) : IAsyncDisposable
{
    public IPage Page => visitor.Page;

    public Visitor Visitor => visitor;

    public static async Task<Person> Anybody(Browsing browsing, TestServer server, Screen screen, bool script) =>
        new(await browsing.Visit(server.Address, screen, script), server, script);

    public static async Task<Person> SignIn(Browsing browsing, TestServer server, Actor actor, Screen screen, bool script)
    {
        var person = await Anybody(browsing, server, screen, script);
        await person.Page.GotoAsync($"/login?city={server.City.Code}");
        await person.Page.FillAsync("#login", actor.Post);
        await person.Page.FillAsync("#password", TestServer.Password);
        await person.Page.PressAsync("#password", "Enter");
        await person.Page.WaitForURLAsync(
            url => url.EndsWith("/desk", StringComparison.Ordinal),
            new() { WaitUntil = WaitUntilState.DOMContentLoaded }
        );
        return person;
    }

    /// <summary>The report form, through its three steps where there is a script, as one page where there is none.</summary>
    public async Task Report(string words, string place, string category, string what, FilePayload photo)
    {
        await Page.GotoAsync($"/{server.City.Code}/report");
        await Page.SetInputFilesAsync("#photos", photo);
        await Next();
        await Page.FillAsync("#words", words);
        await Page.ClickAsync("button[name=step][value=find]");
        await Page.CheckAsync($"input[name=place][value='{place}']");
        await Next();
        await Page.SelectOptionAsync("#category", category);
        await Page.FillAsync("#what", what);
        if (await Page.Locator("#reason").CountAsync() > 0)
            await Page.FillAsync("#reason", "日常巡查发现");
        await Submit(Page.Locator("form[data-steps] button.btn-primary:not([type=button])").Last);
        (await Page.Locator(".refusals").CountAsync()).ShouldBe(0, await Page.Locator("main").InnerTextAsync());
    }

    /// <summary>Finds the case among what is owed and follows the one act that is due.</summary>
    public async Task TakesUp(int number, string act)
    {
        await Page.GotoAsync($"/{server.City.Code}/desk");
        await Page.Locator($"main a[href*='/cases/{number}'][href*='{act}']").First.ClickAsync();
        await Page.Locator($"#act-{act}").WaitForAsync();
    }

    public async Task Open(int number)
    {
        await Page.GotoAsync($"/{server.City.Code}/cases/{number}");
        await IsWellMade(script);
    }

    /// <summary>One act on the case at hand: opened, filled in, with a reason, and sent.</summary>
    /// <param name="reason">In their own words; null to take the first that is suggested.</param>
    public async Task Act(string act, Func<IPage, Task>? fill = null, string? reason = null)
    {
        // The page's script opens the act that the address names; asked before it has run, the click would close it again.
        await Page.WaitForLoadStateAsync();
        var offer = Page.Locator($"details#act-{act}");
        if (await offer.GetAttributeAsync("open") is null)
            await offer.Locator("> summary").ClickAsync();
        if (fill is not null)
            await fill(Page);
        if (reason is null)
            await offer.Locator("input[name=suggested]").First.CheckAsync();
        else
            await Page.FillAsync($"#reason-{act}", reason);
        // What is public or hard to take back asks once, where there is a script to ask.
        void Agree(object? sender, IDialog dialog) => dialog.AcceptAsync();
        Page.Dialog += Agree;
        await Submit(offer.Locator("button.btn-primary"));
        Page.Dialog -= Agree;
        (await Page.Locator(".refusals").CountAsync()).ShouldBe(0, await Page.Locator("main").InnerTextAsync());
    }

    public Task<string> Text(string selector) => Page.Locator(selector).First.InnerTextAsync();

    /// <summary>No rule of axe broken, nothing too wide, nothing fetched from elsewhere, no script failed.</summary>
    public async Task IsWellMade(bool scripted)
    {
        await visitor.FitsItsScreen();
        // axe is a script itself: it cannot look at a page whose scripts are off.
        if (scripted)
            await visitor.IsAccessible();
        visitor.Abroad.ShouldBeEmpty();
        visitor.Errors.ShouldBeEmpty();
    }

    private async Task Next()
    {
        if (script)
            await Page.Locator("[data-step].now .step-acts .btn-primary").ClickAsync();
    }

    // Sent when another page stands in place of this one.
    private async Task Submit(ILocator button)
    {
        await Page.EvaluateAsync("() => document.documentElement.setAttribute('data-before', '')");
        var answered = Page.WaitForResponseAsync(response => response.Request.Method == "POST");
        await button.ClickAsync();
        await answered;
        // The answer to the form is not yet the page that follows it.
        await Page.WaitForFunctionAsync(
            "() => !document.documentElement.hasAttribute('data-before') && document.readyState !== 'loading'"
        );
    }

    public ValueTask DisposeAsync() => visitor.DisposeAsync();
}
