using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Organisation;

public class LineOfCommandTest
{
    private static readonly OrganisationNow Organisation = new(
        [
            new("leadership", "领导小组", "leadership", null, null, Sample: false),
            new("office", "创城办", "office", "leadership", null, Sample: false),
            new("market", "市场监管局", "bureau", null, null, Sample: false),
            new("housing", "住建局", "bureau", null, null, Sample: false),
            new("gone", "撤销的局", "bureau", null, null, Sample: false, Closed: true),
            new("north", "北区", "district", "leadership", SmallCity.North, Sample: false),
            new("street", "一街道", "street", "north", "990101001", Sample: true),
        ],
        [
            new("a-deputy", "市长", "leadership", Role.Leader, null),
            new("b-member", "分管常委", "leadership", Role.Leader, null),
            new("c-head", "书记", "leadership", Role.Leader, null),
            new("d-street", "包保一街道的领导", "leadership", Role.Leader, SmallCity.North),
            new("e-north", "北区区委书记", "north", Role.Leader, SmallCity.North),
            new("clerk", "值班岗", "office", Role.OfficeClerk, null),
            new("market-clerk", "联络员", "market", Role.UnitClerk, null),
            new("housing-clerk", "联络员", "housing", Role.UnitClerk, null),
            new("north-clerk", "联络员", "north", Role.UnitClerk, null),
            new("street-clerk", "联络员", "street", Role.UnitClerk, null),
        ]
    );

    private static readonly LineOfCommand Lines = new(
        Organisation,
        SmallCity.Playbook.Organisation with
        {
            LeadingGroup = new LeadingGroup("领导小组", "书记", "市长", "常委", []) { HeadPost = "c-head" },
            WorkGroups =
            [
                new("markets", "市场组", "分管常委", null, ["market", "gone"], Sample: false) { Post = "b-member" },
                new("homes", "住房组", "分管常委", null, ["housing"], Sample: true),
            ],
        },
        [new Charge("d-street", "990101001"), new Charge("d-street", "nowhere")]
    );

    [Fact]
    public void Under_the_head_stand_members_with_a_part_of_their_own_groups_that_nobody_leads_and_what_is_in_no_group()
    {
        var city = Lines.Of(Who("c-head"));

        city.Key.ShouldBe("city.");
        Lines
            .Under(city)
            .Select(line => line.Key)
            .ShouldBe(["leader.b-member", "leader.d-street", "leader.e-north", "group.homes", "unit.north", "unit.office"]);
        city.Posts.ShouldNotContain("c-head");
        city.Posts.Count.ShouldBe(9);
    }

    [Fact]
    public void A_member_sees_the_groups_that_hang_under_the_post_then_their_units()
    {
        var own = Lines.Of(Who("b-member"));

        own.Key.ShouldBe("leader.b-member");
        own.Posts.ShouldBe(["market-clerk"]);
        var group = Lines.Under(own).ShouldHaveSingleItem();
        group.Key.ShouldBe("group.markets");
        Lines.Under(group).Select(line => line.Key).ShouldBe(["unit.market"]);
    }

    [Fact]
    public void Whoever_has_ground_by_contract_sees_the_unit_that_governs_it_and_the_head_of_a_district_all_of_it()
    {
        Lines.Of(Who("d-street")).Posts.ShouldBe(["street-clerk"]);
        var district = Lines.Of(Who("e-north"));

        district.Posts.ShouldBe(["north-clerk", "street-clerk"], ignoreOrder: true);
        Lines.Under(Lines.Under(district).ShouldHaveSingleItem()).Select(line => line.Key).ShouldBe(["unit.street"]);
    }

    [Fact]
    public void A_deputy_without_a_part_of_their_own_and_whoever_only_watches_see_the_city()
    {
        Lines.Of(Who("a-deputy")).Kind.ShouldBe(LineKind.City);
        Lines.Of(Who("clerk")).Kind.ShouldBe(LineKind.City);
    }

    [Theory]
    [InlineData("group.nothing")]
    [InlineData("unit.gone")]
    [InlineData("leader.clerk")]
    [InlineData("leader.a-deputy")]
    [InlineData("city.all")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void What_nothing_is_called_is_no_line(string key) => Lines.Find(key).ShouldBeNull();

    [Fact]
    public void Where_no_post_is_named_the_first_leader_of_the_whole_city_is_the_head() =>
        new LineOfCommand(Organisation, SmallCity.Playbook.Organisation, []).Head!.Code.ShouldBe("a-deputy");

    private static Actor Who(string post)
    {
        var known = Organisation.Post(post)!;
        return new Actor(SmallCity.Id(1), post, known.Role, known.Unit, known.District);
    }
}
