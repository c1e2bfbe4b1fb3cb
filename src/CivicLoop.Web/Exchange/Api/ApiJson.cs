using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>How the API writes and reads JSON.</summary>
internal static class ApiJson
{
    /// <summary>For what is answered: every field is there, so that nobody has to guess which may be.</summary>
    public static readonly JsonSerializerOptions Out = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new WholeSeconds() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>For what is handed in: a field that nobody knows is told, not passed over. Figures may be texts, as in forms.</summary>
    public static readonly JsonSerializerOptions In = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        MaxDepth = 8,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static string Written(object value) => JsonSerializer.Serialize(value, value.GetType(), Out);

    /// <summary>As somebody would write a call by hand: only what there is to say.</summary>
    public static string Shortly(object value) =>
        JsonSerializer.Serialize(
            value,
            value.GetType(),
            new JsonSerializerOptions(Out) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull }
        );

    // Always UTC and always alike.
    private sealed class WholeSeconds : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetDateTime().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Site.Wording.Machine(value));
    }
}
