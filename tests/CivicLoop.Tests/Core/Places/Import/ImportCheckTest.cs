using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Places.Import;

/// <summary>What is said of one row.</summary>
public class ImportCheckTest
{
    private static readonly Dictionary<string, string> Good = new()
    {
        ["code"] = "P-9",
        ["name"] = "新市场",
        ["type"] = "集贸市场",
        ["lon"] = "84.87",
        ["lat"] = "45.59",
        ["owner"] = "市场监管局",
    };

    [Fact]
    public void A_good_row_is_a_draft_with_codes_for_names_and_the_district_of_its_position()
    {
        var draft = Of(Good).Draft.ShouldBeOfType<PlaceDraft>();

        draft.ShouldBe(new PlaceDraft("P-9", "新市场", "market", SmallCity.North, null, null, 84.87, 45.59, "market"));
    }

    [Theory]
    [InlineData("code", "", "missing")]
    [InlineData("code", "a/b", "code-form")]
    [InlineData("code", "import", "code-form")]
    [InlineData("name", "", "missing")]
    [InlineData("type", "集贸市厂", "unknown-near")]
    [InlineData("type", "飞机场航站楼", "unknown")]
    [InlineData("owner", "市场监督局", "unknown-near")]
    [InlineData("district", "南区", "elsewhere")]
    [InlineData("district", "火星", "unknown-near|unknown")]
    [InlineData("street", "没有这个街道", "unknown-within")]
    [InlineData("lon", "八十四", "not-number")]
    [InlineData("lon", "NaN", "not-number")]
    [InlineData("lon", "120.5", "outside")]
    [InlineData("lon", "845.9", "out-of-range")]
    public void A_bad_cell_is_told_with_its_column_and_kind(string field, string value, string code)
    {
        var outcome = Of(new Dictionary<string, string>(Good) { [field] = value });

        outcome.Draft.ShouldBeNull();
        var problem = outcome.Problems.ShouldHaveSingleItem();
        problem.Field.ShouldBe(field);
        code.Split('|').ShouldContain(problem.Code);
        problem.Row.ShouldBe(7);
    }

    [Fact]
    public void All_that_is_wrong_with_a_row_is_told_at_once() =>
        Of(
            new Dictionary<string, string>(Good)
            {
                ["name"] = "",
                ["type"] = "",
                ["lon"] = "x",
                ["lat"] = "",
            }
        )
            .Problems.Select(problem => (problem.Field, problem.Code))
            .ShouldBe([("name", "missing"), ("type", "missing"), ("lon", "not-number"), ("lat", "missing")]);

    [Fact]
    public void Exchanged_degrees_are_called_so() =>
        Of(new Dictionary<string, string>(Good) { ["lon"] = "45.59", ["lat"] = "84.87" })
            .Problems.ShouldHaveSingleItem()
            .Code.ShouldBe("swapped");

    [Fact]
    public void A_code_given_twice_names_the_row_that_had_it_first()
    {
        var check = Check(CoordinateSystem.Wgs84);
        check.Check(3, field => Good.GetValueOrDefault(field, ""));

        var again = check.Check(9, field => Good.GetValueOrDefault(field, "")).Problems.ShouldHaveSingleItem();

        again.Code.ShouldBe("code-twice");
        again.Args.ShouldBe(["P-9", "3"]);
    }

    // The shift at Karamay as published with the formula.
    [Theory]
    [InlineData(CoordinateSystem.Gcj02, 84.89170445194863, 45.580703988605485)]
    [InlineData(CoordinateSystem.Wgs84, 84.8893, 45.5799)]
    [InlineData(CoordinateSystem.Cgcs2000, 84.8893, 45.5799)]
    public void Positions_come_out_of_the_declared_system(CoordinateSystem system, double lon, double lat)
    {
        var draft = (PlaceDraft)
            Check(system)
                .Check(
                    1,
                    field =>
                        field switch
                        {
                            "lon" => $"{lon}",
                            "lat" => $"{lat}",
                            _ => Good.GetValueOrDefault(field, ""),
                        }
                )
                .Draft!;

        Distance.Metres(draft.Lon, draft.Lat, 84.8893, 45.5799).ShouldBeLessThan(0.6);
    }

    [Fact]
    public void A_position_that_only_another_system_puts_into_the_city_says_which()
    {
        // Just inside the eastern edge in WGS84; read as GCJ-02 the same figures lie west of it, and so the other way round.
        var (lon, lat) = ChinaCoordinates.WgsToGcj(84.9995, 45.6);

        var problem = Of(new Dictionary<string, string>(Good) { ["lon"] = $"{lon}", ["lat"] = $"{lat}" })
            .Problems.ShouldHaveSingleItem();

        problem.Code.ShouldBe("other-system");
        problem.Args[2].ShouldBe("GCJ-02");
    }

    [Fact]
    public void What_moved_by_just_the_shift_seems_to_be_in_the_other_system()
    {
        var was = (84.8893, 45.5799);

        ShiftTell.Seems(CoordinateSystem.Wgs84, was, ChinaCoordinates.WgsToGcj(84.8893, 45.5799)).ShouldBe("GCJ-02");
        ShiftTell.Seems(CoordinateSystem.Gcj02, was, ChinaCoordinates.GcjToWgs(84.8893, 45.5799)).ShouldBe("WGS84");
        ShiftTell.Seems(CoordinateSystem.Wgs84, was, (84.8895, 45.5799)).ShouldBeNull();
        ShiftTell.Seems(CoordinateSystem.Wgs84, was, (84.9, 45.5799)).ShouldBeNull();
    }

    [Fact]
    public void A_segment_is_drawn_by_well_known_text_and_measured_where_no_length_is_said()
    {
        var draft = (SegmentDraft)
            Check(CoordinateSystem.Wgs84, ImportKind.Segments)
                .Check(
                    1,
                    field =>
                        field switch
                        {
                            "code" => "L-1",
                            "name" => "北大街",
                            "kind" => "主干道",
                            "side" => "东侧",
                            "shape" => "LINESTRING (84.87 45.6, 84.88 45.6)",
                            _ => "",
                        }
                )
                .Draft.ShouldNotBeNull();

        var segment = draft.Onto(null);
        segment.Kind.ShouldBe("main");
        segment.Side.ShouldBe(StreetSide.East);
        segment.Metres.ShouldBeInRange(770, 790);
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[84.87,45.59],[84.88,45.59],[84.88,45.6],[84.87,45.59]]]}""", null)]
    [InlineData("POLYGON ((84.87 45.59, 84.88 45.59, 84.88 45.6, 84.87 45.59))", null)]
    [InlineData("""{"type":"Point","coordinates":[84.87,45.59]}""", "shape-type")]
    [InlineData("POLYGON ((84.87 45.59, 84.88 45.59, 84.87 45.59))", "shape-points")]
    [InlineData("一片地", "shape-broken")]
    [InlineData("""{"type":"Polygon","coordinates":[[["a","b"]]]}""", "shape-broken")]
    [InlineData("""{"type":"Polygon","coordinates":7}""", "shape-broken")]
    public void A_grid_is_a_polygon_whose_code_says_its_divisions(string shape, string? problem)
    {
        var outcome = Check(CoordinateSystem.Wgs84, ImportKind.Grids)
            .Check(
                1,
                field =>
                    field == "code" ? "990101001001007"
                    : field == "shape" ? shape
                    : ""
            );

        if (problem is null)
            ((GridDraft)outcome.Draft!).ShouldSatisfyAllConditions(
                grid => grid.District.ShouldBe(SmallCity.North),
                grid => grid.Street.ShouldBe("990101001"),
                grid => grid.Community.ShouldBe("990101001001")
            );
        else
            outcome.Problems.ShouldHaveSingleItem().Code.ShouldBe(problem);
    }

    [Theory]
    [InlineData("attribute:accessible", "有", null)]
    [InlineData("attribute:accessible", "也许", "attribute-YesNo")]
    [InlineData("attribute:seats", "十二", "attribute-Whole")]
    [InlineData("attribute:grade", "四类", "attribute-Choice")]
    [InlineData("condition", "待修", null)]
    [InlineData("condition", "还行", "condition")]
    [InlineData("place", "p-404", "unknown-place")]
    public void A_facility_has_what_its_kind_declares(string field, string value, string? problem)
    {
        var outcome = Check(CoordinateSystem.Wgs84, ImportKind.Facilities)
            .Check(
                1,
                name =>
                    name == field
                        ? value
                        : name switch
                        {
                            "code" => "T-1",
                            "kind" => "公共厕所",
                            "name" => "北大街公厕",
                            "lon" => "84.87",
                            "lat" => "45.59",
                            _ => "",
                        }
            );

        outcome.Problems.Select(one => one.Code).ShouldBe(problem is null ? [] : [problem]);
    }

    [Fact]
    public void An_empty_cell_leaves_what_is_there()
    {
        var there = new Place("P-9", "旧名", "street", SmallCity.North, "990101001", "990101001001", 84.8, 45.6, "north", true);

        ((PlaceDraft)Of(Good).Draft!)
            .Onto(there)
            .ShouldBe(there with { Name = "新市场", Type = "market", Lon = 84.87, Lat = 45.59, Owner = "market" });
        ((PlaceDraft)Of(new Dictionary<string, string>(Good) { ["owner"] = "" }).Draft!).Onto(there).Owner.ShouldBe("north");
    }

    private static RowOutcome Of(Dictionary<string, string> cells) =>
        Check(CoordinateSystem.Wgs84).Check(7, field => cells.GetValueOrDefault(field, ""));

    private static ImportCheck Check(CoordinateSystem system, ImportKind kind = ImportKind.Places) =>
        new(kind, TestServer.SmallPlaybook, SmallCity.Organisation, system, new HashSet<string> { "p-1" });
}
