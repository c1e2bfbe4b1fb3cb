using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Cases;

/// <summary>The fields of one act as people fill them: texts and photos still as such.</summary>
public abstract record CaseInput(CaseAct Kind)
{
    public virtual IReadOnlyList<StagedPhoto> Photos => [];
}

/// <param name="At">Resolved at the edge; an empty district means outside the city.</param>
/// <param name="Tracking">A citizen's code to follow the report by; null for staff.</param>
public sealed record ReportInput(string Category, Location At, string What, IReadOnlyList<StagedPhoto> Taken, string? Tracking)
    : CaseInput(CaseAct.Report)
{
    public override IReadOnlyList<StagedPhoto> Photos => Taken;
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

public sealed record FileInput(string Category, string Difficulty, Severity Severity) : CaseInput(CaseAct.File);

/// <param name="Unit">Null to let the rules choose.</param>
public sealed record DispatchInput(string? Unit) : CaseInput(CaseAct.Dispatch);

public sealed record PlanInput(string Item, string Cause, string Measure, DateOnly Promised, string Responsible)
    : CaseInput(CaseAct.Plan);

/// <summary>Report fixed, pass or fail a check: what was seen, in photos.</summary>
public sealed record SeenInput(CaseAct Act, IReadOnlyList<StagedPhoto> Taken) : CaseInput(Act)
{
    public override IReadOnlyList<StagedPhoto> Photos => Taken;
}

/// <summary>Acts that need nothing but their reason: refuse to file, return, accept, close, reopen, recount.</summary>
public sealed record PlainInput(CaseAct Act) : CaseInput(Act);
