using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Demo;

/// <summary>
/// The streets and grids of one district: a lattice with crooked knots, laid wherever its places are. A cell of it is
/// a grid of the community whose place is nearest, an edge a stretch of street.
/// </summary>
internal sealed class DemoNet
{
    private const double Step = 340;
    private const double Crooked = 38;

    /// <summary>Stretches of the lattice that one segment of street has at most.</summary>
    private const int Longest = 2;

    private readonly District district;
    private readonly int seed;
    private readonly (double Lon, double Lat) origin;
    private readonly double narrowing;
    private readonly Dictionary<(int I, int J), Place> cells = [];

    private DemoNet(District district, IReadOnlyList<Place> places, PlacePart part, int seed)
    {
        (this.district, this.seed) = (district, seed);
        origin = (places.Min(place => place.Lon), places.Min(place => place.Lat));
        narrowing = Math.Cos(origin.Lat * Math.PI / 180);
        Occupy(places);
        Grids = [.. Numbered(part.Ground.GridDigits)];
        Segments = [.. Named([.. Streets(part.Ground.SegmentKinds)], places)];
    }

    public IReadOnlyList<Grid> Grids { get; }

    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Null where the district has no places to lay streets around.</summary>
    public static DemoNet? Of(District district, PlacePart part, int seed)
    {
        var places = part.Places.Where(place => place.District == district.Code).ToList();
        return places.Count == 0 ? null : new DemoNet(district, places, part, seed);
    }

    // Every cell with a place, and those around it, as far as they lie in the district.
    private void Occupy(IReadOnlyList<Place> places)
    {
        var byCell = places.ToLookup(place => Cell(place.Lon, place.Lat));
        foreach (var (i, j) in byCell.Select(cell => cell.Key))
        foreach (var cell in Around(i, j))
        {
            var (lon, lat) = At(cell.I + 0.5, cell.J + 0.5);
            if (cells.ContainsKey(cell) || district.Outline?.Contains(lon, lat) == false)
                continue;
            cells[cell] = Around(cell.I, cell.J)
                .SelectMany(near => byCell[near])
                .MinBy(place => Distance.Metres(lon, lat, place.Lon, place.Lat))!;
        }
    }

    private static IEnumerable<(int I, int J)> Around(int i, int j)
    {
        for (var down = -1; down <= 1; down++)
        for (var right = -1; right <= 1; right++)
            yield return (i + right, j + down);
    }

    private (int I, int J) Cell(double lon, double lat) =>
        (
            (int)Math.Floor((lon - origin.Lon) * narrowing * Distance.MetresPerDegree / Step),
            (int)Math.Floor((lat - origin.Lat) * Distance.MetresPerDegree / Step)
        );

    private (double Lon, double Lat) At(double i, double j, double east = 0, double north = 0) =>
        (
            origin.Lon + (i * Step + east) / Distance.MetresPerDegree / narrowing,
            origin.Lat + (j * Step + north) / Distance.MetresPerDegree
        );

    private (double Lon, double Lat) Knot(int i, int j, double east = 0, double north = 0)
    {
        var dice = Dice.For(seed, district.Code, i * 100_003L + j);
        return At(i, j, east + dice.Between(-Crooked, Crooked), north + dice.Between(-Crooked, Crooked));
    }

    private IEnumerable<Grid> Numbered(int digits)
    {
        var names = district.Streets.SelectMany(street => street.Communities).ToDictionary(one => one.Code, one => one.Name);
        foreach (var own in cells.GroupBy(cell => (cell.Value.Street, cell.Value.Community)).OrderBy(own => own.Key))
        {
            var (street, community) = own.Key;
            var begins = (community ?? street).PadRight(12, '0');
            var name = (community is null ? null : names.GetValueOrDefault(community)) ?? begins;
            foreach (
                var (cell, index) in own.Select(one => one.Key).OrderBy(one => (-one.J, one.I)).Select((one, at) => (one, at))
            )
                yield return new Grid(
                    begins + (index + 1).ToString($"D{Math.Max(3, digits - 12)}"),
                    $"{name.Replace("居委会", "", StringComparison.Ordinal)}第{index + 1}网格",
                    district.Code,
                    street,
                    community,
                    new Outline([
                        [.. Corners(cell.I, cell.J)],
                    ]),
                    Sample: true
                );
        }
    }

    private IEnumerable<(double, double)> Corners(int i, int j) =>
        [Knot(i, j), Knot(i + 1, j), Knot(i + 1, j + 1), Knot(i, j + 1), Knot(i, j)];

    // Along every line of the lattice the stretches that have a cell on one side, a few to a segment.
    private IEnumerable<Segment> Streets(IReadOnlyList<SegmentKind> kinds)
    {
        var stretches = cells
            .SelectMany(cell =>
                new[]
                {
                    (Across: true, Line: cell.Key.J, From: cell.Key.I, cell.Value),
                    (Across: true, Line: cell.Key.J + 1, From: cell.Key.I, cell.Value),
                    (Across: false, Line: cell.Key.I, From: cell.Key.J, cell.Value),
                    (Across: false, Line: cell.Key.I + 1, From: cell.Key.J, cell.Value),
                }
            )
            .DistinctBy(one => (one.Across, one.Line, one.From))
            .ToList();
        var numbers = stretches
            .Select(one => (one.Across, one.Line))
            .Distinct()
            .Order()
            .GroupBy(line => line.Across)
            .SelectMany(lines => lines.Select((line, index) => (line, index + 1)))
            .ToDictionary();
        var number = 0;
        foreach (var line in stretches.GroupBy(one => (one.Across, one.Line)).OrderBy(line => line.Key))
        {
            var own = line.OrderBy(one => one.From).ToList();
            var kind = kinds.Count == 0 ? "" : kinds[Math.Min(Rank(line.Key.Line), kinds.Count - 1)].Code;
            var part = 0;
            for (var at = 0; at < own.Count; )
            {
                var end = at + 1;
                while (end < own.Count && end - at < Longest && own[end].From == own[end - 1].From + 1)
                    end++;
                part++;
                var name = $"{(line.Key.Across ? "东西" : "南北")}{numbers[line.Key]}{(line.Key.Across ? "路" : "街")}{part}段";
                foreach (var (side, aside) in Sides(line.Key.Across, Rank(line.Key.Line)))
                {
                    var drawn = Drawn(line.Key.Across, line.Key.Line, own[at].From, own[end - 1].From + 1, aside);
                    yield return new Segment(
                        $"L{district.Code}-{++number:D4}",
                        name,
                        kind,
                        side,
                        district.Code,
                        own[at].Value.Street,
                        (int)Math.Round(Shapes.Metres(drawn)),
                        drawn,
                        Sample: true
                    );
                }
                at = end;
            }
        }
    }

    // Every eighth line is a main street, and so on down to the lanes.
    private static int Rank(int line) =>
        line % 8 == 0 ? 0
        : line % 4 == 0 ? 1
        : line % 2 == 0 ? 2
        : 3;

    // A main street is answered for side by side.
    private static (StreetSide Side, double Aside)[] Sides(bool across, int rank) =>
        rank > 0 ? [(StreetSide.Both, 0)]
        : across ? [(StreetSide.North, 9), (StreetSide.South, -9)]
        : [(StreetSide.East, 9), (StreetSide.West, -9)];

    private List<(double, double)> Drawn(bool across, int line, int from, int to, double aside) =>
        [
            .. Enumerable
                .Range(from, to - from + 1)
                .Select(at => across ? Knot(at, line, north: aside) : Knot(line, at, east: aside)),
        ];

    // A place that is itself a street lends its name to the nearest segment.
    private static List<Segment> Named(List<Segment> segments, IReadOnlyList<Place> places)
    {
        foreach (var road in places.Where(place => "路街巷道".Contains(place.Name[^1], StringComparison.Ordinal)))
        {
            var nearest = Enumerable
                .Range(0, segments.Count)
                .Select(at => (at, Metres: Shapes.Metres(segments[at].Line, road.Lon, road.Lat)))
                .MinBy(near => near.Metres);
            if (nearest.Metres < Step && segments[nearest.at].Street == road.Street)
                segments[nearest.at] = segments[nearest.at] with { Name = road.Name };
        }
        return segments;
    }
}
