using CivicLoop.Core.Accounts;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Accounts;

/// <summary>An administrator sets up the second factor, comes in with it, and ends a session left open elsewhere.</summary>
public class SecondFactorJourneyTest(Browsing browsing)
{
    private const string Login = "system-administrator";

    [Theory, MemberData(nameof(Browsing.EveryWay), MemberType = typeof(Browsing))]
    public async Task It_is_set_up_asked_for_and_a_session_elsewhere_is_ended(Screen screen, bool script)
    {
        await using var server = await TestServer.Start();
        server.City.Database.WriteInBulk(transaction => transaction.ExecuteNow("delete from second_factors"));
        await using var desk = await Person.Anybody(browsing, server, screen, script);
        var page = desk.Page;

        await Password(page, server);
        await page.WaitForURLAsync(url => url.EndsWith("/account/second-factor", StringComparison.Ordinal));
        await desk.IsWellMade(script);
        var secret = Base32.Decode((await desk.Text("#secret")).Replace(" ", "", StringComparison.Ordinal))!;
        await Code(page, "000000");
        (await desk.Text(".refusals")).ShouldContain("验证码");
        await desk.IsWellMade(script);
        (await desk.Text("#secret")).Replace(" ", "", StringComparison.Ordinal).ShouldBe(Base32.Encode(secret));
        await Code(page, Now(secret));
        await page.Locator("#codes code").Nth(9).WaitForAsync();
        await desk.IsWellMade(script);
        await page.ClickAsync("main a.btn-primary");
        await page.WaitForURLAsync(url => url.EndsWith("/account", StringComparison.Ordinal));

        await using var phone = await Person.Anybody(browsing, server, screen, script);
        await Password(phone.Page, server);
        await phone.Page.Locator("#code").WaitForAsync();
        await phone.IsWellMade(script);
        await Code(phone.Page, "000000");
        (await phone.Text(".refusals")).ShouldContain("验证码");
        await phone.Page.GotoAsync($"/{server.City.Code}/accounts");
        phone.Page.Url.ShouldContain("/login");
        await Password(phone.Page, server);
        // One code opens once; the next one would come in half a minute.
        server.Code(Login);
        await Code(phone.Page, Now(secret));
        await phone.Page.WaitForURLAsync(url => url.EndsWith("/accounts", StringComparison.Ordinal));

        await page.GotoAsync($"/{server.City.Code}/account");
        var others = page.Locator("tbody tr:not(:has(.tag))");
        (await others.CountAsync()).ShouldBe(1);
        await desk.IsWellMade(script);
        await others.Locator("button").ClickAsync();
        await page.Locator("#done").WaitForAsync();
        await phone.Page.Locator("main a[href*='/accounts/']").First.ClickAsync();
        await phone.Page.WaitForURLAsync(url => url.Contains("/login", StringComparison.Ordinal));
        await page.ReloadAsync();
        page.Url.ShouldContain("/account");
    }

    private static async Task Password(IPage page, TestServer server)
    {
        await page.GotoAsync($"/login?city={server.City.Code}");
        await page.FillAsync("#login", Login);
        await page.FillAsync("#password", TestServer.Password);
        await page.PressAsync("#password", "Enter");
    }

    private static async Task Code(IPage page, string code)
    {
        await page.FillAsync("#code", code);
        var answered = page.WaitForResponseAsync(response => response.Request.Method == "POST");
        await page.PressAsync("#code", "Enter");
        await answered;
        await page.WaitForLoadStateAsync();
    }

    private static string Now(byte[] secret) => Totp.Code(secret, Totp.StepAt(CityClock.Machine));
}
