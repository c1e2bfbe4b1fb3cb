namespace CivicLoop.Core.Maps;

/// <summary>Shapes as the commands of a vector tile: move, draw, close, each step told from the one before.</summary>
public static class TileGeometry
{
    private const uint MoveTo = 1;
    private const uint LineTo = 2;
    private const uint ClosePath = 7;

    public static IReadOnlyList<uint> Points(params IReadOnlyList<(int X, int Y)> points)
    {
        var pen = new Pen();
        pen.Steps(MoveTo, points);
        return pen.Commands;
    }

    /// <param name="lines">Each of two points at least.</param>
    public static IReadOnlyList<uint> Lines(params IReadOnlyList<IReadOnlyList<(int X, int Y)>> lines)
    {
        var pen = new Pen();
        foreach (var line in lines)
        {
            pen.Steps(MoveTo, [line[0]]);
            pen.Steps(LineTo, [.. line.Skip(1)]);
        }
        return pen.Commands;
    }

    /// <param name="rings">Each of three points at least, its first not repeated at its end; exterior ones clockwise as
    /// seen on the screen (positive <see cref="Area"/>), holes the other way and behind their exterior.</param>
    public static IReadOnlyList<uint> Polygons(params IReadOnlyList<IReadOnlyList<(int X, int Y)>> rings)
    {
        var pen = new Pen();
        foreach (var ring in rings)
        {
            pen.Steps(MoveTo, [ring[0]]);
            pen.Steps(LineTo, [.. ring.Skip(1)]);
            pen.Close();
        }
        return pen.Commands;
    }

    /// <summary>Twice the area of a ring by the surveyor's formula.</summary>
    public static long Area(IReadOnlyList<(int X, int Y)> ring)
    {
        var area = 0L;
        for (var index = 0; index < ring.Count; index++)
        {
            var (here, next) = (ring[index], ring[(index + 1) % ring.Count]);
            area += (long)here.X * next.Y - (long)next.X * here.Y;
        }
        return area;
    }

    private sealed class Pen
    {
        private int x;
        private int y;

        public List<uint> Commands { get; } = [];

        public void Steps(uint command, IReadOnlyList<(int X, int Y)> to)
        {
            if (to.Count == 0)
                return;
            Commands.Add(command | (uint)to.Count << 3);
            foreach (var point in to)
            {
                Commands.Add(ProtoWriter.ZigZag(point.X - x));
                Commands.Add(ProtoWriter.ZigZag(point.Y - y));
                (x, y) = point;
            }
        }

        public void Close() => Commands.Add(ClosePath | 1 << 3);
    }
}
