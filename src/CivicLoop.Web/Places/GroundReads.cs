using System.Data.Common;
using CivicLoop.Core.Places;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places;

/// <param name="Words">Part of a name or of a code; empty for any.</param>
/// <param name="Kind">Kind of a segment; null for any. So the district and the street.</param>
public sealed record GroundFilter(string Words = "", string? District = null, string? Street = null, string? Kind = null);

/// <summary>The ground of a city as its tables hold it: grids and street segments.</summary>
public static class GroundReads
{
    private const string OfGrids = "select code, name, district, street, community, shape, sample from grids";
    private const string OfSegments = "select code, name, kind, side, district, street, metres, shape, sample from segments";

    /// <summary>Null when there is no grid of this code.</summary>
    public static Grid? Grid(DbConnection connection, string code) =>
        Sql.One(connection, $"{OfGrids} where code = $1", ReadGrid, code);

    /// <summary>The grid that a position lies in; null where there is none.</summary>
    public static Grid? GridAt(DbConnection connection, double lon, double lat) =>
        Sql.Many(
                connection,
                $"{OfGrids} where west <= $1 and east >= $1 and south <= $2 and north >= $2 order by code",
                ReadGrid,
                lon,
                lat
            )
            .FirstOrDefault(grid => grid.Shape.Contains(lon, lat));

    /// <summary>Grids by code.</summary>
    public static List<Grid> Grids(DbConnection connection, GroundFilter filter, int most, int skip = 0)
    {
        var (where, args) = Where(filter with { Kind = null });
        return Page(connection, OfGrids + where, ReadGrid, args, most, skip);
    }

    public static long CountGrids(DbConnection connection, GroundFilter filter)
    {
        var (where, args) = Where(filter with { Kind = null });
        return Sql.Number(connection, $"select count(*) from grids{where}", [.. args]);
    }

    /// <summary>Those of these codes that there are.</summary>
    public static Dictionary<string, Grid> Grids(DbConnection connection, IReadOnlyList<string> codes) =>
        Sql.Many(connection, $"{OfGrids} where code in ({Sql.List(1, codes.Count)})", ReadGrid, [.. codes])
            .ToDictionary(grid => grid.Code);

    /// <summary>Grids that a window shows.</summary>
    public static List<Grid> Grids(DbConnection connection, Extent window, int most) =>
        Sql.Many(connection, $"{OfGrids}{Inside} order by code limit $5", ReadGrid, Args(window, most));

    /// <summary>Null when there is no segment of this code.</summary>
    public static Segment? Segment(DbConnection connection, string code) =>
        Sql.One(connection, $"{OfSegments} where code = $1", ReadSegment, code);

    /// <summary>Segments by code.</summary>
    public static List<Segment> Segments(DbConnection connection, GroundFilter filter, int most, int skip = 0)
    {
        var (where, args) = Where(filter);
        return Page(connection, OfSegments + where, ReadSegment, args, most, skip);
    }

    public static long CountSegments(DbConnection connection, GroundFilter filter)
    {
        var (where, args) = Where(filter);
        return Sql.Number(connection, $"select count(*) from segments{where}", [.. args]);
    }

    /// <summary>Those of these codes that there are.</summary>
    public static Dictionary<string, Segment> Segments(DbConnection connection, IReadOnlyList<string> codes) =>
        Sql.Many(connection, $"{OfSegments} where code in ({Sql.List(1, codes.Count)})", ReadSegment, [.. codes])
            .ToDictionary(segment => segment.Code);

    /// <summary>Segments that a window shows.</summary>
    public static List<Segment> Segments(DbConnection connection, Extent window, int most) =>
        Sql.Many(connection, $"{OfSegments}{Inside} order by code limit $5", ReadSegment, Args(window, most));

    private const string Inside = " where west <= $3 and east >= $1 and south <= $4 and north >= $2";

    private static object?[] Args(Extent window, int most) => [window.West, window.South, window.East, window.North, most];

    private static List<T> Page<T>(
        DbConnection connection,
        string sql,
        Func<DbDataReader, T> read,
        List<object?> args,
        int most,
        int skip
    ) =>
        Sql.Many(
            connection,
            $"{sql} order by code limit ${args.Count + 1} offset ${args.Count + 2}",
            read,
            [.. args, most, skip]
        );

    private static (string Sql, List<object?> Args) Where(GroundFilter filter)
    {
        var conditions = new List<string>();
        var args = new List<object?>();
        void And(string condition, string? value)
        {
            if (string.IsNullOrEmpty(value))
                return;
            args.Add(value);
            conditions.Add(condition.Replace("?", $"${args.Count}", StringComparison.Ordinal));
        }

        And(
            "(lower(name) like ? escape '\\' or lower(code) like ? escape '\\')",
            filter.Words.Length > 0 ? PlaceReads.Containing(filter.Words) : null
        );
        And("district = ?", filter.District);
        And("street = ?", filter.Street);
        And("kind = ?", filter.Kind);
        return (conditions.Count == 0 ? "" : " where " + string.Join(" and ", conditions), args);
    }

    private static Grid ReadGrid(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            Sql.Text(row, 4),
            Shapes.Outline(row.GetString(5)),
            row.GetInt32(6) != 0
        );

    private static Segment ReadSegment(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            Enum.Parse<StreetSide>(row.GetString(3)),
            row.GetString(4),
            row.GetString(5),
            row.GetInt32(6),
            Shapes.Line(row.GetString(7)),
            row.GetInt32(8) != 0
        );
}
