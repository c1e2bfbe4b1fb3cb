using System.Data.Common;
using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Rectification;

namespace CivicLoop.Web.Supervision;

/// <summary>What the ladder looks at, read in sets: one question for all cases, one for each other kind, none for a single duty.</summary>
public static class LadderReads
{
    // A hundred thousand names of an enum are looked up, not parsed.
    private static readonly Dictionary<string, Severity> Severities = Enum.GetValues<Severity>().ToDictionary(one => $"{one}");

    private const string Duty = "d.subject, d.number, d.kind, d.post, d.since, d.yellow, d.due";

    /// <summary>Everything that is owed now and lies on somebody below the leading group.</summary>
    /// <param name="matter">Only what is owed on this one; null for all.</param>
    public static IEnumerable<OwedFact> Owed(DbConnection connection, CaseRules rules, DateTime now, Guid? matter = null)
    {
        var conditions = rules.Playbook.Ladder.Rungs.SelectMany(rung => rung.When).ToList();
        var turned = matter is null && conditions.All(LadderConditions.NeedNoGreen);
        var where =
            "d.done_at is null and d.since <= $1"
            + (turned ? " and d.yellow <= $1" : "")
            + (matter is null ? "" : " and d.subject = $2");
        object?[] args = matter is null ? [now] : [now, matter];
        var units = rules
            .Organisation.Posts.Where(post => post.Role != Role.Leader)
            .ToDictionary(post => post.Code, post => rules.Organisation.Answering(post.Unit));
        var promised = conditions.SelectMany(way => way).Any(one => one.Key == LadderConditions.BehindPlanBy)
            ? Promised(connection)
            : [];

        foreach (
            var fact in Sql.Stream(
                connection,
                $"""
                select {Duty}, c.number, c.district, c.place, c.severity, c.failed_checks, c.reopenings
                from duties d join cases c on c.stream = d.subject where {where}
                """,
                row => OfCase(row, units, promised),
                args
            )
        )
            if (fact is not null)
                yield return fact;
        foreach (var kind in Program.Streams.Where(kind => kind != CaseStream.Kind && kind != OrderStream.Kind))
        foreach (var fact in Sql.Stream(connection, Elsewhere(kind, where), row => OfOther(row, kind, units), args))
            if (fact is not null)
                yield return fact;
    }

    /// <summary>All orders, as far as the ladder depends on them.</summary>
    /// <param name="matter">Only those over this one; null for all.</param>
    public static List<OrderFact> Orders(DbConnection connection, DateTime now, Guid? matter = null) =>
        Sql.Many(
            connection,
            $"""
            select number, matter, matter_of, matter_number, unit, district, place, rung, status, signed_at, counted,
              next_kind, next_post, due, lapsed
            from orders{(matter is null ? "" : " where matter = $1")} order by number
            """,
            row => Order(row, now),
            matter is null ? [] : [matter]
        );

    /// <summary>Of what is still owed, of what somebody was reminded.</summary>
    public static HashSet<Reminded> Reminders(DbConnection connection) =>
        [
            .. Sql.Many(
                connection,
                """
                select r.subject, r.number, r.rung from order_reminders r
                join duties d on d.subject = r.subject and d.number = r.number where d.done_at is null
                """,
                row => new Reminded(Guid.Parse(row.GetString(0)), row.GetInt32(1), row.GetString(2))
            ),
        ];

    private static string Elsewhere(IStreamKind kind, string where)
    {
        string Column(string name) => kind.Columns.Contains(name) ? $"k.{name}" : "null";
        var state = kind == ItemStream.Kind ? "k.state" : "null";
        return $"""
            select {Duty}, k.number, {Column("district")}, {Column("place")}, {state}
            from duties d join {kind.Table} k on k.stream = d.subject where {where} and {DutyReads.KindsElsewhere}
            """;
    }

    private static OwedFact? OfCase(DbDataReader row, Dictionary<string, string> units, Dictionary<Guid, DateOnly> promised) =>
        Over(row, "case", units) is { } over
            ? new OwedFact(over, row.GetInt32(1), row.GetString(2), row.GetString(3), Time(row, 4), Time(row, 5), Time(row, 6))
            {
                Severity = Sql.Text(row, 10) is { } severity ? Severities[severity] : null,
                FailedChecks = row.GetInt32(11),
                Reopenings = row.GetInt32(12),
                Promised = promised.TryGetValue(over.Matter.Stream, out var day) ? day : null,
            }
            : null;

    private static OwedFact? OfOther(DbDataReader row, IStreamKind kind, Dictionary<string, string> units)
    {
        if (Over(row, kind.Name, units) is not { } over)
            return null;
        var item = row.IsDBNull(10) ? null : ItemStream.Kind.ReadState(row.GetString(10));
        return new OwedFact(over, row.GetInt32(1), row.GetString(2), row.GetString(3), Time(row, 4), Time(row, 5), Time(row, 6))
        {
            FailedChecks = item?.Failures ?? 0,
            Promised = item?.Promised,
        };
    }

    private static Subject? Over(DbDataReader row, string of, Dictionary<string, string> units) =>
        units.TryGetValue(row.GetString(3), out var unit)
            ? new Subject(
                new Matter(Guid.Parse(row.GetString(0)), of, row.GetInt64(7)),
                unit,
                Sql.Text(row, 8) ?? "",
                Sql.Text(row, 9)
            )
            : null;

    private static DateTime Time(DbDataReader row, int column) => Values.Time(row.GetInt64(column));

    private static OrderFact Order(DbDataReader row, DateTime now)
    {
        var over = new Subject(
            new Matter(Guid.Parse(row.GetString(1)), row.GetString(2), row.GetInt64(3)),
            row.GetString(4),
            row.GetString(5),
            Sql.Text(row, 6)
        );
        var (signed, due) = (Sql.Time(row, 9), Sql.Time(row, 13));
        var kind = Sql.Text(row, 11);
        var ran = kind is OrderDuties.Receive or OrderDuties.Reply && due < now || row.GetInt32(14) != 0;
        return new OrderFact(
            row.GetInt64(0),
            over,
            row.GetString(7),
            Enum.Parse<OrderStatus>(row.GetString(8)),
            signed,
            ran && signed is { } since
                ? new OwedFact(over, 0, kind ?? OrderDuties.Receive, Sql.Text(row, 12) ?? "", since, due ?? since, due ?? since)
                : null,
            [
                .. row.GetString(10)
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(number => long.Parse(number, CultureInfo.InvariantCulture)),
            ]
        );
    }

    // The last promise of each case that is still to be put right.
    private static Dictionary<Guid, DateOnly> Promised(DbConnection connection)
    {
        var promised = new Dictionary<Guid, DateOnly>();
        foreach (
            var (stream, body) in Sql.Stream(
                connection,
                """
                select e.stream, e.body from events e join duties d on d.subject = e.stream
                where e.kind = 'plan-made' and d.kind = 'rectify' and d.done_at is null order by e.stream, e.number
                """,
                row => (Guid.Parse(row.GetString(0)), row.GetString(1))
            )
        )
            promised[stream] = ((PlanMade)CaseEventJson.Kinds.Read("plan-made", body)).Promised;
        return promised;
    }
}
