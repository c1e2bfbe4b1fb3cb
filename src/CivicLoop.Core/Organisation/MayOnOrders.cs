using CivicLoop.Core.Supervision;

namespace CivicLoop.Core.Organisation;

/// <summary>
/// 督办单: those who answer for the city draft, the post that the ladder names signs, the unit answers and appeals, others
/// look at it. Whose post it is in each case is decided on the order.
/// </summary>
public static partial class May
{
    // What the post does that signs or decides; a unit's only where the ladder names that unit.
    private static readonly OrderAct[] OfSigners =
    [
        OrderAct.Sign,
        OrderAct.Dismiss,
        OrderAct.HoldTalk,
        OrderAct.Refer,
        OrderAct.Withdraw,
        OrderAct.Uphold,
        OrderAct.Change,
        OrderAct.Revoke,
    ];

    private static readonly OrderAct[] OfTheHouse = [OrderAct.Draft, OrderAct.Announce, OrderAct.Watch, OrderAct.Unwatch];

    private static readonly OrderAct[] OfTheUnit = [OrderAct.Receive, OrderAct.Reply, OrderAct.Appeal];

    /// <summary>How far a role's right to an order reaches.</summary>
    public static Scope Act(Role role, OrderAct act) =>
        role switch
        {
            Role.UnitClerk when OfSigners.Contains(act) || OfTheUnit.Contains(act) => Scope.OwnUnit,
            Role.Inspector when OfTheUnit.Contains(act) => Scope.OwnUnit,
            Role.Inspector when act is OrderAct.Pass or OrderAct.Fail or OrderAct.Watch or OrderAct.Unwatch => Scope.OwnDistrict,
            Role.OfficeClerk or Role.Supervisor or Role.Leader when OfTheUnit.Contains(act) => Scope.OwnUnit,
            Role.OfficeClerk or Role.Supervisor or Role.Leader when OfSigners.Contains(act) => Scope.City,
            Role.OfficeClerk or Role.Supervisor or Role.Leader when OfTheHouse.Contains(act) => Scope.City,
            Role.Supervisor when act is OrderAct.Pass or OrderAct.Fail => Scope.City,
            _ => Scope.None,
        };

    /// <summary>Whether this actor may do this act on an order against this unit.</summary>
    public static bool Do(Actor actor, OrderAct act, string? unit, string district) =>
        Reaches(Act(actor.Role, act), actor, unit, district);
}
