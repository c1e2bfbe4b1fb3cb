using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CivicLoop.Core.Maps;

/// <summary>
/// A yes or no for each row, 64 to a word: a million of them are counted in some microseconds, and narrowed by a
/// condition in some tenths of a millisecond, many rows at a step.
/// </summary>
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

    /// <summary>Leaves yes only where the masked bits of the row's value are these.</summary>
    public Bits KeepEqual<T>(ReadOnlySpan<T> column, T value, T mask)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (wanted, masked) = (Vector256.Create(value), Vector256.Create(mask));
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
                continue;
            var rows = column[(word * 64)..Math.Min(word * 64 + 64, column.Length)];
            var kept = 0UL;
            if (rows.Length == 64)
                for (var row = 0; row < 64; row += Vector256<T>.Count)
                {
                    var found = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(rows), (nuint)row) & masked;
                    kept |= (ulong)Vector256.Equals(found, wanted).ExtractMostSignificantBits() << row;
                }
            else
                for (var row = 0; row < rows.Length; row++)
                    kept |= (rows[row] & mask) == value ? 1UL << row : 0;
            words[word] &= kept;
        }
        return this;
    }

    /// <summary>Leaves yes only where the row's value lies between these two, both included.</summary>
    public Bits KeepRange(ReadOnlySpan<uint> column, uint from, uint to)
    {
        if (from > to)
            return Clear();
        // Counted from the lower end, one comparison does for both: what lies below it wraps round to the top.
        var (low, width) = (Vector256.Create(from), Vector256.Create(to - from));
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
                continue;
            var rows = column[(word * 64)..Math.Min(word * 64 + 64, column.Length)];
            var kept = 0UL;
            if (rows.Length == 64)
                for (var row = 0; row < 64; row += Vector256<uint>.Count)
                {
                    var found = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(rows), (nuint)row) - low;
                    kept |= (ulong)Vector256.LessThanOrEqual(found, width).ExtractMostSignificantBits() << row;
                }
            else
                for (var row = 0; row < rows.Length; row++)
                    kept |= rows[row] - from <= to - from ? 1UL << row : 0;
            words[word] &= kept;
        }
        return this;
    }

    /// <summary>Leaves yes only where the row's code is among the wanted; looks only at rows that still say yes.</summary>
    public Bits KeepCodes<T>(ReadOnlySpan<T> column, ReadOnlySpan<bool> wanted)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var word = 0; word < words.Length; word++)
        {
            var kept = 0UL;
            for (var left = words[word]; left != 0; left &= left - 1)
            {
                var row = BitOperations.TrailingZeroCount(left);
                if (wanted[int.CreateTruncating(column[word * 64 + row])])
                    kept |= 1UL << row;
            }
            words[word] = kept;
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

    private Bits Clear()
    {
        Array.Clear(words);
        return this;
    }
}
