using System.Data.Common;
using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places.Import;

/// <summary>What a row would do to the tables.</summary>
public enum RowFate
{
    Added,
    Changed,
    Unchanged,
}

/// <param name="Was">Where the thing was known to be; null for a new one.</param>
public sealed record Compared(RowFate Fate, (double Lon, double Lat)? Was);

/// <summary>Where the drafts of one kind go: held against what is there, and written. Rows come in batches, each read at once.</summary>
public abstract class ImportShelf
{
    /// <param name="day">The day that owners and conditions are compared for.</param>
    public static ImportShelf Of(ImportKind kind, DateOnly day) =>
        kind switch
        {
            ImportKind.Places => new PlaceShelf(day),
            ImportKind.Grids => new GridShelf(),
            ImportKind.Segments => new SegmentShelf(),
            _ => new FacilityShelf(day),
        };

    /// <summary>What each draft would do, in their order.</summary>
    public abstract IReadOnlyList<Compared> Compare(DbConnection connection, IReadOnlyList<ImportDraft> drafts);

    /// <param name="connection">Reads what is committed: nothing in one file concerns the same thing twice.</param>
    public abstract void Write(
        CityTransaction transaction,
        DbConnection connection,
        IReadOnlyList<ImportDraft> drafts,
        PlaceHand hand
    );
}

internal abstract class ImportShelf<TDraft, TThing> : ImportShelf
    where TDraft : ImportDraft
    where TThing : class
{
    protected abstract Dictionary<string, TThing> Known(DbConnection connection, IReadOnlyList<string> codes);

    protected abstract TThing Onto(TDraft draft, TThing? there);

    protected abstract bool Same(TThing one, TThing other);

    protected virtual (double Lon, double Lat)? Where(TThing thing) => null;

    protected abstract void Insert(CityTransaction transaction, IReadOnlyList<TThing> things, PlaceHand hand);

    protected abstract void Change(CityTransaction transaction, TThing was, TThing becomes, PlaceHand hand);

    public override IReadOnlyList<Compared> Compare(DbConnection connection, IReadOnlyList<ImportDraft> drafts) =>
        [
            .. Becoming(connection, drafts)
                .Select(pair =>
                    pair.Was is null ? new Compared(RowFate.Added, null)
                    : Same(pair.Was, pair.Becomes) ? new Compared(RowFate.Unchanged, null)
                    : new Compared(RowFate.Changed, Where(pair.Was))
                ),
        ];

    public override void Write(
        CityTransaction transaction,
        DbConnection connection,
        IReadOnlyList<ImportDraft> drafts,
        PlaceHand hand
    )
    {
        var added = new List<TThing>();
        foreach (var (was, becomes) in Becoming(connection, drafts))
        {
            if (was is null)
                added.Add(becomes);
            else if (!Same(was, becomes))
                Change(transaction, was, becomes, hand);
        }
        Insert(transaction, added, hand);
    }

    private IEnumerable<(TThing? Was, TThing Becomes)> Becoming(DbConnection connection, IReadOnlyList<ImportDraft> drafts)
    {
        if (drafts.Count == 0)
            yield break;
        var known = Known(connection, [.. drafts.Select(draft => draft.Code)]);
        foreach (var draft in drafts.Cast<TDraft>())
        {
            var was = known.GetValueOrDefault(draft.Code);
            yield return (was, Onto(draft, was));
        }
    }
}

internal sealed class PlaceShelf(DateOnly day) : ImportShelf<PlaceDraft, Place>
{
    protected override Dictionary<string, Place> Known(DbConnection connection, IReadOnlyList<string> codes) =>
        PlaceReads.Of(connection, codes, day);

    protected override Place Onto(PlaceDraft draft, Place? there) => draft.Onto(there);

    protected override bool Same(Place one, Place other) => one == other;

    protected override (double Lon, double Lat)? Where(Place place) => (place.Lon, place.Lat);

    protected override void Insert(CityTransaction transaction, IReadOnlyList<Place> things, PlaceHand hand) =>
        PlaceStore.Insert(transaction, things, hand);

    protected override void Change(CityTransaction transaction, Place was, Place becomes, PlaceHand hand) =>
        PlaceStore.Change(transaction, was, becomes, hand);
}

internal sealed class GridShelf : ImportShelf<GridDraft, Grid>
{
    protected override Dictionary<string, Grid> Known(DbConnection connection, IReadOnlyList<string> codes) =>
        GroundReads.Grids(connection, codes);

    protected override Grid Onto(GridDraft draft, Grid? there) => draft.Onto(there);

    protected override bool Same(Grid one, Grid other) => Facts.Between(Facts.Of(one), Facts.Of(other)).Count == 0;

    protected override void Insert(CityTransaction transaction, IReadOnlyList<Grid> things, PlaceHand hand) =>
        GroundStore.Insert(transaction, things);

    protected override void Change(CityTransaction transaction, Grid was, Grid becomes, PlaceHand hand) =>
        GroundStore.Change(transaction, was, becomes, hand);
}

internal sealed class SegmentShelf : ImportShelf<SegmentDraft, Segment>
{
    protected override Dictionary<string, Segment> Known(DbConnection connection, IReadOnlyList<string> codes) =>
        GroundReads.Segments(connection, codes);

    protected override Segment Onto(SegmentDraft draft, Segment? there) => draft.Onto(there);

    protected override bool Same(Segment one, Segment other) => Facts.Between(Facts.Of(one), Facts.Of(other)).Count == 0;

    protected override void Insert(CityTransaction transaction, IReadOnlyList<Segment> things, PlaceHand hand) =>
        GroundStore.Insert(transaction, things);

    protected override void Change(CityTransaction transaction, Segment was, Segment becomes, PlaceHand hand) =>
        GroundStore.Change(transaction, was, becomes, hand);
}

internal sealed class FacilityShelf(DateOnly day) : ImportShelf<FacilityDraft, Facility>
{
    protected override Dictionary<string, Facility> Known(DbConnection connection, IReadOnlyList<string> codes) =>
        FacilityReads.Of(connection, codes, day);

    protected override Facility Onto(FacilityDraft draft, Facility? there) => draft.Onto(there);

    protected override bool Same(Facility one, Facility other) => one == other;

    protected override (double Lon, double Lat)? Where(Facility facility) => (facility.Lon, facility.Lat);

    protected override void Insert(CityTransaction transaction, IReadOnlyList<Facility> things, PlaceHand hand) =>
        GroundStore.Insert(transaction, things, hand);

    protected override void Change(CityTransaction transaction, Facility was, Facility becomes, PlaceHand hand) =>
        GroundStore.Change(transaction, was, becomes, hand);
}
