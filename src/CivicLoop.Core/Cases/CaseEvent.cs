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
