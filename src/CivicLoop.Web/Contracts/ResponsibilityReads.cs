using System.Data.Common;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;

namespace CivicLoop.Web.Contracts;

/// <summary>One thing that a party answers for, with what is open there.</summary>
public sealed record Answered(ContractRow Contract, int Open, int Overdue);

/// <param name="Burning">The most overdue cases there that the reader may see.</param>
/// <param name="Unseen">Overdue cases there that are not theirs to see.</param>
public sealed record Responsibility(
    IReadOnlyList<Answered> All,
    int Open,
    int Overdue,
    IReadOnlyList<BurningCase> Burning,
    int Unseen
);

public sealed record BurningCase(long Number, string Category, string District, string? Street, DateTime Due);

/// <summary>What am I responsible for: a party's streets and places with the open cases there, in one look.</summary>
public static class ResponsibilityReads
{
    private const int MostBurning = 10;

    /// <summary>A case this near to a segment's line lies on it.</summary>
    private const double OnStreet = 40;

    private sealed record OpenCase(
        long Number,
        string Category,
        string? Place,
        string? Community,
        string District,
        string? Street,
        double Lon,
        double Lat,
        string? Unit,
        Guid ReportedBy,
        DateTime? Due
    );

    public static Responsibility Of(
        DbConnection connection,
        Playbook playbook,
        Party party,
        DateOnly today,
        DateTime now,
        Actor reader
    )
    {
        var contracts = ContractReads.Holding(connection, playbook, today, party.Unit, party.Post);
        var open = Open(connection, [.. contracts.Select(row => row.State.Object.District).Distinct()]);
        var there = contracts.Select(row => (Row: row, Cases: Within(connection, row.State.Object, open))).ToList();
        var all = there.SelectMany(one => one.Cases).DistinctBy(one => one.Number).ToList();
        var overdue = all.Where(one => one.Due < now).OrderBy(one => one.Due).ToList();
        var seen = overdue.Where(one => CaseReads.Sees(reader, one.Unit, one.District, one.ReportedBy)).ToList();
        return new Responsibility(
            [.. there.Select(one => new Answered(one.Row, one.Cases.Count, one.Cases.Count(open => open.Due < now)))],
            all.Count,
            overdue.Count,
            [
                .. seen.Take(MostBurning)
                    .Select(one => new BurningCase(one.Number, one.Category, one.District, one.Street, one.Due!.Value)),
            ],
            overdue.Count - seen.Count
        );
    }

    private static List<OpenCase> Within(DbConnection connection, ContractObject over, List<OpenCase> open)
    {
        switch (over.Over)
        {
            case Over.District:
                return [.. open.Where(one => one.District == over.Code)];
            case Over.Street:
                return [.. open.Where(one => one.Street == over.Code)];
            case Over.Community:
                return [.. open.Where(one => one.Community == over.Code)];
            case Over.Place:
                return [.. open.Where(one => one.Place == over.Code)];
            case Over.Grid:
                return GroundReads.Grid(connection, over.Code) is { } grid
                    ? [.. open.Where(one => grid.Shape.Contains(one.Lon, one.Lat))]
                    : [];
            default:
                if (GroundReads.Segment(connection, over.Code) is not { } segment)
                    return [];
                var line = over.Part is { } part ? LineParts.Cut(segment.Line, segment.Metres, part.From, part.To) : segment.Line;
                return [.. open.Where(one => Shapes.Metres(line, one.Lon, one.Lat) <= OnStreet)];
        }
    }

    private static List<OpenCase> Open(DbConnection connection, IReadOnlyList<string> districts) =>
        [
            .. districts.SelectMany(district =>
                Sql.Many(
                    connection,
                    """
                    select c.number, c.category, c.place, p.community, c.district, c.street, c.lon, c.lat, c.unit, c.reported_by, c.next_due
                    from cases c left join places p on p.code = c.place
                    where c.district = $1 and c.closed_at is null
                    """,
                    row => new OpenCase(
                        row.GetInt64(0),
                        row.GetString(1),
                        Sql.Text(row, 2),
                        Sql.Text(row, 3),
                        row.GetString(4),
                        Sql.Text(row, 5),
                        row.GetDouble(6),
                        row.GetDouble(7),
                        Sql.Text(row, 8),
                        Guid.Parse(row.GetString(9)),
                        Sql.Time(row, 10)
                    ),
                    district
                )
            ),
        ];
}
