using System.Net;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Intake;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake.Open311;

/// <summary>Requests handed in: keys, places, answers, photos, what is refused, what is sent twice.</summary>
public class Open311FilingTest
{
    private static readonly (string, string)[] Stall =
    [
        ("service_code", "stall"),
        ("lat", "45.59"),
        ("long", "84.87"),
        ("attribute[kind]", "水果"),
        ("attribute[when][]", "早上"),
        ("attribute[when][]", "晚上"),
        ("attribute[count]", "3"),
        ("attribute[since]", "2020-11-20T08:00:00+08:00"),
        ("attribute[sign]", "老王水果"),
        ("attribute[more]", "第一行\n第二行"),
    ];

    private static string Words(TestServer server, long number) =>
        server.City.Database.Read(connection =>
            Sql.One(
                connection,
                "select t.text from cases c join texts t on t.stream = c.stream where c.number = $1 and t.text not like '“%' limit 1",
                row => row.GetString(0),
                number
            )
        )!;

    [Theory, EachDatabase]
    public async Task A_request_becomes_a_case_with_its_number_at_once(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var caller = new Caller(server);
        var key = caller.Key(code: "city-app", foundBy: "platform");

        var json = (
            await caller.Post("requests.json", [.. Caller.Litter, ("api_key", key), ("service_request_id_ext", "A-17")])
        ).Only;
        var xml = (await caller.Post("requests.xml", [.. Stall, ("api_key", key)])).Xml;

        json.EnumerateObject().Select(one => one.Name).ShouldBe(["service_request_id", "service_notice", "account_id"]);
        json.GetProperty("service_request_id").GetString().ShouldBe("1");
        json.GetProperty("account_id").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        json.GetProperty("service_notice").GetString()!.ShouldContain($"/{caller.City}/report/");
        xml.Name.LocalName.ShouldBe("service_requests");
        xml.Element("request")!.Element("service_request_id")!.Value.ShouldBe("2");
        xml.Descendants("token").ShouldBeEmpty("either an id or a token");
        var cases = server.Cases();
        (cases[0].Source, cases[0].FoundBy, cases[0].At.Place).ShouldBe(
            (new Source("city-app", "A-17", null), "platform", "p-1")
        );
        (cases[1].Category, cases[1].At.District, cases[1].Status).ShouldBe(("stall", SmallCity.North, CaseStatus.Reported));
        var words = Words(server, 2);
        foreach (var said in new[] { "卖什么：水果", "什么时候常有：早上、晚上", "大约几摊：3", "老王水果", "第二行" })
            words.ShouldContain(said);
        server.IsWhole();
    }

    [Fact]
    public async Task A_key_is_wanted_and_only_for_handing_in()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        var key = caller.Key();
        foreach (var form in new[] { "xml", "json" })
        {
            (await caller.Post($"requests.{form}", Caller.Litter)).ShouldRefuse(403);
            (await caller.Post($"requests.{form}", [.. Caller.Litter, ("api_key", "nonsense")])).ShouldRefuse(403);
            (await caller.Post($"requests.{form}", [.. Caller.Litter, ("api_key", caller.Key(ApiScope.Read))])).ShouldRefuse(403);
            (await caller.Post($"servicerequestupdates.{form}")).ShouldRefuse(403);
        }
        server.Cases().ShouldBeEmpty();
        (await caller.Post($"requests.json?api_key={key}", Caller.Litter)).Status.ShouldBe(HttpStatusCode.OK);
        (await caller.Post("/open311/v2/requests.json", [.. Caller.Litter, ("api_key", key)])).ShouldRefuse(400);
        (
            await caller.Post("/open311/v2/requests.json", [.. Caller.Litter, ("api_key", key), ("jurisdiction_id", caller.City)])
        ).Status.ShouldBe(HttpStatusCode.OK);

        server.City.Database.WriteInBulk(transaction => TokenStore.End(transaction, "open311-1", null, CityClock.Machine)!);
        (await caller.Post("requests.json", [.. Caller.Litter, ("api_key", key)])).ShouldRefuse(403);
    }

    [Fact]
    public async Task A_place_is_a_position_a_name_or_a_code()
    {
        await using var server = await TestServer.Start();
        SmallGround.In(server);
        using var caller = new Caller(server);
        var key = caller.Key();
        var name = server.City.Database.Read(connection =>
            Sql.One(connection, "select name from places where code = 'p-1'", row => row.GetString(0))
        )!;
        Task<Said> At(params (string, string)[] where) =>
            caller.Post("requests.json", [("service_code", "litter"), ("api_key", key), .. where]);

        (await At(("address_id", "p-1"))).Status.ShouldBe(HttpStatusCode.OK);
        (await At(("address_id", "T-1"))).Status.ShouldBe(HttpStatusCode.OK, "the plate of a facility");
        (await At(("address_string", name))).Status.ShouldBe(HttpStatusCode.OK);
        (await At(("lat", "45.59"), ("long", "84.87"), ("address_string", "大门西侧"))).Status.ShouldBe(HttpStatusCode.OK);
        server.Cases().Select(one => one.At.Place).Where(place => place == "p-1").Count().ShouldBeGreaterThanOrEqualTo(2);
        Words(server, 4).ShouldContain("大门西侧");

        (await At()).ShouldRefuse(400);
        (await At(("lat", "45.59"))).ShouldRefuse(400);
        (await At(("lat", ""), ("long", ""), ("address_id", "nowhere"))).ShouldRefuse(400);
        (await At(("lat", "abc"), ("long", "84"))).ShouldRefuse(400);
        (await At(("lat", "NaN"), ("long", "84"))).ShouldRefuse(400);
        (await At(("lat", "10"), ("long", "10"))).ShouldRefuse(400);
        (await At(("address_string", "没有这样的地方"))).ShouldRefuse(400);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_nothing_is_kept()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        var key = caller.Key();
        Task<Said> Post(params (string, string)[] fields) => caller.Post("requests.json", [("api_key", key), .. fields]);

        (await Post()).ShouldRefuse(400, 400, 400);
        (await Post(Caller.Litter.But(("service_code", "nothing")))).ShouldRefuse(404);
        (await Post(("service_code", "stall"), ("address_id", "p-1"))).ShouldRefuse(400);
        (await Post(Stall.But(("attribute[kind]", "衣服")))).ShouldRefuse(400);
        (await Post([.. Stall, ("attribute[kind]", "小吃")])).ShouldRefuse(400);
        (await Post(Stall.But(("attribute[count]", "三")))).ShouldRefuse(400);
        (await Post(Stall.But(("attribute[since]", "昨天")))).ShouldRefuse(400);
        (await Post(Stall.But(("attribute[sign]", "一\n二")))).ShouldRefuse(400);
        (await Post(Caller.Litter.But(("description", new string('字', 4001))))).ShouldRefuse(400);
        (await Post([.. Caller.Litter, ("media_url", "javascript:alert(1)")])).ShouldRefuse(400);
        (
            await caller.Send("requests.json", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), null)
        ).ShouldRefuse(400);
        server.Cases().ShouldBeEmpty();

        (await Post(Caller.Litter.But(("description", new string('字', 4000))))).Status.ShouldBe(HttpStatusCode.OK);
        Words(server, 1).Length.ShouldBe(4000);
    }

    [Theory, EachDatabase]
    public async Task How_to_reach_whoever_told_it_is_kept_apart_and_nothing_else_of_a_person(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var caller = new Caller(server);

        var notice = (
            await caller.Post(
                "requests.json",
                [
                    .. Caller.Litter,
                    ("api_key", caller.Key()),
                    ("email", "someone@example.org"),
                    ("phone", "13900000000"),
                    ("first_name", "某某"),
                    ("last_name", "王"),
                    ("device_id", "device-77"),
                    ("attribute[fixmystreet_id]", "4711"),
                    ("media_url", "https://example.org/a b.jpg"),
                ]
            )
        )
            .Only.GetProperty("service_notice")
            .GetString()!;

        notice.ShouldContain("联系方式只有创城办能看到");
        notice.ShouldContain("device_id 和 account_id 没有保存");
        notice.ShouldContain("fixmystreet_id");
        var words = Words(server, 1);
        words.ShouldContain("https://example.org/a%20b.jpg");
        foreach (var personal in new[] { "someone@", "13900000000", "某某", "device-77", "4711" })
            server
                .City.Database.Read(connection =>
                    Sql.Many(
                        connection,
                        "select text from texts where text is not null union select state from cases union select body from events",
                        row => row.GetString(0)
                    )
                )
                .ShouldAllBe(text => !text.Contains(personal, StringComparison.Ordinal));
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("cases/1")).Words(".contact").ShouldBe("王某某 · 13900000000 · someone@example.org");
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);
        (await supervisor.Get("cases/1")).Body.ShouldNotContain("13900000000");
        foreach (
            var path in new[]
            {
                "requests.json?extensions=true",
                "requests/1.xml",
                "servicerequestupdates.xml",
                "requests/bulk.csv",
            }
        )
            (await caller.Get(path)).Body.ShouldNotContain("13900000000");
        // Mail of what becomes of it goes to the address alone.
        server
            .City.Database.Read(connection => new Reporters().Find(connection, server.StreamOf(1)))!
            .Mail.ShouldBe("someone@example.org");

        await server.Office.Act(server.StreamOf(1), SmallCity.Clerk, new PlainInput(CaseAct.RefuseToFile));
        (
            await server.City.Database.Write(transaction =>
                ContactStore.Sweep(transaction, server.City.Clock.Now.AddDays(1), server.City.Clock.Now)
            )
        ).ShouldBe(1);
        (await clerk.Get("cases/1")).Body.ShouldNotContain("13900000000");
        server.IsWhole();
    }

    [Fact]
    public async Task A_contact_that_is_too_long_is_refused_and_one_of_a_stranger_is_written_the_other_way_round()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        var key = caller.Key();

        (await caller.Post("requests.json", [.. Caller.Litter, ("api_key", key), ("phone", new string('1', 101))])).ShouldRefuse(
            400
        );
        (
            await caller.Post(
                "requests.json",
                [.. Caller.Litter, ("api_key", key), ("service_request_id_ext", new string('1', 101))]
            )
        ).ShouldRefuse(400);
        server.Cases().ShouldBeEmpty();
        await caller.Post("requests.json", [.. Caller.Litter, ("api_key", key), ("first_name", "Jane"), ("last_name", "Doe")]);

        server.City.Database.Read(connection => ContactStore.Of(connection, server.StreamOf(1)))!.Said.ShouldBe("Jane Doe");
    }

    [Theory, EachDatabase]
    public async Task Sent_again_with_the_same_key_of_its_own_it_is_the_same_case(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var caller = new Caller(server);
        var (key, other) = (caller.Key(), caller.Key());
        Task<Said> Send(string api, string once, string what = "两袋垃圾") =>
            caller.Send("requests.json", Caller.Form([.. Caller.Litter.But(("description", what)), ("api_key", api)]), once);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Send(key, "one")));
        answers.Select(one => one.Body).Distinct().ShouldHaveSingleItem();
        (await Send(key, "one", "别的话")).ShouldRefuse(400, 409);
        var others = await Send(other, "one");
        others.Body.ShouldNotBe(answers[0].Body, "another system's key is its own");
        (await Send(key, "two")).Body.ShouldNotBe(answers[0].Body);
        server.Cases().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Photos_come_along_clean_and_at_most_three()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        (string, string)[] fields = [.. Caller.Litter, ("api_key", caller.Key())];
        var photo = SamplePhotos.Jpeg();

        (await caller.Send("requests.json", Caller.Multipart(fields, ("media[]", photo)), null)).Status.ShouldBe(
            HttpStatusCode.OK
        );
        server.PhotoRows().ShouldBe(1);
        (await caller.Send("requests.json", Caller.Multipart(fields, ("media", "no picture"u8.ToArray())), null)).ShouldRefuse(
            400
        );
        (
            await caller.Send("requests.json", Caller.Multipart(fields, [.. Enumerable.Repeat(("media[]", photo), 4)]), null)
        ).ShouldRefuse(400);
        server.Cases().Count.ShouldBe(1);
        (await caller.Get("requests/1.json"))
            .Only.GetProperty("media_url")
            .ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null, "not before the office shows it");
    }
}
