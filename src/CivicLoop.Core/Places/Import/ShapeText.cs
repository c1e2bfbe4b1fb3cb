using System.Globalization;
using System.Text.Json;

namespace CivicLoop.Core.Places.Import;

/// <summary>What a file draws, as it draws it, in its own coordinate system.</summary>
/// <param name="Type">Point, LineString or Polygon; parts of a MultiPolygon are rings of one.</param>
public sealed record DrawnShape(string Type, IReadOnlyList<IReadOnlyList<(double X, double Y)>> Parts);

/// <summary>Reads a shape from one cell: the geometry of GeoJSON, or well-known text (WKT).</summary>
public static class ShapeText
{
    /// <summary>Null for what is neither.</summary>
    public static DrawnShape? Read(string text)
    {
        text = text.Trim();
        return text.StartsWith('{') ? OfGeoJson(text) : OfWkt(text);
    }

    private static DrawnShape? OfGeoJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var type = document.RootElement.GetProperty("type").GetString() ?? "";
            var coordinates = document.RootElement.GetProperty("coordinates");
            return type switch
            {
                "Point" => new DrawnShape(
                    type,
                    [
                        [At(coordinates)],
                    ]
                ),
                "LineString" => new DrawnShape(type, [Line(coordinates)]),
                "MultiLineString" when coordinates.GetArrayLength() == 1 => new DrawnShape("LineString", [Line(coordinates[0])]),
                "Polygon" => new DrawnShape(type, [.. coordinates.EnumerateArray().Select(Line)]),
                "MultiPolygon" => new DrawnShape(
                    "Polygon",
                    [.. coordinates.EnumerateArray().SelectMany(polygon => polygon.EnumerateArray()).Select(Line)]
                ),
                _ => new DrawnShape(type, []),
            };
        }
        // The shape of foreign JSON is told by trying.
        catch (Exception wrong)
            when (wrong
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or IndexOutOfRangeException
                        or FormatException
            )
        {
            return null;
        }
    }

    private static IReadOnlyList<(double, double)> Line(JsonElement line) => [.. line.EnumerateArray().Select(At)];

    private static (double, double) At(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());

    // POLYGON ((x y, x y, …), (…)), LINESTRING (x y, …), POINT (x y).
    private static DrawnShape? OfWkt(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || !text.EndsWith(')'))
            return null;
        var type = text[..open].Trim().ToUpperInvariant() switch
        {
            "POINT" => "Point",
            "LINESTRING" => "LineString",
            "POLYGON" => "Polygon",
            "MULTIPOLYGON" => "MultiPolygon",
            _ => null,
        };
        if (type is null)
            return null;
        var parts = new List<IReadOnlyList<(double, double)>>();
        foreach (var part in text[open..].Split(')', StringSplitOptions.RemoveEmptyEntries))
        {
            var inner = part[(part.LastIndexOf('(') + 1)..];
            if (inner.Trim(' ', ',').Length == 0)
                continue;
            var points = new List<(double, double)>();
            foreach (var pair in inner.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                var numbers = pair.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (numbers.Length < 2 || Number(numbers[0]) is not { } x || Number(numbers[1]) is not { } y)
                    return null;
                points.Add((x, y));
            }
            parts.Add(points);
        }
        return parts.Count == 0 ? null : new DrawnShape(type == "MultiPolygon" ? "Polygon" : type, parts);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
}
