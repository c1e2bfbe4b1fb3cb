using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places;

/// <summary>Who writes, when and why: stands with every change of places, facilities and their dated facts.</summary>
/// <param name="From">The day of the city from which a dated fact holds.</param>
public sealed record PlaceHand(Actor By, string Reason, DateTime At, DateOnly From);

/// <summary>Writes grids, segments and facilities that the tables do not have yet.</summary>
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
                        hand.By.Person,
                        hand.By.Post,
                        hand.Reason,
                    }
                ),
            ]
        );
}
