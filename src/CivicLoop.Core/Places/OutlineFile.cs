using System.Text;
using System.Text.Json;

namespace CivicLoop.Core.Places;

/// <summary>Reads outlines from a GeoJSON feature collection: one feature for each district, named by its property <c>code</c>.</summary>
public static class OutlineFile
{
    /// <param name="Line">Line on which the feature begins, counted from 1.</param>
    /// <param name="Outline">WGS84; null when the feature has no polygon that can be read.</param>
    public sealed record Feature(int Line, string? Code, Outline? Outline);

    /// <summary>Null when the text is no feature collection; <paramref name="brokenAt"/> is then the line, or 0.</summary>
    public static IReadOnlyList<Feature>? Read(string text, CoordinateSystem system, out int brokenAt)
    {
        brokenAt = 0;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("features", out var features)
                || features.ValueKind != JsonValueKind.Array
            )
            {
                brokenAt = 1;
                return null;
            }
            var lines = Lines(text);
            return [.. features.EnumerateArray().Select((feature, index) => Of(feature, lines[index], system))];
        }
        catch (JsonException broken)
        {
            brokenAt = (int)(broken.LineNumber ?? 0) + 1;
            return null;
        }
    }

    private static Feature Of(JsonElement feature, int line, CoordinateSystem system)
    {
        try
        {
            var code = feature.GetProperty("properties").GetProperty("code").GetString();
            var geometry = feature.GetProperty("geometry");
            var coordinates = geometry.GetProperty("coordinates");
            var rings = geometry.GetProperty("type").GetString() switch
            {
                "Polygon" => coordinates.EnumerateArray().ToList(),
                "MultiPolygon" => coordinates.EnumerateArray().SelectMany(polygon => polygon.EnumerateArray()).ToList(),
                _ => [],
            };
            var outline = new Outline([.. rings.Select(ring => Ring(ring, system))]);
            var whole = outline.Rings.Count > 0 && outline.Rings.All(ring => ring.Count >= 3);
            return new Feature(line, code, whole ? outline : null);
        }
        // The shape of foreign JSON is told by trying: a missing property, a wrong kind, a short pair.
        catch (Exception wrong)
            when (wrong is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            return new Feature(line, null, null);
        }
    }

    private static IReadOnlyList<(double, double)> Ring(JsonElement ring, CoordinateSystem system) =>
        [.. ring.EnumerateArray().Select(pair => ChinaCoordinates.ToWgs84(system, pair[0].GetDouble(), pair[1].GetDouble()))];

    // The line on which each element of "features" begins: the document itself does not keep it.
    private static List<int> Lines(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes);
        var lines = new List<int>();
        var inFeatures = false;
        var (line, counted) = (1, 0);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
                inFeatures = reader.ValueTextEquals("features");
            if (!inFeatures || reader.CurrentDepth != 2 || Ends(reader.TokenType))
                continue;
            var start = (int)reader.TokenStartIndex;
            line += bytes.AsSpan(counted, start - counted).Count((byte)'\n');
            counted = start;
            lines.Add(line);
        }
        return lines;
    }

    private static bool Ends(JsonTokenType token) =>
        token is JsonTokenType.EndObject or JsonTokenType.EndArray or JsonTokenType.PropertyName;
}
