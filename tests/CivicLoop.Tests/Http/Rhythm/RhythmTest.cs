using System.CommandLine;
using System.Net;
using System.Text;
using System.Text.Json;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Rhythm;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Rhythm;

/// <summary>The beats to come on the page, in a calendar that is carried, and by the verb.</summary>
public sealed class RhythmTest : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("civicloop-rhythm-").FullName;

    [Theory, EachDatabase]
    public async Task The_page_says_what_comes_next_and_how_long_there_is(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var market = await server.SignedIn(SmallCity.MarketClerk);

        var page = await market.Get("rhythm");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Words(".beats-next").ShouldContain("每周通报");
        page.Page.QuerySelectorAll(".beats-next time").Length.ShouldBe(2);
        page.Page.QuerySelectorAll(".beat-days li").Length.ShouldBe(4, "two of each weekday lie in two weeks");
        using var anybody = server.Anybody();
        (await anybody.Get("rhythm")).Location.ShouldNotBeNull().ShouldContain("/login");
    }

    [Fact]
    public async Task Any_calendar_may_fetch_them_and_reads_them()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        var (status, bytes, headers) = await anybody.Download("rhythm.ics");

        status.ShouldBe(HttpStatusCode.OK);
        headers["Content-Type"].ShouldBe("text/calendar; charset=utf-8");
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n");
        lines[0].ShouldBe("BEGIN:VCALENDAR");
        lines[^2].ShouldBe("END:VCALENDAR");
        lines.ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        var starts = lines.Where(line => line.StartsWith("DTSTART:", StringComparison.Ordinal)).ToList();
        starts.Count.ShouldBeGreaterThan(50);
        starts.ShouldAllBe(line => line.EndsWith("Z", StringComparison.Ordinal));
        lines.Where(line => line.StartsWith("UID:", StringComparison.Ordinal)).ShouldBeUnique();
        lines.ShouldContain("SUMMARY:每周通报");
    }

    [Fact]
    public async Task The_verb_prints_beats_with_local_time_and_zone_and_nothing_else()
    {
        (await Run("import", "playbook", SourceTree.At("playbooks", "karamay"), "--valid-from", "2020-11-23")).Code.ShouldBe(0);

        var (code, printed) = await Run("rhythm", "--city", "karamay", "--from", "2020-11-23", "--days", "7", "--json");

        code.ShouldBe(0);
        using var json = JsonDocument.Parse(printed);
        var beats = json.RootElement.EnumerateArray().ToList();
        beats.ShouldAllBe(one => one.EnumerateObject().Select(field => field.Name).SequenceEqual(new[] { "beat", "at" }));
        beats.Count.ShouldBe(7 + 4 + 3 + 1 + 1);
        beats[0].GetProperty("at").GetString().ShouldBe("2020-11-23T10:00:00+08:00");
        beats.Count(one => one.GetProperty("beat").GetString() == "rectify").ShouldBe(4);
        (await Run("rhythm", "--city", "karamay", "--from", "2020-11-16", "--days", "7", "--json")).Printed.Trim().ShouldBe("[]");
    }

    [Theory]
    [InlineData("--from", "tomorrow")]
    [InlineData("--days", "0")]
    [InlineData("--days", "3661")]
    [InlineData("--city", "nowhere")]
    public async Task What_cannot_be_counted_is_told_and_ends_badly(string option, string value)
    {
        await Run("import", "playbook", SourceTree.At("playbooks", "qujing"), "--valid-from", "2018-08-01");
        string[] city = option == "--city" ? [] : ["--city", "qujing"];

        var (code, printed) = await Run(["rhythm", .. city, option, value, "--json"]);

        code.ShouldBe(1);
        printed.ShouldBeEmpty();
    }

    private async Task<(int Code, string Printed)> Run(params string[] args)
    {
        using var output = new StringWriter();
        var code = await new RootCommand { Verbs.Data, PlaybookVerbs.Import(), RhythmVerb.Verb() }
            .Parse([.. args, "--data", folder])
            .InvokeAsync(new InvocationConfiguration { Output = output });
        return (code, output.ToString());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
