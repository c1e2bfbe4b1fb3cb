namespace CivicLoop.Core.Contracts;

/// <summary>A stretch along which the same contracts lead: none is a gap, several are an overlap.</summary>
/// <param name="Leads">Numbers of the contracts, rising.</param>
public sealed record Covered(Stretch Stretch, IReadOnlyList<long> Leads)
{
    public bool IsGap => Leads.Count == 0;

    public bool IsOverlap => Leads.Count > 1;
}

/// <summary>Who leads where along one street segment, on one level.</summary>
public static class Coverage
{
    /// <summary>
    /// The whole segment cut into stretches, in order along it. Where both sides are led alike they are told
    /// together, otherwise the left one before the right one.
    /// </summary>
    /// <param name="length">Metres, at least 1.</param>
    /// <param name="leads">Parts that are led, each by a contract; a null part is the whole segment.</param>
    public static IReadOnlyList<Covered> Along(int length, IEnumerable<(long Contract, Stretch? Part)> leads)
    {
        var parts = leads
            .Select(lead => (lead.Contract, Part: Within(lead.Part, length)))
            .Where(lead => lead.Part.From < lead.Part.To)
            .ToList();
        int[] cuts =
        [
            .. parts.SelectMany(lead => new[] { lead.Part.From, lead.Part.To }).Append(0).Append(length).Distinct().Order(),
        ];
        var found = new List<Covered>();
        for (var at = 0; at + 1 < cuts.Length; at++)
        {
            var (from, to) = (cuts[at], cuts[at + 1]);
            var (left, right) = (On(Side.Left, from, to, parts), On(Side.Right, from, to, parts));
            if (left.SequenceEqual(right))
                Add(found, new Covered(new Stretch(from, to, Side.Both), left));
            else
            {
                Add(found, new Covered(new Stretch(from, to, Side.Left), left));
                Add(found, new Covered(new Stretch(from, to, Side.Right), right));
            }
        }
        return [.. found.OrderBy(one => one.Stretch.From).ThenBy(one => one.Stretch.Side)];
    }

    // A segment that was measured anew may be shorter than what was contracted.
    private static Stretch Within(Stretch? part, int length) =>
        part is null
            ? new Stretch(0, length, Side.Both)
            : part with
            {
                From = Math.Max(0, part.From),
                To = Math.Min(length, part.To),
            };

    private static List<long> On(Side side, int from, int to, List<(long Contract, Stretch Part)> parts)
    {
        var here = new Stretch(from, to, side);
        return [.. parts.Where(lead => lead.Part.Meets(here)).Select(lead => lead.Contract).Distinct().Order()];
    }

    // What goes on as it was is one stretch, not two.
    private static void Add(List<Covered> found, Covered next)
    {
        var before = found.FindLastIndex(one => one.Stretch.Side == next.Stretch.Side);
        if (before >= 0 && found[before].Stretch.To == next.Stretch.From && found[before].Leads.SequenceEqual(next.Leads))
            found[before] = found[before] with { Stretch = found[before].Stretch with { To = next.Stretch.To } };
        else
            found.Add(next);
    }
}
