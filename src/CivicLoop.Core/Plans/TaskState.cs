using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Plans;

/// <summary>Where a task stands.</summary>
public enum TaskPhase
{
    /// <summary>拟定中: its plan is a draft.</summary>
    Draft,

    /// <summary>推进中.</summary>
    Running,

    /// <summary>待办结: every milestone was checked by somebody else.</summary>
    Checked,

    /// <summary>已办结.</summary>
    Closed,

    /// <summary>已撤下 while the plan was a draft.</summary>
    Dropped,
}

/// <summary>What shows that something of a task was done.</summary>
public enum Evidence
{
    /// <summary>现场照片.</summary>
    Photo,

    /// <summary>申报材料.</summary>
    Material,

    /// <summary>A case that was put right.</summary>
    Case,

    /// <summary>An entry of the ledger.</summary>
    Tally,

    /// <summary>An item of a list.</summary>
    Item,
}

/// <summary>A standard by its system and code: codes are unique within one system only.</summary>
public sealed record StandardRef(string System, string Code)
{
    public override string ToString() => $"{System}/{Code}";

    public static StandardRef? Parse(string? text) =>
        text?.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < text.Length - 1
            ? new StandardRef(text[..slash], text[(slash + 1)..])
            : null;
}

/// <summary>What is due on a day.</summary>
public sealed record Milestone(DateOnly Day, TextRef What);

/// <summary>Another room's case, entry or item by its number.</summary>
public sealed record EvidenceLink(Evidence Kind, long Number);

/// <summary>What a task asks of whom.</summary>
/// <param name="Standards">What it serves; no standard is served by two tasks of a plan.</param>
/// <param name="Lead">牵头单位: exactly one; null while nobody was found.</param>
/// <param name="With">配合单位.</param>
/// <param name="Post">The post of the lead that answers for it.</param>
/// <param name="PlaceTypes">All places of these types.</param>
/// <param name="Places">Places by their codes, beside those.</param>
/// <param name="Milestones">By day.</param>
/// <param name="Rule">Code of the rule of the playbook that proposed the lead; null where somebody chose it.</param>
public sealed record TaskTerms(
    TextRef Title,
    IReadOnlyList<StandardRef> Standards,
    string? Lead,
    IReadOnlyList<string> With,
    string? Post,
    IReadOnlyList<string> PlaceTypes,
    IReadOnlyList<string> Places,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<Milestone> Milestones,
    string? Rule
);

public enum MilestoneStatus
{
    Open,

    /// <summary>待核查.</summary>
    Reported,

    /// <summary>核查通过.</summary>
    Passed,
}

/// <param name="Failures">How often it was checked and not taken.</param>
public sealed record MilestoneState(DateOnly Day, TextRef What, MilestoneStatus Status, DateTime? ReportedAt, int Failures)
{
    public DateTime? PassedAt { get; init; }
}

/// <summary>One task of a plan as its events left it.</summary>
/// <param name="Code">Within the plan, such as 3-017.</param>
/// <param name="Percent">As the units last told.</param>
public sealed record TaskState(
    int Version,
    long Number,
    Guid Plan,
    string Code,
    TaskPhase Phase,
    TaskTerms Terms,
    IReadOnlyList<MilestoneState> Milestones,
    int Percent,
    DateTime? ToldAt,
    Guid? ReportedBy,
    string? ReportedUnit,
    DateTime? EndedAt,
    Duty? Next
) : IStreamState
{
    /// <summary>The milestone that is to be reached next; they are reached in the order of their days.</summary>
    public int? Current =>
        Milestones
            .Index()
            .Where(one => one.Item.Status != MilestoneStatus.Passed)
            .Select(one => (int?)one.Index)
            .FirstOrDefault();

    public bool IsRunning => Phase is TaskPhase.Running or TaskPhase.Checked;

    public int Passed => Milestones.Count(one => one.Status == MilestoneStatus.Passed);

    /// <summary>Whether the milestone that is next is past its day and nobody has said that it is reached.</summary>
    public bool IsLateOn(DateOnly today) =>
        Phase == TaskPhase.Running
        && Current is { } at
        && Milestones[at].Status == MilestoneStatus.Open
        && Milestones[at].Day < today;

    /// <summary>Units that it concerns, the lead first.</summary>
    public IEnumerable<string> Units => Terms.Lead is { } lead ? Terms.With.Prepend(lead) : Terms.With;
}
