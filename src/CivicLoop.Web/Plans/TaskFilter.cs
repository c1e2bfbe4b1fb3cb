using CivicLoop.Core.Plans;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Plans;

/// <summary>Which tasks of a plan; it lives in the address.</summary>
/// <param name="Unit">Tasks that it leads or helps with.</param>
/// <param name="Group">Tasks that units of this work group lead.</param>
public sealed record TaskFilter(string? Unit, string? Group, TaskPhase? Phase, bool Late)
{
    public static readonly TaskFilter None = new(null, null, null, false);

    public static TaskFilter Of(IQueryCollection asked) =>
        new(
            Said(asked["unit"]),
            Said(asked["group"]),
            Enum.TryParse<TaskPhase>(asked["phase"], out var phase) && Enum.IsDefined(phase) ? phase : null,
            asked["late"] == "1"
        );

    public IEnumerable<TaskRow> Among(IEnumerable<TaskRow> tasks, Playbook playbook, DateOnly today)
    {
        var group = playbook.Organisation.WorkGroups.FirstOrDefault(one => one.Code == Group);
        return tasks.Where(task =>
            (Unit is null || task.State.Units.Contains(Unit))
            && (group is null || task.Terms.Lead is { } lead && group.Units.Contains(lead))
            && (Phase is null || task.State.Phase == Phase)
            && (!Late || task.State.IsLateOn(today))
        );
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
