using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>A demo blames nobody real: beside cases and figures only a district stands without the mark 示例.</summary>
public class SampleUnitsTest
{
    [Fact]
    public async Task In_a_demo_every_unit_beside_a_case_is_marked_a_sample_but_the_districts()
    {
        await using var server = await TestServer.Start();
        Demo(server);
        // The server looks at its rules again every second.
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        var markets = await CaseWalk.In(server.Office, CaseStatus.Fixed);
        var norths = await CaseWalk.In(server.Office, CaseStatus.Fixed, SmallCity.Street, SmallCity.NorthClerk);
        foreach (var failed in new[] { markets, norths })
            await server.Office.Act(failed.Stream, SmallCity.Supervisor, new SeenInput(CaseAct.FailCheck, []));
        using var leader = await server.SignedIn(SmallCity.Leader);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var list = await clerk.Get("cases");
        list.Words($"tr:has(a[href$='/{markets.Number}']) td:nth-child(5)").ShouldContain("示例");
        list.Words($"tr:has(a[href$='/{norths.Number}']) td:nth-child(5)").ShouldNotContain("示例");
        list.Words(".sample-note").ShouldContain("示例");
        (await clerk.Get("cases?unit=market")).Words("#says").ShouldContain("市场监管局（示例）");

        var page = await clerk.Get($"cases/{markets.Number}");
        page.Words(".side-now dd:has(.tag)").ShouldContain("市场监管局");
        page.Words(".story h3").ShouldContain("派遣给市场监管局（示例）");
        (await clerk.Get($"cases/{norths.Number}")).Words(".side-now").ShouldNotContain("示例");

        var desk = await leader.Get("desk");
        desk.Words($"section[aria-labelledby=trouble] li:has(a[href$='/{markets.Number}']) .line-side").ShouldContain("示例");
        desk.Words($"section[aria-labelledby=trouble] li:has(a[href$='/{norths.Number}']) .line-side").ShouldNotContain("示例");
        var file = System.Text.Encoding.UTF8.GetString(await leader.Bytes("cases/export.csv"));
        file.ShouldContain("市场监管局（示例）");
        file.ShouldNotContain("北区创城办（示例）");
    }

    [Fact]
    public async Task In_a_real_city_only_what_the_playbook_calls_a_sample_is_one()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var list = await clerk.Get("cases");

        list.Words("td:nth-child(5)").ShouldNotContain("示例");
        list.Page.QuerySelector(".sample-note").ShouldBeNull();
    }

    private static void Demo(TestServer server) =>
        server.City.Database.WriteInBulk(transaction =>
        {
            DemoMark.Set(transaction);
            return 0;
        });
}
