using System.Text.Json.Nodes;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>A field of a shape as the page shows it.</summary>
/// <param name="Name">With those that it lies in: <c>own.sourceNumber</c>, <c>cases[].number</c>.</param>
public sealed record OpenApiField(string Name, JsonNode Schema, string Says, bool Needed)
{
    // What a shape within a list of shapes is made of is told with the shape itself.
    public const int Deepest = 3;

    /// <summary>What it may hold: string, one of these, a list of them.</summary>
    public string Kind
    {
        get
        {
            var schema = Schema["items"] ?? Schema;
            var kind = schema["enum"] is JsonArray values
                ? string.Join(" / ", values.Where(one => one is not null).Select(one => $"{one}"))
                : $"{schema["format"] ?? Plain(schema["type"])}";
            return Schema["items"] is null ? kind : $"{kind}[]";
        }
    }

    public static IReadOnlyList<OpenApiField> Of(JsonNode shape, int deepest = Deepest) => [.. Within(shape, "", deepest)];

    private static IEnumerable<OpenApiField> Within(JsonNode shape, string before, int deeper)
    {
        var needed = shape["required"] is JsonArray all ? all.Select(one => $"{one}").ToHashSet() : [];
        foreach (var (name, schema) in shape["properties"]?.AsObject() ?? [])
        {
            if (schema is not JsonObject fields)
                continue;
            yield return new OpenApiField(before + name, fields, $"{fields["description"]}", needed.Contains(name));
            var inner = fields["items"] ?? fields;
            if (deeper > 0 && inner["properties"] is not null)
                foreach (var field in Within(inner, $"{before}{name}{(fields["items"] is null ? "" : "[]")}.", deeper - 1))
                    yield return field;
        }
    }

    private static string Plain(JsonNode? type) =>
        type is JsonArray several ? string.Join(" / ", several.Select(one => $"{one}").Where(one => one != "null")) : $"{type}";
}
