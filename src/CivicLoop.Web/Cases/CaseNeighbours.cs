using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Cases;

/// <summary>A case of the same category not far away.</summary>
public sealed record CaseNeighbour(long Number, CaseStatus Status, double Metres, DateTime ReportedAt, DateTime? ClosedAt);

/// <summary>
/// Cases that are likely the same problem: open ones to merge with, closed ones that this may be a rebound of. Looked
/// for among those of some weeks by an index, whatever the number of cases.
/// </summary>
public static class CaseNeighbours
{
    private const double DuplicateMetres = 150;
    private const double PlaceMetres = 400;
    private const int Days = 30;
    private const int Most = 5;

    /// <summary>Open ones of the same category, near and of these weeks, the nearest first.</summary>
    public static IReadOnlyList<CaseNeighbour> Duplicates(DbConnection connection, CaseState state, DateTime now) =>
        [
            .. Around(
                    connection,
                    state,
                    DuplicateMetres,
                    "closed_at is null and reported_at >= $7 and reported_at <= $8",
                    now.AddDays(-Days),
                    now
                )
                .Where(other => CaseLinks.Metres(other.At, state.At) <= DuplicateMetres)
                .Select(other => Neighbour(other, state))
                .OrderBy(near => near.Metres)
                .ThenBy(near => near.Number)
                .Take(Most),
        ];

    /// <summary>Closed ones that this report is a rebound of by the playbook, the last one closed first.</summary>
    public static IReadOnlyList<CaseNeighbour> Rebounds(DbConnection connection, CaseState state, CaseRules rules) =>
        [
            .. Around(
                    connection,
                    state,
                    PlaceMetres,
                    "status = 'Closed' and closed_at >= $7 and closed_at <= $8",
                    Earliest(state.ReportedAt, rules),
                    state.ReportedAt
                )
                .Where(other => CaseLinks.IsRebound(other, state.Category, state.At, state.ReportedAt, rules))
                .Select(other => Neighbour(other, state))
                .OrderByDescending(near => near.ClosedAt)
                .Take(Most),
        ];

    private static CaseNeighbour Neighbour(CaseState other, CaseState state) =>
        new(other.Number, other.Status, CaseLinks.Metres(other.At, state.At), other.ReportedAt, other.ClosedAt);

    // A day before which a closing is past the playbook's days, whatever clock they count on; found by doubling.
    private static DateTime Earliest(DateTime reported, CaseRules rules)
    {
        for (var days = 8; days <= 1024; days *= 2)
            if (rules.Calendar.After(reported.AddDays(-days), rules.Playbook.Limits.RelapseWithin).At < reported)
                return reported.AddDays(-days);
        return DateTime.UnixEpoch;
    }

    private static List<CaseState> Around(
        DbConnection connection,
        CaseState state,
        double metres,
        string which,
        DateTime since,
        DateTime until
    )
    {
        var north = metres / Distance.MetresPerDegree;
        var east = north / Math.Cos(state.At.Lat * Math.PI / 180);
        return Sql.Many(
            connection,
            $"""
            select state from cases where category = $1 and lat >= $2 and lat <= $3 and lon >= $4 and lon <= $5 and number <> $6
            and {which} order by number + 0 desc limit 100
            """,
            row => CaseColumns.Read(row.GetString(0)),
            state.Category,
            state.At.Lat - north,
            state.At.Lat + north,
            state.At.Lon - east,
            state.At.Lon + east,
            state.Number,
            since,
            until
        );
    }
}
