using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Intake;

/// <summary>All that the report form shows.</summary>
/// <param name="Found">Places that fit what was chosen so far.</param>
/// <param name="Unfit">Photos that could not be taken, by the name of their file.</param>
/// <param name="Seal">A photo that is taken in already, as the hidden field that brings it along.</param>
/// <param name="Sent">Number of the case that was reported just before.</param>
public sealed record ReportView(
    CaseAct Act,
    bool Staff,
    ReportForm Form,
    Core.Playbooks.Playbook Playbook,
    IReadOnlyList<Place> Found,
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyList<(string Name, Refusal Refusal)> Unfit,
    Func<StagedPhoto, string> Seal,
    long? Sent,
    bool MayFixOnTheSpot
)
{
    public required CaseRules Rules { get; init; }

    public required ReportAdvice Advice { get; init; }

    /// <summary>Whether the reader may write down what somebody else told.</summary>
    public bool MayReceive { get; init; }

    /// <summary>Whether the city writes to those who leave a mail address.</summary>
    public bool SendsMail { get; init; }

    /// <summary>The link that a caller keeps, for what was just written down.</summary>
    public string? CallersLink { get; init; }
}
