using CivicLoop.Core.Mechanisms;

namespace CivicLoop.Core.Organisation;

/// <summary>工作机制: units tell of their own runs, the office of any; the office and the supervision group confirm.</summary>
public static partial class May
{
    private static readonly Dictionary<(Role, RunAct), Scope> OnRuns = new()
    {
        [(Role.UnitClerk, RunAct.Tell)] = Scope.OwnUnit,
        [(Role.Supervisor, RunAct.Tell)] = Scope.OwnUnit,
        [(Role.OfficeClerk, RunAct.Tell)] = Scope.City,
        [(Role.OfficeClerk, RunAct.Confirm)] = Scope.City,
        [(Role.OfficeClerk, RunAct.SendBack)] = Scope.City,
        [(Role.Supervisor, RunAct.Confirm)] = Scope.City,
        [(Role.Supervisor, RunAct.SendBack)] = Scope.City,
    };

    public static Scope Act(Role role, RunAct act) => OnRuns.GetValueOrDefault((role, act));

    /// <summary>Whether this actor may do this act on a run of this unit.</summary>
    public static bool Do(Actor actor, RunAct act, string unit) => Reaches(Act(actor.Role, act), actor, unit, "");
}
