using System.Data.Common;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;

namespace CivicLoop.Web.Contracts;

/// <summary>What may be contracted: areas as the playbook divides the city, segments, grids and places as its tables hold them.</summary>
public static class ContractableReads
{
    /// <summary>Everything of these kinds, in the order of codes.</summary>
    /// <param name="types">Kinds of segments and types of places; all where there are none.</param>
    /// <param name="district">Null for the whole city.</param>
    public static List<Contractable> All(
        DbConnection connection,
        Playbook playbook,
        IReadOnlyCollection<Over> overs,
        string? district = null,
        IReadOnlyList<string>? types = null
    )
    {
        bool Wanted(string type) => types is not { Count: > 0 } || types.Contains(type);
        var filter = new GroundFilter(District: district);
        var found = Areas
            .Of(playbook.City)
            .Where(area => overs.Contains(area.Over) && (district is null || area.District == district))
            .ToList();
        if (overs.Contains(Over.Segment))
            found.AddRange(
                GroundReads
                    .Segments(connection, filter, int.MaxValue)
                    .Where(segment => Wanted(segment.Kind))
                    .Select(Contractable.Of)
            );
        if (overs.Contains(Over.Grid))
            found.AddRange(
                GroundReads
                    .Grids(connection, filter, int.MaxValue)
                    .Select(grid => new Contractable(Over.Grid, grid.Code, grid.Name, grid.District, grid.Street, null))
            );
        if (overs.Contains(Over.Place))
            found.AddRange(
                Sql.Many(
                        connection,
                        "select code, name, district, street, type from places where $1 = '' or district = $1 order by code",
                        row =>
                            (
                                Type: row.GetString(4),
                                Place: new Contractable(
                                    Over.Place,
                                    row.GetString(0),
                                    row.GetString(1),
                                    row.GetString(2),
                                    row.GetString(3),
                                    null
                                )
                            ),
                        district ?? ""
                    )
                    .Where(one => Wanted(one.Type))
                    .Select(one => one.Place)
            );
        return found;
    }

    /// <summary>Null when there is nothing of this code.</summary>
    public static Contractable? Find(DbConnection connection, Playbook playbook, Over over, string code) =>
        over switch
        {
            Over.Segment => GroundReads.Segment(connection, code) is { } segment ? Contractable.Of(segment) : null,
            Over.Grid => GroundReads.Grid(connection, code) is { } grid
                ? new Contractable(Over.Grid, grid.Code, grid.Name, grid.District, grid.Street, null)
                : null,
            Over.Place => Places(connection, "code = $1", code).FirstOrDefault(),
            _ => Areas.Of(playbook.City).FirstOrDefault(area => area.Over == over && area.Code == code),
        };

    /// <summary>
    /// What somebody means by a code or a name: <c>天山路街道</c>, <c>650203001</c>, or both as a list offers them.
    /// </summary>
    public static Outcome<Contractable> Resolve(DbConnection connection, Playbook playbook, Over over, string said)
    {
        var code = said.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        if ((Find(connection, playbook, over, said) ?? Find(connection, playbook, over, code)) is { } found)
            return found;
        List<Contractable> named = over switch
        {
            Over.Segment =>
            [
                .. GroundReads
                    .Segments(connection, new GroundFilter(said.Split('（')[0]), 50)
                    .Where(segment => segment.Name == said || Contractable.Of(segment).Name == said)
                    .Select(Contractable.Of),
            ],
            Over.Grid =>
            [
                .. GroundReads
                    .Grids(connection, new GroundFilter(said), 50)
                    .Where(grid => grid.Name == said)
                    .Select(grid => new Contractable(Over.Grid, grid.Code, grid.Name, grid.District, grid.Street, null)),
            ],
            Over.Place => Places(connection, "name = $1", said),
            _ => [.. Areas.Of(playbook.City).Where(area => area.Over == over && area.Name == said)],
        };
        return named.Count switch
        {
            1 => named[0],
            0 => new Refusal("contract.object-unknown", said),
            _ => new Refusal("contract.object-ambiguous", said, string.Join("、", named.Take(5).Select(one => one.Code))),
        };
    }

    /// <summary>Names by kind and code; what is gone has none.</summary>
    public static Dictionary<(Over, string), string> Names(
        DbConnection connection,
        Playbook playbook,
        IEnumerable<(Over Over, string Code)> wanted
    )
    {
        var names = new Dictionary<(Over, string), string>();
        var all = wanted.Distinct().ToList();
        var areas = Areas.Of(playbook.City).ToDictionary(area => (area.Over, area.Code), area => area.Name);
        foreach (var one in all)
            if (areas.TryGetValue(one, out var name))
                names[one] = name;
        foreach (var code in all.Where(one => one.Over == Over.Segment).Select(one => one.Code))
            if (GroundReads.Segment(connection, code) is { } segment)
                names[(Over.Segment, code)] = Contractable.Of(segment).Name;
        foreach (var (over, table) in new[] { (Over.Grid, "grids"), (Over.Place, "places") })
        {
            // A statement takes only so many parameters.
            foreach (var some in all.Where(one => one.Over == over).Select(one => (object?)one.Code).Chunk(500))
            foreach (
                var (code, name) in Sql.Many(
                    connection,
                    $"select code, name from {table} where code in ({string.Join(", ", some.Select((_, at) => $"${at + 1}"))})",
                    row => (row.GetString(0), row.GetString(1)),
                    some
                )
            )
                names[(over, code)] = name;
        }
        return names;
    }

    private static List<Contractable> Places(DbConnection connection, string where, string value) =>
        Sql.Many(
            connection,
            $"select code, name, district, street from places where {where} order by code limit 50",
            row => new Contractable(Over.Place, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), null),
            value
        );
}
