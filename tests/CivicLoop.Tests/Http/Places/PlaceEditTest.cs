using System.Net;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Places;

/// <summary>What the office, owners and inspectors change about places and facilities, and what they may not.</summary>
public class PlaceEditTest
{
    [Fact]
    public async Task Another_owner_from_a_day_on_stands_beside_the_one_before()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("places/p-1");
        var form = page.Form("form[action*='/owner']");

        for (var click = 0; click < 2; click++)
            (await clerk.Submit(page, form, ("unit", "north"), ("from", "2021-01-01"), ("reason", "划转"))).Status.ShouldBe(
                HttpStatusCode.SeeOther
            );

        Owner(server, "2020-12-31").ShouldBe("market");
        Owner(server, "2021-01-01").ShouldBe("north");
        Number(server, "select count(*) from ownerships where place = 'p-1'").ShouldBe(2);
        (await clerk.Get("places/p-1")).Page.Body!.TextContent.ShouldContain("划转");
    }

    [Theory]
    [InlineData("unit", "ghost")]
    [InlineData("from", "2999-01-01")]
    [InlineData("from", "昨天")]
    [InlineData("reason", "")]
    public async Task A_refused_change_of_owner_keeps_what_was_typed(string field, string value)
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("places/p-1");
        (string Name, string Value)[] typed = [("unit", "north"), ("from", "2021-01-01"), ("reason", "划转")];

        var answer = await clerk.Submit(
            page,
            page.Form("form[action*='/owner']"),
            [.. typed.Where(one => one.Name != field), (field, value)]
        );

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Page.QuerySelector("#act-owner[open] #refused").ShouldNotBeNull();
        if (field != "reason")
            answer.Page.QuerySelector("#owner-reason")!.GetAttribute("value").ShouldBe("划转");
        Owner(server, "2021-06-01").ShouldBe("market");
    }

    [Fact]
    public async Task Name_and_position_change_with_their_history_and_stay_in_the_city()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("places/p-1");
        var form = page.Form("form[action*='/edit']");

        (
            await clerk.Submit(page, form, ("lon", "45.59"), ("lat", "84.87"), ("reason", "更正"))
        ).Page.Body!.TextContent.ShouldContain("写反");
        (await clerk.Submit(page, form, ("name", "北集市"), ("lon", "84.871"), ("reason", "更名"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );

        var after = await clerk.Get("places/p-1");
        after.Page.QuerySelector("h1")!.TextContent.ShouldContain("北集市");
        after.Page.Body!.TextContent.ShouldContain("北市场");
        Number(server, "select count(*) from place_changes where code = 'p-1'").ShouldBe(2);
        Owner(server, "2021-01-01").ShouldBe("market");
    }

    [Fact]
    public async Task Only_the_office_edits_and_only_the_owner_beside_it_changes_the_photo()
    {
        await using var server = await TestServer.Start();
        SmallGround.In(server);
        (Actor Who, bool Edits, bool Photographs, bool Tends)[] table =
        [
            (SmallCity.Clerk, true, true, true),
            (SmallCity.MarketClerk, false, true, true),
            (SmallCity.NorthClerk, false, false, false),
            (SmallCity.InspectorNorth, false, false, true),
            (SmallCity.InspectorSouth, false, false, false),
            (SmallCity.Supervisor, false, false, false),
            (SmallCity.Leader, false, false, false),
        ];
        foreach (var (who, edits, photographs, tends) in table)
        {
            using var client = await server.SignedIn(who);
            var place = await client.Get("places/p-1");
            var facility = await client.Get("facilities/T-1");
            (place.Page.QuerySelector("#act-edit") is not null).ShouldBe(edits, who.Post);
            (place.Page.QuerySelector("#act-photo") is not null).ShouldBe(photographs, who.Post);
            (facility.Page.QuerySelector("#act-tend") is not null).ShouldBe(tends, who.Post);
            // What no page offers is refused all the same.
            var any = place.Form("form[action$='/sign-out']");
            any.SetAttribute("action", $"/{server.City.Code}/facilities/T-1/tend");
            var answer = await client.Submit(place, any, ("condition", "Worn"), ("reason", "巡查"));
            answer.Status.ShouldBe(tends ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden, who.Post);
            any.SetAttribute("action", $"/{server.City.Code}/places/p-1/take-down");
            (await client.Submit(place, any)).Status.ShouldBe(
                photographs ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden,
                who.Post
            );
            any.SetAttribute("action", $"/{server.City.Code}/places/p-1/owner");
            (await client.Submit(place, any, ("unit", "market"), ("from", "2021-01-01"), ("reason", "x"))).Status.ShouldBe(
                edits ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden,
                who.Post
            );
        }
    }

    [Fact]
    public async Task A_condition_is_a_row_of_its_own_and_a_second_click_none()
    {
        await using var server = await TestServer.Start();
        SmallGround.In(server);
        using var inspector = await server.SignedIn(SmallCity.InspectorNorth);
        var page = await inspector.Get("facilities/T-1");
        var form = page.Form("form[action*='/tend']");

        (await inspector.Submit(page, form, ("has-seats", "很多"), ("reason", "巡查"))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        for (var click = 0; click < 2; click++)
            (
                await inspector.Submit(
                    page,
                    form,
                    ("condition", "Broken"),
                    ("has-accessible", "no"),
                    ("unit", "north"),
                    ("reason", "巡查")
                )
            ).Status.ShouldBe(HttpStatusCode.SeeOther);

        Number(server, "select count(*) from facility_states").ShouldBe(2);
        var now = server.City.Database.Read(connection => FacilityReads.Find(connection, "T-1", SmallGround.Today(server)))!;
        now.State.Condition.ShouldBe(CivicLoop.Core.Places.FacilityCondition.Broken);
        // An inspector says how it is, never whose it is.
        now.State.Unit.ShouldBe("market");
        (await inspector.Get("facilities?kind=toilet&has-accessible=no")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await inspector.Get("facilities?kind=toilet&has-accessible=yes")).Page.QuerySelectorAll("tbody tr").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_photo_is_shown_until_it_is_taken_down()
    {
        await using var server = await TestServer.Start();
        using var owner = await server.SignedIn(SmallCity.MarketClerk);
        using var anybody = server.Anybody();
        var page = await owner.Get("places/p-1");

        (await owner.Submit(page, page.Form("form[action*='/photo']"), [], [])).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var answer = await owner.Submit(page, page.Form("form[action*='/photo']"), [], [Reporting.Photo("photo")]);

        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
        var shown = await owner.Get("places/p-1");
        var source = shown.Page.QuerySelector(".place-photo img")!.GetAttribute("src")!;
        (await owner.Download(source)).Status.ShouldBe(HttpStatusCode.OK);
        (await anybody.Download(source)).Status.ShouldNotBe(HttpStatusCode.OK);
        await owner.Submit(shown, shown.Form("form[action$='/take-down']"));
        (await owner.Download(source)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await owner.Get("places/p-1")).Page.QuerySelector(".place-photo").ShouldBeNull();
    }

    [Fact]
    public async Task A_plate_opens_the_report_form_for_the_public_and_the_place_for_staff()
    {
        await using var server = await TestServer.Start();
        SmallGround.In(server);
        using var anybody = server.Anybody();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var citizen = await anybody.Follow(await anybody.Get("p/p-1"));
        (await clerk.Get("p/p-1")).Location.ShouldEndWith("/places/p-1");
        (await clerk.Get("p/T-1")).Location.ShouldEndWith("/facilities/T-1");
        var atToilet = await anybody.Follow(await anybody.Get("p/T-1"));

        citizen.Page.QuerySelector("input[name=place][checked], option[value='p-1'][selected]").ShouldNotBeNull();
        atToilet.Page.QuerySelector("#lon")!.GetAttribute("value").ShouldBe("84.875");
        (await anybody.Get("p/nowhere")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Plates_are_laid_out_so_many_to_a_sheet_with_codes_escaped()
    {
        await using var server = await TestServer.Start();
        server.City.Database.WriteInBulk(transaction =>
        {
            PlaceStore.Insert(
                transaction,
                [new CivicLoop.Core.Places.Place("甲(1)", "甲", "market", SmallCity.North, "", null, 84.87, 45.6, "", true)],
                SmallGround.Hand(server)
            );
            return 0;
        });
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get("places/plates?each=2");

        page.Page.QuerySelectorAll(".plate-sheet").Length.ShouldBe(2);
        page.Page.QuerySelectorAll(".plate .qr path").Length.ShouldBe(4);
        page.Page.QuerySelectorAll(".plate .qr")
            .Select(qr => qr.GetAttribute("aria-label")!)
            .ShouldContain(label => label.EndsWith($"/p/{Uri.EscapeDataString("甲(1)")}"));
        (await clerk.Get("places/plates?code=p-1")).Page.QuerySelectorAll(".plate").Length.ShouldBe(1);
        (await clerk.Get($"places/{Uri.EscapeDataString("甲(1)")}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_exported_comes_back_as_an_import_that_changes_nothing()
    {
        await using var server = await TestServer.Start();
        SmallGround.In(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        foreach (
            var path in new[]
            {
                "places/export.csv",
                "places/export.xlsx",
                "facilities/export.csv",
                "facilities/export.xlsx?kind=toilet",
                "grids/export.csv",
                "segments/export.xlsx",
            }
        )
        {
            var (status, bytes, headers) = await clerk.Download(path);
            status.ShouldBe(HttpStatusCode.OK, path);
            headers["Content-Disposition"].ShouldContain("attachment");
            bytes.Length.ShouldBeGreaterThan(20);
        }
        (await clerk.Get("places/export.csv?unit=market")).Body.ShouldSatisfyAllConditions(
            csv => csv.ShouldContain("p-1"),
            csv => csv.ShouldNotContain("p-2")
        );
        (await clerk.Get("places?unit=north")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
    }

    private static string Owner(TestServer server, string day) =>
        server.City.Database.Read(connection => PlaceReads.Find(connection, "p-1", DateOnly.Parse(day)))!.Owner;

    private static long Number(TestServer server, string sql) =>
        server.City.Database.Read(connection => Sql.Number(connection, sql));
}
