using System.Net;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http;

/// <summary>The server as a whole: that it stands on each database and lets the right people in.</summary>
public class ServerTest
{
    [Theory, EachDatabase]
    public async Task It_is_alive_and_ready(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var anybody = server.Anybody();

        (await anybody.Get("/healthz")).Status.ShouldBe(HttpStatusCode.OK);
        (await anybody.Get("/readyz")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, EachDatabase]
    public async Task Everybody_signs_in_and_comes_to_where_their_work_begins(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        foreach (var actor in SmallCity.Everybody.Skip(1))
        {
            using var person = await server.SignedIn(actor);
            var first = await person.Get(Rail.First(actor.Role));
            first.Status.ShouldBe(HttpStatusCode.OK, $"{actor.Post}: {first.Page.Body?.TextContent}");
        }
    }

    [Fact]
    public async Task A_page_of_the_inside_sends_who_is_not_signed_in_to_sign_in_and_back()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        var answer = await anybody.Get("cases");

        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
        answer.Location.ShouldNotBeNull().ShouldContain("/login?city=");
        answer.Location.ShouldContain("return=");
    }

    [Fact]
    public async Task A_city_that_is_not_there_is_not_found()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        (await anybody.Get("/atlantis/desk")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        var answer = await anybody.Post(
            $"/login?city={server.City.Code}",
            ("login", "office-clerk"),
            ("password", TestServer.Password)
        );

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
    }
}
