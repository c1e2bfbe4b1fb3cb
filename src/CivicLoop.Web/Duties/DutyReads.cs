using System.Data.Common;
using CivicLoop.Core.Duties;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Duties;

/// <summary>One thing that a post owes.</summary>
public abstract record OwedDuty(string Kind, DateTime Since, DateTime Yellow, DateTime Due, bool Provisional)
{
    /// <summary>How many its line stands for.</summary>
    public virtual int Count => 1;

    public Light LightAt(DateTime now) =>
        now < Yellow ? Light.Green
        : now <= Due ? Light.Yellow
        : Light.Red;
}

/// <summary>One thing that a post owes on a case.</summary>
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
) : OwedDuty(Kind, Since, Yellow, Due, Provisional);

/// <summary>How urgent a duty is, the most urgent first.</summary>
public enum Urgency
{
    Overdue,
    Today,
    Soon,
    Later,
}

/// <param name="Rows">Of each urgency the first.</param>
/// <param name="Counts">All of each urgency, up to 1001.</param>
/// <param name="Kinds">How much of each kind is among the most urgent that were looked through.</param>
public sealed record DutyList(
    IReadOnlyList<OwedDuty> Rows,
    IReadOnlyDictionary<Urgency, long> Counts,
    IReadOnlyDictionary<string, long> Kinds
);

/// <summary>What posts owe now, the most urgent first.</summary>
public static class DutyReads
{
    /// <summary>Of each urgency as many as somebody may still look through; the rest is in the list of cases.</summary>
    public const int Most = 50;

    /// <summary>
    /// On other things than cases. The kinds are word for word those of the index: whatever they leave is few, and
    /// asked one by one.
    /// </summary>
    internal const string Elsewhere =
        $"d.done_at is null and {KindsElsewhere} and not exists (select 1 from cases c where c.stream = d.subject)";

    /// <summary>What the index of duties on other things leaves out.</summary>
    internal const string KindsElsewhere = "d.kind not in ('file', 'dispatch', 'accept', 'rectify', 'check', 'close')";

    /// <summary>
    /// By the index of what posts owe. What is owed has no end, all the same; PostgreSQL sees that the index is in order
    /// only where it is told so.
    /// </summary>
    internal const string ByDue = "done_at, due";

    private const int MostCounted = 1001;

    // A desk narrowed to a kind looks through this many of what its post owes, the most urgent first.
    private const int Reach = 2_000;

    private const string Columns =
        "c.number, d.kind, c.category, c.place, c.district, c.street, d.since, d.yellow, d.due, d.provisional, c.failed_checks";

    /// <summary>What is owed on cases, and how much on anything.</summary>
    /// <param name="today">End of the city's day, UTC.</param>
    /// <param name="soon">End of the day after tomorrow, UTC.</param>
    /// <param name="kind">Only this kind; null for all.</param>
    public static DutyList Of(DbConnection connection, string post, string? kind, DateTime now, DateTime today, DateTime soon)
    {
        var counts = new Dictionary<Urgency, long>();
        var rows = new List<DutyRow>();
        DateTime[] bounds = [DateTime.UnixEpoch, now, today, soon, now.AddYears(200)];
        var narrowed = kind is null
            ? null
            : OfKind(connection, post, kind, Reach).ToLookup(row => UrgencyOf(row, now, today, soon));
        foreach (var urgency in Enum.GetValues<Urgency>())
        {
            if (narrowed is not null)
            {
                counts[urgency] = narrowed[urgency].Count();
                rows.AddRange(narrowed[urgency].Take(Most));
                continue;
            }
            var (from, to) = (bounds[(int)urgency], bounds[(int)urgency + 1]);
            counts[urgency] = Count(connection, post, from, to, now);
            rows.AddRange(Rows(connection, post, from, to));
        }
        return new DutyList(rows, counts, KindsOf(connection, post, now));
    }

    /// <summary>All that a post owes on cases, for a file.</summary>
    /// <param name="kind">Only this kind; null for all.</param>
    public static List<DutyRow> All(DbConnection connection, string post, string? kind) =>
        kind is not null
            ? OfKind(connection, post, kind, int.MaxValue)
            : Sql.Many(
                connection,
                $"""
                select {Columns} from duties d join cases c on c.stream = d.subject
                where d.post = $1 and d.done_at is null order by d.due, c.number
                """,
                Row,
                post
            );

    /// <summary>What burns most of one kind; null where nothing of it is owed on a case.</summary>
    public static DutyRow? First(DbConnection connection, string post, string kind) =>
        OfKind(connection, post, kind, Reach).FirstOrDefault();

    /// <summary>Those of these subjects that are cases: what makes a line of something owed on them.</summary>
    internal static Dictionary<string, Func<Owing, DutyRow>> On(DbConnection connection, IReadOnlyList<string> subjects) =>
        Sql.Many(
                connection,
                $"""
                select stream, number, category, place, district, street, failed_checks from cases
                where stream in ({DutySubjects.Each(subjects)})
                """,
                row =>
                {
                    var (number, category, place) = (row.GetInt64(1), row.GetString(2), Sql.Text(row, 3));
                    var (district, street, failed) = (row.GetString(4), Sql.Text(row, 5), row.GetInt32(6));
                    DutyRow Of(Owing duty) =>
                        new(
                            number,
                            duty.Kind,
                            category,
                            place,
                            district,
                            street,
                            duty.Since,
                            duty.Yellow,
                            duty.Due,
                            duty.Provisional,
                            failed
                        );
                    return KeyValuePair.Create(row.GetString(0), (Func<Owing, DutyRow>)Of);
                },
                [.. subjects]
            )
            .ToDictionary();

    private static List<DutyRow> OfKind(DbConnection connection, string post, string kind, int reach) =>
        Sql.Many(
            connection,
            $"""
            select {Columns}
            from (select * from duties where post = $1 and done_at is null order by {ByDue} limit {reach}) d
            join cases c on c.stream = d.subject where d.kind = $2 order by d.due, c.number
            """,
            Row,
            post,
            kind
        );

    private static Dictionary<string, long> KindsOf(DbConnection connection, string post, DateTime now) =>
        Sql.Many(
                connection,
                $"""
                select kind, count(*) from
                (select kind from duties where post = $1 and done_at is null and since <= $2 order by {ByDue} limit {Reach}) owed group by kind
                """,
                row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)),
                post,
                now
            )
            .ToDictionary();

    private static List<DutyRow> Rows(DbConnection connection, string post, DateTime from, DateTime to) =>
        Sql.Many(
            connection,
            $"""
            select {Columns} from duties d join cases c on c.stream = d.subject
            where d.post = $1 and d.done_at is null and d.due >= $2 and d.due < $3 order by d.done_at, d.due limit {Most}
            """,
            Row,
            post,
            from,
            to
        );

    // What is owed only later, as the renewal of a contract, is not owed yet.
    private static long Count(DbConnection connection, string post, DateTime from, DateTime to, DateTime now) =>
        Sql.Number(
            connection,
            $"select count(*) from (select 1 from duties where post = $1 and done_at is null and due >= $2 and due < $3 and since <= $4 limit {MostCounted}) counted",
            post,
            from,
            to,
            now
        );

    public static Urgency UrgencyOf(OwedDuty row, DateTime now, DateTime today, DateTime soon) =>
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
