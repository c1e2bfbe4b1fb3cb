namespace CivicLoop.Core.Plans;

/// <summary>How far the tasks of a unit, a group or a whole plan are.</summary>
/// <param name="Percent">The mean of what was told of each task.</param>
public sealed record TaskCount(int Tasks, int Milestones, int Passed, int Late, int Ended, int Percent)
{
    public static TaskCount Of(IReadOnlyCollection<TaskState> tasks, DateOnly today) =>
        new(
            tasks.Count,
            tasks.Sum(task => task.Milestones.Count),
            tasks.Sum(task => task.Passed),
            tasks.Count(task => task.IsLateOn(today)),
            tasks.Count(task => task.Phase == TaskPhase.Closed),
            tasks.Count == 0 ? 0 : tasks.Sum(task => task.Percent) / tasks.Count
        );
}

/// <summary>How many milestones were to be left at the end of a day, and how many were.</summary>
/// <param name="Left">Null for days to come.</param>
public sealed record BurnDay(DateOnly Day, int Planned, int? Left);

/// <summary>The milestones of a plan, day by day, down to nothing. Pure.</summary>
public static class PlanProgress
{
    /// <param name="dayOf">The day of the city that a moment lies in.</param>
    /// <param name="most">So many days at most, evenly spread, the last one always.</param>
    public static IReadOnlyList<BurnDay> Burn(
        IReadOnlyCollection<TaskState> tasks,
        DateOnly from,
        DateOnly to,
        DateOnly today,
        Func<DateTime, DateOnly> dayOf,
        int most
    )
    {
        var milestones = tasks.SelectMany(task => task.Milestones).ToList();
        var passed = milestones.Select(one => one.PassedAt is { } at ? dayOf(at) : (DateOnly?)null).ToList();
        var step = Math.Max(1, (to.DayNumber - from.DayNumber + most) / most);
        var days = new List<BurnDay>();
        for (var day = from; ; day = day.AddDays(step) > to ? to : day.AddDays(step))
        {
            days.Add(
                new BurnDay(
                    day,
                    milestones.Count(one => one.Day > day),
                    day > today ? null : passed.Count(one => one is null || one > day)
                )
            );
            if (day == to)
                return days;
        }
    }
}
