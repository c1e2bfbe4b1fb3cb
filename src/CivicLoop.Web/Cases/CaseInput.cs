using CivicLoop.Core.Cases;
using CivicLoop.Core.Exchange;
using CivicLoop.Core.Places;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Cases;

/// <summary>The fields of one act as people fill them: texts and photos still as such.</summary>
public abstract record CaseInput(CaseAct Kind)
{
    public virtual IReadOnlyList<StagedPhoto> Photos => [];

    /// <summary>Number of another case that the act is about too.</summary>
    public virtual long? Other => null;
}

/// <param name="At">Resolved at the edge; an empty district means outside the city.</param>
/// <param name="Tracking">A citizen's code to follow the report by; null for staff.</param>
public sealed record ReportInput(string Category, Location At, string What, IReadOnlyList<StagedPhoto> Taken, string? Tracking)
    : CaseInput(CaseAct.Report)
{
    public override IReadOnlyList<StagedPhoto> Photos => Taken;
}

/// <param name="FoundBy">One of <see cref="Finders.Outside"/>.</param>
/// <param name="What">At most <see cref="LongestWhat"/>: other systems take longer descriptions than our forms.</param>
/// <param name="Tracking">A code to follow it by; null where nobody asked for one.</param>
public sealed record ReceiveInput(
    string Category,
    Location At,
    string What,
    IReadOnlyList<StagedPhoto> Taken,
    string FoundBy,
    Source Source,
    string? Tracking = null
) : CaseInput(CaseAct.Receive)
{
    public const int LongestWhat = 6000;

    public override IReadOnlyList<StagedPhoto> Photos => Taken;
}

/// <summary>A case as another system's file tells it; its stages happened when that says.</summary>
/// <param name="System">Code of the system.</param>
public sealed record ImportInput(string System, CaseDraft Draft) : CaseInput(CaseAct.Import)
{
    public Source Source => new(System, Draft.Number, Draft.Link);

    public IReadOnlyList<DateTime> Moments => [Draft.ReportedAt, .. Draft.Stages.Select(stage => stage.At)];
}

public sealed record SpotInput(
    string Category,
    Location At,
    string What,
    IReadOnlyList<StagedPhoto> Before,
    IReadOnlyList<StagedPhoto> After
) : CaseInput(CaseAct.FixOnTheSpot)
{
    public override IReadOnlyList<StagedPhoto> Photos => [.. Before, .. After];
}

/// <param name="ReboundOf">Number of the closed case that came back; null where none did.</param>
public sealed record FileInput(string Category, string Difficulty, Severity Severity, long? ReboundOf = null)
    : CaseInput(CaseAct.File)
{
    public override long? Other => ReboundOf;
}

/// <param name="Unit">Null to let the rules choose.</param>
/// <param name="With">Units that sign off, in order; null to take what the rule says.</param>
public sealed record DispatchInput(string? Unit, IReadOnlyList<string>? With = null, bool Final = false)
    : CaseInput(CaseAct.Dispatch);

/// <param name="Amount">On the clock of the playbook's longest extension.</param>
public sealed record AskExtensionInput(int Amount) : CaseInput(CaseAct.AskExtension);

public sealed record AskSuspensionInput(DateOnly Until) : CaseInput(CaseAct.AskSuspension);

/// <summary>Granted as it was asked, or with another amount or day.</summary>
public sealed record GrantInput(int? Amount, DateOnly? Until) : CaseInput(CaseAct.Grant);

/// <summary>What a joint review concluded; made by the minutes of the meeting alone.</summary>
public sealed record ReviewInput(Review Said) : CaseInput(CaseAct.Review);

/// <param name="Into">Number of the case that is kept.</param>
public sealed record MergeInput(long Into) : CaseInput(CaseAct.Merge)
{
    public override long? Other => Into;
}

public sealed record ZoneInput(string Zone) : CaseInput(CaseAct.GiveToZone);

public sealed record PlanInput(string Item, string Cause, string Measure, DateOnly Promised, string Responsible)
    : CaseInput(CaseAct.Plan);

/// <summary>Report fixed to the office or to the unit, pass or fail a check: what was seen, in photos.</summary>
public sealed record SeenInput(CaseAct Act, IReadOnlyList<StagedPhoto> Taken) : CaseInput(Act)
{
    public override IReadOnlyList<StagedPhoto> Photos => Taken;
}

/// <summary>再次发现; made by a visit alone.</summary>
/// <param name="Visit">Number of the visit.</param>
public sealed record SeenAgainInput(long Visit, string What, IReadOnlyList<StagedPhoto> Taken) : CaseInput(CaseAct.SeeAgain)
{
    public override IReadOnlyList<StagedPhoto> Photos => Taken;
}

/// <summary>What whoever told it adds, or says against its being put right.</summary>
public sealed record WordsInput(CaseAct Act, string What, IReadOnlyList<StagedPhoto> Taken) : CaseInput(Act)
{
    public override IReadOnlyList<StagedPhoto> Photos => Taken;
}

/// <param name="Stars">1 to 5.</param>
/// <param name="Words">May be empty.</param>
public sealed record RateInput(int Stars, string Words) : CaseInput(CaseAct.Rate);

public sealed record ReplyInput(string Words) : CaseInput(CaseAct.Reply);

/// <param name="Shown">Copies made for showing.</param>
public sealed record PublishInput(string Words, IReadOnlyList<StagedPhoto> Shown) : CaseInput(CaseAct.Publish)
{
    public override IReadOnlyList<StagedPhoto> Photos => Shown;
}

/// <summary>Acts that need nothing but their reason: refuse to file, return, accept, take back, deny, resume, sign off, close, reopen.</summary>
public sealed record PlainInput(CaseAct Act) : CaseInput(Act);
