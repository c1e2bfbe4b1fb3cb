using System.Net;
using System.Text;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Burden;

public class BurdenPageTest
{
    [Theory, EachDatabase]
    public async Task What_was_asked_stands_beside_what_came_of_it_and_a_unit_sees_its_own(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await server.Office.Closed();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);

        var page = await clerk.Get("burden?weeks=4");

        page.Words("main").ShouldContain("市场监管局");
        page.Words("main").ShouldContain("创城办");
        page.Page.QuerySelectorAll(".bars rect").Length.ShouldBe(8);
        (await clerk.Get("burden?unit=market")).Words("main").ShouldContain("整改反馈");
        (await market.Get("burden")).Words("#units + table, main").ShouldNotContain("立案派遣结案");
        var csv = Encoding.UTF8.GetString(await clerk.Bytes("burden/export.csv?weeks=4"));
        csv.ShouldContain(",市场监管局,4,3,1,1,0,");
        Encoding.UTF8.GetString(await market.Bytes("burden/export.csv")).ShouldNotContain("创城办值班");
        using var keeper = await server.SignedIn(SmallCity.SystemAdministrator);
        (await keeper.Get("burden")).Status.ShouldBe(HttpStatusCode.Forbidden);
        May.Read(Role.SystemAdministrator).ShouldBe(Scope.None);
    }
}
