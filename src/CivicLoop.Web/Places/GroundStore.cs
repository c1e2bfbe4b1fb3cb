using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places;

/// <summary>Who writes, when and why: stands with every change of places, facilities and their dated facts.</summary>
/// <param name="From">The day of the city from which a dated fact holds.</param>
public sealed record PlaceHand(Guid Person, string Post, string Reason, DateTime At, DateOnly From)
{
    public PlaceHand(Actor by, string reason, DateTime at, DateOnly from)
        : this(by.Person, by.Post, reason, at, from) { }
}

/// <summary>Writes grids, segments and facilities.</summary>
public static class GroundStore
{
    public static void Insert(CityTransaction transaction, IReadOnlyList<Grid> grids) =>
        transaction.InsertMany(
            "insert into grids (code, name, district, street, community, west, south, east, north, shape, sample)",
            [
                .. grids.Select(grid =>
                {
                    var span = Extent.Of(grid.Shape.Rings.SelectMany(ring => ring));
                    return new object?[]
                    {
                        grid.Code,
                        grid.Name,
                        grid.District,
                        grid.Street,
                        grid.Community,
                        span.West,
                        span.South,
                        span.East,
                        span.North,
                        Shapes.Text(grid.Shape),
                        grid.Sample,
                    };
                }),
            ]
        );

    public static void Insert(CityTransaction transaction, IReadOnlyList<Segment> segments) =>
        transaction.InsertMany(
            """
            insert into segments (code, name, kind, side, district, street, metres, west, south, east, north, shape, sample)
            """,
            [
                .. segments.Select(segment =>
                {
                    var span = Extent.Of(segment.Line);
                    return new object?[]
                    {
                        segment.Code,
                        segment.Name,
                        segment.Kind,
                        segment.Side,
                        segment.District,
                        segment.Street,
                        segment.Metres,
                        span.West,
                        span.South,
                        span.East,
                        span.North,
                        Shapes.Text(segment.Line),
                        segment.Sample,
                    };
                }),
            ]
        );

    public static void Insert(CityTransaction transaction, IReadOnlyList<Facility> facilities, PlaceHand hand)
    {
        transaction.InsertMany(
            "insert into facilities (code, kind, name, district, street, place, lon, lat, sample)",
            [
                .. facilities.Select(one =>
                    new object?[]
                    {
                        one.Code,
                        one.Kind,
                        one.Name,
                        one.District,
                        one.Street,
                        one.Place,
                        one.Lon,
                        one.Lat,
                        one.Sample,
                    }
                ),
            ]
        );
        Insert(transaction, [.. facilities.Select(one => (one.Code, one.State))], hand);
    }

    public static void Change(CityTransaction transaction, Grid was, Grid becomes, PlaceHand hand)
    {
        var span = Extent.Of(becomes.Shape.Rings.SelectMany(ring => ring));
        transaction.Execute(
            """
            update grids set name = $2, district = $3, street = $4, community = $5, west = $6, south = $7, east = $8, north = $9,
              shape = $10 where code = $1
            """,
            becomes.Code,
            becomes.Name,
            becomes.District,
            becomes.Street,
            becomes.Community,
            span.West,
            span.South,
            span.East,
            span.North,
            Shapes.Text(becomes.Shape)
        );
        PlaceChanges.Add(transaction, "grid", becomes.Code, Facts.Between(Facts.Of(was), Facts.Of(becomes)), hand);
    }

    public static void Change(CityTransaction transaction, Segment was, Segment becomes, PlaceHand hand)
    {
        var span = Extent.Of(becomes.Line);
        transaction.Execute(
            """
            update segments set name = $2, kind = $3, side = $4, district = $5, street = $6, metres = $7, west = $8, south = $9,
              east = $10, north = $11, shape = $12 where code = $1
            """,
            becomes.Code,
            becomes.Name,
            becomes.Kind,
            becomes.Side,
            becomes.District,
            becomes.Street,
            becomes.Metres,
            span.West,
            span.South,
            span.East,
            span.North,
            Shapes.Text(becomes.Line)
        );
        PlaceChanges.Add(transaction, "segment", becomes.Code, Facts.Between(Facts.Of(was), Facts.Of(becomes)), hand);
    }

    /// <summary>What it is called and where it stands changes in place, with its history; its state gets a row of its own.</summary>
    public static void Change(CityTransaction transaction, Facility was, Facility becomes, PlaceHand hand)
    {
        var changes = Facts.Between(Facts.Of(was), Facts.Of(becomes));
        if (changes.Count > 0)
            transaction.Execute(
                "update facilities set kind = $2, name = $3, district = $4, street = $5, place = $6, lon = $7, lat = $8 where code = $1",
                becomes.Code,
                becomes.Kind,
                becomes.Name,
                becomes.District,
                becomes.Street,
                becomes.Place,
                becomes.Lon,
                becomes.Lat
            );
        PlaceChanges.Add(transaction, "facility", becomes.Code, changes, hand);
        if (was.State != becomes.State)
            Insert(transaction, [(becomes.Code, becomes.State)], hand);
    }

    /// <summary>What facilities are from a day on: rows of their own, beside what was.</summary>
    public static void Insert(
        CityTransaction transaction,
        IReadOnlyList<(string Facility, FacilityState State)> states,
        PlaceHand hand
    ) =>
        transaction.InsertMany(
            """
            insert into facility_states
              (id, facility, unit, condition, attributes, valid_from, valid_to, recorded_at, person, post, reason)
            """,
            [
                .. states.Select(one =>
                    new object?[]
                    {
                        Guid.CreateVersion7(),
                        one.Facility,
                        one.State.Unit,
                        one.State.Condition,
                        one.State.Attributes.Text,
                        hand.From,
                        null,
                        hand.At,
                        hand.Person,
                        hand.Post,
                        hand.Reason,
                    }
                ),
            ]
        );
}
