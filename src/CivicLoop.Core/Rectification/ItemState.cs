using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Rectification;

/// <summary>两类清单: what must be put right, and what is to become better.</summary>
public enum ListKind
{
    /// <summary>整改.</summary>
    Rectify,

    /// <summary>提升.</summary>
    Improve,
}

/// <summary>Where an item of a list stands.</summary>
public enum ItemStatus
{
    /// <summary>整改中.</summary>
    Open,

    /// <summary>待核查: the unit says that it is done, with evidence.</summary>
    Done,

    /// <summary>待销号: somebody else has seen that it is.</summary>
    Checked,

    /// <summary>已销号.</summary>
    Struck,

    /// <summary>已撤销: it should not have stood on the list.</summary>
    Withdrawn,
}

/// <summary>The case that an item mirrors.</summary>
/// <param name="Version">Version of the case whose plan the item says.</param>
public sealed record MirroredCase(Guid Stream, long Number, int Version);

/// <summary>One line of a list, 整改清单: 项目、原因、举措、期限、责任单位、责任人、佐证、核查人.</summary>
/// <param name="Number">Within the city; the order within its list.</param>
/// <param name="Due">期限, the last day of it.</param>
/// <param name="Promised">What the unit itself promised; not after the limit.</param>
/// <param name="Responsible">Post of the unit that answers for it; null while the unit has named none.</param>
/// <param name="Checker">Post that is to check it; null for whom the rules find.</param>
/// <param name="District">Where it lies; empty where neither place nor unit says.</param>
/// <param name="Standard">Code of the standard that it serves, as a text.</param>
/// <param name="EvidenceCase">Number of the case that is its evidence.</param>
public sealed record ItemState(
    int Version,
    Guid List,
    long Number,
    ItemStatus Status,
    TextRef Item,
    TextRef Cause,
    TextRef Measure,
    DateOnly Due,
    DateOnly? Promised,
    string Unit,
    string? Responsible,
    string? Checker,
    string? Place,
    string District,
    string? Standard,
    MirroredCase? Case,
    Duty? Next,
    DateTime AddedAt,
    DateTime? DoneAt,
    Guid? DoneBy,
    string? DoneByUnit,
    DateTime? EndedAt,
    int Failures,
    IReadOnlyList<PhotoRef> Evidence,
    long? EvidenceCase
) : IStreamState
{
    public bool IsOpen => Status is not (ItemStatus.Struck or ItemStatus.Withdrawn);

    /// <summary>Past its limit and not said to be done in time.</summary>
    /// <param name="today">The day of the city.</param>
    public bool IsLateOn(DateOnly today) => Status == ItemStatus.Open && today > Due;
}
