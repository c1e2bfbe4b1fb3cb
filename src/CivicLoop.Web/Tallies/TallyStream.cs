using CivicLoop.Core.Events;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Tallies;

/// <summary>
/// Entries of the ledger as streams of the one history: appraisals will read their sums, so who entered what, who counted
/// it in and what took its place must be provable, as a case is.
/// </summary>
public sealed class TallyStream : StreamKind<TallyState, TallyEvent>
{
    private TallyStream()
        : base(
            "tally",
            "tallies",
            TallyEventJson.Kinds,
            TallyEventContext.Default.TallyState,
            [
                new("counter", state => state.Counter),
                new("measure", state => state.Measure),
                new("thousandths", state => state.Amount.Thousandths),
                new("bound", state => state.Amount.Bound),
                new("unit", state => state.Unit),
                new("district", state => state.District),
                new("from_day", state => state.From),
                new("to_day", state => state.To),
                new("status", state => state.Status),
                new("entered_at", state => state.EnteredAt),
            ]
        ) { }

    public static TallyStream Kind { get; } = new();

    public override TallyState Evolve(TallyState? before, TallyEvent happened, Made made) =>
        TallyDecide.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(TallyEvent happened) =>
        happened is TallyEntered entered ? new[] { entered.Note, entered.Thing?.Name }.OfType<TextRef>() : [];

    public override IEnumerable<PhotoRef> Photos(TallyEvent happened) => happened is TallyEntered entered ? entered.Photos : [];

    public override void Refresh(CityTransaction transaction, string first, string last) =>
        TallyThings.Refresh(transaction, first, last);
}
