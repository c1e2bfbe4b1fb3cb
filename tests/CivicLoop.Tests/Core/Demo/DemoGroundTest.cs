using CivicLoop.Core.Demo;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Demo;

public class DemoGroundTest
{
    private static readonly Playbook Qujing = PlaybookFolders.Parsed("qujing");

    private static readonly DemoGround Ground = Of(Qujing);

    [Fact]
    public void The_same_seed_makes_the_same_ground()
    {
        var again = Of(Qujing);

        again.Segments.Select(one => Shapes.Text(one.Line)).ShouldBe(Ground.Segments.Select(one => Shapes.Text(one.Line)));
        again.Facilities.ShouldBe(Ground.Facilities);
    }

    [Fact]
    public void Grids_carry_codes_of_fifteen_digits_that_begin_with_their_community_and_nothing_twice()
    {
        Ground.Grids.ShouldNotBeEmpty();
        Ground.Grids.ShouldAllBe(grid => grid.Code.Length == 15 && grid.Code.All(char.IsAsciiDigit));
        Ground.Grids.Where(grid => grid.Community is not null).ShouldAllBe(grid => grid.Code.StartsWith(grid.Community!));
        Ground.Grids.Select(grid => grid.Code).ShouldBeUnique();
        Ground.Segments.Select(segment => segment.Code).ShouldBeUnique();
        Ground.Facilities.Select(facility => facility.Code).ShouldBeUnique();
    }

    [Fact]
    public void Grids_lie_in_their_district_and_no_two_share_ground()
    {
        foreach (var grid in Ground.Grids)
        {
            var (lon, lat) = Extent.Of(grid.Shape.Rings[0]).Middle;
            var outline = Qujing.City.Districts.Single(one => one.Code == grid.District).Outline;
            (outline?.Contains(lon, lat) ?? true).ShouldBeTrue(grid.Code);
            Ground.Grids.Count(other => other.Shape.Contains(lon, lat)).ShouldBe(1, grid.Code);
        }
    }

    [Fact]
    public void Everything_is_a_sample_with_a_length_a_kind_and_attributes_that_the_playbook_declares()
    {
        var kinds = Qujing.Places.Ground.SegmentKinds.Select(kind => kind.Code).ToList();
        Ground.Segments.ShouldAllBe(one => one.Sample && kinds.Contains(one.Kind) && one.Metres > 200 && one.Metres < 1000);
        Ground.Grids.ShouldAllBe(one => one.Sample);
        foreach (var facility in Ground.Facilities)
            facility.State.Attributes.Values.Keys.ShouldBeSubsetOf(
                Qujing.Places.Facility(facility.Kind)!.Attributes.Select(attribute => attribute.Code)
            );
    }

    [Fact]
    public void Where_the_playbook_counts_there_are_as_many()
    {
        var counted = Qujing with
        {
            Places = Qujing.Places with
            {
                Ground = Qujing.Places.Ground with { Segments = 83 },
                Facilities = [Qujing.Places.Facility("toilet")! with { Count = 1230 }],
            },
        };

        var ground = Of(counted);

        ground.Segments.Count.ShouldBe(83);
        ground.Facilities.Count.ShouldBe(1230);
        ground.Facilities.Count(one => one.State.Attributes["accessible"] == "yes").ShouldBeInRange(700, 1100);
    }

    private static DemoGround Of(Playbook playbook) =>
        DemoGround.Make(playbook, new OrganisationNow(playbook.Organisation.Units, playbook.Organisation.Posts), seed: 7);
}
