using CivicLoop.Core.Plans;

namespace CivicLoop.Core.Organisation;

/// <summary>Plans and tasks: the office makes and publishes, units report, inspectors and the supervision group check.</summary>
public static partial class May
{
    private static readonly Dictionary<(Role, TaskAct), Scope> OnTasks = new()
    {
        [(Role.OfficeClerk, TaskAct.Set)] = Scope.City,
        [(Role.OfficeClerk, TaskAct.Change)] = Scope.City,
        [(Role.OfficeClerk, TaskAct.Drop)] = Scope.City,
        [(Role.OfficeClerk, TaskAct.Begin)] = Scope.City,
        [(Role.OfficeClerk, TaskAct.Pass)] = Scope.City,
        [(Role.OfficeClerk, TaskAct.Fail)] = Scope.City,
        [(Role.OfficeClerk, TaskAct.Postpone)] = Scope.City,
        [(Role.OfficeClerk, TaskAct.Close)] = Scope.City,
        [(Role.UnitClerk, TaskAct.Progress)] = Scope.OwnUnit,
        [(Role.UnitClerk, TaskAct.Report)] = Scope.OwnUnit,
        [(Role.Inspector, TaskAct.Pass)] = Scope.OwnDistrict,
        [(Role.Inspector, TaskAct.Fail)] = Scope.OwnDistrict,
        [(Role.Supervisor, TaskAct.Pass)] = Scope.City,
        [(Role.Supervisor, TaskAct.Fail)] = Scope.City,
    };

    public static Scope Act(Role role, PlanAct act) => Only(role == Role.OfficeClerk && Enum.IsDefined(act));

    public static bool Do(Actor actor, PlanAct act) => Act(actor.Role, act) == Scope.City;

    public static Scope Act(Role role, TaskAct act) => OnTasks.GetValueOrDefault((role, act));

    /// <summary>Whether this actor may do this act on a task that this unit leads.</summary>
    /// <param name="with">Units that help: they tell how far they are, and the lead says when a milestone is reached.</param>
    public static bool Do(Actor actor, TaskAct act, string? unit, string district, IReadOnlyCollection<string> with) =>
        Reaches(Act(actor.Role, act), actor, unit, district)
        || act == TaskAct.Progress && Act(actor.Role, act) == Scope.OwnUnit && actor.Unit.Length > 0 && with.Contains(actor.Unit);
}
