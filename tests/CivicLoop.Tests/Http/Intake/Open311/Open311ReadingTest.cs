using System.Net;
using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Intake.Open311;
using CivicLoop.Web.Publishing;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake.Open311;

/// <summary>Asking after requests: lists, single ones, tokens, the table of all; no more than everybody may know.</summary>
public class Open311ReadingTest
{
    private static readonly string[] Names =
    [
        "service_request_id",
        "status",
        "status_notes",
        "service_name",
        "service_code",
        "description",
        "agency_responsible",
        "service_notice",
        "requested_datetime",
        "updated_datetime",
        "expected_datetime",
        "address",
        "address_id",
        "zipcode",
        "lat",
        "long",
        "media_url",
    ];

    [Theory, EachDatabase]
    public async Task A_request_is_told_with_every_field_and_no_more_than_everybody_may_know(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var caller = new Caller(server);
        var done = await server.Office.Act(null, SmallCity.Citizen, CaseOffice.Litter("只有内部知道的话"));

        var xml = (await caller.Get("requests/1.xml")).Xml;
        var json = (await caller.Get("requests/1.json")).Only;

        xml.Name.LocalName.ShouldBe("service_requests");
        xml.Element("request")!.Elements().Select(one => one.Name.LocalName).ShouldBe(Names);
        json.EnumerateObject().Select(one => one.Name).ShouldBe(Names);
        json.GetProperty("service_request_id").ValueKind.ShouldBe(JsonValueKind.String);
        json.GetProperty("lat").ValueKind.ShouldBe(JsonValueKind.Number);
        json.GetProperty("zipcode").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (var hidden in new[] { "description", "address_id", "media_url" })
            json.GetProperty(hidden).ValueKind.ShouldBe(JsonValueKind.Null, hidden);
        json.GetProperty("service_notice").GetString().ShouldBe("内容待审核。");
        json.GetProperty("requested_datetime").GetString()!.ShouldEndWith("+08:00");
        Moments.Read(json.GetProperty("requested_datetime").GetString()!).ShouldNotBeNull();
        (await caller.Get("requests/1.json?extensions=true")).Body.ShouldNotContain("只有内部知道");

        await server.Office.Act(done.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await server.Office.Act(done.Stream, SmallCity.Clerk, new PublishInput("<b>门口</b>有垃圾 & 异味\u0001", []));
        var shown = (await caller.Get("requests/1.xml")).Xml.Element("request")!;
        shown.Element("description")!.Value.ShouldBe("<b>门口</b>有垃圾 & 异味");
        shown.Element("address_id")!.Value.ShouldBe("p-1");
        shown.Element("address")!.Value.ShouldContain("北市场");
        (await caller.Get("requests/1.json"))
            .Only.GetProperty("status_notes")
            .GetString()!
            .ShouldStartWith("待派遣：<b>门口</b>有垃圾");
    }

    [Fact]
    public async Task What_the_citys_own_people_found_is_not_told()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        await server.Office.Act(null, SmallCity.InspectorNorth, CaseOffice.Litter());

        (await caller.Get("requests.json")).Json.GetArrayLength().ShouldBe(0);
        (await caller.Get("requests/1.json")).ShouldRefuse(404);
        (await caller.Get("requests.json?service_request_id=1")).Json.GetArrayLength().ShouldBe(0);
        (await caller.Get("servicerequestupdates.json")).Json.GetArrayLength().ShouldBe(0);
        (await caller.Get("requests/bulk.csv")).Body.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task Many_states_are_open_or_closed_and_a_closed_one_was_updated_when_it_was_closed()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        var closed = await server.Office.Closed();
        await server.Office.Act(closed.Stream, SmallCity.Clerk, new ReplyInput("已处理"));
        await server.Office.Reported();

        var one = (await caller.Get("requests.json?status=closed")).Only;
        var at = server.Office.Row(closed.Stream)!.ClosedAt!.Value;
        one.GetProperty("status").GetString().ShouldBe("closed");
        one.GetProperty("status_notes").GetString().ShouldBe("已结案");
        Moments
            .Read(one.GetProperty("updated_datetime").GetString()!)
            .ShouldBe(at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)));
        one.GetProperty("expected_datetime").ValueKind.ShouldBe(JsonValueKind.Null);
        (await caller.Get("requests.json?status=open")).Only.GetProperty("service_request_id").GetString().ShouldBe("2");
        (await caller.Get("requests.json?status=open,closed")).Json.GetArrayLength().ShouldBe(2);
        (await caller.Get("requests.json?status=")).Json.GetArrayLength().ShouldBe(2, "empty is absent");
    }

    [Theory, EachDatabase]
    public async Task A_list_is_narrowed_paged_and_overridden_by_ids(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var caller = new Caller(server);
        for (var count = 0; count < 5; count++)
            await server.Office.Reported();
        await server.Office.Act(null, SmallCity.Citizen, CaseOffice.Litter() with { Category = "stall" });
        async Task<List<string?>> Ids(string query) =>
            [
                .. (await caller.Get("requests.json?" + query))
                    .Json.EnumerateArray()
                    .Select(one => one.GetProperty("service_request_id").GetString()),
            ];

        (await Ids("service_code=stall")).ShouldBe(["6"]);
        (await Ids("service_code=stall,litter")).Count.ShouldBe(6);
        (await Ids("service_request_id=2,4,999&status=closed&service_code=nothing&start_date=broken")).ShouldBe(["2", "4"]);
        (await Ids("page=1&page_size=4")).ShouldBe(["6", "5", "4", "3"]);
        (await Ids("page=2&page_size=4")).ShouldBe(["2", "1"]);
        var first = await caller.Get("requests.json?page_size=4&status=open");
        first.Link!.ShouldContain("page=2");
        first.Link!.ShouldContain("status=open");
        (await caller.Get("requests.json?page=2&page_size=4")).Link.ShouldBeNull();

        var now = server.City.Clock.Now;
        string W(DateTime moment) => Uri.EscapeDataString(Moments.Write(new DateTimeOffset(moment, TimeSpan.Zero)));
        (await Ids($"start_date={W(now.AddDays(-1))}&end_date={W(now.AddDays(1))}")).Count.ShouldBe(6);
        (await Ids($"end_date={W(now.AddDays(-1))}")).ShouldBeEmpty();
        (await Ids($"start_date={W(now.AddDays(1))}")).ShouldBeEmpty();
        (await Ids($"updated_after={W(now.AddDays(-1))}")).Count.ShouldBe(6);
        (await Ids("updated_after=2000-01-01T00:00:00Z")).Count.ShouldBe(6);
        (await Ids($"updated_before={W(now.AddDays(-1))}")).ShouldBeEmpty();
        (await Ids($"updated_after={W(now.AddDays(1))}")).ShouldBeEmpty();
        // A plus that nobody escaped.
        (await Ids($"start_date={now.AddDays(-1).AddHours(8):yyyy-MM-ddTHH:mm:ss}+08:00")).Count.ShouldBe(6);
    }

    [Fact]
    public async Task What_is_asked_wrongly_is_told_all_at_once()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);

        (await caller.Get("requests.xml?status=done&start_date=2020-01-01&page=0")).ShouldRefuse(400, 400, 400, 400);
        (await caller.Get("requests.json?start_date=2020-01-01T00:00:00Z&end_date=2020-05-01T00:00:00Z")).ShouldRefuse(400);
        (await caller.Get("requests.json?start_date=2020-02-01T00:00:00Z&end_date=2020-01-01T00:00:00Z")).ShouldRefuse(400);
        (await caller.Get("requests.json?start_date=2020-01-01T00:00:00")).ShouldRefuse(400);
        (await caller.Get("requests.json?service_code=nothing")).ShouldRefuse(400);
        (await caller.Get("requests.json?service_request_id=abc")).ShouldRefuse(400);
        (await caller.Get("requests.json?page_size=1001")).ShouldRefuse(400);
        (await caller.Get("requests/bulk.csv?status=done")).ShouldRefuse(400);
    }

    [Fact]
    public async Task Extensions_are_there_only_when_asked_for()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        await server.Office.Closed();

        var plain = (await caller.Get("requests.json")).Only;
        var more = (await caller.Get("requests.json?extensions=true")).Only;

        plain.EnumerateObject().Count().ShouldBe(Names.Length);
        more.EnumerateObject().Select(one => one.Name).ShouldBe([.. Names, "extended_attributes", "attributes", "notes"]);
        var notes = more.GetProperty("notes").EnumerateArray().ToList();
        notes.ShouldAllBe(note => PublicCases.Told.Contains(note.GetProperty("type").GetString()!));
        notes
            .Select(note => note.GetProperty("type").GetString())
            .ShouldBe([
                "reported",
                "filed",
                "dispatched",
                "accepted",
                "plan-made",
                "fix-reported",
                "check-failed",
                "fix-reported",
                "check-passed",
                "closed",
            ]);
        notes.ShouldAllBe(note => note.GetProperty("description").GetString()!.Length > 0);
    }

    [Fact]
    public async Task A_token_is_the_code_by_which_it_is_followed()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        await server.Office.Act(null, SmallCity.Citizen, CaseOffice.Litter() with { Tracking = "abcdefghjkmnpqrs" });

        var xml = (await caller.Get("tokens/abcdefghjkmnpqrs.xml")).Xml.Element("request")!;
        (xml.Element("service_request_id")!.Value, xml.Element("token")!.Value).ShouldBe(("1", "abcdefghjkmnpqrs"));
        (await caller.Get("tokens/abcdefghjkmnpqrs.json")).Only.GetProperty("service_request_id").GetString().ShouldBe("1");
    }

    [Theory, EachDatabase]
    public async Task The_table_has_all_of_a_span_in_its_named_columns(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var caller = new Caller(server);
        await server.Office.Closed();
        for (var count = 0; count < 3; count++)
            await server.Office.Reported();

        var said = await caller.Get("requests/bulk.csv");

        said.Status.ShouldBe(HttpStatusCode.OK);
        said.Type.ShouldBe("text/csv; charset=utf-8");
        var rows = said.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        rows[0]
            .ShouldBe(
                "service_request_id,requested_datetime,updated_datetime,closed_date,status_description,status_notes,source,service_name,service_subtype,description,agency_responsible,address,lat,long"
            );
        rows.Length.ShouldBe(5);
        rows[^1].ShouldStartWith("1,");
        rows[^1].ShouldContain("已结案");
        (await caller.Get("requests/bulk.csv?status=open"))
            .Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Length.ShouldBe(4);
    }
}
