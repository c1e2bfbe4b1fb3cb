using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Playbooks;

/// <summary>The public page of a playbook, with both shipped cities and a small one in two versions.</summary>
public sealed class PlaybookPageTest(PlaybookPageTest.Server server) : IClassFixture<PlaybookPageTest.Server>
{
    [Fact]
    public async Task Every_sourced_figure_stands_on_its_page_where_its_fragment_points()
    {
        foreach (var page in PlaybookDocs.Figures().GroupBy(figure => figure.Page))
        {
            var document = await Open(page.Key);
            foreach (var (_, _, mark) in page)
            {
                var place = document.GetElementById(mark.Anchor).ShouldNotBeNull($"{page.Key}#{mark.Anchor}");
                WithoutSpaces(place.TextContent)
                    .ShouldContain(WithoutSpaces(mark.Figure), Case.Sensitive, $"{page.Key}#{mark.Anchor}");
                place
                    .QuerySelector($"a[href='#source-{mark.Document}']")
                    .ShouldNotBeNull($"{page.Key}#{mark.Anchor} names its source");
            }
        }
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("en")]
    public async Task Every_sentence_of_the_page_is_there_in_both_languages(string language)
    {
        foreach (var city in PlaybookDocs.Cities.Append("small"))
            (await Open($"/{city}/playbook?lang={language}")).Body!.TextContent.ShouldNotContain("[playbooks.");
    }

    [Fact]
    public async Task Karamay_is_read_from_the_top_to_the_communities_and_says_what_is_not_run_yet()
    {
        var page = await Open("/karamay/playbook?month=2020-12");

        page.QuerySelectorAll(".groups > li").Length.ShouldBe(10);
        page.QuerySelectorAll("#organisation details details .columns > li").Length.ShouldBe(152);
        page.QuerySelectorAll(".ladder > li").Length.ShouldBe(5);
        page.QuerySelectorAll(".part:has(> h2 .tag)").Select(part => part.Id).ShouldBeEmpty("everything of it runs");
        page.QuerySelectorAll(".month abbr.beat").Count(beat => beat.TextContent == "1").ShouldBe(31);
        page.QuerySelectorAll(".month abbr.beat").Count(beat => beat.TextContent == "5").ShouldBe(1);
    }

    [Fact]
    public async Task Qujing_says_which_parts_the_defaults_stand_in_for() =>
        (await Open("/qujing/playbook"))
            .QuerySelectorAll(".part:has(.stand-in)")
            .Select(part => part.Id)
            .ShouldBe(["problems", "dispatch", "limits", "scores", "place-types"]);

    [Fact]
    public async Task Who_leads_which_task_and_what_costs_how_many_points_is_said_in_words()
    {
        var page = await Open("/karamay/playbook");

        page.QuerySelectorAll("#tasks li").Length.ShouldBe(12);
        var schools = page.QuerySelector("#task-minors-schools")!.TextContent;
        schools.ShouldNotContain("minors");
        schools.ShouldNotContain("education");
        page.QuerySelector("#task-as-dispatched")!.TextContent.ShouldContain("对应问题的责任单位");
        page.QuerySelectorAll("#scores dd").Length.ShouldBe(8);
        page.QuerySelector("#score-open-grave")!.TextContent.ShouldBe("8\u2009分");
        page.QuerySelector("#score-unit-late")!.TextContent.ShouldBe("0.5\u2009分");
        page.QuerySelectorAll("nav.contents a[href='#tasks'], nav.contents a[href='#scores']").Length.ShouldBe(2);
    }

    [Fact]
    public async Task The_newest_version_is_shown_and_the_old_one_stays_readable()
    {
        (await Open("/small/playbook")).QuerySelector("#difficulty-dated")!.TextContent.ShouldContain("3");

        var old = await Open("/small/playbook?version=2020-11-23");

        old.QuerySelector("#difficulty-dated")!.TextContent.ShouldContain("2");
        old.QuerySelectorAll(".versions [aria-current]").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("/small/playbook?version=1999-01-01", HttpStatusCode.NotFound)]
    [InlineData("/small/playbook?version=x", HttpStatusCode.NotFound)]
    [InlineData("/small/playbook?month=x", HttpStatusCode.OK)]
    [InlineData("/small/playbook?month=0001-01", HttpStatusCode.OK)]
    [InlineData("/small/playbook?month=9999-12", HttpStatusCode.OK)]
    [InlineData("/empty/playbook", HttpStatusCode.OK)]
    public async Task Odd_addresses_have_a_plain_answer(string address, HttpStatusCode status) =>
        (await Get(address)).StatusCode.ShouldBe(status);

    private Task<HttpResponseMessage> Get(string address) =>
        server.Client.GetAsync(address, TestContext.Current.CancellationToken);

    private async Task<IDocument> Open(string address)
    {
        using var answer = await Get(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string WithoutSpaces(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    /// <summary>The real server over four cities; they are only read.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private readonly string folder = Directory.CreateTempSubdirectory("civicloop-playbooks-").FullName;
        private WebApplication? app;

        // Without cookies: the language that one test asks for is not the next one's.
        public HttpClient Client { get; } = new(new SocketsHttpHandler { UseCookies = false });

        public async ValueTask InitializeAsync()
        {
            var storage = new Storage(folder, null, null);
            await using (var cities = new Cities(storage))
            {
                foreach (var city in PlaybookDocs.Cities)
                    Import(cities, city, PlaybookFolders.Read(city), PlaybookFolders.Parsed(city).City.Campaign.Starts);
                Import(cities, "small", new SmallFolder().Folder, new DateOnly(2020, 11, 23));
                var later = new SmallFolder().Change("limits.yaml", "2 natural days", "3 natural days");
                Import(cities, "small", later.Folder, new DateOnly(2021, 2, 1));
                cities.Create("empty");
            }
            app = Serve.Build(storage, "http://127.0.0.1:0");
            await app.StartAsync();
            Client.BaseAddress = new Uri(app.Urls.First());
            Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            if (app is not null)
            {
                await app.StopAsync();
                await app.DisposeAsync();
            }
            Directory.Delete(folder, recursive: true);
        }

        private static void Import(Cities cities, string city, PlaybookFolder files, DateOnly from) =>
            PlaybookImport
                .Run(cities.Create(city).City, files, files.Parse().Playbook.ShouldNotBeNull(), from)
                .Refusal.ShouldBeNull();
    }
}
