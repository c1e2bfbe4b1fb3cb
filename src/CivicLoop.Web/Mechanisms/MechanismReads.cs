using System.Data.Common;
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
public sealed record MechanismRow(Mechanism Mechanism, DateOnly? Last, bool ByRoom, DateOnly? Next, Light? Light, long Waiting);

/// <summary>One time that it was run; what was erased is null.</summary>
public sealed record RunRow(Guid Stream, RunState State, string? Words);

/// <summary>The register of ways of working, read.</summary>
public static class MechanismReads
{
    private const int MostRuns = 200;

    // What a room says of its own work: the last time something of it was done. A moment, or a day.
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
        ["inspections"] = "select max(recorded_at) from visits",
    };

    public static List<MechanismRow> All(DbConnection connection, CaseRules rules, DateOnly today)
    {
        var told = Sql.Many(
                connection,
                """
                select mechanism, max(case when status = 'Confirmed' then day end), sum(case when status = 'Told' then 1 else 0 end)
                from mechanism_runs group by mechanism
                """,
                row =>
                    (
                        Code: row.GetString(0),
                        Last: Sql.Text(row, 1),
                        Waiting: Convert.ToInt64(row.GetValue(2), System.Globalization.CultureInfo.InvariantCulture)
                    )
            )
            .ToDictionary(one => one.Code);
        var rooms = rules
            .Playbook.Mechanisms.Select(one => one.RunBy)
            .OfType<string>()
            .Distinct()
            .Where(Rooms.ContainsKey)
            .ToDictionary(room => room, room => Sql.Number(connection, Rooms[room]));
        return
        [
            .. rules.Playbook.Mechanisms.Select(mechanism =>
            {
                var (_, text, waiting) = told.GetValueOrDefault(mechanism.Code);
                DateOnly? byHand = text is null ? null : Values.ParseDay(text);
                DateOnly? byRoom =
                    mechanism.RunBy is { } room && rooms.GetValueOrDefault(room) is > 0 and var at
                        ? rules.Calendar.DayOf(Values.Time(at))
                        : null;
                var last = byRoom > byHand || byHand is null ? byRoom : byHand;
                DateOnly? next =
                    last is { } day && mechanism.Every is { } every ? MechanismDue.After(day, every, rules.Calendar) : null;
                return new MechanismRow(
                    mechanism,
                    last,
                    last is not null && last == byRoom,
                    next,
                    mechanism.Every is null ? null : MechanismDue.LightOn(next, today),
                    waiting
                );
            }),
        ];
    }

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
