using CivicLoop.Core.Burden;
using CivicLoop.Core.Coverage;
using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Playbooks;

/// <summary><c>limits.yaml</c> with <c>holidays.csv</c>: how long everything may take, and on which clock.</summary>
/// <param name="Stages">Limits of what others owe before and after the putting right: file, dispatch, accept, check, close, rework, self-check, approve, co-sign.</param>
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

    /// <summary>延时: who grants more time, how often and how much.</summary>
    public ExtensionRule Extension { get; init; } = ExtensionRule.Usual;

    /// <summary>挂账: the difficulty that needs an approval says who approves a suspension and how long one may last.</summary>
    public Difficulty? Suspension => Difficulties.FirstOrDefault(difficulty => difficulty.ApprovedBy is not null);

    /// <summary>How many minutes each kind of act takes, estimated.</summary>
    public EffortPart Effort { get; init; } = EffortPart.Usual;

    /// <summary>After how many natural days without a sign of life something has fallen silent.</summary>
    public SilencePart Silence { get; init; } = SilencePart.Usual;

    /// <summary>一把手签批: from when the first leader has to sign what is red; null where nobody has to.</summary>
    public SignOffRule? SignOff { get; init; }

    /// <summary>How many natural days after its case has ended a citizen's contact details are kept.</summary>
    public int ContactDays { get; init; } = UsualContactDays;

    public const int UsualContactDays = 180;

    /// <summary>Metres from a place within which whoever visits it is taken to stand at it.</summary>
    public int VisitWithin { get; init; } = UsualVisitWithin;

    public const int UsualVisitWithin = 100;

    /// <summary>A day of work where a playbook, maybe one of an earlier release, does not say.</summary>
    public Limit Stage(string stage) => Stages.GetValueOrDefault(stage) ?? new Limit(1, LimitClock.WorkingDays);
}

/// <param name="ApprovedBy">Code of an approver.</param>
/// <param name="AtMost">How many may be granted between one dispatch and the next.</param>
/// <param name="Longest">The most that one may be; its clock is the clock of every extension.</param>
public sealed record ExtensionRule(string ApprovedBy, int AtMost, Limit Longest, bool Sample)
{
    public static ExtensionRule Usual { get; } = new(Approvers.Office, 1, new Limit(3, LimitClock.WorkingDays), Sample: true);
}

/// <param name="RedFor">Something red for so long is to be signed.</param>
/// <param name="Within">How long signing it may take.</param>
public sealed record SignOffRule(Limit RedFor, Limit Within, bool Sample);

/// <summary>难易类别: how long putting right may take.</summary>
/// <param name="ApprovedBy">Code of the approver who must agree before a case may have it; null when the clerk alone decides.</param>
public sealed record Difficulty(string Code, string Name, Limit Limit, string? ApprovedBy, bool Sample)
{
    /// <summary>The meeting at which it is decided, in the city's words.</summary>
    public string? ApprovedAt { get; init; }
}
