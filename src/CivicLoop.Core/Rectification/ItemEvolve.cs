using CivicLoop.Core.Events;

namespace CivicLoop.Core.Rectification;

/// <summary>Folds events into an item, by number, always; an unknown kind throws.</summary>
public static class ItemEvolve
{
    public static ItemState Evolve(ItemState? before, ItemEvent happened, Made made)
    {
        var state = before is null ? Start(happened, made) : Continue(before, happened, made);
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }

    private static ItemState Start(ItemEvent happened, Made made) =>
        happened is ItemAdded added
            ? new ItemState(
                Version: 0,
                added.List,
                added.Number,
                ItemStatus.Open,
                added.Item,
                added.Cause,
                added.Measure,
                added.Due,
                added.Promised,
                added.Unit,
                added.Responsible,
                added.Checker,
                added.Place,
                added.District,
                added.Standard,
                added.Case,
                Next: null,
                AddedAt: made.RecordedAt,
                DoneAt: null,
                DoneBy: null,
                DoneByUnit: null,
                EndedAt: null,
                Failures: 0,
                Evidence: [],
                EvidenceCase: null
            )
            : throw new InvalidOperationException($"an item cannot begin with {happened.GetType().Name}");

    private static ItemState Continue(ItemState state, ItemEvent happened, Made made) =>
        happened switch
        {
            ItemChanged changed => state with
            {
                Item = changed.Item ?? state.Item,
                Cause = changed.Cause ?? state.Cause,
                Measure = changed.Measure ?? state.Measure,
                Due = changed.Due ?? state.Due,
                Promised = changed.Promised ?? state.Promised,
                Unit = changed.Unit ?? state.Unit,
                Responsible = Code(changed.Responsible, state.Responsible),
                Checker = Code(changed.Checker, state.Checker),
                Place = Code(changed.Place, state.Place),
                District = changed.District ?? state.District,
                Standard = Code(changed.Standard, state.Standard),
                Case =
                    state.Case is { } mirrored && changed.CaseVersion is { } version
                        ? mirrored with
                        {
                            Version = version,
                        }
                        : state.Case,
            },
            ItemDone done => state with
            {
                Status = ItemStatus.Done,
                DoneAt = made.HappenedAt,
                DoneBy = made.Person,
                DoneByUnit = done.Unit,
                Evidence = done.Photos,
                EvidenceCase = done.Case,
            },
            ItemChecked => state with { Status = ItemStatus.Checked },
            ItemFailed => state with { Status = ItemStatus.Open, DoneAt = null, Failures = state.Failures + 1 },
            ItemStruckOff => state with { Status = ItemStatus.Struck, EndedAt = made.RecordedAt },
            ItemWithdrawn => state with { Status = ItemStatus.Withdrawn, EndedAt = made.RecordedAt },
            ItemLimitRecounted => state,
            // A beginning that stands later can only come from a bent history; the chain says so, not the fold.
            ItemAdded => state,
            _ => throw new InvalidOperationException($"unknown kind of event {happened.GetType().Name}"),
        };

    private static string? Code(string? changed, string? before) =>
        changed is null ? before
        : changed.Length == 0 ? null
        : changed;
}
