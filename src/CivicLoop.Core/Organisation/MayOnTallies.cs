using CivicLoop.Core.Tallies;

namespace CivicLoop.Core.Organisation;

/// <summary>工作台账: a unit enters its own work, the office and the supervision group take it into the totals.</summary>
public static partial class May
{
    private static readonly Dictionary<(Role, TallyAct), Scope> OnTallies = new()
    {
        [(Role.UnitClerk, TallyAct.Enter)] = Scope.OwnUnit,
        [(Role.UnitClerk, TallyAct.Withdraw)] = Scope.OwnUnit,
        [(Role.OfficeClerk, TallyAct.Enter)] = Scope.City,
        [(Role.OfficeClerk, TallyAct.CountIn)] = Scope.City,
        [(Role.OfficeClerk, TallyAct.SendBack)] = Scope.City,
        [(Role.OfficeClerk, TallyAct.Withdraw)] = Scope.City,
        [(Role.Supervisor, TallyAct.CountIn)] = Scope.City,
        [(Role.Supervisor, TallyAct.SendBack)] = Scope.City,
        [(Role.Supervisor, TallyAct.Withdraw)] = Scope.City,
    };

    public static Scope Act(Role role, TallyAct act) => OnTallies.GetValueOrDefault((role, act));

    /// <summary>Whether this actor may do this act on an entry about this unit's work.</summary>
    public static bool Do(Actor actor, TallyAct act, string unit, string district) =>
        Reaches(Act(actor.Role, act), actor, unit, district);
}
