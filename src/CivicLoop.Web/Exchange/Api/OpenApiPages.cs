using System.Text.Json.Nodes;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Exchange;
using CivicLoop.Web.Exchange.Hooks;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>The description of the API: for machines as OpenAPI 3.1, for people as a page of the same.</summary>
public sealed class OpenApiPages(EndpointDataSource addresses, CitiesHere cities, Texts texts, Sentences t)
{
    private const string Key = "key";

    private const string Header = "X-CivicLoop-";

    private static readonly string[] Headers = ["Event", "Delivery", "Timestamp", "Signature"];

    /// <summary>How whoever is told makes sure of us, in the fewest lines.</summary>
    public const string Verifying = """
        import hashlib, hmac, time

        def from_us(secret: str, headers, body: bytes) -> bool:
            sent = headers["X-CivicLoop-Timestamp"]
            signed = hmac.new(secret.encode(), sent.encode() + b"." + body, hashlib.sha256).hexdigest()
            return abs(time.time() - int(sent)) < 300 and hmac.compare_digest(
                "sha256=" + signed, headers["X-CivicLoop-Signature"])
        """;

    /// <summary>Programs that make code of it want it alike for everybody: in English, unless the address says otherwise.</summary>
    public IResult Json(HttpContext http)
    {
        var said = http.Request.Query["lang"].ToString();
        return Results.Text(
            Document(texts.In(Texts.Languages.Contains(said) ? said! : Texts.English)).ToJsonString(ApiJson.Out),
            "application/json"
        );
    }

    public RazorComponentResult<OpenApiPage> Show()
    {
        var here = Cities();
        return new(
            new Dictionary<string, object?>
            {
                [nameof(OpenApiPage.Calls)] = ApiEntry.All(addresses),
                [nameof(OpenApiPage.Document)] = Document(t),
                [nameof(OpenApiPage.City)] = here.Count > 0 ? here[0] : "city",
            }
        );
    }

    private List<string> Cities() => [.. cities.All().Where(city => city.Campaign is not null).Select(city => city.Code)];

    private JsonObject Document(Sentences words)
    {
        var schemas = new OpenApiSchemas(words);
        var named = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var paths = new JsonObject();
        foreach (var entry in ApiEntry.All(addresses))
        {
            if (paths[entry.Path] is not JsonObject at)
                paths[entry.Path] = at = [];
            at[entry.Method.ToLowerInvariant()] = Operation(entry, words, schemas, named);
        }
        Name(typeof(ApiProblem), taken: false, schemas, named);
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = words["openapi.title"],
                ["version"] = "1.0.0",
                ["description"] = words["openapi.says"],
                ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
            },
            ["servers"] = new JsonArray(Server()),
            ["paths"] = paths,
            ["webhooks"] = new JsonObject { ["happening"] = new JsonObject { ["post"] = Happening(words, schemas, named) } },
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject(named),
                ["securitySchemes"] = new JsonObject
                {
                    [Key] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["description"] = words["openapi.key"],
                    },
                },
            },
        };
    }

    private JsonObject Server()
    {
        var here = Cities();
        var city = new JsonObject { ["default"] = here.Count > 0 ? here[0] : "city" };
        if (here.Count > 0)
            city["enum"] = new JsonArray([.. here]);
        return new JsonObject
        {
            ["url"] = "/{city}" + ApiRoom.Root,
            ["variables"] = new JsonObject { ["city"] = city },
        };
    }

    private static JsonObject Operation(
        ApiEntry entry,
        Sentences words,
        OpenApiSchemas schemas,
        SortedDictionary<string, JsonNode?> named
    )
    {
        var call = entry.Call;
        var operation = new JsonObject
        {
            ["operationId"] = call.Name,
            ["summary"] = words[$"api.call.{call.Name}"],
            ["description"] = words[$"api.call.{call.Name}.says"],
        };
        if (entry.Scope is { } scope)
            operation["security"] = new JsonArray(new JsonObject { [Key] = new JsonArray(scope.Code()) });
        if (Arguments(entry, words) is { Count: > 0 } arguments)
            operation["parameters"] = new JsonArray([.. arguments]);
        if (Body(call, words, schemas, named) is { } body)
            operation["requestBody"] = body;
        var answers = new JsonObject();
        if (call.Repeats)
            answers["200"] = Answer(entry, words["openapi.answer.200.again"], schemas, named);
        answers[$"{call.Status}"] = Answer(entry, words[$"openapi.answer.{call.Status}"], schemas, named);
        foreach (var code in entry.Refusals)
            answers[$"{code}"] = new JsonObject
            {
                ["description"] = words[$"openapi.answer.{code}"],
                ["content"] = new JsonObject
                {
                    ["application/problem+json"] = new JsonObject { ["schema"] = Reference(typeof(ApiProblem)) },
                },
            };
        operation["responses"] = answers;
        return operation;
    }

    // What we send to whoever is told: the same shapes, the other way round.
    private static JsonObject Happening(Sentences words, OpenApiSchemas schemas, SortedDictionary<string, JsonNode?> named)
    {
        Name(typeof(ApiHappening), taken: false, schemas, named);
        return new JsonObject
        {
            ["operationId"] = "happening",
            ["summary"] = words["openapi.webhook"],
            ["description"] = words["openapi.webhook.says", WebhookRetry.Most],
            ["parameters"] = new JsonArray([
                .. Headers.Select(name => new JsonObject
                {
                    ["name"] = Header + name,
                    ["in"] = "header",
                    ["required"] = true,
                    ["description"] = words[$"openapi.header.{name}"],
                    ["schema"] = new JsonObject { ["type"] = "string" },
                }),
            ]),
            ["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject
                {
                    ["application/json"] = new JsonObject
                    {
                        ["schema"] = Reference(typeof(ApiHappening)),
                        ["example"] = Example(typeof(ApiHappening), own: false),
                    },
                },
            },
            ["responses"] = new JsonObject
            {
                ["2XX"] = new JsonObject { ["description"] = words["openapi.webhook.taken"] },
                ["default"] = new JsonObject { ["description"] = words["openapi.webhook.again"] },
            },
        };
    }

    private static List<JsonNode?> Arguments(ApiEntry entry, Sentences words)
    {
        var all = new List<JsonNode?>();
        if (entry.Path.Contains("{number}", StringComparison.Ordinal))
            all.Add(
                new JsonObject
                {
                    ["name"] = "number",
                    ["in"] = "path",
                    ["required"] = true,
                    ["description"] = words["api.field.number"],
                    ["schema"] = new JsonObject { ["type"] = "integer", ["format"] = "int64" },
                    ["example"] = 1286,
                }
            );
        foreach (var argument in entry.Call.Arguments)
        {
            var schema = new JsonObject { ["type"] = argument.Type };
            if (argument.Format is { } format)
                schema["format"] = format;
            if (argument.Values.Count > 0)
                schema["enum"] = new JsonArray([.. argument.Values]);
            if (argument.Least is { } least)
                schema["minimum"] = least;
            if (argument.Most is { } most)
                schema["maximum"] = most;
            if (argument.Usual is { } usual)
                schema["default"] = usual;
            all.Add(
                new JsonObject
                {
                    ["name"] = argument.Name,
                    ["in"] = "query",
                    ["description"] = words[$"api.argument.{argument.Name}"],
                    ["schema"] = argument.Many ? new JsonObject { ["type"] = "array", ["items"] = schema } : schema,
                }
            );
        }
        if (entry.Call.Body is not null)
            all.Add(
                new JsonObject
                {
                    ["name"] = "Idempotency-Key",
                    ["in"] = "header",
                    ["description"] = words["api.argument.idempotency-key"],
                    ["schema"] = new JsonObject { ["type"] = "string" },
                }
            );
        return all;
    }

    private static JsonObject? Body(
        ApiCall call,
        Sentences words,
        OpenApiSchemas schemas,
        SortedDictionary<string, JsonNode?> named
    )
    {
        if (call.Body is null && !call.Photos)
            return null;
        var content = new JsonObject();
        if (call.Body is { } shape)
        {
            Name(shape, taken: true, schemas, named);
            content["application/json"] = new JsonObject
            {
                ["schema"] = Reference(shape),
                ["example"] = JsonNode.Parse(ApiJson.Shortly(ApiExamples.Of(shape)!)),
            };
        }
        if (call.Photos)
        {
            var form = call.Body is { } fields ? schemas.Of(fields, taken: true) : new JsonObject { ["type"] = "object" };
            if (form["properties"] is not JsonObject parts)
                form["properties"] = parts = [];
            parts["photos"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string", ["contentMediaType"] = "application/octet-stream" },
                ["description"] = words["api.sent.photos.files"],
            };
            content["multipart/form-data"] = new JsonObject { ["schema"] = form };
        }
        return new JsonObject { ["required"] = call.Body != typeof(ApiConfirmation), ["content"] = content };
    }

    private static JsonObject Answer(
        ApiEntry entry,
        string says,
        OpenApiSchemas schemas,
        SortedDictionary<string, JsonNode?> named
    )
    {
        Name(entry.Call.Answer, taken: false, schemas, named);
        return new JsonObject
        {
            ["description"] = says,
            ["content"] = new JsonObject
            {
                ["application/json"] = new JsonObject
                {
                    ["schema"] = Reference(entry.Call.Answer),
                    ["example"] = Example(entry.Call.Answer, own: entry.Scope == ApiScope.Write),
                },
            },
        };
    }

    private static JsonNode? Example(Type shape, bool own) =>
        ApiExamples.Of(shape, own) is { } example ? JsonNode.Parse(ApiJson.Written(example)) : null;

    private static void Name(Type shape, bool taken, OpenApiSchemas schemas, SortedDictionary<string, JsonNode?> named)
    {
        if (!named.ContainsKey(Named(shape)))
            named[Named(shape)] = schemas.Of(shape, taken);
    }

    private static JsonObject Reference(Type shape) => new() { ["$ref"] = $"#/components/schemas/{Named(shape)}" };

    private static string Named(Type shape) => shape.Name["Api".Length..];
}
