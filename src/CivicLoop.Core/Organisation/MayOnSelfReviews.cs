using CivicLoop.Core.SelfReviews;

namespace CivicLoop.Core.Organisation;

/// <summary>自我检视: the office asks, the unit answers, the supervision group or the office takes it.</summary>
public static partial class May
{
    private static readonly Dictionary<(Role, SelfReviewAct), Scope> OnSelfReviews = new()
    {
        [(Role.OfficeClerk, SelfReviewAct.Ask)] = Scope.City,
        [(Role.UnitClerk, SelfReviewAct.Submit)] = Scope.OwnUnit,
        [(Role.OfficeClerk, SelfReviewAct.SendBack)] = Scope.City,
        [(Role.OfficeClerk, SelfReviewAct.Accept)] = Scope.City,
        [(Role.Supervisor, SelfReviewAct.SendBack)] = Scope.City,
        [(Role.Supervisor, SelfReviewAct.Accept)] = Scope.City,
    };

    public static Scope Act(Role role, SelfReviewAct act) => OnSelfReviews.GetValueOrDefault((role, act));

    /// <summary>Whether this actor may do this act on the review of this unit.</summary>
    public static bool Do(Actor actor, SelfReviewAct act, string unit) => Reaches(Act(actor.Role, act), actor, unit, "");
}
