using System.Text.Json.Serialization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Plans;

public enum TaskAct
{
    Set,
    Change,
    Drop,

    /// <summary>The system's, with the plan.</summary>
    Begin,
    Progress,
    Report,
    Pass,
    Fail,
    Postpone,
    Close,
}

public abstract record TaskCommand(TaskAct Kind);

/// <param name="Taken">Standards that other tasks of the plan serve.</param>
public sealed record SetTask(long Number, Guid Plan, string Code, TaskTerms Terms, IReadOnlyCollection<StandardRef> Taken)
    : TaskCommand(TaskAct.Set);

public sealed record ChangeTask(TaskTerms Terms, IReadOnlyCollection<StandardRef> Taken) : TaskCommand(TaskAct.Change);

public sealed record DropTask() : TaskCommand(TaskAct.Drop);

public sealed record BeginTask() : TaskCommand(TaskAct.Begin);

public sealed record TellProgress(int Percent, TextRef Words, IReadOnlyList<PhotoRef> Photos, IReadOnlyList<EvidenceLink> Links)
    : TaskCommand(TaskAct.Progress);

/// <param name="At">Which milestone, counted from 0: what somebody looked at, not what is next meanwhile.</param>
public sealed record ReportMilestone(int At, TextRef Words, IReadOnlyList<PhotoRef> Photos, IReadOnlyList<EvidenceLink> Links)
    : TaskCommand(TaskAct.Report);

public sealed record PassMilestone(int At, IReadOnlyList<PhotoRef> Photos) : TaskCommand(TaskAct.Pass);

public sealed record FailMilestone(int At, IReadOnlyList<PhotoRef> Photos) : TaskCommand(TaskAct.Fail);

public sealed record PostponeMilestone(int At, DateOnly Day) : TaskCommand(TaskAct.Postpone);

public sealed record CloseTask() : TaskCommand(TaskAct.Close);

/// <summary>What happened to a task. Released kinds are stone.</summary>
/// <param name="Next">Who owes what now; null when nobody does.</param>
public abstract record TaskEvent(Duty? Next);

public sealed record TaskSet(long Number, Guid Plan, string Code, TaskTerms Terms) : TaskEvent((Duty?)null);

public sealed record TaskChanged(TaskTerms Terms) : TaskEvent((Duty?)null);

public sealed record TaskDropped() : TaskEvent((Duty?)null);

public sealed record TaskBegun(Duty? Next) : TaskEvent(Next);

public sealed record TaskProgressed(
    string Unit,
    int Percent,
    TextRef Words,
    IReadOnlyList<PhotoRef> Photos,
    IReadOnlyList<EvidenceLink> Links,
    Duty? Next
) : TaskEvent(Next);

public sealed record MilestoneReported(
    int At,
    string Unit,
    TextRef Words,
    IReadOnlyList<PhotoRef> Photos,
    IReadOnlyList<EvidenceLink> Links,
    Duty? Next
) : TaskEvent(Next);

public sealed record MilestonePassed(int At, IReadOnlyList<PhotoRef> Photos, Duty? Next) : TaskEvent(Next);

public sealed record MilestoneFailed(int At, IReadOnlyList<PhotoRef> Photos, Duty? Next) : TaskEvent(Next);

public sealed record MilestonePostponed(int At, DateOnly Day, Duty? Next) : TaskEvent(Next);

public sealed record TaskClosed() : TaskEvent((Duty?)null);

/// <summary>The erasable texts and photos that an event names, besides the reason of its act.</summary>
public static class TaskRefs
{
    public static IEnumerable<TextRef> Texts(TaskEvent happened) =>
        happened switch
        {
            TaskSet set => Of(set.Terms),
            TaskChanged changed => Of(changed.Terms),
            TaskProgressed told => [told.Words],
            MilestoneReported reported => [reported.Words],
            _ => [],
        };

    public static IEnumerable<PhotoRef> Photos(TaskEvent happened) =>
        happened switch
        {
            TaskProgressed told => told.Photos,
            MilestoneReported reported => reported.Photos,
            MilestonePassed passed => passed.Photos,
            MilestoneFailed failed => failed.Photos,
            _ => [],
        };

    public static IEnumerable<EvidenceLink> Links(TaskEvent happened) =>
        happened switch
        {
            TaskProgressed told => told.Links,
            MilestoneReported reported => reported.Links,
            _ => [],
        };

    private static IEnumerable<TextRef> Of(TaskTerms terms) => terms.Milestones.Select(one => one.What).Prepend(terms.Title);
}

/// <summary>The stored forms of the events of plans and tasks. Stone once released.</summary>
public static class PlanEventJson
{
    public static EventKinds<PlanEvent> Plans { get; } =
        new(
            PlanEventContext.Default,
            new Dictionary<string, Type>
            {
                ["plan.drafted"] = typeof(PlanDrafted),
                ["plan.changed"] = typeof(PlanChanged),
                ["plan.published"] = typeof(PlanPublished),
                ["plan.closed"] = typeof(PlanClosed),
            }
        );

    public static EventKinds<TaskEvent> Tasks { get; } =
        new(
            PlanEventContext.Default,
            new Dictionary<string, Type>
            {
                ["task.set"] = typeof(TaskSet),
                ["task.changed"] = typeof(TaskChanged),
                ["task.dropped"] = typeof(TaskDropped),
                ["task.begun"] = typeof(TaskBegun),
                ["task.progressed"] = typeof(TaskProgressed),
                ["task.milestone-reported"] = typeof(MilestoneReported),
                ["task.milestone-passed"] = typeof(MilestonePassed),
                ["task.milestone-failed"] = typeof(MilestoneFailed),
                ["task.milestone-postponed"] = typeof(MilestonePostponed),
                ["task.closed"] = typeof(TaskClosed),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(PlanDrafted))]
[JsonSerializable(typeof(PlanChanged))]
[JsonSerializable(typeof(PlanPublished))]
[JsonSerializable(typeof(PlanClosed))]
[JsonSerializable(typeof(PlanState))]
[JsonSerializable(typeof(TaskSet))]
[JsonSerializable(typeof(TaskChanged))]
[JsonSerializable(typeof(TaskDropped))]
[JsonSerializable(typeof(TaskBegun))]
[JsonSerializable(typeof(TaskProgressed))]
[JsonSerializable(typeof(MilestoneReported))]
[JsonSerializable(typeof(MilestonePassed))]
[JsonSerializable(typeof(MilestoneFailed))]
[JsonSerializable(typeof(MilestonePostponed))]
[JsonSerializable(typeof(TaskClosed))]
[JsonSerializable(typeof(TaskState))]
public sealed partial class PlanEventContext : JsonSerializerContext;
