using CivicLoop.Core.Cases;
using CivicLoop.Tests.Data.SelfChecks;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Duties;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Duties;

/// <summary>What is owed on other things than cases stands among the rest on the desk.</summary>
public class OtherDutiesTest
{
    [Fact]
    public void Every_kind_of_stream_that_owes_something_is_brought_to_the_desk_by_its_room()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        Web.Program.AddRooms(builder.Services);
        var rooms = builder.Services.Count(service => service.ServiceType == typeof(IDutySubjects));

        // A case's duties are the desk's own; a team from above and a visit leave none.
        string[] others = ["case", "team", "visit"];
        rooms.ShouldBe(Web.Program.Streams.Count(stream => !others.Contains(stream.Name)));
    }

    [Theory, EachDatabase]
    public async Task What_is_due_first_comes_first_whatever_it_is_on_and_many_of_one_origin_are_one_line(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        SelfCheckStoreTest.Seed(server.City, 3, "market");
        var origin = await CaseWalk.In(server.Office, CaseStatus.Filed);
        var owed = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var preview = await clerk.Get($"self-checks/of/{origin.Number}?type=market&reach=City:");
        await clerk.Submit(preview, preview.Form("form[method=post]:has(input[name=count])"), ("suggested", "上级要求举一反三"));
        using var market = await server.SignedIn(SmallCity.MarketClerk);

        var desk = await market.Get("desk");

        var lines = desk.Page.QuerySelectorAll("ul[data-rows] > li").ToList();
        lines.Count.ShouldBe(2);
        lines[0].TextContent.ShouldContain($"{owed.Number}");
        lines[1].QuerySelector(".tag")!.TextContent.ShouldBe("自查");
        lines[1].QuerySelector(".duty-where")!.TextContent.ShouldContain("待答复\u20093\u2009处");
        desk.Page.QuerySelectorAll(".urgencies b").Sum(count => int.Parse(count.TextContent)).ShouldBe(4);

        var link = lines[1].QuerySelector("a.btn")!.GetAttribute("href")!;
        (await market.Get(link)).Page.QuerySelector(link[link.IndexOf('#')..]).ShouldNotBeNull();

        var narrowed = await market.Get("desk?kind=self-check");
        narrowed.Page.QuerySelectorAll("ul[data-rows] > li").Length.ShouldBe(1);
        narrowed.Words("nav[aria-label=按事项查看] [aria-current]").ShouldContain("自查点位3");
        (await market.Get("desk?kind=accept")).Page.QuerySelectorAll("ul[data-rows] > li").Length.ShouldBe(1);
    }
}
