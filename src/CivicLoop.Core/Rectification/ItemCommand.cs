using CivicLoop.Core.Events;

namespace CivicLoop.Core.Rectification;

/// <summary>The acts by name: what rights are given for and what forms are called.</summary>
public enum ItemAct
{
    MakeList,
    ChangeList,
    Add,
    Change,
    ReportDone,
    Pass,
    Fail,
    StrikeOff,
    Withdraw,

    /// <summary>The system's alone: a limit counted again by a calendar that knows more.</summary>
    Recount,
}

public abstract record ItemCommand(ItemAct Kind);

/// <summary>A new line of a list, by hand, from a table or from a case's plan.</summary>
public sealed record AddItem(
    Guid List,
    long Number,
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
    MirroredCase? Case
) : ItemCommand(ItemAct.Add);

/// <summary>What is to change; null is left as it is. Of the codes, an empty one takes away what stood there.</summary>
/// <param name="District">Comes with the place.</param>
/// <param name="CaseVersion">Version of the mirrored case that the texts now say.</param>
public sealed record ChangeItem(
    TextRef? Item = null,
    TextRef? Cause = null,
    TextRef? Measure = null,
    DateOnly? Due = null,
    DateOnly? Promised = null,
    string? Unit = null,
    string? Responsible = null,
    string? Checker = null,
    string? Place = null,
    string? District = null,
    string? Standard = null,
    int? CaseVersion = null
) : ItemCommand(ItemAct.Change);

/// <param name="Case">Number of the case that is the evidence; null where photos are.</param>
/// <param name="CaseRight">Whether that case has passed its check.</param>
public sealed record ReportItemDone(IReadOnlyList<PhotoRef> Photos, long? Case, bool CaseRight) : ItemCommand(ItemAct.ReportDone);

public sealed record PassItem(IReadOnlyList<PhotoRef> Photos) : ItemCommand(ItemAct.Pass);

public sealed record FailItem(IReadOnlyList<PhotoRef> Photos) : ItemCommand(ItemAct.Fail);

/// <summary>销号.</summary>
public sealed record StrikeItemOff() : ItemCommand(ItemAct.StrikeOff);

public sealed record WithdrawItem() : ItemCommand(ItemAct.Withdraw);

public sealed record RecountItem() : ItemCommand(ItemAct.Recount);
