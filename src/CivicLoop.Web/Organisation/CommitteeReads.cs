using System.Data.Common;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Organisation;

/// <param name="Committee">Code of the committee.</param>
public sealed record Membership(string Committee, string Unit, DateTime From, DateTime? To);

/// <summary>议题 of a committee.</summary>
public sealed record Issue(
    Guid Id,
    string Committee,
    int Number,
    string Unit,
    string Title,
    string What,
    long? Case,
    string? Place,
    DateTime RaisedAt,
    string? Lead,
    string? Decision,
    DateOnly? Due,
    DateTime? DecidedAt,
    string? Result,
    DateTime? SettledAt
)
{
    public IssueStatus Status =>
        SettledAt is not null ? IssueStatus.Settled
        : DecidedAt is not null ? IssueStatus.Decided
        : IssueStatus.Raised;

    /// <summary>Counted in days, as it was promised: yellow on the last one, red past it; null before somebody promised.</summary>
    public Light? LightOn(DateOnly today) =>
        Status != IssueStatus.Decided ? null
        : today > Due ? Light.Red
        : today == Due ? Light.Yellow
        : Light.Green;
}

/// <summary>Members and issues of committees, and the places of zones.</summary>
public static class CommitteeReads
{
    private const string Memberships = "select committee, unit, valid_from, valid_to from memberships";

    private const string Issues = """
        select id, committee, number, unit, title, what, about_case, about_place, raised_at, lead, decision, due, decided_at,
          result, settled_at from issues
        """;

    /// <summary>Members of a committee, now and before.</summary>
    public static List<Membership> MembersOf(DbConnection connection, string committee) =>
        Sql.Many(connection, $"{Memberships} where committee = $1 order by valid_from, unit", Member, committee);

    /// <summary>The committees that a unit belongs or belonged to.</summary>
    public static List<Membership> Of(DbConnection connection, string unit) =>
        Sql.Many(connection, $"{Memberships} where unit = $1 order by valid_from, committee", Member, unit);

    internal static HashSet<string> MembersOf(CityTransaction transaction, string committee) =>
        [
            .. transaction.Many(
                "select unit from memberships where committee = $1 and valid_to is null",
                row => row.GetString(0),
                committee
            ),
        ];

    /// <summary>Of a committee, what is open first, then the newest.</summary>
    public static List<Issue> IssuesOf(DbConnection connection, string committee) =>
        Sql.Many(
            connection,
            $"{Issues} where committee = $1 order by case when settled_at is null then 0 else 1 end, number desc",
            Issue,
            committee
        );

    /// <summary>Those that a unit leads and has not settled.</summary>
    public static List<Issue> LedBy(DbConnection connection, string unit) =>
        Sql.Many(connection, $"{Issues} where lead = $1 and settled_at is null order by due, number", Issue, unit);

    /// <summary>The issue that was raised last.</summary>
    internal static Guid Newest(CityTransaction transaction, string committee) =>
        Guid.Parse(
            transaction
                .Many(
                    "select id from issues where committee = $1 order by number desc limit 1",
                    row => row.GetString(0),
                    committee
                )
                .Single()
        );

    internal static IssueNow? Find(CityTransaction transaction, Guid issue) =>
        transaction.One($"{Issues} where id = $1", Issue, issue) is { } found
            ? new IssueNow(found.Id, found.Committee, found.Status, found.Lead)
            : null;

    /// <summary>The zone that looks after a place now; null for none.</summary>
    public static string? ZoneOf(DbConnection connection, string place) =>
        Sql.One(connection, ZoneOfPlace, row => row.GetString(0), place);

    internal static string? ZoneOf(CityTransaction transaction, string place) =>
        transaction.One(ZoneOfPlace, row => row.GetString(0), place);

    /// <summary>Zones by the places they look after now.</summary>
    public static List<(string Place, string Name, string Zone)> PlacesOf(
        DbConnection connection,
        IReadOnlyCollection<string> zones
    )
    {
        if (zones.Count == 0)
            return [];
        var wanted = string.Join(", ", zones.Select((_, index) => $"${index + 1}"));
        return Sql.Many(
            connection,
            $"""
            select p.code, p.name, z.zone from zone_places z join places p on p.code = z.place
            where z.valid_to is null and z.zone in ({wanted}) order by p.name, p.code
            """,
            row => (row.GetString(0), row.GetString(1), row.GetString(2)),
            [.. zones]
        );
    }

    private const string ZoneOfPlace = "select zone from zone_places where place = $1 and valid_to is null";

    private static Membership Member(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), Values.Time(row.GetInt64(2)), Sql.Time(row, 3));

    private static Issue Issue(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetString(1),
            row.GetInt32(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.IsDBNull(6) ? null : row.GetInt64(6),
            Sql.Text(row, 7),
            Values.Time(row.GetInt64(8)),
            Sql.Text(row, 9),
            Sql.Text(row, 10),
            Sql.Text(row, 11) is { } due ? Values.ParseDay(due) : null,
            Sql.Time(row, 12),
            Sql.Text(row, 13),
            Sql.Time(row, 14)
        );
}
