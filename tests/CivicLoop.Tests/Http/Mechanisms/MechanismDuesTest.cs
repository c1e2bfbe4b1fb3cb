using System.Net;
using CivicLoop.Tests.Http.Accounts;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Mechanisms;
using CivicLoop.Web.Playbooks;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Mechanisms;

/// <summary>A way of working with an owner and a frequency is owed until its run is told of.</summary>
public class MechanismDuesTest
{
    [Theory, EachDatabase]
    public async Task Its_owner_finds_it_on_the_desk_and_a_run_discharges_it_until_the_next(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await server.End<MechanismDueRounds>();
        Ruled(server, "- {code: patrols, name: 联合巡查, owner: market, every: 1 week, sample: true}", 0);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);

        (await Pass(server)).ShouldBe(1);
        (await Pass(server)).ShouldBe(0, "looked at again");
        await Later(server, 40);
        (await Pass(server)).ShouldBe(0, "one run is owed, however many weeks were missed");
        Owed(server).ShouldBe(["market-clerk"]);
        (await supervisor.Get("mechanisms")).Words("main").ShouldContain("超期");

        var desk = await market.Get("desk?kind=mechanism-run");
        desk.Page.QuerySelectorAll(".duties > li").Length.ShouldBe(1);
        var link = desk.Page.QuerySelector(".duties a[href*='/mechanisms/']")!.GetAttribute("href")!;
        var page = await market.Get(link);
        page.Page.QuerySelector("#tell")!.HasAttribute("open").ShouldBeTrue("whoever owes it finds the form");
        var told = await market.Submit(page, page.Form("#tell form"), ("words", "查了三个市场"), ("suggested", "按机制要求开展"));

        told.Status.ShouldBe(HttpStatusCode.SeeOther, told.Page.Body?.TextContent);
        (await market.Get("mechanisms")).Words("main").ShouldContain("正常");
        server.Stored("select status from mechanism_dues order by number").ShouldBe(["Ran", "Owed"]);
        var judge = await supervisor.Get("mechanisms/patrols");
        var form = judge.Form("#run-1 form");
        form.Action = judge.Page.QuerySelector("#run-1 button[formaction]")!.GetAttribute("formaction")!;
        (await supervisor.Submit(judge, form, ("suggested", "佐证不足"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Pass(server)).ShouldBe(0, "what a run changes is told with it");
        server.ShouldBeWhole();
        Proof.Rebuild(server.City).ShouldBeGreaterThan(0);
        Owed(server).ShouldBe(["market-clerk"]);
    }

    [Theory, EachDatabase]
    public async Task Other_rules_move_it_or_let_it_go_and_what_a_room_did_counts_as_a_run(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await server.End<MechanismDueRounds>();
        Ruled(
            server,
            """
            - {code: patrols, name: 联合巡查, owner: market, every: 1 week, sample: true}
              - {code: loop, name: 闭环, owner: north, every: 1 month, run-by: cases, sample: true}
              - {code: beats, name: 调度, owner: north, every: 1 day, run-by: rhythm, sample: true}
            """,
            0
        );
        await Pass(server);
        Owed(server).ShouldBe(["market-clerk", "north-clerk"]);

        await Later(server, 2);
        await server.Office.Reported();
        (await Pass(server)).ShouldBe(1, "the room of cases has run");
        server.Stored("select status from mechanism_dues where mechanism = 'loop' order by number").ShouldBe(["Ran", "Owed"]);

        Ruled(server, "- {code: patrols, name: 联合巡查, owner: south, every: 1 week, sample: true}", 1);
        await Later(server, 2);
        (await Pass(server)).ShouldBe(2);
        Owed(server).ShouldBe(["south-clerk"]);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Pass(server))));
        Owed(server).ShouldBe(["south-clerk"]);
        server.ShouldBeWhole();
    }

    private static List<string> Owed(TestServer server) =>
        server.City.Database.Read(connection =>
            Sql.Many(
                connection,
                "select post from duties where kind = 'mechanism-run' and done_at is null order by post",
                row => row.GetString(0)
            )
        );

    private static Task<int> Pass(TestServer server)
    {
        var rules = server.Services.GetRequiredService<RulesNow>();
        rules.Forget(server.City);
        return MechanismDueStore.Pass(server.City, rules.Of(server.City));
    }

    /// <param name="ahead">Days from today on which they come into force.</param>
    private static void Ruled(TestServer server, string mechanisms, int ahead)
    {
        var today = SmallCity.Calendar.DayOf(server.City.Clock.Now);
        var was = server.City.Database.Read(connection => PlaybookReads.FilesOn(connection, today));
        var folder = new PlaybookFolder(
            new Dictionary<string, string>(was) { ["mechanisms.yaml"] = $"mechanisms:\n  {mechanisms}\n" }
        );
        var (playbook, mistakes) = folder.Parse();
        mistakes.ShouldBeEmpty();
        PlaybookImport.Run(server.City, folder, playbook.ShouldNotBeNull(), today.AddDays(ahead)).Refusal.ShouldBeNull();
    }

    private static async Task Later(TestServer server, int days)
    {
        await server.City.Database.Write(transaction =>
            server.City.Clock.MoveTo(transaction, server.City.Clock.Now.AddDays(days))
        );
        // The server looks at its clock again every second.
        await Task.Delay(1_100, TestContext.Current.CancellationToken);
    }
}
