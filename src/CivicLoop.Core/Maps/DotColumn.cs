namespace CivicLoop.Core.Maps;

/// <summary>One fact of every case on the map, in the order of the map.</summary>
internal abstract class DotColumn
{
    public abstract void Hold(int rows);

    public abstract void Move(int from, int to, int rows);

    /// <summary>Puts the rows into another order: in place of row i comes the row that <paramref name="order"/> names there.</summary>
    public abstract void Arrange(ReadOnlySpan<int> order);
}

internal sealed class DotColumn<T> : DotColumn
    where T : unmanaged
{
    private T[] rows = [];

    public ref T this[int row] => ref rows[row];

    public ReadOnlySpan<T> First(int count) => rows.AsSpan(0, count);

    public override void Hold(int wanted)
    {
        // A little more than asked for: cases come one by one.
        if (wanted > rows.Length)
            Array.Resize(ref rows, wanted + wanted / 8 + 64);
    }

    public override void Move(int from, int to, int count) => Array.Copy(rows, from, rows, to, count);

    public override void Arrange(ReadOnlySpan<int> order)
    {
        var arranged = new T[rows.Length];
        for (var row = 0; row < order.Length; row++)
            arranged[row] = rows[order[row]];
        rows = arranged;
    }
}

/// <summary>Small numbers for texts that occur again and again; 0 stands for none.</summary>
internal sealed class DotCodes
{
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);

    public int Of(string? text)
    {
        if (text is null)
            return 0;
        if (!known.TryGetValue(text, out var code))
            known[text] = code = known.Count + 1;
        return code;
    }

    /// <summary>The code of a text; -1 where none has it.</summary>
    public int Known(string text) => known.GetValueOrDefault(text, -1);

    /// <summary>For each code whether it is wanted.</summary>
    public bool[] Wanted(IEnumerable<string> texts)
    {
        var wanted = new bool[known.Count + 1];
        foreach (var text in texts)
            if (known.TryGetValue(text, out var code))
                wanted[code] = true;
        return wanted;
    }
}
