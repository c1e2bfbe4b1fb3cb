using System.Net;
using System.Text.Json;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Exchange;

/// <summary>OGC API - Features 1.0 Core, and the downloads: public facts, all of them, nothing else.</summary>
public class OgcTest
{
    private const string Secret = "不该公开的话";

    [Theory, EachDatabase]
    public async Task Every_page_leads_to_the_next_until_all_public_cases_were_there_once(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        for (var one = 0; one < 7; one++)
            await server.Office.Act(null, SmallCity.Citizen, CaseOffice.Litter(Secret));
        var inside = await server.Office.Act(null, SmallCity.Clerk, CaseOffice.Litter(Secret));
        using var anybody = server.Anybody();

        var seen = new List<string>();
        var path = "ogc/collections/cases/items?limit=3";
        for (var page = 0; path is not null && page < 9; page++)
        {
            var answer = await Read(anybody, path);
            answer.GetProperty("numberMatched").GetInt32().ShouldBe(7);
            answer.GetProperty("numberReturned").GetInt32().ShouldBe(answer.GetProperty("features").GetArrayLength());
            answer.GetProperty("timeStamp").GetString().ShouldEndWith("Z");
            seen.AddRange(
                answer.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetString()!)
            );
            Link(answer, "self").ShouldNotBeNull();
            Link(answer, "collection").ShouldNotBeNull();
            path = Link(answer, "next") is { } next ? new Uri(next).PathAndQuery : null;
        }

        seen.Count.ShouldBe(7);
        seen.ShouldBeUnique();
        seen.ShouldNotContain($"{inside.Number}");
        (await anybody.Get($"ogc/collections/cases/items/{inside.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var csv = await anybody.Get("open/cases.csv");
        var geo = await anybody.Get("open/cases.geojson");
        csv.Body.TrimEnd().Split("\r\n").Length.ShouldBe(8);
        JsonDocument.Parse(geo.Body).RootElement.GetProperty("features").GetArrayLength().ShouldBe(7);
        foreach (var body in new[] { csv.Body, geo.Body, (await anybody.Get("ogc/collections/cases/items")).Body })
            body.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Words_that_are_shown_are_safe_to_open_in_a_spreadsheet()
    {
        await using var server = await TestServer.Start();
        var done = await server.Office.Act(null, SmallCity.Citizen, CaseOffice.Litter());
        await server.Office.Act(done.Stream, SmallCity.Clerk, new PublishInput("=HYPERLINK(\"http://x\")", []));
        using var anybody = server.Anybody();

        (await anybody.Get("open/cases.csv")).Body.ShouldContain("'=HYPERLINK");
        var feature = await Read(anybody, $"ogc/collections/cases/items/{done.Number}");
        feature.GetProperty("properties").GetProperty("words").GetString().ShouldStartWith("=HYPERLINK");
        var at = feature.GetProperty("geometry").GetProperty("coordinates");
        (at[0].GetDouble(), at[1].GetDouble()).ShouldBe((84.87, 45.59));
        Link(feature, "collection").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("ogc?colour=red")]
    [InlineData("ogc/conformance?limit=1")]
    [InlineData("ogc/collections?f=xml")]
    [InlineData("ogc/collections/cases/items?colour=red")]
    [InlineData("ogc/collections/cases/items?limit=0")]
    [InlineData("ogc/collections/cases/items?limit=")]
    [InlineData("ogc/collections/cases/items?limit=many")]
    [InlineData("ogc/collections/cases/items?limit=1&limit=2")]
    [InlineData("ogc/collections/cases/items?bbox=1,2,3")]
    [InlineData("ogc/collections/cases/items?bbox=84,46,85,45")]
    [InlineData("ogc/collections/cases/items?bbox=84,NaN,85,46")]
    [InlineData("ogc/collections/cases/items?datetime=yesterday")]
    [InlineData("ogc/collections/cases/items?datetime=../..")]
    [InlineData("ogc/collections/cases/items?datetime=2020-11-02T00:00:00Z/2020-11-01T00:00:00Z")]
    [InlineData("ogc/collections/cases/items?datetime=2020-11-02T00:00:00")]
    [InlineData("ogc/collections/cases/items?after=x")]
    [InlineData("ogc/collections/cases/items?after=9999999999999999-1")]
    [InlineData("ogc/collections/places/items?bbox-crs=EPSG:3857")]
    [InlineData("ogc/collections/places/items/p-1?limit=2")]
    public async Task What_is_not_known_or_cannot_be_is_a_400_that_says_what(string path)
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        var answer = await anybody.Get(path);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_box_a_time_and_a_limit_narrow_and_a_limit_over_the_most_is_the_most()
    {
        await using var server = await TestServer.Start();
        await server.Office.Act(null, SmallCity.Citizen, CaseOffice.Litter());
        using var anybody = server.Anybody();
        async Task<int> Found(string query) =>
            (await Read(anybody, $"ogc/collections/cases/items?{query}")).GetProperty("numberMatched").GetInt32();

        (await Found("bbox=84.8,45.5,84.9,45.6")).ShouldBe(1);
        (await Found("bbox=84.8,45.5,0,84.9,45.6,100")).ShouldBe(1);
        (await Found("bbox=84,45,84.1,45.1")).ShouldBe(0);
        (await Found("datetime=2000-01-01T00:00:00Z/..")).ShouldBe(1);
        (await Found("datetime=../2000-01-01")).ShouldBe(0);
        (await Found("limit=100000")).ShouldBe(1);
        (await Found("f=json&lang=en")).ShouldBe(1);
    }

    [Fact]
    public async Task Landing_conformance_and_collections_lead_to_each_other_for_programs_and_for_people()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        var landing = await Read(anybody, "ogc?f=json");
        foreach (var rel in new[] { "self", "alternate", "conformance", "data", "service-desc" })
            Link(landing, rel).ShouldNotBeNull(rel);
        (await Read(anybody, new Uri(Link(landing, "conformance")!).PathAndQuery))
            .GetProperty("conformsTo")
            .EnumerateArray()
            .Select(one => one.GetString())
            .ShouldContain("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core");
        (await Read(anybody, new Uri(Link(landing, "service-desc")!).PathAndQuery))
            .GetProperty("paths")
            .EnumerateObject()
            .Select(path => path.Name)
            .ShouldContain("/collections/{collection}/items");
        var collections = await Read(anybody, new Uri(Link(landing, "data")!).PathAndQuery + "?f=json");
        collections
            .GetProperty("collections")
            .EnumerateArray()
            .Select(one => one.GetProperty("id").GetString())
            .ShouldBe(["cases", "places"]);
        var places = await Read(anybody, "ogc/collections/places/items");
        places.GetProperty("features").GetArrayLength().ShouldBeGreaterThan(0);
        places.ToString().ShouldNotContain("owner");
        (await anybody.Get("ogc?f=html")).Page.QuerySelector("main h1").ShouldNotBeNull();
        (await anybody.Get("ogc/collections?f=html")).Page.QuerySelectorAll("main h2").Length.ShouldBe(2);
        foreach (
            var nothing in new[]
            {
                "ogc/collections/people",
                "ogc/collections/people/items",
                "ogc/collections/places/items/none",
                "ogc/collections/cases/items/x",
            }
        )
            (await anybody.Get(nothing)).Status.ShouldBe(HttpStatusCode.NotFound, nothing);
        var (_, _, headers) = await anybody.Download("ogc/collections/cases/items");
        headers["Content-Type"].ShouldStartWith("application/geo+json");
    }

    private static async Task<JsonElement> Read(TestClient client, string path)
    {
        var answer = await client.Get(path);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        return JsonDocument.Parse(answer.Body).RootElement;
    }

    private static string? Link(JsonElement answer, string rel) =>
        answer
            .GetProperty("links")
            .EnumerateArray()
            .Where(link => link.GetProperty("rel").GetString() == rel)
            .Select(link => link.GetProperty("href").GetString())
            .FirstOrDefault();
}
