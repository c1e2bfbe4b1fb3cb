using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>The loop inside a unit: given to a zone, put right there, looked at by the unit, and only then reported.</summary>
public class ZoningTest
{
    private static readonly Actor East = SmallCity.ZoneClerk;
    private static readonly Actor Elsewhere = new(SmallCity.Id(73), "zone-3-clerk", Role.UnitClerk, "zone-3", null);
    private static readonly ReportToUnit Done = new([SmallCity.Photo(3)]);

    private static Loop Accepted()
    {
        var loop = Loop.Accepted();
        loop.Rules = SmallCity.Zoned;
        return loop;
    }

    private static Loop Given() => Accepted().Then(SmallCity.MarketClerk, new GiveToZone("zone-1"));

    [Fact]
    public void A_zone_owes_it_under_the_limit_that_the_unit_was_told()
    {
        var before = Accepted().Now;
        var given = Given().Now;

        (given.Unit, given.Zone, given.Status).ShouldBe(("market", "zone-1", CaseStatus.Accepted));
        given.Next!.ShouldSatisfyAllConditions(
            owed => (owed.Kind, owed.Post, owed.Checker).ShouldBe(("zone", "zone-1-clerk", "market-clerk")),
            owed => owed.Due.ShouldBe(before.Rectify!.Due)
        );
        given.Rectify.ShouldBe(before.Rectify, "the unit stays answerable");
    }

    [Fact]
    public void The_unit_looks_before_it_reports_and_is_checked_from_outside_as_ever()
    {
        var loop = Given();
        loop.Refuses(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo()])).Code.ShouldBe("zone.has-it");

        loop.Then(East, Done);
        loop.Now.Next!.Post.ShouldBe("market-clerk");
        loop.Refuses(East with { Unit = "market" }, new ReportFixed([SmallCity.Photo()])).Code.ShouldBe("zone.own-report");
        loop.Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo()]));

        (loop.Now.Status, loop.Now.Zone, loop.Now.FixedByUnit).ShouldBe((CaseStatus.Fixed, null, "market"));
        loop.Then(SmallCity.InspectorNorth, new PassCheck([]));
    }

    [Fact]
    public void What_the_zone_did_badly_goes_back_to_it_and_what_it_cannot_do_is_taken_back()
    {
        var loop = Given().Then(East, Done).Then(SmallCity.MarketClerk, new GiveToZone("zone-1"));
        loop.Now.ZoneDoneBy.ShouldBeNull();
        loop.Refuses(SmallCity.MarketClerk, new GiveToZone("zone-1")).Code.ShouldBe("zone.given-already");

        loop.Then(SmallCity.MarketClerk, new TakeFromZone());

        (loop.Now.Zone, loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe((null, "rectify", "market-clerk"));
        loop.Refuses(SmallCity.MarketClerk, new TakeFromZone()).Code.ShouldBe("act.not-now");
        loop.Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo()]));
    }

    [Fact]
    public void Only_the_unit_gives_and_only_its_zone_reports()
    {
        var loop = Accepted();
        loop.Refuses(SmallCity.NorthClerk, new GiveToZone("zone-1")).Code.ShouldBe("act.not-yours");
        loop.Refuses(SmallCity.MarketClerk, new GiveToZone("zone-3")).Code.ShouldBe("zone.not-of-unit");
        loop.Refuses(SmallCity.MarketClerk, new GiveToZone("zone-2")).Code.ShouldBe("unit.nobody");
        loop.Refuses(East, Done).Code.ShouldBe("act.not-yours");

        var given = Given();
        given.Refuses(Elsewhere, Done).Code.ShouldBe("act.not-yours");
        given.Refuses(SmallCity.MarketClerk, Done).Code.ShouldBe("act.not-yours");
        given.Refuses(East, new ReportToUnit([])).Code.ShouldBe("fix.photo-missing");
        given.Refuses(East, new TakeFromZone()).Code.ShouldBe("act.not-yours");
        given.Then(East, Done).Refuses(East, Done).Code.ShouldBe("act.not-now");
    }

    [Fact]
    public void A_plan_leaves_it_with_the_zone()
    {
        var loop = Given().Then(SmallCity.MarketClerk, CaseLoopTest.Plan(SmallCity.Calendar.DayOf(SmallCity.Monday)));

        (loop.Now.Zone, loop.Now.Next!.Post).ShouldBe(("zone-1", "zone-1-clerk"));
        CaseEvolve.Fold(loop.History).ShouldBe(loop.State);
    }
}
