using CivicLoop.Core.Events;
using CivicLoop.Core.Plans;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Plans;

/// <summary>Plans as streams of the one history.</summary>
public sealed class PlanStream : StreamKind<PlanState, PlanEvent>
{
    private PlanStream()
        : base(
            "plan",
            "plans",
            PlanEventJson.Plans,
            PlanEventContext.Default.PlanState,
            [
                new("kind", state => state.Head.Kind),
                new("status", state => state.Status),
                new("parent", state => state.Head.Parent),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static PlanStream Kind { get; } = new();

    public override PlanState Evolve(PlanState? before, PlanEvent happened, Made made) =>
        PlanDecide.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(PlanEvent happened) =>
        happened switch
        {
            PlanDrafted drafted => [drafted.Head.Name, drafted.Head.Words],
            PlanChanged changed => [changed.Head.Name, changed.Head.Words],
            _ => [],
        };
}

/// <summary>Tasks as streams of the one history.</summary>
public sealed class TaskStream : StreamKind<TaskState, TaskEvent>
{
    private TaskStream()
        : base(
            "task",
            "plan_tasks",
            PlanEventJson.Tasks,
            PlanEventContext.Default.TaskState,
            [
                new("plan", state => state.Plan),
                new("code", state => state.Code),
                new("phase", state => state.Phase),
                new("lead", state => state.Terms.Lead),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static TaskStream Kind { get; } = new();

    public override TaskState Evolve(TaskState? before, TaskEvent happened, Made made) =>
        TaskEvolve.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(TaskEvent happened) => TaskRefs.Texts(happened);

    public override IEnumerable<PhotoRef> Photos(TaskEvent happened) => TaskRefs.Photos(happened);
}
