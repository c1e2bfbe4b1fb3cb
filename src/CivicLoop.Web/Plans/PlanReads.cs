using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Plans;

/// <summary>A plan with its words; what was erased is null.</summary>
public sealed record PlanRow(Guid Stream, PlanState State, string? Name, string? Words)
{
    public PlanHead Head => State.Head;
}

/// <summary>A task with its words; what was erased is missing.</summary>
/// <param name="Milestones">In words, in their order; null where one was erased.</param>
public sealed record TaskRow(Guid Stream, TaskState State, string? Title, IReadOnlyList<string?> Milestones)
{
    public TaskTerms Terms => State.Terms;
}

/// <summary>Plans and tasks, read.</summary>
public static class PlanReads
{
    private const int AtOnce = 2_000;

    public static List<PlanRow> All(DbConnection connection, Actor reader) =>
        Worded(
            connection,
            [
                .. Sql.Many(connection, "select stream, state from plans order by number", Plan)
                    .Where(plan => Sees(reader, plan.State)),
            ]
        );

    /// <summary>Those whose tasks run.</summary>
    public static List<PlanRow> Running(DbConnection connection) =>
        Worded(
            connection,
            Sql.Many(
                connection,
                "select stream, state from plans where status = 'Published' and kind = 'Implementation' order by number",
                Plan
            )
        );

    public static PlanRow? Find(DbConnection connection, long number, Actor reader) =>
        Worded(
                connection,
                [
                    .. Sql.Many(connection, "select stream, state from plans where number = $1", Plan, number)
                        .Where(plan => Sees(reader, plan.State)),
                ]
            )
            .SingleOrDefault();

    /// <summary>A draft is the office's, and of whoever sees the whole city; what is published everybody inside reads.</summary>
    public static bool Sees(Actor reader, PlanState plan) =>
        plan.Status != PlanStatus.Draft || May.Read(reader.Role) == Scope.City;

    /// <summary>The tasks of a plan in their order, without those that were dropped.</summary>
    public static List<TaskRow> Tasks(DbConnection connection, Guid plan) =>
        Worded(
            connection,
            Sql.Many(
                connection,
                "select stream, state from plan_tasks where plan = $1 and phase <> 'Dropped' order by number",
                Task,
                plan
            )
        );

    /// <summary>The tasks of plans that are not over, by the standards that they serve: whom a new edition concerns.</summary>
    public static ILookup<StandardRef, (long Plan, TaskRow Task)> Serving(DbConnection connection, Actor reader) =>
        All(connection, reader)
            .Where(plan => plan.State.Status != PlanStatus.Closed)
            .SelectMany(plan => Tasks(connection, plan.Stream).Select(task => (Plan: plan.State.Number, Task: task)))
            .SelectMany(one => one.Task.Terms.Standards.Select(standard => (standard, one)))
            .ToLookup(pair => pair.standard, pair => pair.one);

    public static TaskRow? FindTask(DbConnection connection, long number) =>
        Worded(connection, Sql.Many(connection, "select stream, state from plan_tasks where number = $1", Task, number))
            .SingleOrDefault();

    public static List<TaskRow> TasksAmong(DbConnection connection, IReadOnlyList<string> streams) =>
        Worded(
            connection,
            Sql.Many(
                connection,
                $"select stream, state from plan_tasks where stream in ({DutySubjects.Each(streams)})",
                Task,
                [.. streams]
            )
        );

    public static List<PlanRow> PlansAmong(DbConnection connection, IReadOnlyList<string> streams) =>
        Worded(
            connection,
            Sql.Many(
                connection,
                $"select stream, state from plans where stream in ({DutySubjects.Each(streams)})",
                Plan,
                [.. streams]
            )
        );

    public static long NumberOf(DbConnection connection, Guid plan) =>
        Sql.Number(connection, "select number from plans where stream = $1", plan);

    public static List<(TEvent Event, Made Made)> History<TEvent>(DbConnection connection, EventKinds<TEvent> kinds, Guid stream)
        where TEvent : class =>
        Sql.Many(
            connection,
            $"select {EventStore.Columns} from events where stream = $1 order by number",
            row =>
            {
                var stored = EventStore.Read(row);
                return (kinds.Read(stored.Kind, stored.Body), EventStore.Made(stored));
            },
            stream
        );

    private static List<PlanRow> Worded(DbConnection connection, List<(Guid Stream, PlanState State)> plans)
    {
        var words = Words(connection, plans.SelectMany(one => new[] { one.State.Head.Name.Id, one.State.Head.Words.Id }));
        return
        [
            .. plans.Select(one => new PlanRow(
                one.Stream,
                one.State,
                words.GetValueOrDefault(one.State.Head.Name.Id),
                words.GetValueOrDefault(one.State.Head.Words.Id)
            )),
        ];
    }

    private static List<TaskRow> Worded(DbConnection connection, List<(Guid Stream, TaskState State)> tasks)
    {
        var words = Words(
            connection,
            tasks.SelectMany(one => one.State.Milestones.Select(milestone => milestone.What.Id).Prepend(one.State.Terms.Title.Id))
        );
        return
        [
            .. tasks.Select(one => new TaskRow(
                one.Stream,
                one.State,
                words.GetValueOrDefault(one.State.Terms.Title.Id),
                [.. one.State.Milestones.Select(milestone => words.GetValueOrDefault(milestone.What.Id))]
            )),
        ];
    }

    private static Dictionary<Guid, string> Words(DbConnection connection, IEnumerable<Guid> texts) =>
        texts
            .Distinct()
            .Chunk(AtOnce)
            .SelectMany(some =>
                Sql.Many(
                    connection,
                    $"select id, text from texts where text is not null and id in ({Sql.List(1, some.Length)})",
                    row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                    [.. some.Select(id => (object?)id)]
                )
            )
            .ToDictionary();

    private static (Guid Stream, PlanState State) Plan(DbDataReader row) =>
        (Guid.Parse(row.GetString(0)), PlanStream.Kind.ReadState(row.GetString(1)));

    private static (Guid Stream, TaskState State) Task(DbDataReader row) =>
        (Guid.Parse(row.GetString(0)), TaskStream.Kind.ReadState(row.GetString(1)));
}
