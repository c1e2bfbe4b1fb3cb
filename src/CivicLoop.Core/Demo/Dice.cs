using System.Buffers.Binary;

namespace CivicLoop.Core.Demo;

/// <summary>
/// Chance that is the same for the same seed on every machine and release (SplitMix64): what a demo shows must be
/// what its tests saw.
/// </summary>
public sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>Dice of their own for one thing of a kind, so that adding a thing moves no other.</summary>
    public static Dice For(int seed, string kind, long index = 0)
    {
        // FNV-1a: the framework's own string hash differs from run to run.
        var hash = 14695981039346656037UL;
        foreach (var letter in kind)
            hash = (hash ^ letter) * 1099511628211UL;
        var dice = new Dice(hash ^ (ulong)index * 0x9E3779B97F4A7C15UL ^ (ulong)(uint)seed << 32);
        dice.Next();
        return dice;
    }

    public ulong Next()
    {
        var mixed = state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBUL;
        return mixed ^ mixed >> 31;
    }

    /// <summary>0 up to, not including, 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double share) => Share() < share;

    public int Below(int limit) => (int)(Share() * limit);

    public int Between(int from, int to) => from + Below(to - from + 1);

    public double Between(double from, double to) => from + Share() * (to - from);

    /// <summary>Waiting times: many short, few long.</summary>
    public double Wait(double mean) => -mean * Math.Log(1 - Share());

    public T Pick<T>(IReadOnlyList<T> things) => things[Below(things.Count)];

    /// <summary>An index, drawn with the weights whose running sums are given.</summary>
    public int Weighted(double[] runningSums)
    {
        var found = Array.BinarySearch(runningSums, Share() * runningSums[^1]);
        return Math.Min(found < 0 ? ~found : found + 1, runningSums.Length - 1);
    }

    /// <summary>A GUID of version 7: the time it carries is the city's, the rest is chance.</summary>
    public Guid Id(DateTime at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (long)(at - DateTime.UnixEpoch).TotalMilliseconds << 16);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | Next() & 0x0FFF));
        bytes[8] = (byte)(0x80 | bytes[8] & 0x3F);
        return new Guid(bytes, bigEndian: true);
    }

    public static double[] Running(IEnumerable<double> weights)
    {
        var sum = 0d;
        return [.. weights.Select(weight => sum += weight)];
    }
}
