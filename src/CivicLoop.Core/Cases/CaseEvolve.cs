using CivicLoop.Core.Events;

namespace CivicLoop.Core.Cases;

/// <summary>
/// Folds events into a case, by number, always. It never throws on a legal kind, whatever the order, and throws
/// on a kind it does not know: a row that ignored an event would be a lie.
/// </summary>
public static class CaseEvolve
{
    public static CaseState? Fold(IEnumerable<(CaseEvent Event, Made Made)> history)
    {
        CaseState? state = null;
        foreach (var (happened, made) in history)
            state = Evolve(state, happened, made);
        return state;
    }

    public static CaseState Evolve(CaseState? before, CaseEvent happened, Made made)
    {
        var state = before is null ? Start(happened, made) : Continue(before, happened, made);
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }

    private static CaseState Start(CaseEvent happened, Made made) =>
        happened switch
        {
            CaseReported reported => new CaseState(
                Version: 0,
                reported.Number,
                CaseStatus.Reported,
                reported.FoundBy,
                reported.Category,
                Difficulty: null,
                Severity: null,
                reported.At,
                reported.What,
                Unit: null,
                With: [],
                Rule: null,
                Rectify: null,
                Next: null,
                made.Person,
                ReportedAt: made.HappenedAt,
                FiledAt: null,
                FixedAt: null,
                FixedBy: null,
                FixedByUnit: null,
                ClosedAt: null,
                Returns: 0,
                FailedChecks: 0,
                Reopenings: 0,
                RefusedBy: null,
                Before: reported.Photos,
                After: []
            ),
            FixedOnTheSpot spot => new CaseState(
                Version: 0,
                spot.Number,
                CaseStatus.Fixed,
                FoundBy: "on-the-spot",
                spot.Category,
                spot.Difficulty,
                Severity.Minor,
                spot.At,
                spot.What,
                spot.Unit,
                With: [],
                Rule: null,
                Rectify: null,
                Next: null,
                made.Person,
                ReportedAt: made.HappenedAt,
                FiledAt: made.RecordedAt,
                FixedAt: made.HappenedAt,
                made.Person,
                spot.Unit,
                ClosedAt: null,
                Returns: 0,
                FailedChecks: 0,
                Reopenings: 0,
                RefusedBy: null,
                spot.Before,
                spot.After
            ),
            _ => throw new InvalidOperationException($"a case cannot begin with {happened.GetType().Name}"),
        };

    private static CaseState Continue(CaseState state, CaseEvent happened, Made made) =>
        happened switch
        {
            FilingRefused => state with { Status = CaseStatus.Refused, RefusedBy = made.Post, ClosedAt = made.RecordedAt },
            CaseFiled filed => state with
            {
                Status = CaseStatus.Filed,
                Category = filed.Category,
                Difficulty = filed.Difficulty,
                Severity = filed.Severity,
                FiledAt = made.RecordedAt,
            },
            CaseDispatched sent => state with
            {
                Status = CaseStatus.Dispatched,
                Unit = sent.Unit,
                With = sent.With,
                Rule = sent.Rule,
                Rectify = sent.Rectify,
            },
            CaseReturned => state with
            {
                Status = CaseStatus.Filed,
                Unit = null,
                With = [],
                Rule = null,
                Rectify = null,
                Returns = state.Returns + 1,
            },
            CaseAccepted accepted => state with { Status = CaseStatus.Accepted, Unit = accepted.Unit },
            PlanMade => state,
            FixReported fix => state with
            {
                Status = CaseStatus.Fixed,
                FixedAt = made.HappenedAt,
                FixedBy = made.Person,
                FixedByUnit = fix.Unit,
                After = fix.Photos,
            },
            CheckPassed => state with { Status = CaseStatus.Passed },
            CheckFailed { Unit: null } => state with
            {
                Status = CaseStatus.Filed,
                FixedAt = null,
                Unit = null,
                With = [],
                Rule = null,
                FailedChecks = state.FailedChecks + 1,
                Rectify = null,
            },
            CheckFailed failed => state with
            {
                Status = CaseStatus.Accepted,
                FixedAt = null,
                Unit = failed.Unit,
                FailedChecks = state.FailedChecks + 1,
                Rectify = failed.Next,
            },
            CaseClosed => state with { Status = CaseStatus.Closed, ClosedAt = made.RecordedAt },
            CaseReopened => state with
            {
                Status = state.Status == CaseStatus.Refused ? CaseStatus.Reported : CaseStatus.Filed,
                Unit = null,
                With = [],
                Rule = null,
                Rectify = null,
                FixedAt = null,
                ClosedAt = null,
                RefusedBy = null,
                Reopenings = state.Reopenings + 1,
            },
            LimitRecounted recounted => state with { Rectify = recounted.Rectify },
            // A beginning that stands later can only come from a bent history; the chain says so, not the fold.
            CaseReported or FixedOnTheSpot => state,
            _ => throw new InvalidOperationException($"unknown kind of event {happened.GetType().Name}"),
        };
}
