using CivicLoop.Core.Events;
using CivicLoop.Core.Inspections;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Inspections;

/// <summary>Visits as streams of the one history: scores read them, so who found what and when must be provable.</summary>
public sealed class VisitStream : StreamKind<VisitState, VisitEvent>
{
    private VisitStream()
        : base(
            "visit",
            "visits",
            VisitEventJson.Kinds,
            VisitEventContext.Default.VisitState,
            [
                new("place", state => state.At.Place),
                new("place_type", state => state.At.PlaceType),
                new("district", state => state.At.District),
                new("unit", state => state.At.Owner),
                new("by_person", state => state.By),
                new("happened_at", state => state.HappenedAt),
                new("recorded_at", state => state.RecordedAt),
                new("passed", state => state.Passed),
                new("failed", state => state.Failed),
                new("withdrawn_at", state => state.WithdrawnAt),
            ]
        ) { }

    public static VisitStream Kind { get; } = new();

    public override VisitState Evolve(VisitState? before, VisitEvent happened, Made made) =>
        VisitDecide.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(VisitEvent happened) =>
        happened is VisitRecorded told ? told.Items.Select(item => item.Words).Append(told.Note).OfType<TextRef>() : [];

    public override IEnumerable<PhotoRef> Photos(VisitEvent happened) =>
        happened is VisitRecorded told ? told.Items.SelectMany(item => item.Photos).Concat(told.Photos ?? []) : [];

    public override void Refresh(CityTransaction transaction, string first, string last) =>
        VisitItems.Refresh(transaction, first, last);
}
