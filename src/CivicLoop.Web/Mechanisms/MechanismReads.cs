using System.Data.Common;
using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Mechanisms;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Mechanisms;

/// <summary>A way of working with when it last ran and is due again.</summary>
/// <param name="ByRoom">Whether the room that runs it says so itself.</param>
/// <param name="Next">Null where nothing says how often, or it never ran.</param>
/// <param name="Light">Null where nothing says how often.</param>
/// <param name="Owes">Code of the post that owes the next run; null where nobody does.</param>
public sealed record MechanismRow(
    Mechanism Mechanism,
    DateOnly? Last,
    bool ByRoom,
    DateOnly? Next,
    Light? Light,
    string? Owes,
    long Waiting
);

/// <summary>One time that it was run; what was erased is null.</summary>
public sealed record RunRow(Guid Stream, RunState State, string? Words);

/// <summary>The register of ways of working, read.</summary>
public static class MechanismReads
{
    private const int MostRuns = 200;

    // What a room says of its own work: when something of it was done last.
    private static readonly Dictionary<string, string> Rooms = new()
    {
        ["cases"] = "select max(reported_at) from cases",
        ["contracts"] = "select max(made_at) from contracts",
        ["rectification"] = "select max(added_at) from rectification_items",
        ["self-checks"] = "select max(asked_at) from self_checks",
        ["self-reviews"] = "select max(recorded_at) from self_review_rounds",
        ["tallies"] = "select max(entered_at) from tallies",
        ["rhythm"] = "select max(came_at) from meetings",
        ["plans"] = "select max(e.recorded_at) from plans p join events e on e.stream = p.stream",
        ["inspections"] = "select max(recorded_at) from visits where withdrawn_at is null",
        ["ladder"] = "select max(drafted_at) from orders",
        ["materials"] = "select max(e.recorded_at) from materials m join events e on e.stream = m.stream",
        ["scoring"] = "select max(recorded_at) from scored_days",
    };

    /// <summary>What is known of the runs of one way of working.</summary>
    /// <param name="Confirmed">Day of the last run that counts.</param>
    /// <param name="NotSentBack">Day of the last one that counts or may come to.</param>
    /// <param name="ByRoom">Whether the room that runs it says so.</param>
    internal sealed record Known(DateOnly? Confirmed, DateOnly? NotSentBack, bool ByRoom, long Waiting);

    private const string Told = """
        select mechanism, max(case when status = 'Confirmed' then day end), max(case when status <> 'SentBack' then day end),
          sum(case when status = 'Told' then 1 else 0 end)
        from mechanism_runs
        """;

    /// <param name="today">By the clock of the city, as <paramref name="now"/>.</param>
    public static List<MechanismRow> All(DbConnection connection, CaseRules rules, DateOnly today, DateTime now)
    {
        var (lasts, newest) = (Lasts(connection, rules), Newest(connection));
        return
        [
            .. rules.Playbook.Mechanisms.Select(mechanism =>
            {
                var known = lasts[mechanism.Code];
                var duty = newest.GetValueOrDefault(mechanism.Code)?.Next;
                DateOnly? next =
                    duty is not null ? rules.Calendar.DayOf(duty.Due.AddMilliseconds(-1))
                    : known.Confirmed is { } day && mechanism.Every is { } every ? MechanismDue.After(day, every, rules.Calendar)
                    : null;
                return new MechanismRow(
                    mechanism,
                    known.Confirmed,
                    known.ByRoom,
                    next,
                    mechanism.Every is null ? null : duty?.LightAt(now) ?? MechanismDue.LightOn(next, today),
                    duty?.Post,
                    known.Waiting
                );
            }),
        ];
    }

    /// <summary>Of every way of working in the rules.</summary>
    internal static Dictionary<string, Known> Lasts(DbConnection connection, CaseRules rules)
    {
        var told = Sql.Many(connection, $"{Told} group by mechanism", Row).ToDictionary(one => one.Code);
        var rooms = rules
            .Playbook.Mechanisms.Select(one => one.RunBy)
            .OfType<string>()
            .Distinct()
            .Where(Rooms.ContainsKey)
            .ToDictionary(room => room, room => Sql.Number(connection, Rooms[room]));
        return rules.Playbook.Mechanisms.ToDictionary(
            one => one.Code,
            one => Of(one, told.GetValueOrDefault(one.Code), rooms.GetValueOrDefault(one.RunBy ?? ""), rules)
        );
    }

    /// <summary>Day of the last run of one that was not sent back, as it stands in a transaction; null where it never ran.</summary>
    internal static DateOnly? Last(CityTransaction transaction, CaseRules rules, string code)
    {
        if (rules.Playbook.Mechanisms.FirstOrDefault(one => one.Code == code) is not { } mechanism)
            return null;
        var told = transaction.Many($"{Told} where mechanism = $1 group by mechanism", Row, code);
        var room = mechanism.RunBy is { } by && Rooms.TryGetValue(by, out var asks) ? transaction.Number(asks) : 0;
        return Of(mechanism, told.FirstOrDefault(), room, rules).NotSentBack;
    }

    /// <summary>What was owed last of each way of working, or still is.</summary>
    internal static Dictionary<string, MechanismDueState> Newest(DbConnection connection) =>
        Sql.Many(
                connection,
                "select state from mechanism_dues where number in (select max(number) from mechanism_dues group by mechanism)",
                row => MechanismDueStream.Kind.ReadState(row.GetString(0))
            )
            .ToDictionary(one => one.Mechanism);

    private sealed record ToldRuns(string Code, DateOnly? Confirmed, DateOnly? NotSentBack, long Waiting);

    private static ToldRuns Row(DbDataReader row) =>
        new(row.GetString(0), Day(row, 1), Day(row, 2), Convert.ToInt64(row.GetValue(3), CultureInfo.InvariantCulture));

    private static DateOnly? Day(DbDataReader row, int column) => Sql.Text(row, column) is { } day ? Values.ParseDay(day) : null;

    // What a room did counts at once: it has its own four eyes.
    private static Known Of(Mechanism mechanism, ToldRuns? told, long roomAt, CaseRules rules)
    {
        DateOnly? byRoom = mechanism.RunBy is not null && roomAt > 0 ? rules.Calendar.DayOf(Values.Time(roomAt)) : null;
        var confirmed = Later(byRoom, told?.Confirmed);
        return new Known(
            confirmed,
            Later(byRoom, told?.NotSentBack),
            byRoom is not null && confirmed == byRoom,
            told?.Waiting ?? 0
        );
    }

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other > one ? other : one;

    public static List<RunRow> Runs(DbConnection connection, string mechanism) =>
        Sql.Many(
                connection,
                $"select stream, state from mechanism_runs where mechanism = $1 order by day desc, number desc limit {MostRuns}",
                row => (Stream: Guid.Parse(row.GetString(0)), State: RunStream.Kind.ReadState(row.GetString(1))),
                mechanism
            )
            .ConvertAll(one => new RunRow(one.Stream, one.State, Text(connection, one.State.Words.Id)));

    public static Guid? Find(DbConnection connection, string mechanism, long number) =>
        Sql.One(
            connection,
            "select stream from mechanism_runs where mechanism = $1 and number = $2",
            row => row.GetString(0),
            mechanism,
            number
        )
            is { } stream
            ? Guid.Parse(stream)
            : null;

    private static string? Text(DbConnection connection, Guid id) =>
        Sql.One(connection, "select text from texts where id = $1 and text is not null", row => row.GetString(0), id);
}
