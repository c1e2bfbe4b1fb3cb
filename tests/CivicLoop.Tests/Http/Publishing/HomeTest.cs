using System.Net;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Events;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Publishing;

public class HomeTest
{
    [Fact]
    public async Task The_home_counts_what_was_found_put_right_and_is_open()
    {
        await using var server = await TestServer.Start();
        await server.Office.Closed();
        await server.Office.Reported();
        using var anybody = server.Anybody();

        var home = await anybody.Get("");

        home.Status.ShouldBe(HttpStatusCode.OK);
        home.Page.QuerySelectorAll(".home-figures b").Select(figure => figure.TextContent).ShouldBe(["2", "1", "100%"]);
        home.Page.QuerySelector(".week tbody")!.TextContent.ShouldContain("暴露垃圾");
    }

    [Fact]
    public async Task An_empty_city_claims_nothing()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        var home = await anybody.Get("");

        home.Page.QuerySelectorAll(".home-figures b").Select(figure => figure.TextContent).ShouldBe(["0", "0", "—"]);
        home.Page.QuerySelector(".week").ShouldBeNull();
    }

    [Fact]
    public async Task The_last_seal_is_there_in_full()
    {
        await using var server = await TestServer.Start();
        await server.Office.Reported();
        var database = server.City.Database;
        var now = server.City.Clock.Now;
        var seal = await database.Write(transaction => SealStore.Make(database, transaction, now, now)!);
        using var anybody = server.Anybody();

        (await anybody.Get("")).Page.QuerySelector(".seal-value")!.TextContent.ShouldBe(seal.Value);
    }

    [Fact]
    public async Task Nothing_of_a_single_case_is_public()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        await citizen.Report(Reporting.Litter, Reporting.Photo());

        var home = await citizen.Get("");

        home.Body.ShouldNotContain("两袋");
        home.Body.ShouldNotContain("/cases/");
        home.Body.ShouldNotContain("/photos/");
        home.Body.ShouldNotContain("北市场");
        home.Body.Length.ShouldBeLessThan(60_000);
    }
}
