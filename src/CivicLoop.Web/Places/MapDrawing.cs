using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Places;

/// <summary>What a map shows of one district: its outline as SVG path data and where its name stands.</summary>
/// <param name="Anchor">Of the name, in SVG's words: <c>start</c> in the corner of the sheet, <c>middle</c> in the district.</param>
public sealed record MapDistrict(string Code, string Name, string Path, double X, double Y, string Anchor = "middle");

/// <summary>A map of the city's outlines, thinned to what its size can show. Sample geometry, never a boundary.</summary>
public sealed record MapDrawing(Sheet Sheet, IReadOnlyList<MapDistrict> Districts)
{
    private const double Width = 360;
    private const double Height = 480;

    // Half of a long name.
    private const double Name = 44;

    // Outlines belong to the playbook: drawn once for each, forgotten with it.
    private static readonly ConditionalWeakTable<CityPart, MapDrawing> Drawn = [];

    /// <summary>The whole city.</summary>
    public static MapDrawing Of(CityPart city) => Drawn.GetValue(city, Draw);

    /// <summary>The surroundings of one position.</summary>
    /// <param name="metres">From the middle to the edges left and right.</param>
    public static MapDrawing About(CityPart city, double lon, double lat, double metres) =>
        On(city, Sheet.About(lon, lat, metres, 280, 220));

    /// <summary>What a sheet shows of the city.</summary>
    public static MapDrawing On(CityPart city, Sheet sheet)
    {
        var districts = new List<MapDistrict>();
        foreach (var district in city.Districts)
        {
            // Cut a little outside the window, so that the cut itself is not drawn as a boundary.
            var rings = Rings(district, sheet)
                .Select(ring => Cropping.Crop(ring, -4, -4, sheet.Width + 4, sheet.Height + 4))
                .Where(ring => ring.Count > 2)
                .Select(ring => Thinning.Thin(ring, 0.5))
                .ToList();
            if (rings.Count > 0)
            {
                var (x, y) = Middle(rings);
                var inside = (Math.Clamp(x, Name, sheet.Width - Name), Math.Clamp(y, 18, sheet.Height - 24));
                districts.Add(new MapDistrict(district.Code, district.Name, Path(rings), inside.Item1, inside.Item2));
            }
        }
        // Alone on the sheet its name stands in the corner, out of the way.
        return new MapDrawing(sheet, districts is [var alone] ? [alone with { X = 8, Y = 18, Anchor = "start" }] : districts);
    }

    private static MapDrawing Draw(CityPart city)
    {
        var all = city.Districts.SelectMany(district => district.Outline?.Rings ?? []).SelectMany(ring => ring);
        var sheet = Sheet.Around(all, Width, Height, margin: 6);
        var districts = new List<MapDistrict>();
        foreach (var district in city.Districts.Where(one => one.Outline is not null))
        {
            var rings = Rings(district, sheet).Select(ring => Thinning.Thin(ring, 0.35)).ToList();
            var (x, y) = Middle(rings);
            districts.Add(new MapDistrict(district.Code, district.Name, Path(rings), x, y));
        }
        return new MapDrawing(sheet, districts);
    }

    private static IEnumerable<IReadOnlyList<(double X, double Y)>> Rings(District district, Sheet sheet) =>
        (district.Outline?.Rings ?? []).Select(ring =>
            (IReadOnlyList<(double X, double Y)>)[.. ring.Select(corner => sheet.Place(corner.Lon, corner.Lat))]
        );

    private static string Path(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            for (var index = 0; index < ring.Count; index++)
                path.Append(
                        index == 0 ? 'M'
                        : index == 1 ? 'L'
                        : ' '
                    )
                    .Append(Number(ring[index].X))
                    .Append(' ')
                    .Append(Number(ring[index].Y));
            path.Append('Z');
        }
        return path.ToString();
    }

    /// <summary>Figures as SVG wants them, to a tenth.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    // Where a name fits: the spot of a coarse grid that is inside and farthest from the outline.
    private static (double X, double Y) Middle(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings)
    {
        const int steps = 20;
        var ring = rings.MaxBy(one => one.Count)!;
        var shape = new Outline([ring]);
        var (left, top, right, bottom) = (ring.Min(p => p.X), ring.Min(p => p.Y), ring.Max(p => p.X), ring.Max(p => p.Y));
        var (found, most) = (((left + right) / 2, (top + bottom) / 2), -1.0);
        for (var row = 1; row < steps; row++)
        for (var column = 1; column < steps; column++)
        {
            var (x, y) = (left + (right - left) * column / steps, top + (bottom - top) * row / steps);
            if (!shape.Contains(x, y))
                continue;
            // A name is wider than it is high: sideways room counts for less.
            var room = ring.Min(corner => Math.Pow((corner.X - x) / 2.5, 2) + Math.Pow(corner.Y - y, 2));
            if (room > most)
                (found, most) = ((x, y), room);
        }
        return found;
    }
}
