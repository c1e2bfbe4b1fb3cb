using System.Globalization;
using System.Net;
using System.Xml.Linq;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Publishing;

/// <summary>Cases as everybody may know them: list, page, feed.</summary>
public class PublicPagesTest
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task The_list_names_what_waits_and_what_is_shown_and_nothing_from_inside()
    {
        await using var server = await TestServer.Start();
        var waits = await CaseWalk.In(server.Office, CaseStatus.Reported);
        var shown = await CaseWalk.In(server.Office, CaseStatus.Closed);
        await server.Office.Act(shown.Stream, SmallCity.Clerk, new PublishInput("门口的垃圾已清走", []));
        var inside = await server.Office.Act(null, SmallCity.InspectorNorth, CaseOffice.Litter("内部发现"));
        using var anybody = server.Anybody();

        var list = await anybody.Get("public");

        Numbers(list).ShouldBe([shown.Number, waits.Number]);
        list.Words(".public-list").ShouldContain("门口的垃圾已清走");
        list.Words(".public-list").ShouldContain("待审核");
        list.Body.ShouldNotContain("门前有垃圾");
        Numbers(await anybody.Get("public?state=open")).ShouldBe([waits.Number]);
        Numbers(await anybody.Get($"public?district={SmallCity.South}")).ShouldBeEmpty();
        Numbers(await anybody.Get($"public?after={shown.Number}")).ShouldBe([waits.Number]);
        (await anybody.Get($"public/{inside.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await anybody.Get("public/999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_case_that_waits_tells_number_category_dates_and_about_where()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var anybody = server.Anybody();

        var page = await anybody.Get($"public/{done.Number}");

        page.Words("main").ShouldContain("待审核");
        page.Words("main").ShouldNotContain("门前有垃圾");
        page.Words("main").ShouldNotContain("市场监管局");
        page.Page.QuerySelector(".story").ShouldBeNull();
        page.Page.QuerySelector("main img").ShouldBeNull();
    }

    [Fact]
    public async Task A_published_case_tells_its_steps_and_its_unit()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Closed);
        await server.Office.Act(done.Stream, SmallCity.Clerk, new PublishInput("门口的垃圾已清走", []));
        using var anybody = server.Anybody();

        var page = await anybody.Get($"public/{done.Number}");

        page.Words(".story").ShouldContain("责任单位报告改好");
        page.Words("main").ShouldContain("市场监管局");
        page.Words("main").ShouldNotContain("按规定办理");
    }

    [Theory]
    [InlineData("district=1", "没有代码为")]
    [InlineData("street=1", "没有代码为")]
    [InlineData("state=x", "办理状态")]
    [InlineData("box=1,2,3", "范围")]
    [InlineData("box=2,2,1,3", "范围")]
    [InlineData("category=nothing", "类别")]
    public async Task What_nobody_can_ask_for_is_said(string asked, string says)
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        (await anybody.Get($"public?{asked}")).Words(".refusals").ShouldContain(says);
        var feed = await anybody.Get($"public/feed.atom?{asked}");
        feed.Status.ShouldBe(HttpStatusCode.BadRequest);
        feed.Body.ShouldContain(says);
    }

    [Fact]
    public async Task The_feed_follows_a_district_a_street_or_a_box()
    {
        await using var server = await TestServer.Start();
        var shown = await CaseWalk.In(server.Office, CaseStatus.Closed);
        await server.Office.Act(shown.Stream, SmallCity.Clerk, new PublishInput("门口的垃圾 <已> 清走", []));
        var waits = await CaseWalk.In(server.Office, CaseStatus.Reported);
        using var anybody = server.Anybody();

        var (status, bytes, headers) = await anybody.Download("public/feed.atom");

        status.ShouldBe(HttpStatusCode.OK);
        headers["Content-Type"].ShouldBe("application/atom+xml; charset=utf-8");
        var feed = XDocument.Load(new MemoryStream(bytes)).Root!;
        feed.Name.ShouldBe(Atom + "feed");
        foreach (var wanted in new[] { "title", "id", "updated", "author" })
            feed.Element(Atom + wanted).ShouldNotBeNull(wanted);
        feed.Elements(Atom + "link").Select(link => (string)link.Attribute("rel")!).ShouldBe(["self", "alternate"]);
        var entries = feed.Elements(Atom + "entry").ToList();
        entries
            .Select(entry => (string)entry.Element(Atom + "id")!)
            .ShouldBe([$"{server.CityAddress}/public/{waits.Number}", $"{server.CityAddress}/public/{shown.Number}"]);
        ((string)entries[1].Element(Atom + "summary")!).ShouldBe("门口的垃圾 <已> 清走");
        ((string)entries[0].Element(Atom + "summary")!).ShouldContain("待审核");
        foreach (var entry in entries)
            DateTime
                .Parse((string)entry.Element(Atom + "updated")!, CultureInfo.InvariantCulture)
                .Kind.ShouldNotBe(DateTimeKind.Unspecified);

        (await Entries(anybody, $"?district={SmallCity.North}")).ShouldBe(2);
        (await Entries(anybody, $"?district={SmallCity.South}")).ShouldBe(0);
        (await Entries(anybody, $"?street={SmallCity.Market.Street}")).ShouldBe(2);
        var (lon, lat) = (SmallCity.Market.Lon, SmallCity.Market.Lat);
        (await Entries(anybody, Box(lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01))).ShouldBe(2);
        (await Entries(anybody, Box(lon + 0.01, lat + 0.01, lon + 0.02, lat + 0.02))).ShouldBe(0);
    }

    private static string Box(params double[] sides) =>
        "?box=" + string.Join(',', sides.Select(side => side.ToString(CultureInfo.InvariantCulture)));

    private static async Task<int> Entries(TestClient anybody, string asked) =>
        XDocument.Load(new MemoryStream(await anybody.Bytes($"public/feed.atom{asked}"))).Root!.Elements(Atom + "entry").Count();

    private static List<long> Numbers(Answer page) =>
        [.. page.Page.QuerySelectorAll(".public-list a .soft").Select(number => long.Parse(number.TextContent))];
}
