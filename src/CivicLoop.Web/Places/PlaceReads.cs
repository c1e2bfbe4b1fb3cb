using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Organisation;

namespace CivicLoop.Web.Places;

/// <param name="Words">Part of a name; empty for any.</param>
/// <param name="Street">Code of a street; null for any. So the district and the type.</param>
/// <param name="Unit">Code of the unit that owns it on the day; null for any.</param>
public sealed record PlaceFilter(
    string Words = "",
    string? District = null,
    string? Street = null,
    string? Type = null,
    string? Unit = null
)
{
    /// <summary>Whoever reads the list: of a guidance team only what lies on its ground. Null for what nobody looks at.</summary>
    public Actor? Reader { get; init; }
}

/// <summary>点位 as they stand on a day: a place's owner is a dated row, never overwritten.</summary>
public static class PlaceReads
{
    private const string Owner = """
        (
          select o.unit from ownerships o where o.place = p.code and o.valid_from <= $1 and (o.valid_to is null or o.valid_to > $1)
          order by o.recorded_at desc, o.id desc limit 1
        )
        """;

    private const string Selected =
        $"select p.code, p.name, p.type, p.district, p.street, p.community, p.lon, p.lat, p.sample, {Owner} from places p";

    /// <summary>Null when there is no place of this code.</summary>
    /// <param name="day">The day of the city that the owner is asked for.</param>
    public static Place? Find(DbConnection connection, string code, DateOnly day) =>
        Sql.One(connection, $"{Selected} where p.code = $2", Read, day, code);

    /// <summary>What each place is called.</summary>
    public static Dictionary<string, string> Names(DbConnection connection) =>
        Sql.Many(connection, "select code, name from places", row => KeyValuePair.Create(row.GetString(0), row.GetString(1)))
            .ToDictionary();

    /// <summary>The unit that owns a place on a day, inside an act; null when there is no such place.</summary>
    internal static string? OwnerOf(CityTransaction transaction, string code, DateOnly day) =>
        transaction.One($"{Selected} where p.code = $2", Read, day, code)?.Owner;

    /// <summary>Codes of the places that a unit owns on a day, inside an act.</summary>
    internal static List<string> OwnedBy(CityTransaction transaction, string unit, DateOnly day) =>
        [
            .. transaction
                .Many(
                    $"{Selected} where p.code in (select place from ownerships where unit = $2) order by p.code",
                    Read,
                    day,
                    unit
                )
                .Where(place => place.Owner == unit)
                .Select(place => place.Code),
        ];

    /// <summary>Places that a unit owns on a day, by name.</summary>
    public static List<Place> OwnedBy(DbConnection connection, string unit, DateOnly day, int most) =>
        Sql.Many(
                connection,
                $"{Selected} where p.code in (select place from ownerships where unit = $2) order by p.name, p.code",
                Read,
                day,
                unit
            )
            .Where(place => place.Owner == unit)
            .Take(most)
            .ToList();

    /// <summary>Those of these codes that there are.</summary>
    public static Dictionary<string, Place> Of(DbConnection connection, IReadOnlyList<string> codes, DateOnly day) =>
        Sql.Many(connection, $"{Selected} where p.code in ({Sql.List(2, codes.Count)})", Read, [day, .. codes])
            .ToDictionary(place => place.Code);

    /// <summary>Places by part of their name, those that begin with it first.</summary>
    public static List<Place> Search(DbConnection connection, PlaceFilter filter, DateOnly day, int most, int skip = 0)
    {
        var (where, args) = Where(filter, day);
        args.AddRange([Like(filter.Words.ToLowerInvariant()) + "%", most, skip]);
        return Sql.Many(
            connection,
            $"""
            {Selected} {where}
            order by case when lower(p.name) like ${args.Count - 2} escape '\' then 0 else 1 end, p.name, p.code
            limit ${args.Count - 1} offset ${args.Count}
            """,
            Read,
            [.. args]
        );
    }

    /// <summary>Places in the order of their codes, behind one of them; within a box where one is given.</summary>
    public static List<Place> Behind(DbConnection connection, string code, Extent? box, DateOnly day, int most) =>
        box is null
            ? Sql.Many(connection, $"{Selected} where p.code > $2 order by p.code limit $3", Read, day, code, most)
            : Sql.Many(
                connection,
                $"{Selected} where p.code > $2 and {Within(4)} order by p.code limit $3",
                Read,
                [day, code, most, .. Sides(box)]
            );

    /// <summary>How many there are; within a box where one is given.</summary>
    public static long CountIn(DbConnection connection, Extent? box) =>
        box is null
            ? Sql.Number(connection, "select count(*) from places")
            : Sql.Number(connection, $"select count(*) from places p where {Within(1)}", Sides(box));

    private static string Within(int from) =>
        $"p.lon between ${from} and ${from + 1} and p.lat between ${from + 2} and ${from + 3}";

    private static object?[] Sides(Extent box) => [box.West, box.East, box.South, box.North];

    /// <param name="day">The day that the owner is asked for; of no account without an owner in the filter.</param>
    public static long Count(DbConnection connection, PlaceFilter filter, DateOnly day = default)
    {
        // The day is always there so that the same numbers stand for the same conditions.
        var (where, args) = Where(filter, day);
        return Sql.Number(connection, $"select count(*) from places p {where} and $1 = $1", [.. args]);
    }

    /// <summary>The places around a position, the nearest first.</summary>
    public static List<Place> Near(DbConnection connection, double lon, double lat, double metres, DateOnly day, int most)
    {
        var window = Around(lon, lat, metres);
        return
        [
            .. Sql.Many(
                    connection,
                    $"{Selected} where p.lon between $2 and $3 and p.lat between $4 and $5",
                    Read,
                    day,
                    window.West,
                    window.East,
                    window.South,
                    window.North
                )
                .Select(place => (Place: place, Metres: Distance.Metres(lon, lat, place.Lon, place.Lat)))
                .Where(near => near.Metres <= metres)
                .OrderBy(near => near.Metres)
                .ThenBy(near => near.Place.Code, StringComparer.Ordinal)
                .Take(most)
                .Select(near => near.Place),
        ];
    }

    /// <summary>Open cases at a place, the newest first; among the thousand newest of that place.</summary>
    public static List<PlaceCase> OpenCases(DbConnection connection, string code) =>
        Sql.Many(
            connection,
            """
            select state from (select state, number, closed_at from cases where place = $1 order by number desc limit 1000) newest
            where closed_at is null order by number desc limit 50
            """,
            row =>
            {
                var state = CaseColumns.Read(row.GetString(0));
                return new PlaceCase(state.Number, state.Category, state.Status, state.Unit, state.Next);
            },
            code
        );

    private static (string Sql, List<object?> Args) Where(PlaceFilter filter, DateOnly day)
    {
        var args = new List<object?> { day };
        var sql = "where 1 = 1";
        void And(string condition, params ReadOnlySpan<object?> values)
        {
            var parts = condition.Split('?');
            sql += $" and {parts[0]}";
            for (var at = 0; at < values.Length; at++)
            {
                args.Add(values[at]);
                sql += $"${args.Count}{parts[at + 1]}";
            }
        }

        if (filter.Words.Length > 0)
            And("lower(p.name) like ? escape '\\'", Containing(filter.Words));
        if (filter.District is { } district)
            And("p.district = ?", district);
        if (filter.Street is { } street)
            And("p.street = ?", street);
        if (filter.Type is { } type)
            And("p.type = ?", type);
        if (filter.Unit is { } unit)
            And($"{Owner} = ?", unit);
        if (filter.Reader is { } reader && GroundWhere.Of(reader, "p.district", "p.street") is { } ground)
            And(ground.Sql, ground.Args);
        return (sql, args);
    }

    /// <summary>The window that holds everything within so many metres.</summary>
    internal static Extent Around(double lon, double lat, double metres)
    {
        var north = metres / Distance.MetresPerDegree;
        var east = north / Math.Max(0.01, Math.Cos(lat * Math.PI / 180));
        return new Extent(lon - east, lat - north, lon + east, lat + north);
    }

    /// <summary>The pattern of what contains these words, whatever their case.</summary>
    internal static string Containing(string words) => $"%{Like(words.ToLowerInvariant())}%";

    /// <summary>Words as a pattern that stands for nothing but themselves.</summary>
    internal static string Like(string words) =>
        words
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);

    private static Place Read(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            Sql.Text(row, 5),
            row.GetDouble(6),
            row.GetDouble(7),
            Sql.Text(row, 9) ?? "",
            row.GetInt32(8) != 0
        );
}
