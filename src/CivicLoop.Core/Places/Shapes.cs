using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CivicLoop.Core.Places;

/// <summary>What a shape spans, degrees.</summary>
public sealed record Extent(double West, double South, double East, double North)
{
    /// <exception cref="InvalidOperationException">There is no position.</exception>
    public static Extent Of(IEnumerable<(double Lon, double Lat)> positions) =>
        positions
            .Select(at => new Extent(at.Lon, at.Lat, at.Lon, at.Lat))
            .Aggregate(
                (one, other) =>
                    new Extent(
                        Math.Min(one.West, other.West),
                        Math.Min(one.South, other.South),
                        Math.Max(one.East, other.East),
                        Math.Max(one.North, other.North)
                    )
            );

    public (double Lon, double Lat) Middle => ((West + East) / 2, (South + North) / 2);
}

/// <summary>Lines and outlines as text: the coordinates of GeoJSON, to the sixth place, a tenth of a metre.</summary>
public static class Shapes
{
    public static string Text(IReadOnlyList<(double Lon, double Lat)> line)
    {
        var text = new StringBuilder("[");
        foreach (var (lon, lat) in line)
            text.Append(text.Length > 1 ? "," : "")
                .Append(CultureInfo.InvariantCulture, $"[{Math.Round(lon, 6)},{Math.Round(lat, 6)}]");
        return text.Append(']').ToString();
    }

    public static string Text(Outline outline) => $"[{string.Join(',', outline.Rings.Select(Text))}]";

    public static IReadOnlyList<(double Lon, double Lat)> Line(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Line(document.RootElement);
    }

    public static Outline Outline(string text)
    {
        using var document = JsonDocument.Parse(text);
        return new Outline([.. document.RootElement.EnumerateArray().Select(Line)]);
    }

    /// <summary>Metres along a line.</summary>
    public static double Metres(IReadOnlyList<(double Lon, double Lat)> line) =>
        line.Zip(line.Skip(1), (from, to) => Distance.Metres(from.Lon, from.Lat, to.Lon, to.Lat)).Sum();

    /// <summary>Metres from a position to the nearest point of a line.</summary>
    public static double Metres(IReadOnlyList<(double Lon, double Lat)> line, double lon, double lat)
    {
        var narrowing = Math.Cos(lat * Math.PI / 180);
        var nearest = double.PositiveInfinity;
        for (var index = 0; index < line.Count; index++)
        {
            var (from, to) = (line[Math.Max(0, index - 1)], line[index]);
            var (dx, dy) = ((to.Lon - from.Lon) * narrowing, to.Lat - from.Lat);
            var (px, py) = ((lon - from.Lon) * narrowing, lat - from.Lat);
            var square = dx * dx + dy * dy;
            var along = square == 0 ? 0 : Math.Clamp((px * dx + py * dy) / square, 0, 1);
            var (offX, offY) = (px - along * dx, py - along * dy);
            nearest = Math.Min(nearest, Math.Sqrt(offX * offX + offY * offY) * Distance.MetresPerDegree);
        }
        return nearest;
    }

    private static IReadOnlyList<(double, double)> Line(JsonElement line) =>
        [.. line.EnumerateArray().Select(pair => (pair[0].GetDouble(), pair[1].GetDouble()))];
}
