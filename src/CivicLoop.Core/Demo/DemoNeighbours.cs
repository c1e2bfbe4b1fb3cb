using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Demo;

/// <summary>The cases of a demo by what they are and where, so that its clerks notice duplicates and rebounds as real ones do.</summary>
internal sealed class DemoNeighbours
{
    private readonly Dictionary<(string, string), List<DemoCase>> bySpot = [];
    private readonly Dictionary<long, DemoCase> byNumber = [];

    public DemoCase? Find(long number) => byNumber.GetValueOrDefault(number);

    public void Add(DemoCase one)
    {
        if (!byNumber.TryAdd(one.State!.Number, one))
            return;
        var spot = Spot(one.State.Category, one.State.At);
        if (!bySpot.TryGetValue(spot, out var there))
            bySpot[spot] = there = [];
        there.Add(one);
    }

    /// <summary>The oldest open case that this one may be merged into.</summary>
    public CaseState? Open(CaseState state) =>
        There(state.Category, state.At)
            .FirstOrDefault(other =>
                other.Number != state.Number
                && other.Number < state.Number
                && other.Status.IsOpen()
                && CaseLinks.Metres(other.At, state.At) <= CaseLinks.MergeMetres
            );

    /// <summary>The case closed last that this one is a rebound of.</summary>
    public CaseState? Closed(CaseState state, string category, CaseRules rules) =>
        There(category, state.At)
            .Where(other => CaseLinks.IsRebound(other, category, state.At, state.ReportedAt, rules))
            .MaxBy(other => other.ClosedAt);

    private IEnumerable<CaseState> There(string category, Location at) =>
        bySpot.GetValueOrDefault(Spot(category, at), []).Select(one => one.State!);

    private static (string, string) Spot(string category, Location at) => (category, at.Place ?? $"{at.Lon:F3} {at.Lat:F3}");
}
