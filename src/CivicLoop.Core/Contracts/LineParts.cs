using CivicLoop.Core.Places;

namespace CivicLoop.Core.Contracts;

/// <summary>Parts of a street's line, for drawing what is contracted.</summary>
public static class LineParts
{
    /// <summary>The line from one metre to another, with the corners between.</summary>
    /// <param name="metres">Its length as the register says it, which the line is stretched to.</param>
    public static IReadOnlyList<(double Lon, double Lat)> Cut(
        IReadOnlyList<(double Lon, double Lat)> line,
        int metres,
        int from,
        int to
    )
    {
        var whole = Shapes.Metres(line);
        if (line.Count < 2 || whole <= 0 || metres <= 0)
            return line;
        var (begin, end) = (whole * from / metres, whole * to / metres);
        var part = new List<(double, double)> { At(line, begin) };
        var along = 0.0;
        for (var index = 1; index < line.Count - 1; index++)
        {
            along += Distance.Metres(line[index - 1].Lon, line[index - 1].Lat, line[index].Lon, line[index].Lat);
            if (along > begin && along < end)
                part.Add(line[index]);
        }
        part.Add(At(line, end));
        return part;
    }

    /// <summary>The position so many metres along a line; its ends before and past it.</summary>
    public static (double Lon, double Lat) At(IReadOnlyList<(double Lon, double Lat)> line, double metres)
    {
        for (var index = 1; index < line.Count; index++)
        {
            var (a, b) = (line[index - 1], line[index]);
            var length = Distance.Metres(a.Lon, a.Lat, b.Lon, b.Lat);
            if (metres <= length && length > 0)
            {
                var share = Math.Max(0, metres) / length;
                return (a.Lon + (b.Lon - a.Lon) * share, a.Lat + (b.Lat - a.Lat) * share);
            }
            metres -= length;
        }
        return line[^1];
    }

    /// <summary>The same line moved sideways, in the units of its own positions: above 0 to the right as y grows downwards.</summary>
    public static IReadOnlyList<(double X, double Y)> Beside(IReadOnlyList<(double X, double Y)> line, double offset)
    {
        var moved = new List<(double, double)>(line.Count);
        for (var index = 0; index < line.Count; index++)
        {
            var (a, b) = (line[Math.Max(0, index - 1)], line[Math.Min(line.Count - 1, index + 1)]);
            var (dx, dy) = (b.X - a.X, b.Y - a.Y);
            var length = Math.Sqrt(dx * dx + dy * dy);
            moved.Add(length == 0 ? line[index] : (line[index].X - dy / length * offset, line[index].Y + dx / length * offset));
        }
        return moved;
    }
}
