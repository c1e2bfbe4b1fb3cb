using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Supervision;

/// <summary>Who sees an order, and whose it is. A draft is unknown to the unit that it is against.</summary>
public static class OrderSight
{
    public static bool Sees(Actor reader, OrderState state, OrganisationNow organisation) =>
        Sees(reader, state.Over.Unit, state.Over.District, state.IsIssued, [state.Next?.Post, state.Signer], organisation);

    /// <param name="issued">Whether it was signed.</param>
    /// <param name="hands">The posts that owe the next step and that signed it.</param>
    public static bool Sees(
        Actor reader,
        string unit,
        string district,
        bool issued,
        IReadOnlyCollection<string?> hands,
        OrganisationNow organisation
    )
    {
        if (reader.Role == Role.AuditAdministrator)
            return true;
        if (May.Read(reader.Role) == Scope.None)
            return false;
        if (issued && May.See(reader, organisation.Answering(unit), district) || issued && IsOf(reader, unit, organisation))
            return true;
        // Whoever signs it or decides about it sees it, of whatever unit that is not this one.
        return !IsOf(reader, unit, organisation)
            && (hands.Contains(reader.Post) || !issued && May.Act(reader.Role, OrderAct.Draft) != Scope.None);
    }

    /// <summary>Whether somebody is of the unit, or of a zone of it.</summary>
    public static bool IsOf(Actor actor, string unit, OrganisationNow organisation) =>
        actor.Unit.Length > 0 && organisation.Answering(actor.Unit) == organisation.Answering(unit);

    /// <summary>Whether somebody may sign it, or undo what their house signed.</summary>
    public static bool Signs(Actor actor, OrderState state, CaseRules rules) =>
        Signers.Of(state.SignedBy, state.Over.Unit, state.Over.District, rules).Any(post => post.Code == actor.Post);
}
