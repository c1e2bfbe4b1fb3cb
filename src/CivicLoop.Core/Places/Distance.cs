namespace CivicLoop.Core.Places;

/// <summary>Distances on the ground, good to a few parts in a thousand within one city.</summary>
public static class Distance
{
    /// <summary>Metres to a degree of latitude; of longitude times the cosine of the latitude.</summary>
    public const double MetresPerDegree = 111_320;

    /// <summary>Metres between two positions, WGS84 degrees.</summary>
    public static double Metres(double lon1, double lat1, double lon2, double lat2)
    {
        var north = (lat2 - lat1) * MetresPerDegree;
        var east = (lon2 - lon1) * MetresPerDegree * Math.Cos((lat1 + lat2) / 2 * Math.PI / 180);
        return Math.Sqrt(east * east + north * north);
    }
}
