using System.Data.Common;
using CivicLoop.Core.Places;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places;

/// <param name="Words">Part of a name or of a code; empty for any.</param>
/// <param name="Unit">Code of the unit that answers for it; null for any.</param>
/// <param name="Has">Attributes that it must have, each with the value.</param>
public sealed record FacilityFilter(
    string Words = "",
    string? Kind = null,
    string? District = null,
    string? Street = null,
    string? Unit = null,
    FacilityCondition? Condition = null,
    IReadOnlyList<KeyValuePair<string, string>>? Has = null
);

/// <summary>Facilities as they stand on a day: owner, condition and attributes are dated rows, never overwritten.</summary>
public static class FacilityReads
{
    // Of the rows valid on the day $1 the one recorded last.
    private const string Joined = """
        from facilities f join facility_states s on s.id = (
          select o.id from facility_states o
          where o.facility = f.code and o.valid_from <= $1 and (o.valid_to is null or o.valid_to > $1)
          order by o.recorded_at desc, o.id desc limit 1
        )
        """;

    private const string Selected =
        $"select f.code, f.kind, f.name, f.district, f.street, f.place, f.lon, f.lat, f.sample, s.unit, s.condition, s.attributes {Joined}";

    /// <summary>Null when there is no facility of this code on that day.</summary>
    public static Facility? Find(DbConnection connection, string code, DateOnly day) =>
        Sql.One(connection, $"{Selected} where f.code = $2", Read, day, code);

    /// <summary>Those of these codes that there are on that day.</summary>
    public static Dictionary<string, Facility> Of(DbConnection connection, IReadOnlyList<string> codes, DateOnly day) =>
        Sql.Many(connection, $"{Selected} where f.code in ({Sql.List(2, codes.Count)})", Read, [day, .. codes])
            .ToDictionary(facility => facility.Code);

    /// <summary>Facilities by code.</summary>
    public static List<Facility> Search(DbConnection connection, FacilityFilter filter, DateOnly day, int most, int skip = 0)
    {
        var (where, args) = Where(filter, day);
        return Sql.Many(
            connection,
            $"{Selected}{where} order by f.code limit ${args.Count + 1} offset ${args.Count + 2}",
            Read,
            [.. args, most, skip]
        );
    }

    public static long Count(DbConnection connection, FacilityFilter filter, DateOnly day)
    {
        var (where, args) = Where(filter, day);
        return Sql.Number(connection, $"select count(*) {Joined}{where}", [.. args]);
    }

    /// <summary>How many of each kind and condition there are.</summary>
    public static List<(string Kind, FacilityCondition Condition, long Count)> Counts(
        DbConnection connection,
        FacilityFilter filter,
        DateOnly day
    )
    {
        var (where, args) = Where(filter, day);
        return Sql.Many(
            connection,
            $"select f.kind, s.condition, count(*) {Joined}{where} group by f.kind, s.condition order by f.kind, s.condition",
            row => (row.GetString(0), Enum.Parse<FacilityCondition>(row.GetString(1)), row.GetInt64(2)),
            [.. args]
        );
    }

    /// <summary>What stands at a place.</summary>
    public static List<Facility> At(DbConnection connection, string place, DateOnly day) =>
        Sql.Many(connection, $"{Selected} where f.place = $2 order by f.code limit 100", Read, day, place);

    /// <summary>What stands around a position, the nearest first.</summary>
    public static List<(Facility Facility, double Metres)> Near(
        DbConnection connection,
        double lon,
        double lat,
        double metres,
        DateOnly day,
        int most
    )
    {
        var window = PlaceReads.Around(lon, lat, metres);
        return
        [
            .. Sql.Many(
                    connection,
                    $"{Selected} where f.lon between $2 and $3 and f.lat between $4 and $5",
                    Read,
                    day,
                    window.West,
                    window.East,
                    window.South,
                    window.North
                )
                .Select(facility => (Facility: facility, Metres: Distance.Metres(lon, lat, facility.Lon, facility.Lat)))
                .Where(near => near.Metres <= metres)
                .OrderBy(near => near.Metres)
                .ThenBy(near => near.Facility.Code, StringComparer.Ordinal)
                .Take(most),
        ];
    }

    private static (string Sql, List<object?> Args) Where(FacilityFilter filter, DateOnly day)
    {
        var conditions = new List<string>();
        var args = new List<object?> { day };
        void And(string condition, string? value)
        {
            if (string.IsNullOrEmpty(value))
                return;
            args.Add(value);
            conditions.Add(condition.Replace("?", $"${args.Count}", StringComparison.Ordinal));
        }

        And(
            "(lower(f.name) like ? escape '\\' or lower(f.code) like ? escape '\\')",
            filter.Words.Length > 0 ? PlaceReads.Containing(filter.Words) : null
        );
        And("f.kind = ?", filter.Kind);
        And("f.district = ?", filter.District);
        And("f.street = ?", filter.Street);
        And("s.unit = ?", filter.Unit);
        And("s.condition = ?", filter.Condition?.ToString());
        foreach (var (code, value) in filter.Has ?? [])
            And("s.attributes like ? escape '\\'", $"%\n{PlaceReads.Like(FacilityAttributes.Line(code, value))}\n%");
        return (conditions.Count == 0 ? "" : " where " + string.Join(" and ", conditions), args);
    }

    private static Facility Read(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            Sql.Text(row, 5),
            row.GetDouble(6),
            row.GetDouble(7),
            new FacilityState(
                Sql.Text(row, 9),
                Enum.Parse<FacilityCondition>(row.GetString(10)),
                FacilityAttributes.Parse(row.GetString(11))
            ),
            row.GetInt32(8) != 0
        );
}
