using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>The loop inside a unit by plain forms, and who finds what is with a zone among the cases.</summary>
public class ZoneActsTest
{
    [Theory, EachDatabase]
    public async Task A_unit_gives_a_case_to_its_zone_which_finds_it_puts_it_right_and_tells_the_unit(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var zone = await Organised.Zone(server, "东片区");
        var other = await Organised.Zone(server, "西片区");
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var east = await server.SignedIn(zone);
        using var west = await server.SignedIn(other);

        // Before it is given, the zone has nothing and the case is not there for it.
        (await east.Get("cases"))
            .Page.QuerySelectorAll("table.cases tbody tr")
            .Length.ShouldBe(0);
        (await east.Get($"cases/{done.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await market.Get($"cases/{done.Number}");
        var bare = await market.Submit(page, page.ActForm("give-to-zone"), ("reason", "片区办理"));
        bare.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var foreign = await market.Submit(page, page.ActForm("give-to-zone"), ("reason", "片区办理"), ("zone", "zone-99"));
        foreign.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var given = await market.Submit(page, page.ActForm("give-to-zone"), ("reason", "片区办理"), ("zone", zone.Unit));
        given.Status.ShouldBe(HttpStatusCode.SeeOther, given.Words("#refused"));

        // Its clerk finds it among the cases and on the desk, the other zone's does not, and the unit by its filter.
        Numbers(await east.Get("cases")).ShouldBe([done.Number]);
        Numbers(await east.Get("cases?sort=due")).ShouldBe([done.Number]);
        Numbers(await east.Get($"cases?zone={other.Unit}&unit=market")).ShouldBe([done.Number], "a filter widens nothing");
        (await east.Get("cases")).Words("#says").ShouldContain("本片区在办");
        (await east.Get("desk")).Words(".duties").ShouldContain("片区整改");
        Numbers(await west.Get("cases")).ShouldBeEmpty();
        Numbers(await west.Get($"cases?zone={zone.Unit}")).ShouldBeEmpty();
        (await west.Get($"cases/{done.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var filtered = await market.Get($"cases?zone={zone.Unit}");
        Numbers(filtered).ShouldBe([done.Number]);
        filtered.Words("#says").ShouldContain("东片区");
        Numbers(await market.Get($"cases?zone={other.Unit}")).ShouldBeEmpty();
        (await east.Get("cases/export.csv")).Body.Split("\r\n").Length.ShouldBe(3);
        (await west.Get("cases/export.csv")).Body.Split("\r\n").Length.ShouldBe(2);

        // The zone reports with a photo; it neither takes the case back nor reports it fixed for the unit.
        var theirs = await east.Get($"cases/{done.Number}");
        theirs.Page.QuerySelector("#act-take-from-zone form").ShouldBeNull();
        theirs.Page.QuerySelector("#act-report-fixed form").ShouldBeNull();
        var empty = await east.Submit(theirs, theirs.ActForm("report-to-unit"), ("reason", "已清理"));
        empty.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        empty.Words("#refused").ShouldContain("照片");
        var told = await east.Submit(theirs, theirs.ActForm("report-to-unit"), [("reason", "已清理")], [CaseWalk.Photo]);
        told.Status.ShouldBe(HttpStatusCode.SeeOther, told.Words("#refused"));
        server.StateOf(done).ZoneDoneBy.ShouldBe(zone.Person);

        // The unit looks, gives it back, takes it back in the end and reports it itself.
        var looked = await market.Get($"cases/{done.Number}");
        looked.Words(".story").ShouldContain("向本单位报告已整改");
        await Act(market, done, "give-to-zone", ("zone", zone.Unit));
        await Act(market, done, "take-from-zone");
        Numbers(await east.Get("cases")).ShouldBeEmpty();
        server.StateOf(done).Zone.ShouldBeNull();
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Who_is_not_signed_in_and_who_is_of_another_unit_gives_nothing_to_a_zone()
    {
        await using var server = await TestServer.Start();
        var zone = await Organised.Zone(server, "东片区");
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var anybody = server.Anybody();
        using var south = await server.SignedIn(SmallCity.SouthClerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);

        (await anybody.Post($"cases/{done.Number}/acts/give-to-zone", ("zone", zone.Unit))).Status.ShouldBeOneOf(
            HttpStatusCode.SeeOther,
            HttpStatusCode.BadRequest
        );
        (await south.Get($"cases/{done.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await market.Get($"cases/{done.Number}");
        page.Page.QuerySelector("#act-take-from-zone form").ShouldBeNull("nothing to take back");
        server.StateOf(done).Zone.ShouldBeNull();
    }

    private static async Task Act(TestClient client, CaseDone done, string act, params (string, string)[] fields)
    {
        var page = await client.Get($"cases/{done.Number}");
        var answer = await client.Submit(page, page.ActForm(act), [("reason", "按规定办理"), .. fields]);
        answer.Status.ShouldBe(HttpStatusCode.SeeOther, answer.Words("#refused"));
    }

    private static IEnumerable<long> Numbers(Answer list) =>
        list.Page.QuerySelectorAll("table.cases tbody tr td:first-child a").Select(link => long.Parse(link.TextContent));
}
