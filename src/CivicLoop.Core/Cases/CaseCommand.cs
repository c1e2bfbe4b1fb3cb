using CivicLoop.Core.Events;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Cases;

/// <summary>What somebody wants to do with a case. The who, when and why are in the <see cref="Act"/> beside it.</summary>
public abstract record CaseCommand(CaseAct Kind);

/// <param name="Number">The case's number within its city, given by the store.</param>
public sealed record Report(long Number, string Category, Location At, TextRef What, IReadOnlyList<PhotoRef> Photos)
    : CaseCommand(CaseAct.Report);

public sealed record RefuseToFile() : CaseCommand(CaseAct.RefuseToFile);

public sealed record FileCase(string Category, string Difficulty, Severity Severity) : CaseCommand(CaseAct.File);

/// <param name="Unit">Chosen by hand; null to let the playbook's rules choose.</param>
public sealed record Dispatch(string? Unit) : CaseCommand(CaseAct.Dispatch);

public sealed record Return() : CaseCommand(CaseAct.Return);

public sealed record Accept() : CaseCommand(CaseAct.Accept);

/// <summary>整改项目、原因、举措、期限、责任人.</summary>
/// <param name="Promised">Day by which the unit promises it, not after the limit.</param>
/// <param name="Responsible">Code of the post that answers for it.</param>
public sealed record MakePlan(TextRef Item, TextRef Cause, TextRef Measure, DateOnly Promised, string Responsible)
    : CaseCommand(CaseAct.Plan);

public sealed record ReportFixed(IReadOnlyList<PhotoRef> Photos) : CaseCommand(CaseAct.ReportFixed);

public sealed record PassCheck(IReadOnlyList<PhotoRef> Photos) : CaseCommand(CaseAct.PassCheck);

public sealed record FailCheck(IReadOnlyList<PhotoRef> Photos) : CaseCommand(CaseAct.FailCheck);

public sealed record Close() : CaseCommand(CaseAct.Close);

public sealed record Reopen() : CaseCommand(CaseAct.Reopen);

/// <summary>即整即改: found and put right on the spot, one act with a photo before and one after.</summary>
public sealed record FixOnTheSpot(
    long Number,
    string Category,
    Location At,
    TextRef What,
    IReadOnlyList<PhotoRef> Before,
    IReadOnlyList<PhotoRef> After
) : CaseCommand(CaseAct.FixOnTheSpot);

/// <summary>A year of the calendar arrived: limits counted provisionally are counted again. Made by the system only.</summary>
public sealed record Recount() : CaseCommand(CaseAct.Recount);

/// <summary>The acts by name: what rights are given for and what forms are called.</summary>
public enum CaseAct
{
    Report,
    FixOnTheSpot,
    RefuseToFile,
    File,
    Dispatch,
    Return,
    Accept,
    Plan,
    ReportFixed,
    PassCheck,
    FailCheck,
    Close,
    Reopen,
    Recount,
}
