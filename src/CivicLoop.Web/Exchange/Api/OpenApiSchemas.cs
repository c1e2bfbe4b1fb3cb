using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>The shapes of the API as JSON Schema, each field with a sentence that says what it is.</summary>
internal sealed class OpenApiSchemas(Sentences t)
{
    /// <param name="taken">Whether it is sent to us; otherwise we answer with it.</param>
    public JsonObject Of(Type shape, bool taken) =>
        (JsonObject)
            (taken ? ApiJson.In : ApiJson.Out).GetJsonSchemaAsNode(
                shape,
                new JsonSchemaExporterOptions
                {
                    TreatNullObliviousAsNonNullable = true,
                    TransformSchemaNode = (context, schema) => Told(context, schema, taken),
                }
            );

    private JsonNode Told(JsonSchemaExporterContext context, JsonNode schema, bool taken)
    {
        if (schema is not JsonObject fields)
            return schema;
        // Figures as texts are for forms, where there is nothing else.
        if (taken)
            Figures(fields);
        if (context.PropertyInfo is not { AttributeProvider: { } property } info)
        {
            if (taken && fields["properties"] is JsonObject all)
                Needed(context.TypeInfo.Type, fields, all);
            return schema;
        }
        // A name means the same in all that is sent, and in all that is answered.
        fields["description"] =
            info.DeclaringType == typeof(ApiProblem) || info.DeclaringType == typeof(ApiMistake) ? t[$"api.problem.{info.Name}"]
            : taken ? t[$"api.sent.{info.Name}"]
            : t[$"api.field.{info.Name}"];
        if (Attribute<AllowedValuesAttribute>(property) is { } allowed)
            fields["enum"] = new JsonArray([.. allowed.Values.Select(value => (JsonNode?)value?.ToString())]);
        if (Attribute<MaxLengthAttribute>(property) is { } longest)
            fields["maxLength"] = longest.Length;
        if (info.Name is "foundAt")
            fields["format"] = "date-time";
        return schema;
    }

    private static void Needed(Type shape, JsonObject schema, JsonObject fields)
    {
        string[] needed =
        [
            .. shape
                .GetProperties()
                .Where(one => Attribute<RequiredAttribute>(one) is not null)
                .Select(one => JsonNamingPolicy.CamelCase.ConvertName(one.Name)),
        ];
        if (needed.Length > 0)
            schema["required"] = new JsonArray([.. needed.Where(fields.ContainsKey)]);
    }

    private static void Figures(JsonObject schema)
    {
        if (schema["type"] is not JsonArray types || types.All(one => $"{one}" is not ("number" or "integer")))
            return;
        schema["type"] = new JsonArray([.. types.Select(one => $"{one}").Where(kind => kind != "string")]);
        schema.Remove("pattern");
    }

    private static T? Attribute<T>(System.Reflection.ICustomAttributeProvider of)
        where T : Attribute => of.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();
}
