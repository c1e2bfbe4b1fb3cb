namespace CivicLoop.Core.Places;

/// <summary>The outline of a district: exterior rings of longitude and latitude, WGS84 degrees, closed or not.</summary>
/// <remarks>Sample geometry for drawing and for finding the district of a position, never a legal boundary.</remarks>
public sealed record Outline(IReadOnlyList<IReadOnlyList<(double Lon, double Lat)>> Rings)
{
    /// <summary>Whether a position lies inside, by the even-odd rule.</summary>
    public bool Contains(double lon, double lat)
    {
        var inside = false;
        foreach (var ring in Rings)
        {
            for (int here = 0, before = ring.Count - 1; here < ring.Count; before = here++)
            {
                var (x1, y1) = ring[here];
                var (x2, y2) = ring[before];
                if (y1 > lat != y2 > lat && lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1)
                    inside = !inside;
            }
        }
        return inside;
    }
}
