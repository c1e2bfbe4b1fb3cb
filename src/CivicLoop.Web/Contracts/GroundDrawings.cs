using System.Data.Common;
using System.Text;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;

namespace CivicLoop.Web.Contracts;

/// <summary>How a piece of ground stands, the worst last: it is drawn on top.</summary>
public enum GroundMark
{
    /// <summary>Led, and the letter accepted.</summary>
    Led,

    /// <summary>Led by a letter that nobody has accepted yet.</summary>
    Awaited,

    Overlap,
    Gap,
}

/// <param name="Path">SVG path data.</param>
/// <param name="Fault">The gap that it is; null for anything else.</param>
public sealed record GroundLine(string Name, string Path, GroundMark Mark, Fault? Fault = null);

/// <summary>An area or a place, drawn as one mark.</summary>
public sealed record GroundSpot(string Name, double X, double Y, GroundMark Mark, Fault? Fault = null);

/// <param name="Unplaced">Things that have no position: areas in which no place lies.</param>
public sealed record GroundDrawing(
    MapDrawing Map,
    IReadOnlyList<GroundLine> Lines,
    IReadOnlyList<GroundSpot> Spots,
    int Unplaced
);

/// <summary>Draws what is contracted: segments along their lines, everything else as a mark where it lies.</summary>
public static class GroundDrawings
{
    private const double Width = 720;
    private const double Height = 500;

    // One side of a street stands this far from its middle, in units of the sheet.
    private const double Sideways = 3.5;

    /// <summary>Null where nothing of it has a position.</summary>
    public static GroundDrawing? Of(DbConnection connection, Playbook playbook, ContractBoard board)
    {
        var overs = board.Rows.Select(row => row.Object.Over).ToHashSet();
        var segments = overs.Contains(Over.Segment)
            ? GroundReads.Segments(connection, new GroundFilter(), int.MaxValue).ToDictionary(segment => segment.Code)
            : [];
        var spots = Spots(connection, overs);
        var lying = board.Rows.Select(row => (Row: row, At: Lies(row.Object, segments, spots))).ToList();
        var positions = lying.SelectMany(one => one.At).ToList();
        if (positions.Count == 0)
            return null;
        var sheet = Sheet.Around(positions, Width, Height, margin: 30);
        var (lines, marks) = (new List<GroundLine>(), new List<GroundSpot>());
        foreach (var (row, at) in lying.Where(one => one.At.Count > 0))
        {
            if (row.Object.Over == Over.Segment)
                lines.AddRange(Lines(row, segments[row.Object.Code], board, sheet));
            else
            {
                var (x, y) = sheet.Place(at[0].Lon, at[0].Lat);
                marks.Add(new GroundSpot(row.Object.Name, x, y, row.Cells.Max(cell => Mark(cell, board)), Gap(row)));
            }
        }
        return new GroundDrawing(
            MapDrawing.On(playbook.City, sheet),
            [.. lines.OrderBy(line => line.Mark)],
            [.. marks.OrderBy(mark => mark.Mark)],
            lying.Count(one => one.At.Count == 0)
        );
    }

    /// <summary>What one contract is over.</summary>
    public static GroundDrawing? One(DbConnection connection, Playbook playbook, ContractDossier contract)
    {
        var over = contract.State.Object;
        var segment = over.Over == Over.Segment ? GroundReads.Segment(connection, over.Code) : null;
        var at = segment is not null
            ? [.. segment.Line]
            : Lies(
                contract.Object,
                new Dictionary<string, Segment>(),
                Spots(connection, new HashSet<Over> { over.Over }, over.Code)
            );
        if (at.Count == 0)
            return null;
        var sheet = Sheet.Around(at, 300, 220, margin: 30);
        var map = MapDrawing.On(playbook.City, sheet);
        var mark = contract.State.Status == ContractStatus.InForce ? GroundMark.Led : GroundMark.Awaited;
        if (segment is null)
        {
            var (x, y) = sheet.Place(at[0].Lon, at[0].Lat);
            return new GroundDrawing(map, [], [new GroundSpot(contract.Object.Name, x, y, mark)], 0);
        }
        var whole = new GroundLine(
            contract.Object.Name,
            Path(segment, new Stretch(0, segment.Metres, Side.Both), sheet),
            GroundMark.Awaited
        );
        var part = over.Part is { } stretch ? whole with { Path = Path(segment, stretch, sheet), Mark = GroundMark.Led } : null;
        return new GroundDrawing(map, part is null ? [whole with { Mark = mark }] : [whole, part], [], 0);
    }

    private static IEnumerable<GroundLine> Lines(BoardRow row, Segment segment, ContractBoard board, Sheet sheet) =>
        row.Cells.SelectMany(cell =>
            cell.Parts.Select(part => new GroundLine(
                row.Object.Name,
                Path(segment, part.Stretch, sheet),
                Mark(part, board),
                part.IsGap ? new Fault(row.Object, cell.Level, part) : null
            ))
        );

    private static Fault? Gap(BoardRow row) => Board.Faults([row]).FirstOrDefault(fault => fault.IsGap);

    private static string Path(Segment segment, Stretch stretch, Sheet sheet)
    {
        IReadOnlyList<(double X, double Y)> line =
        [
            .. LineParts
                .Cut(segment.Line, Math.Max(1, segment.Metres), stretch.From, stretch.To)
                .Select(position => sheet.Place(position.Lon, position.Lat)),
        ];
        if (stretch.Side != Side.Both)
            line = LineParts.Beside(line, stretch.Side == Side.Right ? Sideways : -Sideways);
        var path = new StringBuilder();
        foreach (var (x, y) in line)
            path.Append(path.Length == 0 ? 'M' : 'L').Append(MapDrawing.Number(x)).Append(' ').Append(MapDrawing.Number(y));
        return path.ToString();
    }

    private static GroundMark Mark(Cell cell, ContractBoard board) => cell.Parts.Max(part => Mark(part, board));

    private static GroundMark Mark(Covered part, ContractBoard board) =>
        part.IsGap ? GroundMark.Gap
        : part.IsOverlap ? GroundMark.Overlap
        : board.Contracts[part.Leads[0]].Status == ContractStatus.InForce ? GroundMark.Led
        : GroundMark.Awaited;

    private static IReadOnlyList<(double Lon, double Lat)> Lies(
        Contractable one,
        IReadOnlyDictionary<string, Segment> segments,
        IReadOnlyDictionary<(Over, string), (double Lon, double Lat)> spots
    ) =>
        segments.TryGetValue(one.Code, out var segment) && one.Over == Over.Segment ? segment.Line
        : spots.TryGetValue((one.Over, one.Code), out var spot) ? [spot]
        : [];

    // An area stands in the middle of its places: a sketch, as every map here.
    private static Dictionary<(Over, string), (double Lon, double Lat)> Spots(
        DbConnection connection,
        IReadOnlySet<Over> overs,
        string? code = null
    )
    {
        var spots = new Dictionary<(Over, string), (double, double)>();
        foreach (
            var (over, column) in new[]
            {
                (Over.District, "district"),
                (Over.Street, "street"),
                (Over.Community, "community"),
                (Over.Place, "code"),
            }
        )
            if (overs.Contains(over))
                foreach (
                    var (at, lon, lat) in Sql.Many(
                        connection,
                        $"select {column}, avg(lon), avg(lat) from places where {column} is not null and ($1 = '' or {column} = $1) group by {column}",
                        row => (row.GetString(0), row.GetDouble(1), row.GetDouble(2)),
                        code ?? ""
                    )
                )
                    spots[(over, at)] = (lon, lat);
        if (overs.Contains(Over.Grid))
            foreach (var grid in GroundReads.Grids(connection, new GroundFilter(code ?? ""), int.MaxValue))
                spots[(Over.Grid, grid.Code)] = Extent.Of(grid.Shape.Rings.SelectMany(ring => ring)).Middle;
        return spots;
    }
}
