using System.Globalization;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Places.Import;

/// <summary>
/// Where rows lie: out of the declared coordinate system into WGS84, and inside the city or told why not — longitude
/// and latitude exchanged, another system than the one declared.
/// </summary>
internal sealed class ImportPositions(CityPart city, CoordinateSystem system)
{
    private static readonly (CoordinateSystem System, string Word)[] Others =
    [
        (CoordinateSystem.Wgs84, "WGS84"),
        (CoordinateSystem.Gcj02, "GCJ-02"),
        (CoordinateSystem.Bd09, "BD-09"),
    ];

    private readonly DistrictFinder districts = new(city);

    /// <summary>A single position, by its columns or by a shape that is a point; with the district it lies in.</summary>
    public (double Lon, double Lat, District? At) Point(ImportRow row)
    {
        if (row.Given("lon") is null && row.Given("lat") is null && row.Given("shape") is { } text)
        {
            if (ShapeText.Read(text) is not { } drawn)
                row.Wrong("shape", "shape-broken");
            else if (drawn.Type != "Point" || drawn.Parts.Count == 0)
                row.Wrong("shape", "shape-type", drawn.Type, "Point");
            else
                return Placed(row, drawn.Parts[0][0].X, drawn.Parts[0][0].Y, "shape");
            return (0, 0, null);
        }
        // Both are read before either is judged: a row tells all that is wrong with it.
        var (lon, lat) = (row.Number("lon"), row.Number("lat"));
        return lon is { } x && lat is { } y ? Placed(row, x, y, "lon") : (0, 0, null);
    }

    /// <summary>A line or the rings of a polygon, in WGS84; with the district that its middle lies in.</summary>
    public (IReadOnlyList<IReadOnlyList<(double Lon, double Lat)>> Parts, District? At) Shape(
        ImportRow row,
        string type,
        int least
    )
    {
        if (row.Given("shape") is not { } text)
            row.Wrong("shape", "missing");
        else if (ShapeText.Read(text) is not { } drawn)
            row.Wrong("shape", "shape-broken");
        else if (drawn.Type != type || drawn.Parts.Count == 0)
            row.Wrong("shape", "shape-type", drawn.Type, type);
        else if (drawn.Parts.Any(part => part.Distinct().Count() < least))
            row.Wrong("shape", "shape-points", least.ToString(CultureInfo.InvariantCulture));
        else
        {
            var middle = Extent.Of(drawn.Parts[0]).Middle;
            var (_, _, at) = Placed(row, middle.Lon, middle.Lat, "shape");
            return ([.. drawn.Parts.Select(Converted)], at);
        }
        return ([], null);
    }

    private IReadOnlyList<(double, double)> Converted(IReadOnlyList<(double X, double Y)> part) =>
        [.. part.Select(at => ChinaCoordinates.ToWgs84(system, at.X, at.Y))];

    private (double Lon, double Lat, District? At) Placed(ImportRow row, double x, double y, string field)
    {
        var (lon, lat) = ChinaCoordinates.ToWgs84(system, x, y);
        (lon, lat) = (Math.Round(lon, 7), Math.Round(lat, 7));
        if (!districts.Knows)
            return Math.Abs(y) <= 90 && Math.Abs(x) <= 180 ? (lon, lat, null) : Refused("out-of-range");
        if (districts.Find(lon, lat) is { } at)
            return (lon, lat, at);
        if (Inside(system, y, x))
            return Refused("swapped");
        foreach (var (other, word) in Others)
        {
            if (other != system && Inside(other, x, y))
                return Refused("other-system", word);
        }
        return Refused(Math.Abs(y) <= 90 && Math.Abs(x) <= 180 ? "outside" : "out-of-range");

        (double, double, District?) Refused(string code, params string[] more)
        {
            row.Wrong(field, code, [Text(x), Text(y), .. more]);
            return (0, 0, null);
        }
    }

    private bool Inside(CoordinateSystem from, double x, double y)
    {
        var (lon, lat) = ChinaCoordinates.ToWgs84(from, x, y);
        return districts.Find(lon, lat) is not null;
    }

    private static string Text(double degrees) => degrees.ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>What a file's positions tell about the system they are in, beside where the same things were known to be.</summary>
public static class ShiftTell
{
    private const double Same = 15;
    private const double Far = 100;

    /// <summary>
    /// Whether a thing moved by just the shift between WGS84 and GCJ-02: then most likely not the thing moved, but the
    /// file is in another system than declared. The word is the system it seems to be in, for a file declared as
    /// <paramref name="declared"/>; null where nothing can be told.
    /// </summary>
    public static string? Seems(CoordinateSystem declared, (double Lon, double Lat) was, (double Lon, double Lat) now)
    {
        if (Distance.Metres(was.Lon, was.Lat, now.Lon, now.Lat) < Far)
            return null;
        var shifted = ChinaCoordinates.WgsToGcj(was.Lon, was.Lat);
        if (declared is CoordinateSystem.Wgs84 or CoordinateSystem.Cgcs2000 && Near(shifted, now))
            return "GCJ-02";
        return declared == CoordinateSystem.Gcj02 && Near(ChinaCoordinates.GcjToWgs(was.Lon, was.Lat), now) ? "WGS84" : null;
    }

    private static bool Near((double Lon, double Lat) one, (double Lon, double Lat) other) =>
        Distance.Metres(one.Lon, one.Lat, other.Lon, other.Lat) < Same;
}
