using CivicLoop.Core.Contracts;

namespace CivicLoop.Core.Organisation;

/// <summary>包联、包街、包保: the office makes and ends, the party's own post accepts or declines.</summary>
public static partial class May
{
    private static readonly Dictionary<(Role, ContractAct), Scope> OnContracts = new()
    {
        [(Role.OfficeClerk, ContractAct.Make)] = Scope.City,
        [(Role.OfficeClerk, ContractAct.HandOver)] = Scope.City,
        [(Role.OfficeClerk, ContractAct.Renew)] = Scope.City,
        [(Role.OfficeClerk, ContractAct.Issue)] = Scope.City,
        [(Role.OfficeClerk, ContractAct.End)] = Scope.City,
        [(Role.OfficeClerk, ContractAct.Accept)] = Scope.OwnUnit,
        [(Role.OfficeClerk, ContractAct.Decline)] = Scope.OwnUnit,
        [(Role.UnitClerk, ContractAct.Accept)] = Scope.OwnUnit,
        [(Role.UnitClerk, ContractAct.Decline)] = Scope.OwnUnit,
        [(Role.Inspector, ContractAct.Accept)] = Scope.OwnUnit,
        [(Role.Inspector, ContractAct.Decline)] = Scope.OwnUnit,
        [(Role.Supervisor, ContractAct.Accept)] = Scope.OwnUnit,
        [(Role.Supervisor, ContractAct.Decline)] = Scope.OwnUnit,
        [(Role.Leader, ContractAct.Accept)] = Scope.OwnUnit,
        [(Role.Leader, ContractAct.Decline)] = Scope.OwnUnit,
    };

    public static Scope Act(Role role, ContractAct act) => OnContracts.GetValueOrDefault((role, act));

    /// <summary>Whether this actor may do this act on a contract.</summary>
    /// <param name="unit">The unit that is party to it, or whose post is; null for one that is yet to be made.</param>
    public static bool Do(Actor actor, ContractAct act, string? unit) => Reaches(Act(actor.Role, act), actor, unit, "");
}
