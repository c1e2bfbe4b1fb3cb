using CivicLoop.Core.Events;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Cases;

/// <summary>What somebody wants to do with a case. The who, when and why are in the <see cref="Act"/> beside it.</summary>
public abstract record CaseCommand(CaseAct Kind);

/// <param name="Number">The case's number within its city, given by the store.</param>
public sealed record Report(long Number, string Category, Location At, TextRef What, IReadOnlyList<PhotoRef> Photos)
    : CaseCommand(CaseAct.Report);

/// <summary>Told by another system, or on behalf of whoever rang up: where it came from stays with it.</summary>
/// <param name="FoundBy">One of <see cref="Finders.Outside"/>.</param>
public sealed record Receive(
    long Number,
    string Category,
    Location At,
    TextRef What,
    IReadOnlyList<PhotoRef> Photos,
    string FoundBy,
    Source Source
) : CaseCommand(CaseAct.Receive);

public sealed record RefuseToFile() : CaseCommand(CaseAct.RefuseToFile);

/// <param name="ReboundOf">The closed case that this one is a rebound of (反弹); null where it is none.</param>
public sealed record FileCase(string Category, string Difficulty, Severity Severity, CaseState? ReboundOf = null)
    : CaseCommand(CaseAct.File);

/// <param name="Unit">Chosen by hand; null to let the playbook's rules choose.</param>
/// <param name="With">Units that sign off after the lead, in order; null to take what the rule names.</param>
/// <param name="Final">定责派遣: cannot be returned. Only for a case that was returned twice.</param>
public sealed record Dispatch(string? Unit, IReadOnlyList<string>? With = null, bool Final = false)
    : CaseCommand(CaseAct.Dispatch);

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

/// <summary>再次发现: a visit found the same problem at the same place while the case is open.</summary>
/// <param name="Visit">Number of the visit within the city.</param>
public sealed record SeeAgain(long Visit, TextRef What, IReadOnlyList<PhotoRef> Photos) : CaseCommand(CaseAct.SeeAgain);

/// <param name="Amount">How much more, on the clock of the playbook's longest extension.</param>
public sealed record AskExtension(int Amount) : CaseCommand(CaseAct.AskExtension);

/// <param name="Until">The day by which somebody looks at it again.</param>
public sealed record AskSuspension(DateOnly Until) : CaseCommand(CaseAct.AskSuspension);

/// <summary>What was asked is granted.</summary>
/// <param name="Amount">For an extension another amount than was asked; null for the same.</param>
/// <param name="Until">For a suspension another day than was asked; null for the same.</param>
public sealed record Grant(int? Amount = null, DateOnly? Until = null) : CaseCommand(CaseAct.Grant);

public sealed record Deny() : CaseCommand(CaseAct.Deny);

public sealed record Resume() : CaseCommand(CaseAct.Resume);

public sealed record CoSign() : CaseCommand(CaseAct.CoSign);

public sealed record CoRefuse() : CaseCommand(CaseAct.CoRefuse);

/// <param name="Into">The case that is kept, as it stands; null where there is none of the number asked for.</param>
public sealed record Merge(CaseState? Into) : CaseCommand(CaseAct.Merge);

/// <summary>交办片区: the unit gives it to one of its zones and stays answerable.</summary>
/// <param name="Zone">Code of the zone.</param>
public sealed record GiveToZone(string Zone) : CaseCommand(CaseAct.GiveToZone);

public sealed record TakeFromZone() : CaseCommand(CaseAct.TakeFromZone);

/// <summary>The zone tells its unit that it is put right.</summary>
public sealed record ReportToUnit(IReadOnlyList<PhotoRef> Photos) : CaseCommand(CaseAct.ReportToUnit);

/// <summary>What a joint review concluded about it.</summary>
/// <param name="Meeting">Number of the meeting within the city.</param>
/// <param name="Unit">To whom it is reassigned, whose part it is, or who pays.</param>
/// <param name="Until">More time, or standing still, until the end of work on that day.</param>
/// <param name="Yuan">What is paid, in whole yuan.</param>
/// <param name="Case">Number of the case that is its part, or of which it is one.</param>
public sealed record Review(
    long Meeting,
    ReviewOutcome Outcome,
    string? Unit = null,
    DateOnly? Until = null,
    long? Yuan = null,
    long? Case = null
) : CaseCommand(CaseAct.Review);

public sealed record Close() : CaseCommand(CaseAct.Close);

public sealed record Reopen() : CaseCommand(CaseAct.Reopen);

// ---- between the city and whoever told it

public sealed record AddWords(TextRef What, IReadOnlyList<PhotoRef> Photos) : CaseCommand(CaseAct.AddWords);

public sealed record ConfirmFix() : CaseCommand(CaseAct.ConfirmFix);

/// <summary>It is not put right; within the playbook's days after the closing that opens the case again.</summary>
public sealed record DisputeFix(TextRef What, IReadOnlyList<PhotoRef> Photos) : CaseCommand(CaseAct.DisputeFix);

/// <param name="Stars">1 to 5.</param>
public sealed record Rate(int Stars, TextRef? Words) : CaseCommand(CaseAct.Rate);

/// <summary>答复: words to whoever told it.</summary>
public sealed record Reply(TextRef Words) : CaseCommand(CaseAct.Reply);

/// <summary>What everybody may see: words as the office lets them stand, and copies of photos with what must not show covered.</summary>
public sealed record Publish(TextRef Words, IReadOnlyList<PhotoRef> Photos) : CaseCommand(CaseAct.Publish);

/// <summary>Words and photos are not shown, or no longer.</summary>
public sealed record Withhold() : CaseCommand(CaseAct.Withhold);

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
    Receive,
    Import,
    FixOnTheSpot,
    RefuseToFile,
    File,
    Dispatch,
    Return,
    Accept,
    Plan,
    AskExtension,
    AskSuspension,
    Grant,
    Deny,
    Resume,
    GiveToZone,
    TakeFromZone,
    ReportToUnit,
    ReportFixed,
    CoSign,
    CoRefuse,
    PassCheck,
    FailCheck,
    SeeAgain,
    Review,
    Close,
    Merge,
    Reopen,
    Reply,
    Publish,
    Withhold,
    AddWords,
    ConfirmFix,
    DisputeFix,
    Rate,
    Recount,
}
