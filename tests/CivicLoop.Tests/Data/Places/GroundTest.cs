using CivicLoop.Core.Places;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Places;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Places;

public class GroundTest
{
    private static readonly DateOnly Today = new(2026, 1, 1);

    private static readonly Grid Square = SmallGround.Grid;

    private static readonly Segment Road = SmallGround.Segment;

    [Theory, EachDatabase]
    public async Task Grids_and_segments_are_found_by_code_window_words_and_position(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        city.Database.WriteInBulk(transaction =>
        {
            GroundStore.Insert(transaction, [Square]);
            GroundStore.Insert(transaction, [Road, Road with { Code = "L-2", Name = "南大街", Kind = "lane" }]);
            return 0;
        });
        using var connection = city.Database.Open();

        GroundReads.Grid(connection, Square.Code)!.Shape.Rings[0].ShouldBe(Square.Shape.Rings[0]);
        GroundReads.GridAt(connection, 84.875, 45.595)!.Code.ShouldBe(Square.Code);
        GroundReads.GridAt(connection, 84.885, 45.595).ShouldBeNull();
        GroundReads.Grids(connection, new Extent(84.86, 45.5, 84.871, 45.591), 10).Count.ShouldBe(1);
        GroundReads.Grids(connection, new Extent(84.0, 45.5, 84.1, 45.591), 10).ShouldBeEmpty();
        GroundReads.CountGrids(connection, new GroundFilter("第一")).ShouldBe(1);
        GroundReads.Segment(connection, "L-1")!.Line.ShouldBe(Road.Line);
        GroundReads.Segments(connection, new GroundFilter("大街"), 10).Select(one => one.Code).ShouldBe(["L-1", "L-2"]);
        GroundReads.Segments(connection, new GroundFilter(Kind: "lane"), 10).Select(one => one.Code).ShouldBe(["L-2"]);
        GroundReads.CountSegments(connection, new GroundFilter(District: SmallCity.South)).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task A_facility_is_what_its_dated_rows_say_for_the_day(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var good = new FacilityState(null, FacilityCondition.Good, new([new("accessible", "yes"), new("seats", "12")]));
        var worn = good with { Condition = FacilityCondition.Worn, Attributes = good.Attributes.With([new("accessible", "no")]) };
        var toilet = new Facility("T-1", "toilet", "北大街公厕", SmallCity.North, "990101001", null, 84.875, 45.595, good, true);
        city.Database.WriteInBulk(transaction =>
        {
            GroundStore.Insert(transaction, [toilet], Hand("2025-01-01"));
            GroundStore.Insert(transaction, [("T-1", worn)], Hand("2025-06-01"));
            return 0;
        });
        using var connection = city.Database.Open();

        FacilityReads.Find(connection, "T-1", new DateOnly(2024, 12, 31)).ShouldBeNull();
        FacilityReads.Find(connection, "T-1", new DateOnly(2025, 5, 31)).ShouldBe(toilet);
        FacilityReads.Find(connection, "T-1", Today)!.State.ShouldBe(worn);
        Found(new FacilityFilter(Has: [new("accessible", "yes")])).ShouldBe(0);
        Found(new FacilityFilter(Has: [new("accessible", "no"), new("seats", "12")])).ShouldBe(1);
        Found(new FacilityFilter(Has: [new("seats", "1")])).ShouldBe(0);
        Found(new FacilityFilter("公厕", "toilet", Condition: FacilityCondition.Worn)).ShouldBe(1);
        FacilityReads.Near(connection, 84.875, 45.596, 200, Today, 5).Single().Metres.ShouldBe(111, 1);
        FacilityReads.Counts(connection, new FacilityFilter(), Today).ShouldBe([("toilet", FacilityCondition.Worn, 1L)]);

        long Found(FacilityFilter filter)
        {
            FacilityReads
                .Search(connection, filter, Today, 10)
                .Count.ShouldBe((int)FacilityReads.Count(connection, filter, Today));
            return FacilityReads.Count(connection, filter, Today);
        }
    }

    private static PlaceHand Hand(string from) =>
        new(
            SmallCity.Clerk,
            "登记",
            SmallCity.Monday.AddDays(DateOnly.Parse(from).DayNumber - Today.DayNumber),
            DateOnly.Parse(from)
        );
}
