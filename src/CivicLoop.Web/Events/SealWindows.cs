using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <summary>
/// Recomputes every seal in one pass over the streams in their order: an event belongs to the first seal that was
/// made at or after it, and under each seal only the newest event of a stream counts.
/// </summary>
internal sealed class SealWindows : IDisposable
{
    private readonly IReadOnlyList<Seal> seals;
    private readonly long[] ends;
    private readonly SealHash[] hashes;
    private readonly SortedDictionary<int, (int Number, string Hash)> ofStream = [];

    public SealWindows(IReadOnlyList<Seal> seals)
    {
        this.seals = seals;
        ends = [.. seals.Select(seal => Values.Milliseconds(seal.Through))];
        hashes = [.. seals.Select((seal, index) => new SealHash(index == 0 ? "" : seals[index - 1].Value, ends[index]))];
    }

    /// <summary>An event of the stream at hand, in the order of numbers.</summary>
    public void Add(StoredEvent stored, string hash)
    {
        var at = Array.BinarySearch(ends, stored.RecordedAt);
        var window = at >= 0 ? at : ~at;
        if (window < ends.Length)
            ofStream[window] = (stored.Number, hash);
    }

    public void EndStream(string stream)
    {
        foreach (var (window, head) in ofStream)
            hashes[window].Add(stream, head.Number, head.Hash);
        ofStream.Clear();
    }

    /// <summary>The seals that no longer fit what they sealed, or the seal before them.</summary>
    public IEnumerable<Seal> Broken()
    {
        for (var index = 0; index < seals.Count; index++)
        {
            var previous = index == 0 ? "" : seals[index - 1].Value;
            if (hashes[index].Finish() != seals[index].Value || seals[index].Previous != previous)
                yield return seals[index];
        }
    }

    public void Dispose()
    {
        foreach (var hash in hashes)
            hash.Dispose();
    }
}
