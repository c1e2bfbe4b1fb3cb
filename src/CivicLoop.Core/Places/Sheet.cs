namespace CivicLoop.Core.Places;

/// <summary>
/// A sheet of paper laid over a part of the ground: plain equirectangular, which is true enough for one city.
/// </summary>
/// <param name="West">Longitude of the left edge, degrees.</param>
/// <param name="North">Latitude of the upper edge, degrees.</param>
/// <param name="PerDegree">Units of the sheet to a degree of latitude.</param>
/// <param name="Width">Units of the sheet, rightwards.</param>
/// <param name="Height">Units of the sheet, downwards.</param>
public sealed record Sheet(double West, double North, double PerDegree, double Narrowing, double Width, double Height)
{
    public double MetresPerUnit => Distance.MetresPerDegree / PerDegree;

    /// <summary>A sheet that holds all positions with a margin, as large as fits into the given size.</summary>
    /// <param name="margin">Units kept free on each side.</param>
    public static Sheet Around(IEnumerable<(double Lon, double Lat)> positions, double width, double height, double margin)
    {
        var (west, south, east, north) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var (lon, lat) in positions)
            (west, south, east, north) = (Math.Min(west, lon), Math.Min(south, lat), Math.Max(east, lon), Math.Max(north, lat));
        if (west > east)
            return new Sheet(0, 0, 1, 1, width, height);
        var narrowing = Math.Cos((south + north) / 2 * Math.PI / 180);
        // A single position has no extent of its own: half a kilometre stands in for it.
        var wide = Math.Max((east - west) * narrowing, 0.005);
        var high = Math.Max(north - south, 0.005);
        var perDegree = Math.Min((width - 2 * margin) / wide, (height - 2 * margin) / high);
        var (w, h) = (wide * perDegree + 2 * margin, high * perDegree + 2 * margin);
        return new Sheet(
            (west + east) / 2 - w / 2 / perDegree / narrowing,
            (south + north) / 2 + h / 2 / perDegree,
            perDegree,
            narrowing,
            w,
            h
        );
    }

    /// <summary>A sheet with one position in its middle.</summary>
    /// <param name="metres">From the middle to the left and right edges.</param>
    public static Sheet About(double lon, double lat, double metres, double width, double height)
    {
        var perDegree = width / 2 / metres * Distance.MetresPerDegree;
        var narrowing = Math.Cos(lat * Math.PI / 180);
        return new Sheet(
            lon - width / 2 / perDegree / narrowing,
            lat + height / 2 / perDegree,
            perDegree,
            narrowing,
            width,
            height
        );
    }

    public (double X, double Y) Place(double lon, double lat) =>
        ((lon - West) * PerDegree * Narrowing, (North - lat) * PerDegree);

    /// <summary>The position that a point of the sheet stands for.</summary>
    public (double Lon, double Lat) Ground(double x, double y) => (West + x / PerDegree / Narrowing, North - y / PerDegree);

    public bool Shows(double x, double y) => x >= 0 && y >= 0 && x <= Width && y <= Height;

    /// <summary>The roundest length that a scale bar of about this many units can stand for: its metres and its units.</summary>
    public (int Metres, double Units) Bar(double units)
    {
        var metres = units * MetresPerUnit;
        var power = Math.Pow(10, Math.Floor(Math.Log10(metres)));
        var round = (metres / power) switch
        {
            >= 5 => 5 * power,
            >= 2 => 2 * power,
            _ => power,
        };
        return ((int)Math.Max(1, Math.Round(round)), round / MetresPerUnit);
    }
}
