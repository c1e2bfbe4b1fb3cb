using System.Net;
using System.Text;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Http.Intake.Open311;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Exchange.Api;

/// <summary>What outside systems hand in and say afterwards: once each, under their own name, and told what is wrong.</summary>
public class ApiFilingTest
{
    [Theory, EachDatabase]
    public async Task One_number_of_one_system_is_one_case_with_its_own_source(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var camera = new ApiCaller(server);
        using var sensor = new ApiCaller(server, "sensor", "sensor");

        var first = await camera.Post("reports", ApiCaller.Litter());
        var again = await camera.Post("reports", ApiCaller.Litter());
        var other = await sensor.Post("reports", ApiCaller.Litter());

        first.Status.ShouldBe(HttpStatusCode.Created, first.Body);
        first.Response.Headers.Location!.ToString().ShouldEndWith($"/api/v1/reports/{first.Number}");
        again.Status.ShouldBe(HttpStatusCode.OK);
        again.Number.ShouldBe(first.Number);
        other.Status.ShouldBe(HttpStatusCode.Created);
        other.Number.ShouldNotBe(first.Number);
        var cases = server.Cases();
        cases.Count.ShouldBe(2);
        (cases[0].FoundBy, cases[0].Source, cases[0].At.Place).ShouldBe(
            ("video", new Source("camera", "CAM-1", "https://video.example/alarms/1"), "p-1")
        );
        cases[1].FoundBy.ShouldBe("sensor");
        first.Json.GetProperty("own").GetProperty("sourceNumber").GetString().ShouldBe("CAM-1");
        first.Json.GetProperty("reviewed").GetBoolean().ShouldBeFalse();
        first.Json.GetProperty("words").GetString().ShouldBeNull("the office shows words, not whoever hands them in");
        server.IsWhole();
    }

    [Theory, EachDatabase]
    public async Task Handed_in_many_times_in_one_moment_it_is_still_one_case(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var camera = new ApiCaller(server);

        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => camera.Post("reports", ApiCaller.Litter())));

        told.Count(one => one.Status == HttpStatusCode.Created).ShouldBe(1);
        told.ShouldAllBe(one => one.Status == HttpStatusCode.Created || one.Status == HttpStatusCode.OK);
        told.Select(one => one.Number).Distinct().ShouldHaveSingleItem();
        server.Cases().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_a_number_the_key_of_the_call_keeps_it_one()
    {
        await using var server = await TestServer.Start();
        using var camera = new ApiCaller(server);

        var first = await camera.Post("reports", ApiCaller.Litter(number: null), "once-1");
        var again = await camera.Post("reports", ApiCaller.Litter(number: null), "once-1");
        (await camera.Post("reports", ApiCaller.Litter(number: null, link: null), "once-1")).ShouldRefuse(409, "act.id-reused");

        (first.Status, again.Status).ShouldBe((HttpStatusCode.Created, HttpStatusCode.OK));
        again.Number.ShouldBe(first.Number);
        server.Cases().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Photos_come_beside_it_in_a_form_or_before_it()
    {
        await using var server = await TestServer.Start();
        using var camera = new ApiCaller(server);
        using var other = new ApiCaller(server, "other");

        var form = await camera.Send(
            "reports",
            Caller.Multipart(
                [
                    ("category", "stall"),
                    ("what", "占道摆摊"),
                    ("lon", "84.87"),
                    ("lat", "45.59"),
                    ("answers.kind", "水果"),
                    ("sourceNumber", "F-1"),
                ],
                ("photos", SamplePhotos.Jpeg())
            )
        );
        var staged = await camera.Send("photos", Caller.Multipart([], ("photos", SamplePhotos.Jpeg())));
        var sealedPhoto = staged.Json.GetProperty("photos")[0].GetProperty("photo").GetString()!;
        var named = await camera.Post("reports", Litter(sealedPhoto));
        (await other.Post("reports", Litter(sealedPhoto))).ShouldRefuse(422, "api.photo-unknown", "photos[0]");
        (await camera.Send("photos", Caller.Multipart([("x", "1")]))).ShouldRefuse(400, "api.bad-field", "x");
        (await camera.Send("photos", Caller.Multipart([], ("photos", Encoding.UTF8.GetBytes("no photo"))))).ShouldRefuse(422);
        (await camera.Post("photos", new { })).ShouldRefuse(415, "api.type-form");

        form.Status.ShouldBe(HttpStatusCode.Created, form.Body);
        staged.Status.ShouldBe(HttpStatusCode.Created);
        named.Status.ShouldBe(HttpStatusCode.Created, named.Body);
        var cases = server.Cases();
        cases.Select(one => one.Before.Count).ShouldBe([1, 1]);
        cases[0].At.District.ShouldBe(SmallCity.North);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("cases/1")).Words(".what").ShouldContain("卖什么：水果");

        static object Litter(string photo) =>
            new
            {
                category = "litter",
                what = "垃圾",
                place = "p-1",
                photos = new[] { photo },
            };
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_field_and_nothing_is_kept()
    {
        await using var server = await TestServer.Start();
        using var camera = new ApiCaller(server);
        Task<Told> Raw(string body, string type = "application/json") =>
            camera.Send("reports", new StringContent(body, Encoding.UTF8, type));

        (await camera.Post("reports")).ShouldRefuse(422, null, "place", "what", "category");
        (await Raw("{")).ShouldRefuse(400, "api.bad-json");
        (await Raw("null")).ShouldRefuse(400, "api.bad-json");
        (await Raw("""{"categorie":"litter"}""")).ShouldRefuse(400, "api.bad-field", "categorie");
        (await Raw("""{"lon":"east"}""")).ShouldRefuse(400, "api.bad-field", "lon");
        (await Raw("<report/>", "application/xml")).ShouldRefuse(415, "api.type");
        (await Raw($$"""{"what":"{{new string('a', 300_000)}}"}""")).ShouldRefuse(413, "api.too-large");
        (
            await camera.Post(
                "reports",
                new
                {
                    category = "none",
                    what = "x",
                    place = "p-1",
                }
            )
        ).ShouldRefuse(422, "category.unknown", "category");
        (
            await camera.Post(
                "reports",
                new
                {
                    category = "litter",
                    what = "x",
                    place = "nowhere",
                }
            )
        ).ShouldRefuse(422, "api.place", "place");
        (
            await camera.Post(
                "reports",
                new
                {
                    category = "litter",
                    what = "x",
                    lon = 84.87,
                }
            )
        ).ShouldRefuse(422, "api.position", "lon");
        (
            await camera.Post(
                "reports",
                new
                {
                    category = "litter",
                    what = "x",
                    lon = 10,
                    lat = 10,
                }
            )
        ).ShouldRefuse(422, "place.outside", "lon");
        (
            await camera.Post(
                "reports",
                new
                {
                    category = "litter",
                    what = "x",
                    place = "p-1",
                    crs = "mars",
                }
            )
        ).ShouldRefuse(422, "api.crs", "crs");
        (
            await camera.Post(
                "reports",
                new
                {
                    category = "litter",
                    what = "x",
                    place = "p-1",
                    foundAt = "2020-11-23T10:00:00",
                }
            )
        ).ShouldRefuse(400, "api.bad-moment", "foundAt");
        (
            await camera.Post(
                "reports",
                new
                {
                    category = "litter",
                    what = "x",
                    place = "p-1",
                    foundAt = "2999-11-23T10:00:00+08:00",
                }
            )
        ).ShouldRefuse(422, "act.future", "foundAt");
        (await camera.Post("reports", ApiCaller.Litter(link: "javascript:alert(1)"))).ShouldRefuse(
            422,
            "intake.link-broken",
            "sourceLink"
        );
        (await camera.Post("reports", ApiCaller.Litter(new string('9', 101)))).ShouldRefuse(
            422,
            "intake.source-long",
            "sourceNumber"
        );
        (
            await camera.Post(
                "reports",
                new
                {
                    category = "stall",
                    what = "x",
                    place = "p-1",
                    answers = new { kind = new[] { "衣服" }, colour = new[] { "红" } },
                }
            )
        ).ShouldRefuse(422, "answer.unfit", "answers.kind", "answers.colour");
        server.Cases().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_is_wanted_that_opens_this()
    {
        await using var server = await TestServer.Start();
        using var nobody = new ApiCaller(server, "");
        using var reader = new ApiCaller(server, "reader", "platform", ApiScope.Read);

        var missing = await nobody.Post("reports", ApiCaller.Litter());
        missing.ShouldRefuse(401, "token.missing");
        missing.Response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await reader.Post("reports", ApiCaller.Litter())).ShouldRefuse(403, "token.not-for-this");
        (await reader.Get("reports")).ShouldRefuse(403);
        (await reader.Get("cases")).Status.ShouldBe(HttpStatusCode.OK);
        (await nobody.Get("categories")).Status.ShouldBe(HttpStatusCode.OK);
        server.City.Database.WriteInBulk(transaction => TokenStore.End(transaction, "reader", null, CityClock.Machine)!);
        (await reader.Get("cases")).ShouldRefuse(401, "token.wrong");
        server.Cases().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_calls_too_often_is_told_when_to_come_back()
    {
        await using var server = await TestServer.Start();
        using var camera = new ApiCaller(server);
        var token = server.City.Database.Read(TokenStore.List).Single();
        var limiter = server.Services.GetRequiredService<TokenLimiter>();
        while (limiter.Takes(token.Id)) { }

        var told = await camera.Post("reports", ApiCaller.Litter());

        told.ShouldRefuse(429, "token.too-often");
        told.Response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        server.Cases().ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task It_says_what_became_of_its_own_and_of_nothing_else(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var camera = new ApiCaller(server);
        using var other = new ApiCaller(server, "other");
        var number = (await camera.Post("reports", ApiCaller.Litter())).Number;
        var stream = server.StreamOf(number);

        (await camera.Post($"reports/{number}/confirm")).ShouldRefuse(422, "act.not-now");
        var added = await camera.Post($"reports/{number}/words", new { words = "又拍到一次" }, "w-1");
        await camera.Post($"reports/{number}/words", new { words = "又拍到一次" }, "w-1");
        (await camera.Post($"reports/{number}/words")).ShouldRefuse(422, "what.missing", "words");
        foreach (var act in new[] { "words", "confirm", "dispute" })
            (await other.Post($"reports/{number}/{act}", new { words = "不是我的" })).ShouldRefuse(404, "case.unknown");
        await CloseIt(server, stream);
        var disputed = await camera.Post($"reports/{number}/dispute", new { words = "还在那里" });

        added.Status.ShouldBe(HttpStatusCode.OK, added.Body);
        disputed.Status.ShouldBe(HttpStatusCode.OK, disputed.Body);
        // In time: it is open again, and what was said of the last time no longer counts.
        disputed.Json.GetProperty("status").GetString().ShouldBe("open");
        server
            .City.Database.Read(connection =>
                Sql.Number(connection, "select count(*) from events where stream = $1 and kind = 'words-added'", stream)
            )
            .ShouldBe(1);
        server.IsWhole();
    }

    [Fact]
    public async Task A_confirmation_keeps_its_words_as_the_reason()
    {
        await using var server = await TestServer.Start();
        using var camera = new ApiCaller(server);
        var number = (await camera.Post("reports", ApiCaller.Litter())).Number;
        await CloseIt(server, server.StreamOf(number));

        var confirmed = await camera.Post($"reports/{number}/confirm", new { words = "画面上已经清走" });
        (await camera.Post($"reports/{number}/confirm")).ShouldRefuse(422, "fix.confirmed-already");

        confirmed.Json.GetProperty("own").GetProperty("saidFixed").GetBoolean().ShouldBeTrue();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get($"cases/{number}")).Body.ShouldContain("画面上已经清走");
    }

    [Fact]
    public async Task The_page_of_the_case_leads_back_and_only_to_the_web()
    {
        await using var server = await TestServer.Start();
        using var camera = new ApiCaller(server);
        var number = (await camera.Post("reports", ApiCaller.Litter())).Number;
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get($"cases/{number}");
        var link = page.Page.QuerySelector("#source ~ dl a")!;
        link.GetAttribute("href").ShouldBe("https://video.example/alarms/1");
        link.GetAttribute("rel")!.Split(' ').ShouldContain("noopener");
        page.Body.ShouldContain("东片区视频巡查");
        page.Body.ShouldContain("CAM-1");
        // Everybody else hears neither number nor link.
        using var anybody = server.Anybody();
        foreach (var open in new[] { $"public/{number}", $"ogc/collections/cases/items/{number}?f=json" })
            (await anybody.Get(open)).Body.ShouldNotContain("video.example");

        var imported = await server.Office.Act(
            null,
            new ApiToken(Guid.CreateVersion7(), "old", "旧平台", [], "platform", null, CityClock.Machine, null, null).Actor,
            new ReceiveInput("litter", SmallCity.Market, "垃圾", [], "platform", new Source("old", "1", "javascript:alert(1)"))
        );
        (await clerk.Get($"cases/{imported.Number}")).Body.ShouldNotContain("javascript:");
    }

    private static async Task CloseIt(TestServer server, Guid stream)
    {
        var office = server.Office;
        await office.Act(stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await office.Act(stream, SmallCity.Clerk, new DispatchInput(null));
        await office.Act(stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        await office.Act(stream, SmallCity.MarketClerk, new SeenInput(CaseAct.ReportFixed, [office.Photo("after")]));
        await office.Act(stream, SmallCity.Supervisor, new SeenInput(CaseAct.PassCheck, []));
        await office.Act(stream, SmallCity.Clerk, new PlainInput(CaseAct.Close));
    }
}
