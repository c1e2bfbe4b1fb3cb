using CivicLoop.Core.Contracts;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Contracts;

/// <summary>
/// One stretch of street from the gap on the map through its letter, its hand-over and its end, by three people in a
/// real browser.
/// </summary>
public class ContractJourneyTest(Browsing browsing)
{
    [Theory, MemberData(nameof(Browsing.EveryWay), MemberType = typeof(Browsing))]
    public async Task A_street_is_given_to_a_unit_from_the_map_accepted_handed_over_and_runs_out(Screen screen, bool script)
    {
        await using var server = await TestServer.Start();
        SmallGround.In(server);
        await using var clerk = await As(server, SmallCity.Clerk, screen, script);

        // The gap on the map leads to the form, filled in as far as the gap says.
        await Open(clerk, server, "contracts/board?kind=streets", script);
        var gap = clerk.Page.Locator("a.ground-mend");
        await gap.FocusAsync();
        await clerk.Page.Keyboard.PressAsync("Enter");
        await clerk.Page.Locator("#object").WaitForAsync();
        (await clerk.Page.InputValueAsync("#object")).ShouldBe("北大街一段 L-1");
        await clerk.IsWellMade(script);
        await clerk.Page.SelectOptionAsync("#party", "unit:market");
        await clerk.Page.Locator("input[name=suggested]").First.CheckAsync();
        await clerk.Page.Locator("main button.btn-primary").ClickAsync();
        await clerk.Page.Locator("#done").WaitForAsync();
        clerk.Page.Url.ShouldContain("/contracts/1?done=make");

        await using var market = await As(server, SmallCity.MarketClerk, screen, script);
        await Take(market, "accept");
        await market.IsWellMade(script);
        await Open(clerk, server, "contracts/board?kind=streets", script);
        (await clerk.Text("section:has(#faults)")).ShouldContain("没有空白，也没有重叠");

        await Open(clerk, server, "contracts/1", script);
        await clerk.Act("hand-over", page => page.SelectOptionAsync("#act-hand-over select[name=party]", "unit:north"));
        await using var north = await As(server, SmallCity.NorthClerk, screen, script);
        await Take(north, "accept");
        await Open(north, server, "contracts/1/letters/1", script);
        (await north.Text(".letter-head + .notice-warn")).ShouldContain("已被第 2 版取代".Replace(' ', '\u2009'));
        await Open(market, server, "contracts/mine", script);
        (await market.Text("main")).ShouldNotContain("北大街一段");

        // A fortnight before its end the office is told; after it the ground lies open again.
        var last = Now(server).To!.Value;
        await MoveTo(server, last.AddDays(-3));
        await clerk.Page.GotoAsync($"/{server.City.Code}/desk");
        (await clerk.Text(".duties")).ShouldContain("北大街一段");
        await MoveTo(server, last.AddDays(1));
        await Open(clerk, server, "contracts/1", script);
        (await clerk.Text(".page-head")).ShouldContain("已到期");
        await Open(clerk, server, "contracts/board?kind=streets", script);
        (await clerk.Text(".faults")).ShouldContain("空白");
        await Open(clerk, server, "coverage", script);
        (await clerk.Text("#ContractRunOut")).ShouldContain("北大街一段");

        Now(server)
            .ShouldSatisfyAllConditions(
                state => state.Status.ShouldBe(ContractStatus.InForce),
                state => state.Party.ShouldBe(Signing.North),
                state => state.Letters.Count.ShouldBe(2)
            );
        Proof.Of(server.City).Bent.ShouldBeEmpty();
    }

    private Task<Person> As(TestServer server, Actor actor, Screen screen, bool script) =>
        Person.SignIn(browsing, server, actor, screen, script);

    private static async Task Open(Person person, TestServer server, string path, bool script)
    {
        await person.Page.GotoAsync($"/{server.City.Code}/{path}");
        await person.IsWellMade(script);
    }

    // From the desk, by the line of the contract.
    private static async Task Take(Person person, string act)
    {
        await person.Page.ReloadAsync();
        await person.Page.Locator($"main a[href*='/contracts/1'][href*='{act}']").First.ClickAsync();
        await person.Page.Locator($"#act-{act}").WaitForAsync();
        await person.Act(act);
    }

    private static ContractState Now(TestServer server) =>
        server.City.Database.Read(connection => ContractReads.Find(connection, SmallCity.Playbook, 1)).ShouldNotBeNull().State;

    // Only a demo's clock is ever moved; the server looks at it once a second.
    private static Task MoveTo(TestServer server, DateOnly day)
    {
        server.City.Database.WriteInBulk(transaction =>
        {
            DemoMark.Set(transaction);
            return server.City.Clock.MoveTo(transaction, SmallCity.Calendar.ToUtc(day, new TimeOnly(10, 0)));
        });
        return Task.Delay(TimeSpan.FromSeconds(1.2));
    }
}
