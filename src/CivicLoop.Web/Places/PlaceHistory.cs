using System.Data.Common;
using CivicLoop.Core.Places;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places;

/// <param name="Post">Who wrote it; null for what came with the playbook.</param>
public sealed record OwnershipLine(string Unit, DateOnly From, DateTime RecordedAt, string? Post, string? Reason);

/// <param name="Post">Who wrote it.</param>
public sealed record StateLine(FacilityState State, DateOnly From, DateTime RecordedAt, string Post, string Reason);

/// <summary>What was, of places and facilities: dated rows, the newest first.</summary>
public static class PlaceHistory
{
    public static List<OwnershipLine> Owners(DbConnection connection, string place) =>
        Sql.Many(
            connection,
            """
            select unit, valid_from, recorded_at, post, reason from ownerships where place = $1
            order by recorded_at desc, id desc limit 50
            """,
            row => new OwnershipLine(
                row.GetString(0),
                Values.ParseDay(row.GetString(1)),
                Values.Time(row.GetInt64(2)),
                Sql.Text(row, 3),
                Sql.Text(row, 4)
            ),
            place
        );

    public static List<StateLine> States(DbConnection connection, string facility) =>
        Sql.Many(
            connection,
            """
            select unit, condition, attributes, valid_from, recorded_at, post, reason from facility_states where facility = $1
            order by recorded_at desc, id desc limit 50
            """,
            row => new StateLine(
                new FacilityState(
                    Sql.Text(row, 0),
                    Enum.Parse<FacilityCondition>(row.GetString(1)),
                    FacilityAttributes.Parse(row.GetString(2))
                ),
                Values.ParseDay(row.GetString(3)),
                Values.Time(row.GetInt64(4)),
                row.GetString(5),
                row.GetString(6)
            ),
            facility
        );

    /// <summary>Cases reported at a place in each of the last weeks, the oldest week first.</summary>
    public static IReadOnlyList<int> Weeks(DbConnection connection, string place, DateTime now, int weeks)
    {
        var counts = new int[weeks];
        var reported = Sql.Many(
            connection,
            "select reported_at from cases where place = $1 and reported_at > $2",
            row => Values.Time(row.GetInt64(0)),
            place,
            now.AddDays(-7 * weeks)
        );
        foreach (var at in reported.Where(at => at <= now))
            counts[weeks - 1 - Math.Min(weeks - 1, (int)((now - at).TotalDays / 7))]++;
        return counts;
    }
}
