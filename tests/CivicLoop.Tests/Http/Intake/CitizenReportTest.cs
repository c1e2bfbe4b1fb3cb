using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Intake;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake;

public class CitizenReportTest
{
    [Fact]
    public async Task A_citizen_reports_without_an_account_and_gets_a_number_a_time_and_a_link()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        var sent = await citizen.Report(Reporting.Litter, Reporting.Photo());

        sent.Status.ShouldBe(HttpStatusCode.SeeOther);
        var kept = await citizen.Follow(sent);
        kept.Status.ShouldBe(HttpStatusCode.OK);
        var one = server.Cases().ShouldHaveSingleItem();
        one.FoundBy.ShouldBe("citizen");
        one.At.Owner.ShouldBe("market");
        one.Before.Count.ShouldBe(1);
        kept.Page.QuerySelector(".received-number b")!.TextContent.ShouldBe($"{one.Number}");
        kept.Page.QuerySelector("#address")!.GetAttribute("value")!.ShouldContain(sent.Location!.Split('?')[0]);
        one.Next!.Kind.ShouldBe("file");
        server.IsWhole();
    }

    [Fact]
    public async Task The_link_tells_what_became_of_it_and_neither_words_nor_names_nor_photos()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var sent = await citizen.Report(Reporting.Litter, Reporting.Photo());
        var one = server.Cases().Single();
        var stream = server.StreamOf(one.Number);
        await server.Office.Act(stream, SmallCity.Clerk, new CivicLoop.Web.Cases.PlainInput(CaseAct.RefuseToFile));

        var told = await citizen.Follow(sent);

        told.Body.ShouldContain("不予立案");
        told.Body.ShouldNotContain("两袋");
        told.Body.ShouldNotContain("按规定办理");
        told.Body.ShouldNotContain("市场监管局");
        told.Body.ShouldNotContain("84.87,");
        told.Page.QuerySelector("main img").ShouldBeNull();
        told.Body.ShouldNotContain(stream.ToString());
        told.Page.QuerySelectorAll("main a[href]").ShouldAllBe(link => !link.GetAttribute("href")!.Contains("/cases"));
    }

    [Fact]
    public async Task An_unknown_code_is_not_found()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        (await citizen.Get($"report/{Trackings.NewCode()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await citizen.Get("report/1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_case_with_one_link()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var page = await citizen.Get("report");

        var first = await citizen.SendAgain(page, Reporting.Litter, Reporting.Photo());
        var second = await citizen.SendAgain(page, Reporting.Litter, Reporting.Photo());

        second.Status.ShouldBe(HttpStatusCode.SeeOther);
        second.Location.ShouldBe(first.Location);
        server.Cases().Count.ShouldBe(1);
        server.PhotoRows().ShouldBe(1);
        server.IsWhole();
    }

    [Fact]
    public async Task The_same_form_sent_with_other_words_is_refused_and_may_go_on_as_a_report_of_its_own()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var page = await citizen.Get("report");
        await citizen.SendAgain(page, Reporting.Litter);

        var other = await citizen.SendAgain(page, Reporting.Litter.But(("what", "这是另一件事")));

        other.Status.ShouldBe(HttpStatusCode.Conflict);
        other.Page.QuerySelector("#what")!.TextContent.ShouldBe("这是另一件事");
        (await citizen.SendAgain(other, [("step", "send")])).Status.ShouldBe(HttpStatusCode.SeeOther);
        server.Cases().Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_missing_is_said_all_at_once_and_what_was_typed_stays()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        var refused = await citizen.Report([("words", "市场"), ("what", ""), ("step", "send")], Reporting.Photo());

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelectorAll(".refusals li").Length.ShouldBe(3);
        refused.Page.QuerySelector("#words")!.GetAttribute("value").ShouldBe("市场");
        server.Cases().ShouldBeEmpty();
    }

    [Fact]
    public async Task Photos_of_a_refused_form_need_not_be_chosen_again()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var refused = await citizen.Report(Reporting.Litter.But(("what", "")), Reporting.Photo());

        var sent = await citizen.SendAgain(refused, [("what", "补上说明"), ("step", "send")]);

        sent.Status.ShouldBe(HttpStatusCode.SeeOther);
        server.Cases().Single().Before.Count.ShouldBe(1);
        server.IsWhole();
    }

    [Fact]
    public async Task A_photo_that_is_kept_already_can_be_left_out()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var refused = await citizen.Report(Reporting.Litter.But(("what", "")), Reporting.Photo());
        var blob = refused.Page.QuerySelector("input[name=drop]")!.GetAttribute("value")!;

        await citizen.SendAgain(refused, [("what", "补上说明"), ("drop", blob), ("step", "send")]);

        server.Cases().Single().Before.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bent_photo_token_brings_no_photo()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        await citizen.Report([.. Reporting.Litter, ("kept", "CfDJ8forged")]);

        server.Cases().Single().Before.ShouldBeEmpty();
    }

    public static TheoryData<string, string, string, byte[]> Unfit =>
        new()
        {
            { "a.jpg", "image/jpeg", "photo.wrong-type", SamplePhotos.Png() },
            { "a.jpg", "image/jpeg", "photo.broken", SamplePhotos.Jpeg()[..60] },
            { "a.png", "image/png", "photo.not-an-image", "GIF89a and so on"u8.ToArray() },
            { "a.jpg", "image/jpeg", "photo.too-large", new byte[12 * 1024 * 1024 + 1] },
            { "a.jpg", "image/jpeg", "photo.empty", [] },
        };

    [Theory, MemberData(nameof(Unfit), DisableDiscoveryEnumeration = true)]
    public async Task An_unfit_photo_is_refused_by_name_and_the_good_one_beside_it_is_kept(
        string file,
        string type,
        string code,
        byte[] bytes
    )
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        var refused = await citizen.Report(Reporting.Litter, Reporting.Photo(), ("photos", file, type, bytes));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelector(".field-wrong .wrong")!.TextContent.ShouldStartWith(file);
        refused.Refusals().ShouldContain(Says(code)[..4]);
        refused.Page.QuerySelectorAll("input[name=kept]").Length.ShouldBe(1);
        refused.Page.QuerySelector("#what")!.TextContent.ShouldBe("门口有两袋垃圾");
        server.Cases().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_citizen_sends_at_most_three_photos()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var four = Enumerable.Range(1, 4).Select(n => Reporting.Photo(bytes: SamplePhotos.Jpeg(width: 40 + n))).ToArray();

        var refused = await citizen.Report(Reporting.Litter, four);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Refusals().ShouldContain("最多");
        server.Cases().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_beyond_all_measure_gets_a_page_that_says_so()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        var refused = await citizen.Report(Reporting.Litter, Reporting.Photo(bytes: new byte[31 * 1024 * 1024]));

        refused.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        refused.Body.ShouldContain("30");
        server.Cases().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("10", "10", "WGS84", "不在本市范围")]
    [InlineData("abc", "45.59", "WGS84", "经纬度没有填对")]
    [InlineData("84.87", "", "WGS84", "经纬度没有填对")]
    [InlineData("84.87", "45.59", "MARS", "不认识坐标系")]
    public async Task A_position_that_is_no_place_of_the_city_is_refused(string lon, string lat, string system, string says)
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        var refused = await citizen.Report(Reporting.Litter.But(("place", ""), ("lon", lon), ("lat", lat), ("system", system)));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Refusals().ShouldContain(says);
        refused.Page.QuerySelector("#lon")!.GetAttribute("value").ShouldBe(lon);
        server.Cases().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_position_from_a_chinese_map_is_converted_and_finds_its_district_and_street()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var (lon, lat) = CivicLoop.Core.Places.ChinaCoordinates.WgsToGcj(84.871, 45.591);

        await citizen.Report(
            Reporting.Litter.But(("place", ""), ("lon", $"{lon:F7}"), ("lat", $"{lat:F7}"), ("system", "GCJ-02"))
        );

        var at = server.Cases().Single().At;
        at.District.ShouldBe(SmallCity.North);
        at.Street.ShouldBe("990101001");
        at.Place.ShouldBeNull();
        at.Owner.ShouldBeNull();
        at.Lon.ShouldBe(84.871, 0.00002);
        at.Lat.ShouldBe(45.591, 0.00002);
    }

    [Theory]
    [InlineData("place", "no-such-place", "没有这个点位")]
    [InlineData("category", "no-such-thing", "类别")]
    public async Task What_the_form_never_offered_is_refused(string field, string value, string says)
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        var refused = await citizen.Report(Reporting.Litter.But((field, value)));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Refusals().ShouldContain(says);
        server.Cases().ShouldBeEmpty();
    }

    [Fact]
    public async Task Looking_for_places_needs_no_script_and_keeps_what_was_typed()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        var found = await citizen.Report([("words", "市场"), ("what", "写了一半"), ("step", "find")], Reporting.Photo());

        found.Status.ShouldBe(HttpStatusCode.OK);
        found.Page.QuerySelector("input[name=place][value=p-1]").ShouldNotBeNull();
        found.Page.QuerySelector("input[name=place][value=p-3]").ShouldBeNull();
        found.Page.QuerySelector("#what")!.TextContent.ShouldBe("写了一半");
        found.Page.QuerySelectorAll("input[name=kept]").Length.ShouldBe(1);
        server.Cases().ShouldBeEmpty();
    }

    [Fact]
    public async Task One_address_sends_twenty_reports_in_ten_minutes_and_the_next_is_refused_with_its_words_kept()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var page = await citizen.Get("report");
        for (var sent = 0; sent < 20; sent++)
            (await citizen.SendAgain(page, Reporting.Litter)).Status.ShouldBe(HttpStatusCode.SeeOther);

        var refused = await citizen.SendAgain(page, Reporting.Litter);

        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Page.QuerySelector("#what")!.TextContent.ShouldBe("门口有两袋垃圾");
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Report([.. Reporting.Litter, ("reason", "日常巡查发现")])).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("desk")]
    [InlineData("cases")]
    [InlineData("places")]
    [InlineData("report/on-the-spot")]
    public async Task A_citizen_reaches_no_internal_page(string path)
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        var answer = await citizen.Get(path);

        answer.Status.ShouldBeOneOf(HttpStatusCode.Found, HttpStatusCode.SeeOther);
        answer.Location!.ShouldContain("/login");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        (await citizen.Post("report", Reporting.Litter)).Status.ShouldBe(HttpStatusCode.BadRequest);
        server.Cases().ShouldBeEmpty();
    }

    private static string Says(string code) =>
        System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(
            SourceTree.Read("src/CivicLoop.Web/texts/zh-Hans/refusals.json")
        )![code];
}
