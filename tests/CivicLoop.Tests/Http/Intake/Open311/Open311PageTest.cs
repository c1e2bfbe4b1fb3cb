using System.Net;
using System.Text.RegularExpressions;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake.Open311;

/// <summary>The page for whoever wants to connect a system: what it shows works as it stands.</summary>
public partial class Open311PageTest
{
    [Fact]
    public async Task Every_call_of_the_page_answers()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        using var anybody = server.Anybody();

        var page = await anybody.Get("open311");

        page.Status.ShouldBe(HttpStatusCode.OK);
        var links = page.Page.QuerySelectorAll("main a[href*='/open311/']").Select(link => link.GetAttribute("href")!).ToList();
        links.Count.ShouldBeGreaterThan(5);
        foreach (var link in links)
            (await caller.Get(link)).Status.ShouldBe(HttpStatusCode.OK, link);
        var call = page.Page.QuerySelectorAll("main pre").Last().TextContent;
        var fields = Field().Matches(call).Select(match => (match.Groups["name"].Value, match.Groups["value"].Value)).ToArray();
        (await caller.Post("requests.json", fields.But(("api_key", caller.Key())))).Status.ShouldBe(HttpStatusCode.OK, call);
    }

    [GeneratedRegex(@"-(d|-data-urlencode) '(?<name>[a-z_]+)=(?<value>[^']*)'")]
    private static partial Regex Field();
}
