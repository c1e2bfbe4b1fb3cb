using System.Numerics;

namespace CivicLoop.Core.Maps;

/// <summary>A yes or no for each row, 64 to a word: a million of them are counted in some microseconds.</summary>
public sealed class Bits
{
    private readonly ulong[] words;

    private Bits(ulong[] words) => this.words = words;

    /// <summary>Yes for the first so many rows.</summary>
    public static Bits All(int rows)
    {
        var words = new ulong[(rows + 63) / 64];
        Array.Fill(words, ulong.MaxValue);
        if (rows % 64 is > 0 and var rest)
            words[^1] = (1UL << rest) - 1;
        return new Bits(words);
    }

    public Bits Copy() => new([.. words]);

    public bool this[int row] => (words[row >> 6] >> row & 1) != 0;

    public Bits And(Bits other)
    {
        for (var word = 0; word < words.Length; word++)
            words[word] &= other.words[word];
        return this;
    }

    public Bits Except(Bits other)
    {
        for (var word = 0; word < words.Length; word++)
            words[word] &= ~other.words[word];
        return this;
    }

    /// <summary>Leaves yes only where the row's code is wanted.</summary>
    public Bits KeepCodes<T>(ReadOnlySpan<T> column, ReadOnlySpan<bool> wanted)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
                continue;
            var (kept, first) = (0UL, word * 64);
            var last = Math.Min(64, column.Length - first);
            for (var bit = 0; bit < last; bit++)
                if (wanted[int.CreateTruncating(column[first + bit])])
                    kept |= 1UL << bit;
            words[word] &= kept;
        }
        return this;
    }

    /// <summary>Leaves yes only where the row's value lies between these two, both included.</summary>
    public Bits KeepRange(ReadOnlySpan<uint> column, uint from, uint to)
    {
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
                continue;
            var (kept, first) = (0UL, word * 64);
            var last = Math.Min(64, column.Length - first);
            for (var bit = 0; bit < last; bit++)
                if (column[first + bit] >= from && column[first + bit] <= to)
                    kept |= 1UL << bit;
            words[word] &= kept;
        }
        return this;
    }

    /// <summary>How many of the rows from the first to before the last say yes.</summary>
    public int Count(int from, int to)
    {
        if (from >= to)
            return 0;
        var (first, last) = (from >> 6, to - 1 >> 6);
        var (head, tail) = (ulong.MaxValue << from, ulong.MaxValue >> -to);
        if (first == last)
            return BitOperations.PopCount(words[first] & head & tail);
        var count = BitOperations.PopCount(words[first] & head) + BitOperations.PopCount(words[last] & tail);
        for (var word = first + 1; word < last; word++)
            count += BitOperations.PopCount(words[word]);
        return count;
    }

    /// <summary>The first row from here on that says yes; -1 where there is none before <paramref name="to"/>.</summary>
    public int Next(int from, int to)
    {
        while (from < to)
        {
            var left = words[from >> 6] >> from;
            if (left != 0)
                return from + BitOperations.TrailingZeroCount(left) is var found && found < to ? found : -1;
            from = (from | 63) + 1;
        }
        return -1;
    }

    /// <summary>The last row before <paramref name="to"/> that says yes; -1 where there is none from <paramref name="from"/> on.</summary>
    public int Previous(int from, int to)
    {
        while (from < to)
        {
            var left = words[to - 1 >> 6] << -to;
            if (left != 0)
                return to - 1 - BitOperations.LeadingZeroCount(left) is var found && found >= from ? found : -1;
            to = to - 1 & ~63;
        }
        return -1;
    }
}
