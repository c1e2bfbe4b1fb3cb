using CivicLoop.Core.Inspections;

namespace CivicLoop.Core.Organisation;

public static partial class May
{
    private static readonly Dictionary<(Role, VisitAct), Scope> OnVisits = new()
    {
        [(Role.Inspector, VisitAct.Record)] = Scope.OwnDistrict,
        [(Role.Inspector, VisitAct.Withdraw)] = Scope.OwnDistrict,
        [(Role.Supervisor, VisitAct.Record)] = Scope.City,
        [(Role.Supervisor, VisitAct.Withdraw)] = Scope.City,
        [(Role.OfficeClerk, VisitAct.Record)] = Scope.City,
        [(Role.OfficeClerk, VisitAct.Withdraw)] = Scope.City,
    };

    public static Scope Act(Role role, VisitAct act) => OnVisits.GetValueOrDefault((role, act));

    /// <summary>Whether this actor may do this act on a visit to a place of this district.</summary>
    public static bool Do(Actor actor, VisitAct act, string district) => Reaches(Act(actor.Role, act), actor, null, district);
}
