using System.Security.Cryptography;

namespace CivicLoop.Core.Events;

/// <summary>
/// A seal over the heads of all streams: the seal before it and, in the order of streams, the head of each stream
/// that changed since. A chain of seals so covers every head, and no past can be shortened unseen.
/// </summary>
/// <remarks>Fed head by head, so that a city of any size is sealed and verified in one pass.</remarks>
public sealed class SealHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="previous">The seal before; empty for the first.</param>
    /// <param name="through">Unix milliseconds UTC up to which, inclusive, everything recorded is under it.</param>
    public SealHash(string previous, long through)
    {
        Chain.Add(hash, previous);
        Chain.Add(hash, through);
    }

    public int Streams { get; private set; }

    /// <summary>Heads must come in the ordinal order of their streams.</summary>
    public void Add(string stream, int number, string head)
    {
        Chain.Add(hash, stream);
        Chain.Add(hash, number);
        Chain.Add(hash, head);
        Streams++;
    }

    /// <summary>Lower-case hex; can be asked once.</summary>
    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();
}
