using System.Text.Json;

namespace CivicLoop.Web.Exchange.Open;

/// <summary>The description of the open data for machines (OpenAPI 3.0): what each address takes and answers.</summary>
internal static class OgcApi
{
    public const string MediaType = "application/vnd.oai.openapi+json;version=3.0";

    private static readonly (string Path, string Summary, string[] Parameters, string Answer)[] Paths =
    [
        ("", "Landing page", ["f"], "application/json"),
        ("/conformance", "Conformance", ["f"], "application/json"),
        ("/collections", "Collections", ["f"], "application/json"),
        ("/collections/{collection}", "One collection", ["collection", "f"], "application/json"),
        (
            "/collections/{collection}/items",
            "Features of a collection, page by page",
            ["collection", "limit", "bbox", "datetime", "after", "f"],
            PublicFeatures.MediaType
        ),
        ("/collections/{collection}/items/{feature}", "One feature", ["collection", "feature", "f"], PublicFeatures.MediaType),
    ];

    public static void Write(Utf8JsonWriter json, string title, string root)
    {
        json.WriteString("openapi", "3.0.3");
        json.WriteStartObject("info");
        json.WriteString("title", title);
        json.WriteString("version", "1.0");
        json.WriteEndObject();
        json.WriteStartArray("servers");
        json.WriteStartObject();
        json.WriteString("url", root);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("paths");
        foreach (var (path, summary, parameters, answer) in Paths)
        {
            json.WriteStartObject(path.Length == 0 ? "/" : path);
            json.WriteStartObject("get");
            json.WriteString("summary", summary);
            json.WriteStartArray("parameters");
            foreach (var name in parameters)
                Parameter(json, name);
            json.WriteEndArray();
            json.WriteStartObject("responses");
            Answer(json, "200", summary, answer);
            Answer(json, "400", "A parameter that is not known or cannot be", "application/problem+json");
            if (path.Contains('{', StringComparison.Ordinal))
                Answer(json, "404", "There is no such thing", "application/problem+json");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Parameter(Utf8JsonWriter json, string name)
    {
        var inPath = name is "collection" or "feature";
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("in", inPath ? "path" : "query");
        json.WriteBoolean("required", inPath);
        json.WriteStartObject("schema");
        switch (name)
        {
            case "limit":
                json.WriteString("type", "integer");
                json.WriteNumber("minimum", 1);
                json.WriteNumber("maximum", OgcAsk.MostLimit);
                json.WriteNumber("default", OgcAsk.UsualLimit);
                break;
            case "bbox":
                json.WriteString("type", "array");
                json.WriteNumber("minItems", 4);
                json.WriteNumber("maxItems", 6);
                json.WriteStartObject("items");
                json.WriteString("type", "number");
                json.WriteEndObject();
                break;
            default:
                json.WriteString("type", "string");
                break;
        }
        json.WriteEndObject();
        if (name == "bbox")
        {
            json.WriteString("style", "form");
            json.WriteBoolean("explode", false);
        }
        json.WriteEndObject();
    }

    private static void Answer(Utf8JsonWriter json, string code, string description, string type)
    {
        json.WriteStartObject(code);
        json.WriteString("description", description);
        json.WriteStartObject("content");
        json.WriteStartObject(type);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
