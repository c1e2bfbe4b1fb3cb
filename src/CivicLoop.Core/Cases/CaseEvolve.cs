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
        // Whatever else lays the case on somebody else takes it from the zone.
        if (
            before?.Zone is not null
            && happened is not (ZoneAssigned or ZoneReported or LimitRecounted)
            && happened.Next != before.Next
        )
            state = state with { Zone = null, ZoneDoneBy = null };
        // What was asked for was asked of the case as it stood: once it has moved on, nobody decides it any more.
        if (state.Status != before?.Status)
            state = state with { Asked = null };
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
            CaseReceived received => Start(
                new CaseReported(
                    received.Number,
                    received.Category,
                    received.At,
                    received.What,
                    received.Photos,
                    received.FoundBy,
                    received.Next
                ),
                made
            ) with
            {
                Source = received.Source,
            },
            CaseImported told => Start(
                new CaseReported(told.Number, told.Category, told.At, told.What, [], told.FoundBy, told.Next),
                made
            ) with
            {
                Source = told.Source,
                Difficulty = told.Difficulty,
                Severity = told.Severity,
                FailedChecks = told.Tally.Reworks,
                Extensions = told.Tally.Extensions,
                Returns = told.Tally.Returns,
            },
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
            StageTold told => Told(state, told, made),
            CaseDispatched sent => state with
            {
                Status = CaseStatus.Dispatched,
                Unit = sent.Unit,
                With = sent.With,
                Rule = sent.Rule,
                Rectify = sent.Rectify,
            },
            CaseAssigned sent => state with
            {
                Status = CaseStatus.Dispatched,
                Unit = sent.Unit,
                With = sent.With,
                Signers = sent.Signers.Count > 0 ? sent.Signers : null,
                Final = sent.Final,
                Rule = sent.Rule,
                Rectify = sent.Rectify,
            },
            CaseReturned => Unassigned(state) with { Status = CaseStatus.Filed, Returns = state.Returns + 1 },
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
            LeadDone done => state with
            {
                Status = CaseStatus.CoSigning,
                FixedAt = made.HappenedAt,
                FixedBy = made.Person,
                FixedByUnit = done.Unit,
                After = done.Photos,
                Turn = done.Turn,
            },
            CoSigned signed => state with
            {
                Status = signed.Turn is null ? CaseStatus.Fixed : CaseStatus.CoSigning,
                Turn = signed.Turn,
            },
            CoRefused refused => state with
            {
                Status = CaseStatus.Accepted,
                FixedAt = null,
                Turn = null,
                Rectify = refused.Rectify,
            },
            CheckFailed { Unit: null } => Unassigned(state) with
            {
                Status = CaseStatus.Filed,
                FixedAt = null,
                FailedChecks = state.FailedChecks + 1,
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
            CaseReopened => Unassigned(state) with
            {
                Status = state.FiledAt is null ? CaseStatus.Reported : CaseStatus.Filed,
                FixedAt = null,
                ClosedAt = null,
                RefusedBy = null,
                MergedInto = null,
                SaidFixed = null,
                Stars = null,
                Reopenings = state.Reopenings + 1,
            },
            FilingAsked asked => state with
            {
                Asked = new Asked(ApprovalOf.Filing, asked.By, made.Person, asked.Category, asked.Difficulty, asked.Severity),
            },
            ExtensionAsked asked => state with
            {
                Asked = new Asked(ApprovalOf.Extension, asked.By, made.Person, Limit: asked.Limit),
            },
            SuspensionAsked asked => state with
            {
                Asked = new Asked(ApprovalOf.Suspension, asked.By, made.Person, Until: asked.Until, Rest: asked.Rest),
            },
            ApprovalDenied => state with { Asked = null },
            LimitExtended extended => state with { Asked = null, Extensions = state.Extensions + 1, Rectify = extended.Rectify },
            CaseSuspended hung => state with
            {
                Asked = null,
                Status = CaseStatus.Suspended,
                Hung = (state.Hung?.Was ?? state.Rectify) is { } was ? new Hung(hung.Until, hung.Rest, was, hung.Next) : null,
                // No limit runs now; one that had run out stays run out.
                Rectify = hung.Rest is null ? state.Rectify : null,
            },
            CaseResumed resumed => state with { Status = CaseStatus.Accepted, Hung = null, Rectify = resumed.Rectify },
            ZoneAssigned given => state with { Zone = given.Zone, ZoneDoneBy = null },
            ZoneTakenBack => state with { Zone = null, ZoneDoneBy = null },
            ZoneReported => state with { ZoneDoneBy = made.Person },
            CaseMerged merged => state with
            {
                Status = CaseStatus.Merged,
                MergedInto = merged.Into,
                ClosedAt = made.RecordedAt,
                Hung = null,
                Rectify = null,
            },
            DuplicateTaken taken => state with { Duplicates = state.Duplicates + taken.Cases },
            DuplicateReleased released => state with { Duplicates = Math.Max(0, state.Duplicates - released.Cases) },
            CaseReviewed { Outcome: ReviewOutcome.Reassign } => Unassigned(state) with { Status = CaseStatus.Filed },
            CaseReviewed { Outcome: ReviewOutcome.PartOf } part => state with { PartOf = part.Case },
            CaseReviewed => state,
            ReboundFound found => state with { ReboundOf = found.Of },
            CaseRebounded => state with { Rebounds = state.Rebounds + 1 },
            CaseSeenAgain or WordsAdded => state,
            FixConfirmed => state with { SaidFixed = true },
            FixDisputed => state with { SaidFixed = false },
            CaseRated rated => state with { Stars = rated.Stars },
            CaseReplied replied => state with { Reply = replied.Words },
            CasePublished shown => state with { Publication = new Publication(shown.Words, shown.Photos, made.RecordedAt) },
            PublicationWithheld => state with { Publication = new Publication(null, [], made.RecordedAt) },
            LimitRecounted recounted => state with { Rectify = recounted.Rectify },
            // A beginning that stands later can only come from a bent history; the chain says so, not the fold.
            CaseReported or CaseReceived or FixedOnTheSpot or CaseImported => state,
            _ => throw new InvalidOperationException($"unknown kind of event {happened.GetType().Name}"),
        };

    // The times are those of the other system: it happened there, then, whenever it was written down here.
    private static CaseState Told(CaseState state, StageTold told, Made made)
    {
        var after = state with
        {
            Status = told.Status,
            Unit = told.Unit ?? state.Unit,
            Rectify = told.Rectify ?? state.Rectify,
            ClosedAt = null,
        };
        after = told.Stage switch
        {
            ToldStage.Dispose => after with
            {
                FixedAt = made.HappenedAt,
                FixedBy = made.Person,
                FixedByUnit = told.Unit ?? state.Unit,
            },
            _ => after,
        };
        return told.Status switch
        {
            CaseStatus.Reported => after,
            CaseStatus.Refused => after with { RefusedBy = made.Post, ClosedAt = made.HappenedAt },
            CaseStatus.Closed => Filed(after) with { ClosedAt = made.HappenedAt },
            CaseStatus.Filed => Unassigned(Filed(after)) with { FixedAt = null, Extensions = state.Extensions },
            CaseStatus.Dispatched or CaseStatus.Accepted => Filed(after) with { FixedAt = null },
            // What waits for its check was put right, also where only a later stage is told.
            _ => Filed(after) with
            {
                FixedAt = after.FixedAt ?? made.HappenedAt,
                FixedBy = after.FixedBy ?? made.Person,
                FixedByUnit = after.FixedByUnit ?? after.Unit,
            },
        };

        // What went further was filed, even where only the later stage is told.
        CaseState Filed(CaseState now) =>
            now with
            {
                FiledAt = told.Stage == ToldStage.File ? made.HappenedAt : now.FiledAt ?? made.HappenedAt,
            };
    }

    // Nobody owes it any more: what was told to its unit goes with the unit.
    private static CaseState Unassigned(CaseState state) =>
        state with
        {
            Unit = null,
            With = [],
            Rule = null,
            Rectify = null,
            Signers = null,
            Turn = null,
            Final = false,
            Hung = null,
            Extensions = 0,
        };
}
