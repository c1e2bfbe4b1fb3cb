using CivicLoop.Core.Places;

namespace CivicLoop.Core.Maps;

/// <summary>The ground under the cases, of the city's own data: outlines as the layer <c>districts</c>, streets as <c>streets</c>.</summary>
public static class GroundLayers
{
    // Drawn this far beyond the tile, so that its edge is no line.
    private const double Beyond = 64;

    // Nobody sees less than half a pixel of the 512 that a tile has.
    private const double Seen = 4;

    public static TileLayer Districts(MapTile tile, IEnumerable<(string Code, Outline Outline)> districts)
    {
        var layer = new TileLayer("districts");
        foreach (var (code, outline) in districts)
        {
            var rings = outline
                .Rings.Select(ring =>
                    Cropping.Crop(Placed(tile, ring), -Beyond, -Beyond, MapTile.Extent + Beyond, MapTile.Extent + Beyond)
                )
                .Select(ring => Open(Rounded(Thinning.Thin(ring, Seen))))
                .Where(ring => ring.Count > 2 && TileGeometry.Area(ring) != 0)
                .Select(ring => TileGeometry.Area(ring) > 0 ? ring : [.. Enumerable.Reverse(ring)])
                .ToList();
            if (rings.Count > 0)
                layer.Add(TileShape.Polygon, TileGeometry.Polygons(rings), ("code", code));
        }
        return layer;
    }

    public static TileLayer Streets(MapTile tile, IEnumerable<Segment> segments)
    {
        var layer = new TileLayer("streets");
        foreach (var segment in segments)
        {
            var line = Rounded(Thinning.Thin(Placed(tile, segment.Line), Seen));
            if (line.Count > 1)
                layer.Add(TileShape.Line, TileGeometry.Lines(line), ("kind", segment.Kind), ("name", segment.Name));
        }
        return layer;
    }

    private static List<(double X, double Y)> Placed(MapTile tile, IEnumerable<(double Lon, double Lat)> line) =>
        [.. line.Select(at => tile.Inside(WebMercator.X(at.Lon), WebMercator.Y(at.Lat)))];

    // Whole steps, no point twice in a row.
    private static List<(int X, int Y)> Rounded(IReadOnlyList<(double X, double Y)> line)
    {
        var rounded = new List<(int X, int Y)>();
        foreach (var (x, y) in line)
            if (((int)Math.Round(x), (int)Math.Round(y)) is var point && (rounded.Count == 0 || rounded[^1] != point))
                rounded.Add(point);
        return rounded;
    }

    // A ring closes by itself: its first point does not stand again at its end.
    private static List<(int X, int Y)> Open(List<(int X, int Y)> ring) =>
        ring.Count > 1 && ring[0] == ring[^1] ? ring[..^1] : ring;
}
