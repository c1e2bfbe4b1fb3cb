using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Intake.Open311;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake.Open311;

/// <summary>Words about requests, both ways.</summary>
public class Open311UpdatesTest
{
    private static (string, string)[] Update(string key, string status, string id = "u-1", string request = "1") =>
        [
            ("api_key", key),
            ("service_request_id", request),
            ("update_id", id),
            ("status", status),
            ("updated_datetime", "2020-11-23T10:00:00+08:00"),
            ("description", "路过时看了一眼"),
        ];

    [Fact]
    public async Task What_happened_is_told_step_by_step_in_words_that_others_know()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        await server.Office.Closed();

        var xml = (await caller.Get("servicerequestupdates.xml")).Xml;
        var json = (await caller.Get("servicerequestupdates.json")).Json;

        xml.Name.LocalName.ShouldBe("service_request_updates");
        xml.Elements().ShouldAllBe(one => one.Name.LocalName == "request_update");
        xml.Elements()
            .Select(one => one.Element("status")!.Value)
            .ShouldBe([
                "open",
                "investigating",
                "action_scheduled",
                "in_progress",
                "planned",
                "fixed",
                "in_progress",
                "fixed",
                "fixed",
                "closed",
            ]);
        var ids = json.EnumerateArray().Select(one => one.GetProperty("update_id").GetString()).ToList();
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id!.StartsWith("1-"));
        json[0].GetProperty("service_request_id").GetString().ShouldBe("1");
        json[0].GetProperty("description").GetString().ShouldNotBeNullOrEmpty();
        Moments.Read(json[0].GetProperty("updated_datetime").GetString()!).ShouldNotBeNull();
        (await caller.Get("servicerequestupdates.json?end_date=2000-01-01T00:00:00Z")).Json.GetArrayLength().ShouldBe(0);
        (await caller.Get("servicerequestupdates.xml?start_date=yesterday")).ShouldRefuse(400);
    }

    [Theory, EachDatabase]
    public async Task Whoever_handed_it_in_adds_confirms_and_disputes(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var caller = new Caller(server);
        var key = caller.Key();
        await caller.Post("requests.json", [.. Caller.Litter, ("api_key", key)]);
        var stream = server.StreamOf(1);

        var first = await caller.Post("servicerequestupdates.json", Update(key, "OPEN"));
        first.Only.GetProperty("update_id").GetString().ShouldBe("u-1");
        (await caller.Post("servicerequestupdates.json", Update(key, "OPEN"))).Body.ShouldBe(first.Body);
        server.Office.History(stream).Count(one => one.Kind == "words-added").ShouldBe(1, "the same update is one");

        await server.Office.Fixed(stream);
        (await caller.Post("servicerequestupdates.xml", Update(key, "REOPEN", "u-2"))).Xml.Name.LocalName.ShouldBe(
            "service_request_updates"
        );
        server.Office.Row(stream)!.SaidFixed.ShouldBe(false);
        (await caller.Post("servicerequestupdates.xml", Update(key, "FIXED", "u-3"))).Status.ShouldBe(HttpStatusCode.OK);
        server.Office.Row(stream)!.SaidFixed.ShouldBe(true);
        // The second of what was accepted once, after the case has moved on.
        (await caller.Post("servicerequestupdates.xml", Update(key, "OPEN"))).Status.ShouldBe(HttpStatusCode.OK);
        (await caller.Post("servicerequestupdates.xml", Update(key, "FIXED", "u-4"))).ShouldRefuse(400);
        server.IsWhole();
    }

    [Theory, EachDatabase]
    public async Task What_the_office_published_is_told_as_long_as_everybody_may_read_it_and_nothing_of_the_house(
        DatabaseKind kind
    )
    {
        await using var server = await TestServer.Start(kind);
        using var caller = new Caller(server);
        var done = await server.Office.Closed();
        await server.Office.Act(done.Stream, SmallCity.Clerk, new ReplyInput("只对反映人说的话"));
        (await caller.Get("requests/1.json")).Only.GetProperty("status_notes").GetString().ShouldBe("已结案");

        await server.Office.Act(done.Stream, SmallCity.Clerk, new PublishInput("先前的说法", []));
        await server.Office.Act(done.Stream, SmallCity.Clerk, new PublishInput("垃圾已清走，加派了保洁员。", []));

        (await caller.Get("requests/1.json"))
            .Only.GetProperty("status_notes")
            .GetString()
            .ShouldBe("已结案：垃圾已清走，加派了保洁员。");
        var updates = (await caller.Get("servicerequestupdates.json")).Json.EnumerateArray().ToList();
        var published = updates.Where(one => one.GetProperty("external_status_code").GetString() == "published").ToList();
        var only = published.ShouldHaveSingleItem("what was said better since is told no longer");
        only.GetProperty("description").GetString().ShouldBe("垃圾已清走，加派了保洁员。");
        only.GetProperty("status").GetString().ShouldBe("closed", "what is said after the end opens nothing again");
        foreach (var path in new[] { "requests/1.xml?extensions=true", "servicerequestupdates.xml", "requests/bulk.csv" })
        {
            var body = (await caller.Get(path)).Body;
            body.ShouldContain("垃圾已清走");
            foreach (var inside in new[] { "先前的说法", "只对反映人说的话", "按规定办理", "保洁不足", "门前有垃圾" })
                body.ShouldNotContain(inside);
        }

        await server.Office.Act(done.Stream, SmallCity.Clerk, new PlainInput(CaseAct.Withhold));
        foreach (var path in new[] { "requests/1.xml?extensions=true", "servicerequestupdates.xml", "requests/bulk.csv" })
            (await caller.Get(path)).Body.ShouldNotContain("垃圾已清走");
    }

    [Fact]
    public async Task Of_what_others_handed_in_another_system_only_adds_words_and_only_to_what_everybody_may_know()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        var (mine, theirs) = (caller.Key(), caller.Key());
        await caller.Post("requests.json", [.. Caller.Litter, ("api_key", mine)]);
        var inside = await server.Office.Act(null, SmallCity.InspectorNorth, CaseOffice.Litter());

        (await caller.Post("servicerequestupdates.json", Update(theirs, "FIXED"))).Status.ShouldBe(HttpStatusCode.OK);
        server.Office.History(server.StreamOf(1)).Count(one => one.Kind == "words-added").ShouldBe(1);
        await server.Office.Fixed(server.StreamOf(1));
        (await caller.Post("servicerequestupdates.json", Update(theirs, "FIXED", "u-2"))).Status.ShouldBe(HttpStatusCode.OK);
        (await caller.Post("servicerequestupdates.json", Update(theirs, "REOPEN", "u-3"))).Status.ShouldBe(HttpStatusCode.OK);
        server.Office.Row(server.StreamOf(1))!.SaidFixed.ShouldBeNull("whoever told it has said nothing");

        (await caller.Post("servicerequestupdates.json", Update(mine, "FIXED", request: "2"))).ShouldRefuse(404);
        server.Office.History(inside.Stream).ShouldHaveSingleItem();
        (await caller.Post("servicerequestupdates.json", Update(mine, "FIXED", request: "999"))).ShouldRefuse(404);
        (await caller.Post("servicerequestupdates.json", Update("", "FIXED"))).ShouldRefuse(403);
        (await caller.Post("servicerequestupdates.xml", ("api_key", mine))).ShouldRefuse(400, 400, 400, 400, 400, 400);
        (await caller.Post("servicerequestupdates.xml", Update(mine, "FINISHED"))).ShouldRefuse(400);
    }
}
