using System.Net;
using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Maps;
using CivicLoop.Core.Places;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Maps;

/// <summary>The map and its tiles: who is let in, what the address may say, what stands there without script.</summary>
public class MapPageTest
{
    private static readonly Location Avenue = new("p-3", "street", "south", SmallCity.South, "990102001", 84.85, 45.52);

    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in_and_sees_no_tile()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        foreach (var path in new[] { "cases/map", "cases/map/card?case=1", "map/tiles/0/0/0.mvt" })
            (await anybody.Get(path)).Status.ShouldBeOneOf(
                HttpStatusCode.Redirect,
                HttpStatusCode.SeeOther,
                HttpStatusCode.Unauthorized
            );
        (await anybody.Get("map/ground/0/0/0.mvt")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_city_that_is_not_there_has_no_map()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        foreach (var path in new[] { "cases/map", "map/tiles/0/0/0.mvt", "map/ground/0/0/0.mvt" })
            (await clerk.Get($"/nowhere/{path}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("20/0/0")]
    [InlineData("-1/0/0")]
    [InlineData("3/8/0")]
    [InlineData("3/0/-1")]
    [InlineData("0/0/99999999999999")]
    [InlineData("a/b/c")]
    public async Task No_such_tile_is_said_plainly(string tile)
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await clerk.Get($"map/tiles/{tile}.mvt")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get($"map/ground/{tile}.mvt")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_tile_is_kept_by_its_reader_alone_and_not_for_long()
    {
        await using var server = await TestServer.Start();
        await server.Office.Reported();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var (status, bytes, headers) = await clerk.Download("map/tiles/0/0/0.mvt?status=nonsense&light=purple&days=x");

        status.ShouldBe(HttpStatusCode.OK);
        headers["Content-Type"].ShouldBe(VectorTile.MediaType);
        headers["Cache-Control"].ShouldContain("private");
        headers["Cache-Control"].ShouldContain("max-age=2");
        ReadTile.Of(bytes)["cases"].Features.Single().Whole("n").ShouldBe(1);
    }

    [Fact]
    public async Task Without_script_the_map_is_drawn_with_the_list_beside_it()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        await CaseWalk.In(server.Office, CaseStatus.Reported, Avenue);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get("cases/map?status=Accepted");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Page.QuerySelectorAll(".map-live svg path[fill-opacity]").Length.ShouldBe(1);
        page.Page.QuerySelectorAll(".map-list .duty-case").Select(one => one.TextContent).ShouldBe([$"{done.Number}"]);
        page.Words(".part-count").ShouldBe("共\u20091\u2009件");
        page.Page.QuerySelectorAll(".views a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe([$"/{server.City.Code}/cases?status=Accepted", $"/{server.City.Code}/cases/map?status=Accepted"]);
        page.Page.QuerySelectorAll(".filter-says .part a")
            .Single()
            .GetAttribute("href")
            .ShouldBe($"/{server.City.Code}/cases/map?all=1");
        var view = JsonDocument.Parse(page.Page.QuerySelector("[data-map]")!.GetAttribute("data-map")!).RootElement;
        view.GetProperty("tiles").GetString().ShouldBe($"/{server.City.Code}/map/tiles/{{z}}/{{x}}/{{y}}.mvt?status=Accepted");
    }

    [Fact]
    public async Task A_card_shows_of_its_numbers_those_that_the_reader_sees_and_the_filter_leaves()
    {
        await using var server = await TestServer.Start();
        var north = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var south = await CaseWalk.In(server.Office, CaseStatus.Reported, Avenue);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var inspector = await server.SignedIn(SmallCity.InspectorSouth);
        var both = $"cases/map/card?case={north.Number}&case={south.Number}&case=999&case=x";

        Numbers(await clerk.Get(both)).ShouldBe([$"{north.Number}", $"{south.Number}"], ignoreOrder: true);
        Numbers(await clerk.Get(both + "&status=Accepted")).ShouldBe([$"{north.Number}"]);
        Numbers(await inspector.Get(both)).ShouldBe([$"{south.Number}"]);
        (await inspector.Get($"cases/map/card?case={north.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("cases/map/card")).Status.ShouldBe(HttpStatusCode.NotFound);

        static IEnumerable<string> Numbers(Answer card) =>
            card.Page.QuerySelectorAll(".duty-case").Select(one => one.TextContent);
    }

    [Fact]
    public async Task The_ground_is_the_citys_own_outlines()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        var read = ReadTile.Of(await anybody.Bytes("map/ground/0/0/0.mvt"));
        var tile = MapTile.At(9, 84.87, 45.59);
        var near = ReadTile.Of(await anybody.Bytes($"map/ground/{tile.Zoom}/{tile.X}/{tile.Y}.mvt"));

        read.Count.ShouldBeLessThanOrEqualTo(1);
        near["districts"].Features.ShouldAllBe(one => one.Shape == 3);
        near["districts"].Features.SelectMany(one => one.Paths).ShouldAllBe(ring => TileGeometry.Area(ring) > 0);
        near["districts"]
            .Features.SelectMany(one => one.Paths)
            .SelectMany(ring => ring)
            .ShouldAllBe(at => Math.Abs(at.X - 2048) <= 2112 && Math.Abs(at.Y - 2048) <= 2112);
    }
}
