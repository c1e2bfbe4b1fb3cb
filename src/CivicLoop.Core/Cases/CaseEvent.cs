using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Cases;

/// <summary>
/// What happened to a case, in the past tense. Released kinds are stone: add a new one, never change one.
/// Each carries the duty that it leaves behind, because that is what the people concerned were told.
/// </summary>
/// <param name="Next">Who owes what now; null when nobody does.</param>
public abstract record CaseEvent(Duty? Next);

public sealed record CaseReported(
    long Number,
    string Category,
    Location At,
    TextRef What,
    IReadOnlyList<PhotoRef> Photos,
    string FoundBy,
    Duty? Next
) : CaseEvent(Next);

public sealed record CaseReceived(
    long Number,
    string Category,
    Location At,
    TextRef What,
    IReadOnlyList<PhotoRef> Photos,
    string FoundBy,
    Source Source,
    Duty? Next
) : CaseEvent(Next);

public sealed record FilingRefused() : CaseEvent((Duty?)null);

public sealed record CaseFiled(string Category, string Difficulty, Severity Severity, Duty? Next) : CaseEvent(Next);

/// <param name="Rule">Code of the playbook's rule that chose the unit; null when it was chosen by hand.</param>
/// <param name="Rectify">What the unit owes from now on, told at once; it stands while acceptance is awaited.</param>
public sealed record CaseDispatched(string Unit, IReadOnlyList<string> With, string? Rule, Duty Rectify, Duty? Next)
    : CaseEvent(Next);

public sealed record CaseReturned(string Unit, Duty? Next) : CaseEvent(Next);

public sealed record CaseAccepted(string Unit, Duty? Next) : CaseEvent(Next);

public sealed record PlanMade(TextRef Item, TextRef Cause, TextRef Measure, DateOnly Promised, string Responsible, Duty? Next)
    : CaseEvent(Next);

public sealed record FixReported(string Unit, IReadOnlyList<PhotoRef> Photos, Duty? Next) : CaseEvent(Next);

public sealed record CheckPassed(IReadOnlyList<PhotoRef> Photos, Duty? Next) : CaseEvent(Next);

/// <param name="Unit">
/// Who owes it again: the fixer, or the unit the rules choose where the fixer owes nothing; null where they choose
/// nobody and the office dispatches it anew.
/// </param>
public sealed record CheckFailed(string? Unit, IReadOnlyList<PhotoRef> Photos, Duty? Next) : CaseEvent(Next);

public sealed record CaseClosed() : CaseEvent((Duty?)null);

public sealed record CaseReopened(Duty? Next) : CaseEvent(Next);

public sealed record FixedOnTheSpot(
    long Number,
    string Category,
    string Difficulty,
    Location At,
    string Unit,
    TextRef What,
    IReadOnlyList<PhotoRef> Before,
    IReadOnlyList<PhotoRef> After,
    Duty? Next
) : CaseEvent(Next);

public sealed record LimitRecounted(Duty? Rectify, Duty? Next) : CaseEvent(Next);

// ---- asked and approved

/// <param name="By">Code of the playbook's approver: office, supervision, joint-review, leading-group.</param>
public sealed record FilingAsked(string Category, string Difficulty, Severity Severity, string By, Duty? Next) : CaseEvent(Next);

/// <param name="Limit">How much more was asked for.</param>
public sealed record ExtensionAsked(string Limit, string By, Duty? Next) : CaseEvent(Next);

/// <param name="Rest">What was left of the limit when it was asked; null when it had run out.</param>
public sealed record SuspensionAsked(DateOnly Until, string? Rest, string By, Duty? Next) : CaseEvent(Next);

/// <param name="What">What was asked for and is not given.</param>
public sealed record ApprovalDenied(ApprovalOf What, Duty? Next) : CaseEvent(Next);

public sealed record LimitExtended(Duty Rectify, Duty? Next) : CaseEvent(Next);

/// <param name="Rest">What is given back when it goes on; null when the limit had run out: then it runs on as it was.</param>
public sealed record CaseSuspended(DateOnly Until, string? Rest, Duty? Next) : CaseEvent(Next);

public sealed record CaseResumed(Duty Rectify, Duty? Next) : CaseEvent(Next);

// ---- several units, and units that will not

/// <summary>Dispatched with what a plain dispatch does not know: units that sign off in order, or finally.</summary>
/// <param name="Signers">Of the units that help, those that sign off, in order.</param>
/// <param name="Final">定责: it cannot be returned.</param>
public sealed record CaseAssigned(
    string Unit,
    IReadOnlyList<string> With,
    IReadOnlyList<string> Signers,
    bool Final,
    string? Rule,
    Duty Rectify,
    Duty? Next
) : CaseEvent(Next);

/// <summary>The lead is done; the units that help sign off one after the other.</summary>
/// <param name="Turn">Whose turn it is.</param>
public sealed record LeadDone(string Unit, IReadOnlyList<PhotoRef> Photos, string Turn, Duty? Next) : CaseEvent(Next);

/// <param name="Turn">Whose turn it is now; null when all have signed and somebody checks.</param>
public sealed record CoSigned(string Unit, string? Turn, Duty? Next) : CaseEvent(Next);

/// <param name="Rectify">What the lead owes again.</param>
public sealed record CoRefused(string Unit, Duty Rectify, Duty? Next) : CaseEvent(Next);

// ---- inside a unit

/// <param name="Unit">The unit that stays answerable.</param>
public sealed record ZoneAssigned(string Unit, string Zone, Duty? Next) : CaseEvent(Next);

public sealed record ZoneTakenBack(string Zone, Duty? Next) : CaseEvent(Next);

public sealed record ZoneReported(string Zone, IReadOnlyList<PhotoRef> Photos, Duty? Next) : CaseEvent(Next);

// ---- between two cases: one event in each stream

public sealed record CaseMerged(long Into) : CaseEvent((Duty?)null);

/// <param name="Cases">How many reports came with it: itself and its own duplicates.</param>
public sealed record DuplicateTaken(long Number, int Cases, Duty? Next) : CaseEvent(Next);

public sealed record DuplicateReleased(long Number, int Cases, Duty? Next) : CaseEvent(Next);

/// <param name="Of">The closed case that came back.</param>
public sealed record ReboundFound(long Of, Duty? Next) : CaseEvent(Next);

/// <param name="As">The case under which it came back.</param>
public sealed record CaseRebounded(long As, Duty? Next) : CaseEvent(Next);

// ---- what another system says of the past; none of it is an act of ours

/// <param name="Difficulty">Null for one that was not filed there.</param>
/// <param name="Address">In words, as it is written there.</param>
public sealed record CaseImported(
    long Number,
    string Category,
    string? Difficulty,
    Severity? Severity,
    Location At,
    TextRef What,
    TextRef? Address,
    string FoundBy,
    Source Source,
    Told Reported,
    Tally Tally,
    Duty? Next
) : CaseEvent(Next);

/// <summary>It happened when the other system says; who wrote it down here did not do it.</summary>
/// <param name="Status">Where the case stood after it.</param>
/// <param name="Unit">The unit that it was given to, or that put it right.</param>
/// <param name="First">The unit that it was given to first.</param>
/// <param name="Rectify">The limit of putting right, told at dispatch.</param>
public sealed record StageTold(
    ToldStage Stage,
    CaseStatus Status,
    Told Told,
    string? Unit,
    string? First,
    Duty? Rectify,
    Duty? Next
) : CaseEvent(Next);

/// <summary>会审: what several units that met concluded. What is done by it stands in the event beside it.</summary>
/// <param name="Meeting">Number of the meeting.</param>
/// <param name="Case">The other case, where it was split.</param>
public sealed record CaseReviewed(
    long Meeting,
    ReviewOutcome Outcome,
    string? Unit,
    DateOnly? Until,
    long? Yuan,
    long? Case,
    Duty? Next
) : CaseEvent(Next);

/// <summary>再次发现. It moves nothing: who owes it owes it as before.</summary>
/// <param name="Visit">Number of the visit.</param>
public sealed record CaseSeenAgain(long Visit, TextRef What, IReadOnlyList<PhotoRef> Photos, Duty? Next) : CaseEvent(Next);

// ---- between the city and whoever told it

public sealed record WordsAdded(TextRef What, IReadOnlyList<PhotoRef> Photos, Duty? Next) : CaseEvent(Next);

public sealed record FixConfirmed(Duty? Next) : CaseEvent(Next);

public sealed record FixDisputed(TextRef What, IReadOnlyList<PhotoRef> Photos, Duty? Next) : CaseEvent(Next);

/// <param name="Stars">1 to 5.</param>
public sealed record CaseRated(int Stars, TextRef? Words, Duty? Next) : CaseEvent(Next);

public sealed record CaseReplied(TextRef Words, Duty? Next) : CaseEvent(Next);

public sealed record CasePublished(TextRef Words, IReadOnlyList<PhotoRef> Photos, Duty? Next) : CaseEvent(Next);

public sealed record PublicationWithheld(Duty? Next) : CaseEvent(Next);
