using System.Data.Common;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;

namespace CivicLoop.Web.Maps;

/// <summary>Where the cases of one page of the list lie.</summary>
public static class MapReads
{
    public static IReadOnlyList<MapPoint> Points(DbConnection connection, IReadOnlyList<CaseRow> rows, DateTime now)
    {
        if (rows.Count == 0)
            return [];
        var lights = rows.ToDictionary(row => row.Number, row => row.LightAt(now));
        return Sql.Many(
            connection,
            $"select number, lon, lat from cases where number in ({string.Join(", ", rows.Select((_, index) => $"${index + 1}"))})",
            row => new MapPoint(row.GetDouble(1), row.GetDouble(2), lights[row.GetInt64(0)], Size: 3.5),
            [.. rows.Select(row => (object?)row.Number)]
        );
    }
}
