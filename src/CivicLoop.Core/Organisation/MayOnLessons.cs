using CivicLoop.Core.Lessons;

namespace CivicLoop.Core.Organisation;

/// <summary>经验做法: whoever works tells, the office and the supervision group publish, the office makes institutions.</summary>
public static partial class May
{
    private static readonly Dictionary<(Role, LessonAct), Scope> OnLessons = new()
    {
        [(Role.UnitClerk, LessonAct.Tell)] = Scope.OwnUnit,
        [(Role.UnitClerk, LessonAct.Change)] = Scope.OwnUnit,
        [(Role.Inspector, LessonAct.Tell)] = Scope.OwnUnit,
        [(Role.Inspector, LessonAct.Change)] = Scope.OwnUnit,
        [(Role.OfficeClerk, LessonAct.Tell)] = Scope.OwnUnit,
        [(Role.OfficeClerk, LessonAct.Change)] = Scope.OwnUnit,
        [(Role.OfficeClerk, LessonAct.Publish)] = Scope.City,
        [(Role.OfficeClerk, LessonAct.SendBack)] = Scope.City,
        [(Role.OfficeClerk, LessonAct.MakeInstitution)] = Scope.City,
        [(Role.Supervisor, LessonAct.Tell)] = Scope.OwnUnit,
        [(Role.Supervisor, LessonAct.Change)] = Scope.OwnUnit,
        [(Role.Supervisor, LessonAct.Publish)] = Scope.City,
        [(Role.Supervisor, LessonAct.SendBack)] = Scope.City,
    };

    public static Scope Act(Role role, LessonAct act) => OnLessons.GetValueOrDefault((role, act));

    /// <summary>Whether this actor may do this act on a lesson of this unit.</summary>
    public static bool Do(Actor actor, LessonAct act, string unit) => Reaches(Act(actor.Role, act), actor, unit, "");
}
