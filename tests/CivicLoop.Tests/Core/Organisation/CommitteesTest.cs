using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Organisation;

/// <summary>Committees with their members and issues, and the places of zones.</summary>
public class CommitteesTest
{
    private static readonly OrganisationNow Now = new(
        [
            .. SmallCity.Units,
            new Unit("party", "社区大党委", UnitKinds.Committee, null, null, Sample: true),
            new Unit("zone", "北片区", UnitKinds.Zone, "market", null, Sample: true),
        ],
        [.. SmallCity.Posts, new Post("party-clerk", "大党委秘书", "party", Role.UnitClerk, null)]
    );

    private static readonly Actor Secretary = new(SmallCity.Id(1), "party-clerk", Role.UnitClerk, "party", null);
    private static readonly HashSet<string> Members = ["market", "north"];
    private static readonly DateOnly Today = new(2020, 11, 23);

    [Fact]
    public void The_office_says_who_belongs_to_a_committee()
    {
        string? Try(OrganisationCommand command, string committee, string unit, bool member, Actor? by = null) =>
            Committees.Refuses(command, committee, unit, by ?? SmallCity.Clerk, Now, member)?.Code;

        Try(new Join("party", "south"), "party", "south", member: false).ShouldBeNull();
        Try(new Join("party", "market"), "party", "market", member: true).ShouldBe("committee.member-already");
        Try(new Leave("party", "south"), "party", "south", member: false).ShouldBe("committee.no-member");
        Try(new Leave("party", "market"), "party", "market", member: true).ShouldBeNull();
        Try(new Join("market", "south"), "market", "south", member: false).ShouldBe("committee.unknown");
        Try(new Join("party", "zone"), "party", "zone", member: false).ShouldBe("unit.unknown");
        Try(new Join("party", "south"), "party", "south", member: false, Secretary).ShouldBe("organisation.not-yours");
    }

    [Fact]
    public void A_member_raises_for_itself_and_the_secretary_for_any()
    {
        var raise = new RaiseIssue("party", "market", "楼道堆物", "三栋楼", null, null);
        string? Try(RaiseIssue issue, Actor by, bool known = true) => Committees.Refuses(issue, by, Now, Members, known)?.Code;

        Try(raise, SmallCity.MarketClerk).ShouldBeNull();
        Try(raise, Secretary).ShouldBeNull();
        Try(raise, SmallCity.Clerk).ShouldBeNull();
        Try(raise, SmallCity.NorthClerk).ShouldBe("organisation.not-yours");
        Try(raise with { Unit = "south" }, SmallCity.SouthClerk).ShouldBe("committee.no-member");
        Try(raise with { Unit = "party" }, Secretary).ShouldBeNull();
        Try(raise with { What = " " }, Secretary).ShouldBe("issue.incomplete");
        Try(raise with { Title = new string('长', 61) }, Secretary).ShouldBe("issue.too-long");
        Try(raise, Secretary, known: false).ShouldBe("issue.about-unknown");
    }

    [Fact]
    public void The_committee_decides_and_the_lead_or_the_committee_settles()
    {
        var raised = new IssueNow(SmallCity.Id(3), "party", IssueStatus.Raised, null);
        var decide = new DecideIssue(raised.Id, "market", "集中清理", Today.AddDays(7));
        string? Decide(DecideIssue command, Actor by, IssueNow? issue) =>
            Committees.Refuses(command, by, Now, issue, Members, Today)?.Code;

        Decide(decide, Secretary, raised).ShouldBeNull();
        Decide(decide, SmallCity.Clerk, raised).ShouldBeNull();
        Decide(decide, SmallCity.MarketClerk, raised).ShouldBe("organisation.not-yours");
        Decide(decide with { Lead = "south" }, Secretary, raised).ShouldBe("committee.no-member");
        Decide(decide with { Decision = "" }, Secretary, raised).ShouldBe("issue.decision-missing");
        Decide(decide with { Due = Today.AddDays(-1) }, Secretary, raised).ShouldBe("issue.due-past");
        Decide(decide, Secretary, null).ShouldBe("issue.unknown");

        var decided = raised with { Status = IssueStatus.Decided, Lead = "market" };
        string? Settle(Actor by, IssueNow issue, string result = "清完了") =>
            Committees.Refuses(new SettleIssue(issue.Id, result), by, Now, issue)?.Code;
        Decide(decide, Secretary, decided).ShouldBe("issue.not-now");
        Settle(SmallCity.MarketClerk, decided).ShouldBeNull();
        Settle(Secretary, decided).ShouldBeNull();
        Settle(SmallCity.NorthClerk, decided).ShouldBe("organisation.not-yours");
        Settle(Secretary, raised).ShouldBe("issue.not-now");
        Settle(Secretary, decided, " ").ShouldBe("issue.result-missing");
    }

    [Fact]
    public void A_zone_takes_places_of_its_unit_that_no_other_zone_has()
    {
        string? Try(string? owner, string? zone, Actor? by = null, string code = "zone") =>
            Committees.Refuses(new Enclose(code, "p-1"), code, "p-1", by ?? SmallCity.MarketClerk, Now, owner, zone)?.Code;

        Try("market", null).ShouldBeNull();
        Try("north", null).ShouldBe("zone.foreign-place");
        Try(null, null).ShouldBe("place.unknown");
        Try("market", "zone").ShouldBe("zone.taken");
        Try("market", null, SmallCity.NorthClerk).ShouldBe("organisation.not-yours");
        Try("market", null, SmallCity.Clerk, code: "market").ShouldBe("zone.none");
        Committees
            .Refuses(new Release("zone", "p-1"), "zone", "p-1", SmallCity.MarketClerk, Now, "market", null)!
            .Code.ShouldBe("zone.not-in");
    }
}
