using System.Net;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Places;

public class PlacePagesTest
{
    [Theory]
    [InlineData("places", new[] { "北大街", "北市场", "南大街" })]
    [InlineData("places?words=大街", new[] { "北大街", "南大街" })]
    [InlineData("places?district=990102", new[] { "南大街" })]
    [InlineData("places?type=market&district=990101", new[] { "北市场" })]
    [InlineData("places?words=%25", new string[0])]
    public async Task Places_are_found_by_name_district_and_type(string path, string[] names)
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get(path);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Page.QuerySelectorAll("tbody td:first-child a").Select(link => link.TextContent).Order().ShouldBe(names.Order());
    }

    [Fact]
    public async Task A_place_tells_its_owner_and_what_is_open_there_to_whom_may_see_it()
    {
        await using var server = await TestServer.Start();
        var done = await server.Office.Reported();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var other = await server.SignedIn(SmallCity.InspectorSouth);

        var page = await clerk.Get("places/p-1");
        var elsewhere = await other.Get("places/p-1");

        page.Body.ShouldContain("市场监管局");
        page.Page.QuerySelector($"main a[href$='/cases/{done.Number}']").ShouldNotBeNull();
        page.Page.QuerySelector("svg .map-pin").ShouldNotBeNull();
        elsewhere.Page.QuerySelector($"main a[href$='/cases/{done.Number}']").ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_place_is_not_found()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await clerk.Get("places/nowhere")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
