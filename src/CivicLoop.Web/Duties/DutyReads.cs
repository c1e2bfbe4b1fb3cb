using System.Data.Common;
using CivicLoop.Core.Duties;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Duties;

/// <summary>One thing that a post owes, with the case it is owed on.</summary>
/// <param name="Place">Code of the place; null where the case lies at no registered one.</param>
public sealed record DutyRow(
    long Case,
    string Kind,
    string Category,
    string? Place,
    string District,
    string? Street,
    DateTime Since,
    DateTime Yellow,
    DateTime Due,
    bool Provisional,
    int FailedChecks
)
{
    public Light LightAt(DateTime now) =>
        now < Yellow ? Light.Green
        : now <= Due ? Light.Yellow
        : Light.Red;
}

/// <summary>How urgent a duty is, the most urgent first.</summary>
public enum Urgency
{
    Overdue,
    Today,
    Soon,
    Later,
}

/// <param name="Counts">Of each urgency, up to 1001.</param>
/// <param name="Others">What is owed on other things than cases; their rooms show it on the desk themselves.</param>
public sealed record DutyList(IReadOnlyList<DutyRow> Rows, IReadOnlyDictionary<Urgency, long> Counts, long Others);

/// <summary>What posts owe now, the most urgent first.</summary>
public static class DutyReads
{
    /// <summary>As many as somebody may still look through; the rest is in the list of cases.</summary>
    public const int Most = 200;

    /// <param name="today">End of the city's day, UTC.</param>
    /// <param name="soon">End of the day after tomorrow, UTC.</param>
    public static DutyList Of(DbConnection connection, string post, DateTime now, DateTime today, DateTime soon)
    {
        var rows = Sql.Many(
            connection,
            $"""
            select c.number, d.kind, c.category, c.place, c.district, c.street, d.since, d.yellow, d.due, d.provisional, c.failed_checks
            from duties d join cases c on c.stream = d.subject
            where d.post = $1 and d.done_at is null order by d.due limit {Most}
            """,
            Row,
            post
        );
        long Between(DateTime from, DateTime to) =>
            Sql.Number(
                connection,
                "select count(*) from (select 1 from duties d join cases c on c.stream = d.subject where d.post = $1 and d.done_at is null and d.due >= $2 and d.due < $3 limit 1001) counted",
                post,
                from,
                to
            );
        return new DutyList(
            rows,
            new Dictionary<Urgency, long>
            {
                [Urgency.Overdue] = Between(DateTime.UnixEpoch, now),
                [Urgency.Today] = Between(now, today),
                [Urgency.Soon] = Between(today, soon),
                [Urgency.Later] = Between(soon, now.AddYears(200)),
            },
            Sql.Number(
                connection,
                "select count(*) from (select 1 from duties d where d.post = $1 and d.done_at is null and not exists (select 1 from cases c where c.stream = d.subject) limit 1001) counted",
                post
            )
        );
    }

    public static Urgency UrgencyOf(DutyRow row, DateTime now, DateTime today, DateTime soon) =>
        row.Due < now ? Urgency.Overdue
        : row.Due < today ? Urgency.Today
        : row.Due < soon ? Urgency.Soon
        : Urgency.Later;

    private static DutyRow Row(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            Sql.Text(row, 3),
            row.GetString(4),
            Sql.Text(row, 5),
            Values.Time(row.GetInt64(6)),
            Values.Time(row.GetInt64(7)),
            Values.Time(row.GetInt64(8)),
            row.GetInt32(9) != 0,
            row.GetInt32(10)
        );
}
