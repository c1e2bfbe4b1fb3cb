using System.Text.Json;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake.Open311;

/// <summary>What the server says of itself: discovery, services, their questions, and the forms of its errors.</summary>
public class Open311OfferTest
{
    [Theory, EachDatabase]
    public async Task Discovery_names_every_endpoint_in_both_forms(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var caller = new Caller(server);
        foreach (var at in new[] { "/open311", $"/{caller.City}/open311" })
        {
            var xml = (await caller.Get($"{at}/discovery.xml")).Xml;
            var json = (await caller.Get($"{at}/discovery.json")).Json;

            xml.Name.LocalName.ShouldBe("discovery");
            xml.Elements().Select(one => one.Name.LocalName).ShouldBe(["changeset", "contact", "key_service", "endpoints"]);
            DateTimeOffset.Parse(xml.Element("changeset")!.Value).ShouldBeLessThan(DateTimeOffset.UtcNow);
            var endpoints = xml.Element("endpoints")!.Elements("endpoint").ToList();
            endpoints.ShouldNotBeEmpty();
            foreach (var endpoint in endpoints)
            {
                endpoint
                    .Elements()
                    .Select(one => one.Name.LocalName)
                    .ShouldBe(["specification", "url", "changeset", "type", "formats"]);
                endpoint.Element("specification")!.Value.ShouldBe("http://wiki.open311.org/GeoReport_v2");
                endpoint.Element("type")!.Value.ShouldBe("production");
                endpoint
                    .Element("formats")!
                    .Elements("format")
                    .Select(one => one.Value)
                    .ShouldBe(["text/xml", "application/json"]);
                // Every address that it names answers.
                var url = new Uri(endpoint.Element("url")!.Value).AbsolutePath;
                ((int)(await caller.Get($"{url}/services.json?jurisdiction_id={caller.City}")).Status).ShouldBe(200);
            }
            json.GetProperty("endpoints").GetArrayLength().ShouldBe(endpoints.Count);
            json.GetProperty("endpoints")[0]
                .GetProperty("formats")
                .EnumerateArray()
                .Select(one => one.GetString())
                .ShouldBe(["text/xml", "application/json"]);
            json.GetProperty("contact").GetString().ShouldNotBeNullOrEmpty();
            json.GetProperty("key_service").GetString()!.ShouldContain($"/{caller.City}/open311");
        }
    }

    [Fact]
    public async Task A_demo_says_that_it_is_a_test()
    {
        await using var server = await TestServer.Start();
        server.City.Database.WriteInBulk(transaction =>
        {
            DemoMark.Set(transaction);
            return 0;
        });
        using var caller = new Caller(server);

        (await caller.Get($"/{caller.City}/open311/discovery.json"))
            .Json.GetProperty("endpoints")[0]
            .GetProperty("type")
            .GetString()
            .ShouldBe("test");
        (await caller.Post("requests.json", [.. Caller.Litter, ("api_key", caller.Key())]))
            .Only.GetProperty("service_notice")
            .GetString()!
            .ShouldContain("演示数据");
    }

    [Fact]
    public async Task Services_have_every_field_with_its_type()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);

        var xml = (await caller.Get("services.xml")).Xml;
        var json = (await caller.Get("services.json")).Json;

        xml.Name.LocalName.ShouldBe("services");
        var stall = xml.Elements("service").Single(one => one.Element("service_code")!.Value == "stall");
        stall
            .Elements()
            .Select(one => one.Name.LocalName)
            .ShouldBe(["service_code", "service_name", "description", "metadata", "type", "keywords", "group"]);
        (stall.Element("metadata")!.Value, stall.Element("type")!.Value).ShouldBe(("true", "realtime"));
        json.ValueKind.ShouldBe(JsonValueKind.Array);
        json.GetArrayLength().ShouldBe(xml.Elements().Count());
        var litter = json.EnumerateArray().Single(one => one.GetProperty("service_code").GetString() == "litter");
        litter.GetProperty("metadata").ValueKind.ShouldBe(JsonValueKind.False);
        litter.GetProperty("keywords").GetString().ShouldBe("环境脏,地面");
    }

    [Fact]
    public async Task A_definition_asks_the_questions_of_the_playbook_in_all_six_kinds()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);

        var xml = (await caller.Get("services/stall.xml")).Xml;
        var json = (await caller.Get("services/stall.json")).Json;

        xml.Name.LocalName.ShouldBe("service_definition");
        var attributes = xml.Element("attributes")!.Elements("attribute").ToList();
        attributes.ShouldAllBe(one => one.Elements().Count() == 8);
        attributes
            .Select(one => one.Element("datatype")!.Value)
            .Distinct()
            .Order()
            .ShouldBe(["datetime", "multivaluelist", "number", "singlevaluelist", "string", "text"]);
        attributes.Select(one => int.Parse(one.Element("order")!.Value)).ShouldBe(Enumerable.Range(1, attributes.Count));
        attributes[0].Element("values")!.Elements("value").Select(one => one.Element("key")!.Value).ShouldBe(["水果", "小吃"]);
        json.GetProperty("service_code").GetString().ShouldBe("stall");
        var first = json.GetProperty("attributes")[0];
        (first.GetProperty("variable").GetBoolean(), first.GetProperty("required").GetBoolean()).ShouldBe((true, true));
        first.GetProperty("order").GetInt32().ShouldBe(1);
        first.GetProperty("datatype_description").ValueKind.ShouldBe(JsonValueKind.Null);
        var shown = json.GetProperty("attributes").EnumerateArray().Last();
        shown.GetProperty("variable").GetBoolean().ShouldBeFalse();
        (await caller.Get("services/litter.json")).Json.GetProperty("attributes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Every_error_is_a_list_with_its_code_in_the_form_that_was_asked_for()
    {
        await using var server = await TestServer.Start();
        using var caller = new Caller(server);
        foreach (var form in new[] { "xml", "json" })
        {
            (await caller.Get($"services/nothing.{form}")).ShouldRefuse(404);
            (await caller.Get($"requests/999999.{form}")).ShouldRefuse(404);
            (await caller.Get($"requests/abc.{form}")).ShouldRefuse(404);
            (await caller.Get($"tokens/nothing.{form}")).ShouldRefuse(404);
            (await caller.Get($"services.{form}?jurisdiction_id=elsewhere")).ShouldRefuse(404);
            (await caller.Get($"services.{form}?jurisdiction_id=")).Status.ShouldBe(
                System.Net.HttpStatusCode.OK,
                "empty is absent"
            );
            (await caller.Get($"services.{form}?jurisdiction_id={caller.City}")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
            (await caller.Get($"nonsense.{form}")).ShouldRefuse(404);
            (await caller.Post($"services.{form}")).ShouldRefuse(404);
            (await caller.Get($"/elsewhere/open311/v2/services.{form}")).ShouldRefuse(404);
            // One endpoint for several cities wants to know which.
            (await caller.Get($"/open311/v2/services.{form}")).ShouldRefuse(400);
            (await caller.Get($"/open311/v2/services.{form}?jurisdiction_id=elsewhere")).ShouldRefuse(404);
            (await caller.Get($"/open311/v2/services.{form}?jurisdiction_id={caller.City}")).Status.ShouldBe(
                System.Net.HttpStatusCode.OK
            );
        }
        (await caller.Get("services.csv")).ShouldRefuse(404);
    }
}
