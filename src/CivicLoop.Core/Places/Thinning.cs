namespace CivicLoop.Core.Places;

/// <summary>Leaves out the corners of a line that nobody would see missing (Douglas and Peucker, 1973).</summary>
public static class Thinning
{
    /// <param name="tolerance">How far, in the line's own units, a corner may lie off what is drawn.</param>
    /// <returns>The first and the last point always, and every corner that matters between them.</returns>
    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> line, double tolerance)
    {
        if (line.Count < 3)
            return line;
        var kept = new bool[line.Count];
        kept[0] = kept[^1] = true;
        var open = new Stack<(int From, int To)>();
        // A closed ring begins where it ends; its farthest point gives it two sides to thin.
        open.Push((0, line.Count - 1));
        while (open.TryPop(out var stretch))
        {
            var (farthest, distance) = Farthest(line, stretch.From, stretch.To);
            if (distance <= tolerance)
                continue;
            kept[farthest] = true;
            open.Push((stretch.From, farthest));
            open.Push((farthest, stretch.To));
        }
        return [.. line.Where((_, index) => kept[index])];
    }

    private static (int Index, double Distance) Farthest(IReadOnlyList<(double X, double Y)> line, int from, int to)
    {
        var (found, most) = (from, 0.0);
        for (var index = from + 1; index < to; index++)
        {
            var distance = Off(line[index], line[from], line[to]);
            if (distance > most)
                (found, most) = (index, distance);
        }
        return (found, most);
    }

    private static double Off((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var square = dx * dx + dy * dy;
        var along = square == 0 ? 0 : Math.Clamp(((point.X - from.X) * dx + (point.Y - from.Y) * dy) / square, 0, 1);
        var (x, y) = (point.X - from.X - along * dx, point.Y - from.Y - along * dy);
        return Math.Sqrt(x * x + y * y);
    }
}
