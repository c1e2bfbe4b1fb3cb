using CivicLoop.Core.Materials;

namespace CivicLoop.Core.Organisation;

/// <summary>Materials: the office asks and withdraws, a unit puts its own together, the office and the supervision group judge.</summary>
public static partial class May
{
    private static readonly Dictionary<(Role, MaterialAct), Scope> OnMaterials = new()
    {
        [(Role.OfficeClerk, MaterialAct.Ask)] = Scope.City,
        [(Role.OfficeClerk, MaterialAct.Return)] = Scope.City,
        [(Role.OfficeClerk, MaterialAct.Accept)] = Scope.City,
        [(Role.OfficeClerk, MaterialAct.Withdraw)] = Scope.City,
        [(Role.Supervisor, MaterialAct.Return)] = Scope.City,
        [(Role.Supervisor, MaterialAct.Accept)] = Scope.City,
        [(Role.UnitClerk, MaterialAct.Add)] = Scope.OwnUnit,
        [(Role.UnitClerk, MaterialAct.AddPhoto)] = Scope.OwnUnit,
        [(Role.UnitClerk, MaterialAct.TakeAway)] = Scope.OwnUnit,
        [(Role.UnitClerk, MaterialAct.CarryOver)] = Scope.OwnUnit,
        [(Role.UnitClerk, MaterialAct.Submit)] = Scope.OwnUnit,
        [(Role.UnitClerk, MaterialAct.Renew)] = Scope.OwnUnit,
    };

    public static Scope Act(Role role, MaterialAct act) => OnMaterials.GetValueOrDefault((role, act));

    /// <summary>Whether this actor may do this act on a material of this unit.</summary>
    public static bool Do(Actor actor, MaterialAct act, string unit) => Reaches(Act(actor.Role, act), actor, unit, "");
}
