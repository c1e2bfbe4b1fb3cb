using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Places.Import;

namespace CivicLoop.Core.Exchange;

/// <summary>The stages of one row, in the order of their times, and where the case stands after each.</summary>
/// <param name="unit">The unit that a column names; null, and a problem, where nobody is called so.</param>
internal sealed class CaseStageReading(
    ImportRow row,
    CaseTimes times,
    Func<ImportRow, string, string?> unit,
    CaseWordList words,
    DateTime now
)
{
    private static readonly (ToldStage Stage, string Field, CaseStatus After)[] Order =
    [
        (ToldStage.Operate, "operate", CaseStatus.Reported),
        (ToldStage.File, "inst", CaseStatus.Filed),
        (ToldStage.Dispatch, "dispatch", CaseStatus.Dispatched),
        (ToldStage.Dispose, "dispose", CaseStatus.Fixed),
        (ToldStage.Check, "check", CaseStatus.Passed),
        (ToldStage.Archive, "archive", CaseStatus.Closed),
    ];

    /// <summary>Null where a problem was told.</summary>
    public IReadOnlyList<StageDraft>? Read(DateTime? reported)
    {
        var (fixer, first) = (unit(row, CaseSheet.Unit), unit(row, CaseSheet.First));
        var due = times.Read(row, "due");
        var status = Status();
        var stages = new List<StageDraft>();
        foreach (var (stage, field, after) in Order)
        {
            if (Time(stage, field, status) is not { } at)
                continue;
            if (at > now)
                row.Wrong($"{field}-time", "time-future", row[$"{field}-time"]);
            else if (at < reported)
                row.Wrong($"{field}-time", "time-before", row[$"{field}-time"], row[CaseSheet.Reported]);
            var count = Math.Max(1, row.Count($"{field}-num") ?? 1);
            var told = new ToldDraft(count, Math.Min(count, row.Count($"{field}-intime") ?? 0), row.Given($"{field}-by"));
            stages.Add(
                stage switch
                {
                    ToldStage.Dispatch => new StageDraft(stage, after, at, told, fixer, first, due, Limit()),
                    ToldStage.Dispose => new StageDraft(stage, after, at, told, fixer, null, null, null),
                    _ => new StageDraft(stage, after, at, told, null, null, null, null),
                }
            );
        }
        if (row.Bad)
            return null;
        var ordered = stages.OrderBy(stage => stage.At).ThenBy(stage => stage.Stage).ToList();
        return End(ordered, status);
    }

    // The last stage leaves the case where the file says that it stands.
    private List<StageDraft>? End(List<StageDraft> stages, CaseStatus? status)
    {
        if (stages.Count == 0)
        {
            if (status is not (null or CaseStatus.Reported))
                row.Wrong(CaseSheet.Status, "status-without-time", row[CaseSheet.Status]);
            return stages;
        }
        if (status == CaseStatus.Closed && stages[^1].Stage != ToldStage.Archive)
        {
            row.Wrong("archive-time", "time-order", row["archive-time"]);
            return null;
        }
        var end = status ?? stages.MaxBy(stage => stage.Stage)!.Status;
        if (end is CaseStatus.Dispatched or CaseStatus.Accepted && stages.All(stage => stage.Unit is null))
        {
            row.Doubt(CaseSheet.Unit, "unit-none");
            end = CaseStatus.Filed;
        }
        stages[^1] = stages[^1] with { Status = end };
        return stages;
    }

    private CaseStatus? Status()
    {
        if (row.Given(CaseSheet.Status) is not { } said || said.Equals("open", StringComparison.OrdinalIgnoreCase))
            return null;
        switch (words.StatusOf(said))
        {
            case null:
                row.Wrong(CaseSheet.Status, "status-unknown", said);
                return null;
            case CaseStatus.Suspended or CaseStatus.CoSigning:
                row.Doubt(CaseSheet.Status, "status-held", said);
                return CaseStatus.Accepted;
            case CaseStatus.Merged:
                row.Doubt(CaseSheet.Status, "status-merged", said);
                return CaseStatus.Closed;
            case var known:
                return known;
        }
    }

    private DateTime? Time(ToldStage stage, string field, CaseStatus? status)
    {
        var own = times.Read(row, $"{field}-time");
        return stage switch
        {
            ToldStage.Dispatch => own ?? times.Read(row, "dispose-began"),
            // Open311 knows only when it was last touched: for one that is closed, that is when.
            ToldStage.Archive when status is CaseStatus.Closed or CaseStatus.Refused => own ?? times.Read(row, "updated"),
            _ => own,
        };
    }

    // Ours writes the limit as the playbook does, others as hours.
    private string? Limit()
    {
        var said = row["limit"];
        if (Duties.Limit.Parse(said) is { } limit)
            return limit.ToString();
        return
            double.TryParse(said, System.Globalization.CultureInfo.InvariantCulture, out var hours)
            && hours is > 0 and < Duties.Limit.Most
            ? new Limit((int)Math.Ceiling(hours), LimitClock.WorkingHours).ToString()
            : null;
    }
}
