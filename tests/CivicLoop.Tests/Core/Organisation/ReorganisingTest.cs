using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Organisation;

/// <summary>Adding, renaming, moving and closing: what goes through and why the rest does not.</summary>
public class ReorganisingTest
{
    private static readonly Unit Zone = new("zone-1", "北片区", UnitKinds.Zone, "market", null, Sample: false);
    private static readonly Post ZoneClerk = new("zone-1-unit-clerk-1", "北片区负责人", "zone-1", Role.UnitClerk, null);

    private static readonly OrganisationNow Zoned = new([.. SmallCity.Units, Zone], [.. SmallCity.Posts, ZoneClerk]);

    private static string? Try(OrganisationCommand command, Actor? by = null, Owed? owed = null, OrganisationNow? now = null) =>
        Reorganising.Refuses(command, by ?? SmallCity.Clerk, now ?? Zoned, owed ?? Owed.Nothing)?.Code;

    [Fact]
    public void The_office_founds_any_kind_of_unit_and_a_unit_only_zones_of_its_own()
    {
        foreach (var kind in UnitKinds.All)
            Try(new AddUnit("新单位", kind, "market", null)).ShouldBeNull(kind);

        Try(new AddUnit("南片区", UnitKinds.Zone, "market", null), SmallCity.MarketClerk).ShouldBeNull();
        Try(new AddUnit("南片区", UnitKinds.Zone, "north", null), SmallCity.MarketClerk).ShouldBe("organisation.not-yours");
        Try(new AddUnit("新单位", "bureau", "market", null), SmallCity.MarketClerk).ShouldBe("organisation.not-yours");
        foreach (var other in new[] { SmallCity.Supervisor, SmallCity.Leader, SmallCity.InspectorNorth, SmallCity.Citizen })
            Try(new AddUnit("新单位", "bureau", null, null), other).ShouldBe("organisation.not-yours");
    }

    [Fact]
    public void A_new_unit_needs_a_name_of_its_own_a_known_kind_and_a_place_in_the_tree()
    {
        Try(new AddUnit(" ", "bureau", null, null)).ShouldBe("name.missing");
        Try(new AddUnit(new string('长', 61), "bureau", null, null)).ShouldBe("name.form");
        Try(new AddUnit("市场监管局", "bureau", null, null)).ShouldBe("unit.name-taken");
        Try(new AddUnit("新", "castle", null, null)).ShouldBe("unit.kind-unknown");
        Try(new AddUnit("新", "bureau", "nowhere", null)).ShouldBe("unit.unknown");
        Try(new AddUnit("新", UnitKinds.Zone, null, null)).ShouldBe("unit.zone-of-nothing");
        Try(new AddUnit("新", UnitKinds.Zone, "zone-1", null)).ShouldBe("unit.under-zone");
        Try(new AddUnit("新", UnitKinds.District, null, SmallCity.North)).ShouldBe("unit.division-taken");
    }

    [Fact]
    public void Codes_take_the_first_free_number()
    {
        Reorganising.CodeOf(new AddUnit("南片区", UnitKinds.Zone, "market", null), Zoned).ShouldBe("zone-2");
        Reorganising.CodeOf(new AddPost("market", "副联络员", Role.UnitClerk, null), Zoned).ShouldBe("market-unit-clerk-1");
    }

    [Fact]
    public void A_unit_is_never_under_itself_and_a_zone_stays_where_it_is()
    {
        Try(new MoveUnit("office", "patrol")).ShouldBe("unit.under-itself");
        Try(new MoveUnit("office", "office")).ShouldBe("unit.under-itself");
        Try(new MoveUnit("patrol", "office")).ShouldBe("unit.same-parent");
        Try(new MoveUnit("patrol", "zone-1")).ShouldBe("unit.under-zone");
        Try(new MoveUnit("patrol", "supervision")).ShouldBeNull();
        Try(new MoveUnit("patrol", null)).ShouldBeNull();
        Try(new MoveUnit("zone-1", "north")).ShouldBe("unit.zone-stays");
        Try(new MoveUnit("patrol", null), SmallCity.MarketClerk).ShouldBe("organisation.not-yours");
    }

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 1, 0, 0)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 0, 0, 1)]
    public void A_unit_that_owes_anything_is_not_closed(long duties, long cases, long places, long issues)
    {
        var owed = new Owed(duties, cases, places, issues);

        Try(new CloseUnit("north", null), owed: owed).ShouldBe("unit.owes");
        // A successor takes places over; what is owed is moved by acts of its own.
        Try(new CloseUnit("north", "market"), owed: owed).ShouldBe(places > 0 ? null : "unit.owes");
    }

    [Fact]
    public void A_unit_is_closed_once_nothing_stands_below_it_and_never_the_last_that_files()
    {
        Try(new CloseUnit("north", null)).ShouldBeNull();
        Try(new CloseUnit("market", null)).ShouldBe("unit.has-parts");
        Try(new CloseUnit("supervision", null)).ShouldBe("post.last-of-role");
        Try(new CloseUnit("zone-1", null), SmallCity.MarketClerk).ShouldBeNull();
        Try(new CloseUnit("market", null), SmallCity.MarketClerk).ShouldBe("organisation.not-yours");
        var closed = new OrganisationNow(
            [.. SmallCity.Units.Select(unit => unit with { Closed = unit.Code == "north" })],
            SmallCity.Posts
        );
        Try(new CloseUnit("north", null), now: closed).ShouldBe("unit.closed");
        Try(new RenameUnit("north", "新名"), now: closed).ShouldBe("unit.closed");
    }

    [Fact]
    public void Nobody_makes_a_post_with_more_rights_than_they_may_give()
    {
        Try(new AddPost("market", "副联络员", Role.UnitClerk, null), SmallCity.MarketClerk).ShouldBeNull();
        Try(new AddPost("zone-1", "副负责人", Role.UnitClerk, null), SmallCity.MarketClerk).ShouldBeNull();
        Try(new AddPost("north", "副联络员", Role.UnitClerk, null), SmallCity.MarketClerk).ShouldBe("organisation.not-yours");
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.UnitClerk))
            Try(new AddPost("market", "更大的岗位", role, null), SmallCity.MarketClerk)
                .ShouldBe("organisation.not-yours", role.ToString());
        foreach (var role in Enum.GetValues<Role>().Where(role => role == Role.Citizen || Separation.IsAdministrator(role)))
            Try(new AddPost("market", "管理员", role, null)).ShouldBe("organisation.not-yours", role.ToString());
        Try(new AddPost("zone-1", "督导员", Role.Inspector, null)).ShouldBe("post.zone-role");
        Try(new AddPost("market", "市场监管局联络员", Role.UnitClerk, null)).ShouldBe("post.name-taken");
    }

    [Fact]
    public void A_post_is_closed_only_when_nothing_is_left_to_it()
    {
        Try(new ClosePost("market-clerk"), owed: Owed.Nothing with { Duties = 2 }).ShouldBe("post.owes");
        Try(new ClosePost("market-clerk"), owed: Owed.Nothing with { Cases = 1 }).ShouldBe("post.last-clerk");
        Try(new ClosePost("market-clerk")).ShouldBeNull();
        Try(new ClosePost("office-clerk")).ShouldBe("post.last-of-role");
        Try(new ClosePost("nowhere")).ShouldBe("post.unknown");
    }

    [Fact]
    public void What_has_ended_is_given_nothing_new_and_keeps_its_name()
    {
        var closed = new OrganisationNow(
            [.. SmallCity.Units.Select(unit => unit with { Closed = unit.Code is "market" or "north" })],
            [.. SmallCity.Posts.Select(post => post with { Closed = post.Unit is "market" or "north" })]
        );

        closed.Unit("market")!.Name.ShouldBe("市场监管局");
        closed.ClerkOf("market").ShouldBeNull();
        closed.Open("market").ShouldBeNull();
        closed.Governing(SmallCity.North).ShouldBeNull();
        closed.PostOf("north", Role.Inspector).ShouldBeNull();
    }

    [Fact]
    public void A_zone_answers_to_its_unit_and_no_case_is_dispatched_to_it()
    {
        Zoned.Answering("zone-1").ShouldBe("market");
        Zoned.Answering("market").ShouldBe("market");
        Zoned.ClerkOf("zone-1").ShouldBeNull();
        Zoned.PostOf("zone-1", Role.UnitClerk)!.Code.ShouldBe(ZoneClerk.Code);
        Zoned.ZonesOf("market").ShouldHaveSingleItem();
    }

    [Fact]
    public void Every_command_is_read_back_as_it_was_written()
    {
        foreach (var command in All)
            OrganisationCommand.Read(command.Write()).ShouldBe(command);
        All.Select(command => command.Kind).Distinct().Order().ShouldBe(Enum.GetValues<OrganisationAct>().Order());
    }

    private static readonly OrganisationCommand[] All =
    [
        new AddUnit("名", UnitKinds.Zone, "market", null),
        new RenameUnit("market", "名"),
        new MoveUnit("patrol", null),
        new CloseUnit("market", "north"),
        new AddPost("market", "名", Role.UnitClerk, null),
        new RenamePost("market-clerk", "名"),
        new ClosePost("market-clerk"),
        new HandOver("market-clerk", SmallCity.Id(1), null, new DateOnly(2020, 11, 23)),
        new SignHandover(SmallCity.Id(1), HandoverSide.Takes, true),
        new Second(SmallCity.Id(1), "market-clerk", new DateOnly(2020, 11, 23), new DateOnly(2020, 12, 23)),
        new ExtendSecondment(SmallCity.Id(1), new DateOnly(2020, 11, 23)),
        new RecallSecondment(SmallCity.Id(1)),
        new Join("committee-1", "market"),
        new Leave("committee-1", "market"),
        new Enclose("zone-1", "p-1"),
        new Release("zone-1", "p-1"),
        new RaiseIssue("committee-1", "market", "名", "事", 3, "p-1"),
        new DecideIssue(SmallCity.Id(1), "market", "定", new DateOnly(2020, 11, 23)),
        new SettleIssue(SmallCity.Id(1), "好"),
    ];
}
