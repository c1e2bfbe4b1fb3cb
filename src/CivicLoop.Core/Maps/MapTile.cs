using CivicLoop.Core.Places;

namespace CivicLoop.Core.Maps;

/// <summary>One tile of a web map: at zoom 0 one holds the world, at each further zoom four take the place of one.</summary>
public readonly record struct MapTile(int Zoom, int X, int Y)
{
    /// <summary>Finer than this nothing is told apart: a tile is then about 80 metres wide.</summary>
    public const int FinestZoom = 19;

    /// <summary>Steps to a side inside a tile, as the format counts them.</summary>
    public const int Extent = 4096;

    /// <summary>Whether there is such a tile.</summary>
    public bool Exists => Zoom is >= 0 and <= FinestZoom && X >= 0 && Y >= 0 && X < 1 << Zoom && Y < 1 << Zoom;

    /// <summary>The stretch of positions in it, in <see cref="ZOrder"/>: from the first to before the last.</summary>
    public (long From, long To) Stretch
    {
        get
        {
            var within = 2 * (WebMercator.Bits - Zoom);
            var from = ZOrder.Of(X, Y) << within;
            return (from, from + (1L << within));
        }
    }

    /// <summary>The ground it shows, degrees.</summary>
    public Extent Ground
    {
        get
        {
            double side = 1L << Zoom;
            return new Extent(
                WebMercator.Lon(X / side),
                WebMercator.Lat((Y + 1) / side),
                WebMercator.Lon((X + 1) / side),
                WebMercator.Lat(Y / side)
            );
        }
    }

    /// <summary>The tile of this zoom that a position lies in.</summary>
    public static MapTile At(int zoom, double lon, double lat) =>
        new(zoom, WebMercator.X(lon) >> WebMercator.Bits - zoom, WebMercator.Y(lat) >> WebMercator.Bits - zoom);

    /// <summary>Where a position of the square stands in this tile; outside it below 0 or past <see cref="Extent"/>.</summary>
    public (double X, double Y) Inside(int x, int y)
    {
        var side = (double)(1L << WebMercator.Bits - Zoom);
        return ((x - X * side) / side * Extent, (y - Y * side) / side * Extent);
    }
}
