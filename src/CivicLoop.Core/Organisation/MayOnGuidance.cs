using CivicLoop.Core.Guidance;

namespace CivicLoop.Core.Organisation;

/// <summary>
/// 指导组: the office opens teams and passes on what they say, units answer, the team says whether it is settled; once it
/// has left, the supervision group does.
/// </summary>
public static partial class May
{
    private static readonly Dictionary<(Role, FeedbackAct), Scope> OnGuidance = new()
    {
        [(Role.Guide, FeedbackAct.Give)] = Scope.OwnGround,
        [(Role.Guide, FeedbackAct.Settle)] = Scope.OwnGround,
        [(Role.Guide, FeedbackAct.Dispute)] = Scope.OwnGround,
        [(Role.OfficeClerk, FeedbackAct.Ask)] = Scope.City,
        [(Role.OfficeClerk, FeedbackAct.File)] = Scope.City,
        [(Role.OfficeClerk, FeedbackAct.Answer)] = Scope.City,
        [(Role.UnitClerk, FeedbackAct.Answer)] = Scope.OwnUnit,
        [(Role.Supervisor, FeedbackAct.Settle)] = Scope.City,
        [(Role.Supervisor, FeedbackAct.Dispute)] = Scope.City,
    };

    /// <summary>How far a role's right to what a team said reaches.</summary>
    public static Scope Act(Role role, FeedbackAct act) => OnGuidance.GetValueOrDefault((role, act));

    /// <summary>Whether this actor may do this act on feedback that this unit answers.</summary>
    public static bool Do(Actor actor, FeedbackAct act, string? unit, Spot at) => Reaches(Act(actor.Role, act), actor, unit, at);
}
