using CivicLoop.Core.Events;

namespace CivicLoop.Core.Cases;

/// <summary>How often a stage of the loop was done, by which post last, when, and how often within its limit.</summary>
/// <param name="Post">Code of the post; null while nobody did it.</param>
public sealed record StageDone(int Count, string? Post, DateTime? At, int InTime)
{
    public static readonly StageDone Never = new(0, null, null, 0);

    /// <summary>Whom another system names for it; null for what was done here.</summary>
    public TextRef? Told { get; init; }

    internal static StageDone Of(Told told, Made made) => new(told.Times, null, made.HappenedAt, told.InTime) { Told = told.By };

    internal StageDone Again(Made made, bool inTime) => new(Count + 1, made.Post, made.RecordedAt, InTime + (inTime ? 1 : 0));
}

/// <summary>
/// A case's history as the platforms of 数字城管 count it: one row of stages, each with how often, who, when and how often
/// in time. Pure: told by the events alone, so that it says the same whenever it is asked.
/// </summary>
/// <param name="Operate">受理: filed, refused or put up for approval.</param>
/// <param name="First">The unit that it was first dispatched to.</param>
/// <param name="DisposeBegan">When it was last dispatched.</param>
/// <param name="Suspensions">How often it stood still, 挂账.</param>
public sealed record StageCounts(
    StageDone Report,
    StageDone Operate,
    StageDone File,
    StageDone Dispatch,
    StageDone Dispose,
    StageDone Check,
    StageDone Archive,
    string? First,
    DateTime? DisposeBegan,
    int Suspensions,
    int Extensions
)
{
    private static readonly StageCounts Nothing = new(
        StageDone.Never,
        StageDone.Never,
        StageDone.Never,
        StageDone.Never,
        StageDone.Never,
        StageDone.Never,
        StageDone.Never,
        null,
        null,
        0,
        0
    );

    public static StageCounts Of(IEnumerable<(CaseEvent Event, Made Made)> history)
    {
        var stages = Nothing;
        CaseState? before = null;
        foreach (var (happened, made) in history)
        {
            stages = Then(stages, before, happened, made);
            before = CaseEvolve.Evolve(before, happened, made);
        }
        return stages;
    }

    private static StageCounts Then(StageCounts stages, CaseState? before, CaseEvent happened, Made made)
    {
        // In time is what was done while its own duty still ran; putting right is held against the limit of the unit.
        var inTime = before?.Next is not { } owed || made.RecordedAt <= owed.Due;
        var inLimit = before?.Rectify is not { } limit || made.HappenedAt <= limit.Due;
        return happened switch
        {
            CaseReported => stages with { Report = stages.Report.Again(made, inTime: true) },
            FixedOnTheSpot spot => stages with
            {
                Report = stages.Report.Again(made, inTime: true),
                Dispose = stages.Dispose.Again(made, inTime: true),
                First = spot.Unit,
            },
            CaseImported told => stages with
            {
                Report = StageDone.Of(told.Reported, made),
                Suspensions = told.Tally.Suspensions,
                Extensions = told.Tally.Extensions,
            },
            StageTold told => Told(stages, told, StageDone.Of(told.Told, made)),
            FilingRefused or FilingAsked => stages with { Operate = stages.Operate.Again(made, inTime) },
            CaseFiled => stages with
            {
                // What was put up for approval was taken in hand then; the approval files it.
                Operate = before?.Asked is null ? stages.Operate.Again(made, inTime) : stages.Operate,
                File = stages.File.Again(made, inTime),
            },
            CaseDispatched sent => Sent(stages, sent.Unit, made, inTime),
            CaseAssigned sent => Sent(stages, sent.Unit, made, inTime),
            FixReported or LeadDone => stages with { Dispose = stages.Dispose.Again(made, inLimit) },
            CheckPassed or CheckFailed => stages with { Check = stages.Check.Again(made, inTime) },
            CaseClosed => stages with { Archive = stages.Archive.Again(made, inTime) },
            CaseSuspended => stages with { Suspensions = stages.Suspensions + 1 },
            LimitExtended => stages with { Extensions = stages.Extensions + 1 },
            _ => stages,
        };
    }

    private static StageCounts Told(StageCounts stages, StageTold told, StageDone done) =>
        told.Stage switch
        {
            ToldStage.Operate => stages with { Operate = done },
            ToldStage.File => stages with { File = done },
            ToldStage.Dispatch => stages with { Dispatch = done, First = told.First ?? told.Unit, DisposeBegan = done.At },
            ToldStage.Dispose => stages with { Dispose = done },
            ToldStage.Check => stages with { Check = done },
            _ => stages with { Archive = done },
        };

    private static StageCounts Sent(StageCounts stages, string unit, Made made, bool inTime) =>
        stages with
        {
            Dispatch = stages.Dispatch.Again(made, inTime),
            First = stages.First ?? unit,
            DisposeBegan = made.RecordedAt,
        };
}
