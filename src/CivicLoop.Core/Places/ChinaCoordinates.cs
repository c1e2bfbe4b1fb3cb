namespace CivicLoop.Core.Places;

/// <summary>Coordinate systems in which positions in China arrive. CGCS2000 equals WGS84 within centimetres.</summary>
public enum CoordinateSystem
{
    Wgs84,
    Cgcs2000,

    /// <summary>Chinese maps and WeChat: WGS84 shifted by a published formula.</summary>
    Gcj02,

    /// <summary>Baidu: GCJ-02 shifted once more.</summary>
    Bd09,
}

/// <summary>
/// Converts longitude and latitude in degrees between the systems. GCJ-02 shifts only inside a box around China;
/// going back takes one step, which is right to about half a metre.
/// </summary>
public static class ChinaCoordinates
{
    private const double SemiMajor = 6378245.0;
    private const double Eccentricity = 0.00669342162296594323;
    private const double BaiduTurn = Math.PI * 3000 / 180;

    /// <summary>The system by the word that files use: WGS84, CGCS2000, GCJ-02, BD-09; null for any other.</summary>
    public static CoordinateSystem? System(string word) =>
        word switch
        {
            "WGS84" => CoordinateSystem.Wgs84,
            "CGCS2000" => CoordinateSystem.Cgcs2000,
            "GCJ-02" => CoordinateSystem.Gcj02,
            "BD-09" => CoordinateSystem.Bd09,
            _ => null,
        };

    public static (double Lon, double Lat) ToWgs84(CoordinateSystem from, double lon, double lat) =>
        from switch
        {
            CoordinateSystem.Gcj02 => GcjToWgs(lon, lat),
            CoordinateSystem.Bd09 => BdToWgs(lon, lat),
            _ => (lon, lat),
        };

    public static (double Lon, double Lat) WgsToGcj(double lon, double lat)
    {
        var (east, north) = Shift(lon, lat);
        return (lon + east, lat + north);
    }

    public static (double Lon, double Lat) GcjToWgs(double lon, double lat)
    {
        var (east, north) = Shift(lon, lat);
        return (lon - east, lat - north);
    }

    public static (double Lon, double Lat) GcjToBd(double lon, double lat)
    {
        var distance = Math.Sqrt(lon * lon + lat * lat) + 0.00002 * Math.Sin(lat * BaiduTurn);
        var angle = Math.Atan2(lat, lon) + 0.000003 * Math.Cos(lon * BaiduTurn);
        return (distance * Math.Cos(angle) + 0.0065, distance * Math.Sin(angle) + 0.006);
    }

    public static (double Lon, double Lat) BdToGcj(double lon, double lat)
    {
        var (x, y) = (lon - 0.0065, lat - 0.006);
        var distance = Math.Sqrt(x * x + y * y) - 0.00002 * Math.Sin(y * BaiduTurn);
        var angle = Math.Atan2(y, x) - 0.000003 * Math.Cos(x * BaiduTurn);
        return (distance * Math.Cos(angle), distance * Math.Sin(angle));
    }

    public static (double Lon, double Lat) BdToWgs(double lon, double lat)
    {
        var (gcjLon, gcjLat) = BdToGcj(lon, lat);
        return GcjToWgs(gcjLon, gcjLat);
    }

    private static (double East, double North) Shift(double lon, double lat)
    {
        if (lon is < 73.66 or > 135.05 || lat is < 3.86 or > 53.55)
            return (0, 0);
        var (x, y) = (lon - 105, lat - 35);
        var common = (20 * Math.Sin(6 * x * Math.PI) + 20 * Math.Sin(2 * x * Math.PI)) * 2 / 3;
        var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.Sqrt(Math.Abs(x)) + common + Waves(y, 160, 320);
        var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.Sqrt(Math.Abs(x)) + common + EastWaves(x);

        var radians = lat / 180 * Math.PI;
        var sine = Math.Sin(radians);
        var magic = 1 - Eccentricity * sine * sine;
        var root = Math.Sqrt(magic);
        return (
            east * 180 / (SemiMajor / root * Math.Cos(radians) * Math.PI),
            north * 180 / (SemiMajor * (1 - Eccentricity) / (magic * root) * Math.PI)
        );
    }

    private static double Waves(double y, double twelfth, double thirtieth) =>
        (20 * Math.Sin(y * Math.PI) + 40 * Math.Sin(y / 3 * Math.PI)) * 2 / 3
        + (twelfth * Math.Sin(y / 12 * Math.PI) + thirtieth * Math.Sin(y * Math.PI / 30)) * 2 / 3;

    private static double EastWaves(double x) =>
        (20 * Math.Sin(x * Math.PI) + 40 * Math.Sin(x / 3 * Math.PI)) * 2 / 3
        + (150 * Math.Sin(x / 12 * Math.PI) + 300 * Math.Sin(x / 30 * Math.PI)) * 2 / 3;
}
