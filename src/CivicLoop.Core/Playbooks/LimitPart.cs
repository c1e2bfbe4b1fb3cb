using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Playbooks;

/// <summary><c>limits.yaml</c> with <c>holidays.csv</c>: how long everything may take, and on which clock.</summary>
/// <param name="Stages">Limits of what others owe before and after the putting right: file, dispatch, accept, check, close, rework, self-check.</param>
/// <param name="YellowAt">Share of a limit at which the light turns yellow, above 0 and below 1.</param>
/// <param name="RelapseWithin">反弹: found again at the same place within this long after closing.</param>
/// <param name="WorkingDay">Slots of working time, in order.</param>
/// <param name="Sample">True where no source gives the limits of the stages.</param>
public sealed record LimitPart(
    IReadOnlyList<Difficulty> Difficulties,
    IReadOnlyDictionary<string, Limit> Stages,
    double YellowAt,
    Limit RelapseWithin,
    IReadOnlyList<Slot> WorkingDay,
    IReadOnlyList<CalendarDay> Calendar,
    bool Sample = false
)
{
    /// <summary>Where a playbook sets no limit for a self-check: older ones could not.</summary>
    public static readonly Limit UsualSelfCheck = new(3, LimitClock.WorkingDays);

    /// <summary>自查: how long the owner of a place has for its answer.</summary>
    public Limit SelfCheck => Stages.GetValueOrDefault("self-check", UsualSelfCheck);
}

/// <summary>难易类别: how long putting right may take.</summary>
/// <param name="ApprovedBy">Who must agree before a case may have it; null when the clerk alone decides.</param>
public sealed record Difficulty(string Code, string Name, Limit Limit, string? ApprovedBy, bool Sample);
