using System.Net;
using System.Text.Json;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Site;

/// <summary>The frame of the pages: languages, errors, what every answer carries.</summary>
public class SitePagesTest
{
    [Fact]
    public async Task The_cities_are_listed_by_name()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        var page = await anybody.Get("/");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Page.QuerySelector($"a[href='/{server.City.Code}']").ShouldNotBeNull().TextContent.ShouldContain("小城");
    }

    [Fact]
    public async Task Without_a_city_the_page_says_what_to_do_next()
    {
        var folder = Directory.CreateTempSubdirectory("civicloop-test-");
        try
        {
            await using var app = Serve.Build(new Storage(folder.FullName, null, null), "http://127.0.0.1:0");
            await app.StartAsync(TestContext.Current.CancellationToken);
            using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

            (await http.GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldContain("make demo");
            await app.StopAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(null, "zh-Hans")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans")]
    [InlineData("zh-TW", "zh-Hant")]
    [InlineData("zh-Hant-HK", "zh-Hant")]
    [InlineData("de, en-GB;q=0.7, zh;q=0.3", "en")]
    [InlineData("fr", "zh-Hans")]
    public async Task A_page_speaks_what_the_browser_wishes(string? wishes, string language)
    {
        await using var server = await TestServer.Start();
        using var http = new HttpClient();
        if (wishes is not null)
            http.DefaultRequestHeaders.Add("Accept-Language", wishes);

        (await http.GetStringAsync(server.Address, TestContext.Current.CancellationToken)).ShouldContain(
            $"<html lang=\"{language}\">"
        );
    }

    [Fact]
    public async Task A_language_that_was_chosen_is_remembered()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        (await anybody.Get("/?lang=en")).Page.DocumentElement.GetAttribute("lang").ShouldBe("en");
        (await anybody.Get("/")).Page.DocumentElement.GetAttribute("lang").ShouldBe("en");
        (await anybody.Get("/?lang=tlh")).Page.DocumentElement.GetAttribute("lang").ShouldBe("en");
    }

    [Fact]
    public async Task The_switch_of_languages_keeps_the_address()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        var page = await anybody.Get($"/login?city={server.City.Code}&return=%2F{server.City.Code}%2Fcases&lang=en");

        page.Page.QuerySelector("footer a[hreflang='zh-Hant']")
            .ShouldNotBeNull()
            .GetAttribute("href")
            .ShouldBe($"/login?city={server.City.Code}&return=%2F{server.City.Code}%2Fcases&lang=zh-Hant");
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers_and_no_page_has_inline_script_or_style()
    {
        await using var server = await TestServer.Start();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        foreach (
            var path in new[] { "/", $"/login?city={server.City.Code}", "/nowhere", "/healthz", $"/{server.City.Code}/desk" }
        )
        {
            using var answer = await http.GetAsync(server.Address + path, TestContext.Current.CancellationToken);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'self'");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("unsafe");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
            answer.Headers.Contains("Server").ShouldBeFalse();
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            body.ShouldNotContain("style=\"");
            body.ShouldNotContain("<style");
            body.ShouldNotContain("onclick");
        }
    }

    [Fact]
    public async Task A_missing_page_of_a_city_keeps_the_city_around_it()
    {
        await using var server = await TestServer.Start();
        using var person = await server.SignedIn(SmallCity.Clerk);

        var page = await person.Get("no/such/page");

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Page.Title.ShouldNotBeNull().ShouldContain("小城");
        page.Page.QuerySelector("nav.rail").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_bug_is_owned_up_to_with_a_number_to_give_and_nothing_of_its_inside()
    {
        await using var server = await TestServer.Start();
        using var person = await server.SignedIn(SmallCity.Clerk);
        server.TestCity.AsOwner("drop table ownerships; drop table places");

        var page = await person.Get("places");

        page.Status.ShouldBe(HttpStatusCode.InternalServerError);
        page.Page.QuerySelector("main code").ShouldNotBeNull().TextContent.Length.ShouldBe(32);
        page.Body.ShouldNotContain("Exception");
        page.Body.ShouldNotContain("no such table");
    }

    [Fact]
    public async Task A_program_that_asks_for_json_is_told_in_json()
    {
        await using var server = await TestServer.Start();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Accept", "application/json");

        using var answer = await http.GetAsync(server.Address + "/nowhere", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        problem.RootElement.GetProperty("status").GetInt32().ShouldBe(404);
    }

    [Fact]
    public async Task A_demo_city_says_so_on_every_page_and_another_does_not()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        var login = $"/login?city={server.City.Code}";
        (await anybody.Get(login)).Body.ShouldNotContain("演示数据，均为虚构");

        await server.City.Database.Write(transaction =>
        {
            DemoMark.Set(transaction);
            return 0;
        });

        foreach (var path in new[] { login, $"/{server.City.Code}", $"/{server.City.Code}/nowhere", login + "&lang=en" })
            (await anybody.Get(path)).Body.ShouldContain("演示数据，均为虚构");
    }

    [Theory]
    [InlineData("12", "/cases/12")]
    [InlineData(" 12 ", "/cases/12")]
    [InlineData("12/../../evil", "/cases?q=12%2F..%2F..%2Fevil")]
    [InlineData("", "/cases")]
    public async Task The_search_box_opens_a_case_by_its_number(string typed, string leads)
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var answer = await clerk.Get("go?q=" + Uri.EscapeDataString(typed));

        answer.Location.ShouldBe($"/{server.City.Code}{leads}");
    }
}
