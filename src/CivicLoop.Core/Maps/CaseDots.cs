using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Maps;

/// <summary>
/// All cases of a city as a map needs them: a few columns of numbers, ordered so that each tile is one stretch of
/// rows. A filter becomes one bit a row, and a cluster is a count of bits: what a tile costs hardly grows with the
/// city. Not for several threads at once.
/// </summary>
public sealed class CaseDots
{
    private const int OwedFlag = 1;
    private const int EndedFlag = 2;
    private const int FailedFlag = 4;
    private const int ReopenedFlag = 8;

    // From this zoom on streets are told apart, and marks may stand closer.
    private const int CloseFrom = 16;
    private const int Sampled = 64;

    private readonly DotColumn<long> spots = new();
    private readonly DotColumn<uint> numbers = new();
    private readonly DotColumn<byte> statuses = new();
    private readonly DotColumn<byte> flags = new();
    private readonly DotColumn<ushort> categories = new();
    private readonly DotColumn<ushort> districts = new();
    private readonly DotColumn<ushort> streets = new();
    private readonly DotColumn<ushort> units = new();
    private readonly DotColumn<ushort> finders = new();
    private readonly DotColumn<int> reporters = new();
    private readonly DotColumn<uint> reported = new();
    private readonly DotColumn<uint> yellow = new();
    private readonly DotColumn<uint> due = new();
    private readonly DotColumn[] columns;

    private readonly DotCodes categoryCodes = new();
    private readonly DotCodes districtCodes = new();
    private readonly DotCodes streetCodes = new();
    private readonly DotCodes unitCodes = new();
    private readonly DotCodes finderCodes = new();
    private readonly DotCodes reporterCodes = new();

    public CaseDots() =>
        columns = [
            spots,
            numbers,
            statuses,
            flags,
            categories,
            districts,
            streets,
            units,
            finders,
            reporters,
            reported,
            yellow,
            due,
        ];

    private uint highest;

    public int Count { get; private set; }

    /// <summary>The first fill of an empty map, in any order.</summary>
    public static CaseDots Of(IEnumerable<CaseDot> dots)
    {
        var all = new CaseDots();
        foreach (var dot in dots)
        {
            all.Hold(all.Count + 1);
            all.Set(all.Count++, dot, Spot(dot));
        }
        var order = new int[all.Count];
        var keys = new (long, uint)[all.Count];
        for (var row = 0; row < order.Length; row++)
            (order[row], keys[row]) = (row, (all.spots[row], all.numbers[row]));
        Array.Sort(keys, order);
        foreach (var column in all.columns)
            column.Arrange(order);
        return all;
    }

    /// <summary>Takes in cases that are new or have changed.</summary>
    public void Put(IEnumerable<CaseDot> dots)
    {
        var added = new List<(long Spot, CaseDot Dot)>();
        foreach (var dot in dots)
        {
            var spot = Spot(dot);
            var row = Search(spot, (uint)dot.Number);
            if (row < Count && spots[row] == spot && numbers[row] == dot.Number)
                Set(row, dot, spot);
            else
            {
                // Known elsewhere: it was found to lie somewhere else.
                if (numbers.First(Count).IndexOf((uint)dot.Number) is >= 0 and var before)
                    Remove(before);
                added.Add((spot, dot));
            }
        }
        Hold(Count + added.Count);
        added.Sort((a, b) => (a.Spot, a.Dot.Number).CompareTo((b.Spot, b.Dot.Number)));
        // From the last to the first, so that each row moves once.
        var end = Count;
        for (var left = added.Count; left > 0; left--)
        {
            var (spot, dot) = added[left - 1];
            var row = Math.Min(end, Search(spot, (uint)dot.Number));
            foreach (var column in columns)
                column.Move(row, row + left, end - row);
            Set(row + left - 1, dot, spot);
            end = row;
        }
        Count += added.Count;
    }

    /// <summary>The rows that a filter leaves.</summary>
    /// <param name="now">The city's clock, which the lights are read by.</param>
    public DotMatch Match(DotFilter filter, DateTime now)
    {
        var all = Bits.All(Count);
        if (filter.Status is { } status)
            all.KeepEqual(statuses.First(Count), (byte)status, byte.MaxValue);
        var wanted =
            (filter.Owed || filter.Light is not null ? OwedFlag : 0)
            | (filter.Ended == true ? EndedFlag : 0)
            | (filter.Failed ? FailedFlag : 0)
            | (filter.Reopened ? ReopenedFlag : 0);
        var asked = wanted | (filter.Ended is null ? 0 : EndedFlag);
        if (asked != 0)
            all.KeepEqual(flags.First(Count), (byte)wanted, (byte)asked);
        Keep(all, districts, districtCodes, filter.District);
        Keep(all, streets, streetCodes, filter.Street);
        Keep(all, units, unitCodes, filter.Unit);
        Keep(all, finders, finderCodes, filter.FoundBy);
        Keep(all, reporters, reporterCodes, filter.Reporter);
        if (filter.From is { } from)
            all.KeepRange(reported.First(Count), Seconds(from), uint.MaxValue);
        // Sets look at each row that is left: they come last.
        if (filter.Categories is { } some)
            all.KeepCodes(categories.First(Count), categoryCodes.Wanted(some));
        if (filter.Themed is { } themed)
            all.KeepCodes(categories.First(Count), categoryCodes.Wanted(themed));
        if (filter.Numbers is { } only)
            all.KeepCodes(numbers.First(Count), Among(only));

        var moment = Seconds(now);
        var owed = all.Copy().KeepEqual(flags.First(Count), (byte)OwedFlag, (byte)OwedFlag);
        var red = owed.Copy().KeepRange(due.First(Count), 0, moment - 1);
        var near = owed.Copy().KeepRange(due.First(Count), moment, uint.MaxValue).KeepRange(yellow.First(Count), 0, moment);
        var chosen = filter.Light switch
        {
            Light.Red => red.Copy(),
            Light.Yellow => near.Copy(),
            Light.Green => owed.Copy().Except(red).Except(near),
            _ => all,
        };
        return new DotMatch(chosen, owed.And(chosen), red.And(chosen), near.And(chosen));
    }

    /// <summary>What a tile shows of a match, at most 64 marks, or 256 where streets are told apart.</summary>
    public IReadOnlyList<DotCluster> Clusters(MapTile tile, DotMatch match)
    {
        var clusters = new List<DotCluster>();
        var depth = tile.Zoom < CloseFrom ? 3 : 4;
        var (from, to) = tile.Stretch;
        var cell = to - from >> 2 * depth;
        var (row, end) = (Search(from, 0), Search(to, 0));
        // From one cell that holds something to the next: empty ones cost nothing.
        while ((row = match.All.Next(row, end)) >= 0)
        {
            var next = from + ((spots[row] - from) / cell + 1) * cell;
            var until = next >= to ? end : Search(next, 0);
            clusters.Add(Cluster(match, row, until, tile.Zoom == MapTile.FinestZoom));
            row = until;
        }
        return clusters;
    }

    private DotCluster Cluster(DotMatch match, int from, int to, bool finest)
    {
        var count = match.All.Count(from, to);
        var (red, near) = (match.Red.Count(from, to), match.Yellow.Count(from, to));
        var last = match.All.Previous(from, to);
        var oneSpot = spots[from] == spots[last];
        var (x, y) = oneSpot ? ZOrder.Back(spots[from]) : Middle(match.All, from, last);
        var listed = new List<long>();
        if (oneSpot || finest)
            for (var row = last; row >= 0 && listed.Count < DotCluster.MostNumbers; row = match.All.Previous(from, row))
                listed.Add(numbers[row]);
        listed.Sort((a, b) => b.CompareTo(a));
        return new DotCluster(count, red, near, match.Owed.Count(from, to) - red - near, x, y, oneSpot, listed);
    }

    // The middle of some of them, evenly taken: a mark stands where they lie, whatever their number.
    private (int X, int Y) Middle(Bits all, int from, int last)
    {
        var (x, y, taken) = (0L, 0L, 0);
        var step = Math.Max(1, (last - from) / Sampled);
        for (var row = from; row >= 0; row = all.Next(row + step, last + 1))
        {
            var at = ZOrder.Back(spots[row]);
            (x, y, taken) = (x + at.X, y + at.Y, taken + 1);
        }
        return ((int)(x / taken), (int)(y / taken));
    }

    private void Hold(int rows)
    {
        foreach (var column in columns)
            column.Hold(rows);
    }

    private void Remove(int row)
    {
        Count--;
        foreach (var column in columns)
            column.Move(row + 1, row, Count - row);
    }

    private void Set(int row, CaseDot dot, long spot)
    {
        spots[row] = spot;
        numbers[row] = checked((uint)dot.Number);
        highest = Math.Max(highest, numbers[row]);
        statuses[row] = (byte)dot.Status;
        flags[row] = (byte)(
            (dot.Due is null ? 0 : OwedFlag)
            | (dot.Ended ? EndedFlag : 0)
            | (dot.Failed ? FailedFlag : 0)
            | (dot.Reopened ? ReopenedFlag : 0)
        );
        categories[row] = checked((ushort)categoryCodes.Of(dot.Category));
        districts[row] = checked((ushort)districtCodes.Of(dot.District));
        streets[row] = checked((ushort)streetCodes.Of(dot.Street));
        units[row] = checked((ushort)unitCodes.Of(dot.Unit));
        finders[row] = checked((ushort)finderCodes.Of(dot.FoundBy));
        reporters[row] = reporterCodes.Of(dot.Reporter);
        reported[row] = Seconds(dot.ReportedAt);
        yellow[row] = dot.Yellow is { } turns ? Seconds(turns) : 0;
        due[row] = dot.Due is { } ends ? Seconds(ends) : 0;
    }

    /// <summary>The first row that is not before this spot and number.</summary>
    private int Search(long spot, uint number)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + high >>> 1;
            if (spots[middle] < spot || spots[middle] == spot && numbers[middle] < number)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private void Keep<T>(Bits all, DotColumn<T> column, DotCodes codes, string? wanted)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        // A text that no case has is a code that none has.
        if (wanted is not null)
            all.KeepEqual(column.First(Count), T.CreateTruncating(codes.Known(wanted)), T.AllBitsSet);
    }

    private static long Spot(CaseDot dot) => ZOrder.Of(WebMercator.X(dot.Lon), WebMercator.Y(dot.Lat));

    // Whole seconds since 1970 fit into 32 bits until 2106, and no light is read more finely.
    private static uint Seconds(DateTime utc) => (uint)Math.Clamp((utc - DateTime.UnixEpoch).TotalSeconds, 1, uint.MaxValue);

    // Numbers are given one after the other: a yes or no for each up to the highest is small.
    private bool[] Among(IReadOnlyList<long> some)
    {
        var wanted = new bool[highest + 1];
        foreach (var number in some)
            if (number >= 0 && number <= highest)
                wanted[number] = true;
        return wanted;
    }
}
