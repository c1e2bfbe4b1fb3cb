namespace CivicLoop.Core.Places;

/// <summary>Cuts a ring down to a window, one edge after the other (Sutherland and Hodgman, 1974).</summary>
public static class Cropping
{
    /// <returns>What of the ring's area lies in the window from (left, top) to (right, bottom); empty when nothing does.</returns>
    public static IReadOnlyList<(double X, double Y)> Crop(
        IReadOnlyList<(double X, double Y)> ring,
        double left,
        double top,
        double right,
        double bottom
    )
    {
        var cut = Half(ring, point => point.X - left);
        cut = Half(cut, point => right - point.X);
        cut = Half(cut, point => point.Y - top);
        return Half(cut, point => bottom - point.Y);
    }

    private static List<(double X, double Y)> Half(
        IReadOnlyList<(double X, double Y)> ring,
        Func<(double X, double Y), double> inside
    )
    {
        var kept = new List<(double X, double Y)>();
        for (var index = 0; index < ring.Count; index++)
        {
            var (before, here) = (ring[(index + ring.Count - 1) % ring.Count], ring[index]);
            var (from, to) = (inside(before), inside(here));
            if (from >= 0 != to >= 0)
            {
                var share = from / (from - to);
                kept.Add((before.X + (here.X - before.X) * share, before.Y + (here.Y - before.Y) * share));
            }
            if (to >= 0)
                kept.Add(here);
        }
        return kept;
    }
}
