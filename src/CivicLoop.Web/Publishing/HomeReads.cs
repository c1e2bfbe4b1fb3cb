using System.Data.Common;
using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Publishing;

/// <param name="Found">Problems reported or put right on the spot since the campaign began.</param>
/// <param name="InTime">Of those in <paramref name="Judged"/>, put right within their limit and confirmed by a check.</param>
/// <param name="Judged">With a limit, and either confirmed or past it: the others cannot be judged yet.</param>
/// <param name="Open">Neither closed nor refused, whenever found.</param>
public sealed record HomeFigures(long Found, long InTime, long Judged, long Open);

/// <summary>How many were closed, of one category in one district.</summary>
public sealed record PutRight(string Category, string District, long Count);

/// <summary>Open problems within one square of about two kilometres.</summary>
public sealed record OpenSquare(double Lon, double Lat, long Count);

/// <summary>What everybody may know: counts, never a case; no figure is shown below the district.</summary>
/// <param name="Sealed">The last seal; null before the first night.</param>
/// <param name="At">The moment it was counted.</param>
public sealed record HomeNow(
    HomeFigures Figures,
    IReadOnlyList<PutRight> Week,
    IReadOnlyList<OpenSquare> Squares,
    IReadOnlyDictionary<string, long> OpenByDistrict,
    Seal? Sealed,
    DateTime At
);

public static class HomeReads
{
    private static readonly string Confirmed = $"'{CaseStatus.Passed}', '{CaseStatus.Closed}'";

    /// <param name="since">First moment of the campaign, UTC.</param>
    public static HomeNow Read(DbConnection connection, DateTime since, DateTime now) =>
        new(
            Figures(connection, since, now),
            Week(connection, now),
            Squares(connection),
            OpenByDistrict(connection),
            Last(connection),
            now
        );

    private static HomeFigures Figures(DbConnection connection, DateTime since, DateTime now) =>
        Sql.One(
            connection,
            $"""
            select count(*),
              sum(case when rectify_due is not null and status in ({Confirmed}) and fixed_at <= rectify_due then 1 else 0 end),
              sum(case when rectify_due is not null and (status in ({Confirmed}) or coalesce(fixed_at, $2) > rectify_due)
                then 1 else 0 end),
              (select count(*) from cases where closed_at is null)
            from cases where reported_at >= $1 and reported_at <= $2
            """,
            row => new HomeFigures(Whole(row, 0), Whole(row, 1), Whole(row, 2), Whole(row, 3)),
            since,
            now
        )!;

    // A refused report ends too, but nothing was put right.
    private static List<PutRight> Week(DbConnection connection, DateTime now) =>
        Sql.Many(
            connection,
            $"""
            select category, district, count(*) from cases
            where closed_at > $1 and closed_at <= $2 and status = '{CaseStatus.Closed}' group by category, district
            """,
            row => new PutRight(row.GetString(0), row.GetString(1), row.GetInt64(2)),
            now.AddDays(-7),
            now
        );

    // Two kilometres: fine enough to see where, too coarse to see whose door, and dots that stand apart.
    private static List<OpenSquare> Squares(DbConnection connection) =>
        Sql.Many(
            connection,
            $"""
            select cast(round(lon * 40) as integer), cast(round(lat * 50) as integer), count(*) from cases
            where closed_at is null group by 1, 2 order by 3 desc, 1, 2 limit 400
            """,
            row => new OpenSquare(row.GetInt32(0) / 40.0, row.GetInt32(1) / 50.0, row.GetInt64(2))
        );

    private static Dictionary<string, long> OpenByDistrict(DbConnection connection) =>
        Sql.Many(
                connection,
                $"select district, count(*) from cases where closed_at is null group by district",
                row => (District: row.GetString(0), Count: row.GetInt64(1))
            )
            .ToDictionary(pair => pair.District, pair => pair.Count);

    private static Seal? Last(DbConnection connection) =>
        Sql.One(
            connection,
            "select number, through, made_at, streams, previous, seal from seals order by number desc limit 1",
            SealStore.Read
        );

    // A sum over no rows is null on both databases.
    private static long Whole(DbDataReader row, int column) =>
        row.IsDBNull(column) ? 0 : Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);
}
