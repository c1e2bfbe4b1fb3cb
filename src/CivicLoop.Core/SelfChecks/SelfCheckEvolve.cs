using CivicLoop.Core.Events;

namespace CivicLoop.Core.SelfChecks;

/// <summary>Folds events into a self-check, by number, always; an unknown kind throws.</summary>
public static class SelfCheckEvolve
{
    public static SelfCheckState Evolve(SelfCheckState? before, SelfCheckEvent happened, Made made)
    {
        var state = before is null ? Start(happened, made) : Continue(before, happened, made);
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }

    private static SelfCheckState Start(SelfCheckEvent happened, Made made) =>
        happened is SelfCheckAsked asked
            ? new SelfCheckState(
                Version: 0,
                asked.Number,
                asked.FanOut,
                asked.Case,
                asked.CaseNumber,
                asked.Category,
                asked.At,
                asked.Unit,
                SelfCheckStatus.Asked,
                Next: null,
                AskedAt: made.RecordedAt,
                AnsweredAt: null,
                FoundCase: null,
                FoundNumber: null
            )
            : throw new InvalidOperationException($"a self-check cannot begin with {happened.GetType().Name}");

    private static SelfCheckState Continue(SelfCheckState state, SelfCheckEvent happened, Made made) =>
        happened switch
        {
            SelfCheckClean => state with { Status = SelfCheckStatus.Clean, AnsweredAt = made.RecordedAt },
            SelfCheckFound found => state with
            {
                Status = SelfCheckStatus.Found,
                AnsweredAt = made.RecordedAt,
                FoundCase = found.Case,
                FoundNumber = found.CaseNumber,
            },
            SelfCheckWithdrawn => state with { Status = SelfCheckStatus.Withdrawn, AnsweredAt = made.RecordedAt },
            SelfCheckLimitRecounted => state,
            // A beginning that stands later can only come from a bent history; the chain says so, not the fold.
            SelfCheckAsked => state,
            _ => throw new InvalidOperationException($"unknown kind of event {happened.GetType().Name}"),
        };
}
