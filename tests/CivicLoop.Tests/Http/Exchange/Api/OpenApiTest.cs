using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Exchange.Api;

/// <summary>The description: well formed, of all that there is and nothing else, with examples that hold.</summary>
public class OpenApiTest
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private static async Task<JsonObject> Document(TestServer server, string query = "")
    {
        using var http = new HttpClient();
        return JsonNode.Parse(await http.GetStringAsync($"{server.Address}/openapi/v1.json{query}"))!.AsObject();
    }

    [Fact]
    public async Task It_tells_every_address_of_the_api_and_none_more()
    {
        await using var server = await TestServer.Start();
        var document = await Document(server);

        var told = document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(one => $"{one.Key.ToUpperInvariant()} {path.Key}"));
        var there = Endpoints
            .All.Where(address => address.Pattern.Contains("/api/v1", StringComparison.Ordinal))
            .Select(address =>
                $"{address.Method} {address.Pattern["/{city}/api/v1".Length..].Replace(":long", "", StringComparison.Ordinal)}"
            )
            .ToList();

        told.Order().ShouldBe(there.Order());
        there.Count.ShouldBeGreaterThan(8);
        // Each asks the key that it is said to ask.
        foreach (var address in Endpoints.All.Where(one => one.Pattern.Contains("/api/v1", StringComparison.Ordinal)))
            (
                document["paths"]![address.Pattern["/{city}/api/v1".Length..].Replace(":long", "", StringComparison.Ordinal)]![
                    address.Method.ToLowerInvariant()
                ]!["security"]
                is not null
            ).ShouldBe(address.Token, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?lang=zh-Hans")]
    public async Task It_is_well_formed(string query)
    {
        await using var server = await TestServer.Start();
        var document = await Document(server, query);

        $"{document["openapi"]}".ShouldMatch(@"^3\.1\.\d$");
        foreach (var needed in new[] { "title", "version" })
            $"{document["info"]![needed]}".ShouldNotBeNullOrWhiteSpace();
        document["servers"]![0]!["variables"]!["city"]!["default"]!.ToString().ShouldBe(server.City.Code);
        var names = new List<string>();
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            path.ShouldStartWith("/");
            var holes = Regex.Matches(path, @"\{(\w+)\}").Select(hole => hole.Groups[1].Value).ToList();
            foreach (var (method, operation) in item!.AsObject())
            {
                Methods.ShouldContain(method);
                names.Add($"{operation!["operationId"]}");
                var parameters = operation["parameters"]?.AsArray().Select(one => one!.AsObject()).ToList() ?? [];
                parameters.Where(one => $"{one["in"]}" == "path").Select(one => $"{one["name"]}").ShouldBe(holes);
                foreach (var parameter in parameters)
                {
                    new[] { "path", "query", "header" }.ShouldContain($"{parameter["in"]}");
                    parameter["schema"].ShouldNotBeNull();
                }
                operation["responses"]!.AsObject().Count.ShouldBeGreaterThan(1);
                foreach (var (code, answer) in operation["responses"]!.AsObject())
                {
                    code.ShouldMatch("^[2-5][0-9][0-9]$");
                    $"{answer!["description"]}".ShouldNotBeNullOrWhiteSpace();
                }
            }
        }
        document["webhooks"]!["happening"]!["post"]!["requestBody"].ShouldNotBeNull();
        names.ShouldBeUnique();
        foreach (var reference in References(document))
            Found(document, reference).ShouldNotBeNull(reference);
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
            (schema!["type"]?.ToString() ?? "").ShouldContain("object", Case.Sensitive, name);
        // A key without a sentence shows itself in brackets.
        document.ToJsonString().ShouldNotContain("\"[");
        if (query.Length == 0)
            Regex
                .Matches(JsonNode.Parse(document.ToJsonString())!["info"]!.ToJsonString(), @"\p{IsCJKUnifiedIdeographs}")
                .ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_examples_are_of_the_shapes_that_they_are_examples_of()
    {
        await using var server = await TestServer.Start();
        var document = await Document(server);
        var looked = 0;

        foreach (
            var media in Nodes(document)
                .OfType<JsonObject>()
                .Where(one => one["example"] is not null && one["schema"] is not null)
        )
        {
            looked++;
            var schema = media["schema"]!["$ref"] is { } reference ? Found(document, $"{reference}")! : media["schema"]!;
            ShouldFit(media["example"], schema, "$");
        }

        looked.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task What_the_api_answers_has_the_shape_that_is_told()
    {
        await using var server = await TestServer.Start();
        using var camera = new ApiCaller(server);
        var document = await Document(server);
        JsonNode Shape(string name) => document["components"]!["schemas"]![name]!;

        var made = await camera.Post("reports", ApiCaller.Litter());
        ShouldFit(JsonNode.Parse(made.Body), Shape("Case"), "$");
        ShouldFit(JsonNode.Parse((await camera.Get("cases")).Body), Shape("Cases"), "$");
        ShouldFit(JsonNode.Parse((await camera.Get("categories")).Body), Shape("Categories"), "$");
        ShouldFit(JsonNode.Parse((await camera.Post("reports")).Body), Shape("Problem"), "$");
    }

    [Fact]
    public async Task The_page_shows_every_call_in_the_language_of_the_reader()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();

        foreach (var language in Texts.Languages)
        {
            var page = await anybody.Get($"/openapi?lang={language}");
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Page.QuerySelectorAll("main section[id]:not(#webhook)")
                .Length.ShouldBe(Endpoints.All.Count(address => address.Pattern.Contains("/api/v1", StringComparison.Ordinal)));
            page.Page.QuerySelectorAll("main script, main [src]").ShouldBeEmpty();
        }
        using var keeper = await server.SignedIn(SmallCity.SystemAdministrator);
        (await keeper.Get("tokens")).Page.QuerySelector("a[href='/openapi']").ShouldNotBeNull();
    }

    // As far as JSON Schema is used here: types, fields, lists, words to choose from.
    private static void ShouldFit(JsonNode? value, JsonNode schema, string at)
    {
        var types = schema["type"] switch
        {
            JsonArray several => several.Select(one => $"{one}").ToList(),
            { } one => [$"{one}"],
            null => [],
        };
        if (types.Count > 0)
            types.ShouldContain(type => Is(value, type), at);
        if (schema["enum"] is JsonArray allowed && value is not null)
            allowed.Select(one => $"{one}").ShouldContain($"{value}", at);
        if (value is JsonArray items && schema["items"] is { } item)
            foreach (var one in items)
                ShouldFit(one, item, $"{at}[]");
        if (value is not JsonObject fields)
            return;
        foreach (var needed in schema["required"]?.AsArray() ?? [])
            fields.ContainsKey($"{needed}").ShouldBeTrue($"{at}.{needed} is missing");
        if (schema["properties"] is JsonObject known)
            foreach (var (name, one) in fields)
            {
                // RFC 9457 lets a problem say more.
                if (known[name] is not { } told)
                    $"{at}.{name}".ShouldBe("$.traceId", "it is not told of");
                else if (told is JsonObject)
                    ShouldFit(one, told, $"{at}.{name}");
            }
    }

    private static bool Is(JsonNode? value, string type) =>
        type switch
        {
            "null" => value is null,
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => value?.GetValueKind() == JsonValueKind.String,
            "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            _ => value?.GetValueKind() == JsonValueKind.Number,
        };

    private static IEnumerable<string> References(JsonNode node) =>
        Nodes(node).OfType<JsonObject>().Select(one => one["$ref"]).OfType<JsonNode>().Select(one => $"{one}");

    private static IEnumerable<JsonNode> Nodes(JsonNode node) =>
        node switch
        {
            JsonObject fields => fields.Select(one => one.Value).OfType<JsonNode>().SelectMany(Nodes).Prepend(node),
            JsonArray items => items.OfType<JsonNode>().SelectMany(Nodes).Prepend(node),
            _ => [node],
        };

    private static JsonNode? Found(JsonNode document, string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode?)document, (node, step) => node?[step]);
}
