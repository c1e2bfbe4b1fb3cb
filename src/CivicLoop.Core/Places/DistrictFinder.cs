using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Places;

/// <summary>
/// The district of a position, for very many positions: the edges of the outlines lie in bands of latitude, and a
/// position is held against those of its own band only.
/// </summary>
public sealed class DistrictFinder
{
    private const int Bands = 512;

    private readonly List<(District District, Banded Outline)> districts;

    public DistrictFinder(CityPart city) =>
        districts = [.. city.Districts.Where(one => one.Outline is not null).Select(one => (one, new Banded(one.Outline!)))];

    /// <summary>False where the playbook draws no outline: then nothing can be told.</summary>
    public bool Knows => districts.Count > 0;

    /// <summary>Null outside the city.</summary>
    public District? Find(double lon, double lat)
    {
        foreach (var (district, outline) in districts)
        {
            if (outline.Contains(lon, lat))
                return district;
        }
        return null;
    }

    private sealed class Banded
    {
        private readonly Extent span;
        private readonly List<(double X1, double Y1, double X2, double Y2)>[] bands;

        public Banded(Outline outline)
        {
            span = Extent.Of(outline.Rings.SelectMany(ring => ring));
            bands = [.. Enumerable.Range(0, Bands).Select(_ => new List<(double, double, double, double)>())];
            foreach (var ring in outline.Rings)
            {
                for (int here = 0, before = ring.Count - 1; here < ring.Count; before = here++)
                {
                    var ((x1, y1), (x2, y2)) = (ring[here], ring[before]);
                    for (var band = Band(Math.Min(y1, y2)); band <= Band(Math.Max(y1, y2)); band++)
                        bands[band].Add((x1, y1, x2, y2));
                }
            }
        }

        // As Outline.Contains: the even-odd rule.
        public bool Contains(double lon, double lat)
        {
            if (lon < span.West || lon > span.East || lat < span.South || lat > span.North)
                return false;
            var inside = false;
            foreach (var (x1, y1, x2, y2) in bands[Band(lat)])
            {
                if (y1 > lat != y2 > lat && lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1)
                    inside = !inside;
            }
            return inside;
        }

        private int Band(double lat) =>
            span.North <= span.South
                ? 0
                : Math.Clamp((int)((lat - span.South) / (span.North - span.South) * Bands), 0, Bands - 1);
    }
}
