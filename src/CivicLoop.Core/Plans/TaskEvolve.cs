using CivicLoop.Core.Events;

namespace CivicLoop.Core.Plans;

/// <summary>Folds events into a task, by number, always; an unknown kind throws.</summary>
public static class TaskEvolve
{
    public static TaskState Evolve(TaskState? before, TaskEvent happened, Made made)
    {
        var state = happened switch
        {
            TaskSet set => new TaskState(
                0,
                set.Number,
                set.Plan,
                set.Code,
                TaskPhase.Draft,
                set.Terms,
                Fresh(set.Terms),
                Percent: 0,
                ToldAt: null,
                ReportedBy: null,
                ReportedUnit: null,
                EndedAt: null,
                Next: null
            ),
            _ when before is null => throw new InvalidOperationException("a task begins with being set"),
            TaskChanged changed => before with { Terms = changed.Terms, Milestones = Fresh(changed.Terms) },
            TaskDropped => before with { Phase = TaskPhase.Dropped, EndedAt = made.RecordedAt },
            TaskBegun => before with { Phase = TaskPhase.Running },
            TaskProgressed told => before with { Percent = told.Percent, ToldAt = made.RecordedAt },
            MilestoneReported reported => At(
                before,
                reported.At,
                one => one with { Status = MilestoneStatus.Reported, ReportedAt = made.RecordedAt }
            ) with
            {
                ReportedBy = made.Person,
                ReportedUnit = reported.Unit,
                ToldAt = made.RecordedAt,
            },
            MilestonePassed passed => Passed(before, passed.At, made),
            MilestoneFailed failed => At(
                before,
                failed.At,
                one => one with { Status = MilestoneStatus.Open, ReportedAt = null, Failures = one.Failures + 1 }
            ),
            MilestonePostponed postponed => At(before, postponed.At, one => one with { Day = postponed.Day }),
            TaskClosed => before with { Phase = TaskPhase.Closed, Percent = 100, EndedAt = made.RecordedAt },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }

    private static IReadOnlyList<MilestoneState> Fresh(TaskTerms terms) =>
        [.. terms.Milestones.Select(one => new MilestoneState(one.Day, one.What, MilestoneStatus.Open, null, 0))];

    // What was checked is at least what the milestones say, whatever was told before.
    private static TaskState Passed(TaskState state, int at, Made made)
    {
        var after = At(state, at, one => one with { Status = MilestoneStatus.Passed, PassedAt = made.RecordedAt });
        var reached = after.Milestones.Count == 0 ? 100 : after.Passed * 100 / after.Milestones.Count;
        return after with
        {
            Phase = after.Current is null ? TaskPhase.Checked : TaskPhase.Running,
            Percent = Math.Max(after.Percent, reached),
        };
    }

    private static TaskState At(TaskState state, int at, Func<MilestoneState, MilestoneState> change) =>
        state with
        {
            Milestones = [.. state.Milestones.Select((one, index) => index == at ? change(one) : one)],
        };
}
