using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Inspections;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Standards;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Inspections;

/// <summary>Who may record and withdraw a visit, what a checklist is, and what a visit does to cases.</summary>
public class VisitDecideTest
{
    private static readonly IReadOnlyList<Edition> Editions = TestServer.SmallPlaybook.Editions;

    private static readonly Checklist Market = Checklist.Of("market", Editions);

    internal static Judged Answered(string standard, params (string, long)[] figures) =>
        Market.Judge([new ItemAnswer("small-1", standard, Measured.Of(figures))]).Value!.Single();

    private static VisitItem Item(string standard = "litter", int? share = 0) =>
        new("city", "small-1", standard, [], "present.no", [], share, "litter", null, [], ItemEffect.None, null);

    private static Act By(Actor actor, DateTime? at = null) =>
        new(SmallCity.Id(1), actor, at ?? SmallCity.Monday, at ?? SmallCity.Monday, "desk", SmallCity.Text());

    private static RecordVisit Visit(Location? at = null, Stood? stood = null, params VisitItem[] items) =>
        new(1, at ?? SmallCity.Market, stood, null, items.Length == 0 ? [Item()] : items, []);

    private static string? No(Actor actor, VisitCommand command, VisitState? state = null, DateTime? at = null) =>
        VisitDecide.Decide(state, command, By(actor, at), SmallCity.Rules).Refusal?.Code;

    private static VisitState Recorded(Actor actor) =>
        VisitDecide.Evolve(null, VisitDecide.Decide(null, Visit(), By(actor), SmallCity.Rules).Value!, By(actor).Made);

    [Fact]
    public void Inspectors_visit_their_district_the_supervision_and_the_office_everywhere_and_units_nowhere()
    {
        No(SmallCity.InspectorNorth, Visit()).ShouldBeNull();
        No(SmallCity.Supervisor, Visit()).ShouldBeNull();
        No(SmallCity.Clerk, Visit()).ShouldBeNull();
        foreach (var actor in new[] { SmallCity.InspectorSouth, SmallCity.MarketClerk, SmallCity.Leader, SmallCity.Citizen })
            No(actor, Visit()).ShouldBe("visit.not-yours", actor.Post);
        No(SmallCity.Clerk, Visit(SmallCity.Outside)).ShouldBe("place.outside");
        No(SmallCity.Clerk, Visit() with { Items = [] }).ShouldBe("visit.nothing-answered");
        No(SmallCity.Clerk, Visit(null, null, Item(), Item())).ShouldBe("visit.answered-twice");
        No(SmallCity.Clerk, Visit(), Recorded(SmallCity.Clerk)).ShouldBe("visit.exists");
    }

    [Fact]
    public void How_far_they_stood_is_told_and_refuses_nothing()
    {
        VisitRecorded Told(Stood? stood) =>
            (VisitRecorded)VisitDecide.Decide(null, Visit(stood: stood), By(SmallCity.InspectorNorth), SmallCity.Rules).Value!;

        Told(null).Away.ShouldBeNull();
        Told(new Stood(84.87, 45.59, CoordinateSystem.Wgs84)).Away.ShouldBe(0);
        Told(new Stood(84.97, 45.59, CoordinateSystem.Gcj02)).Away!.Value.ShouldBeInRange(7_700, 7_900);
    }

    [Fact]
    public void Whoever_visited_withdraws_on_the_day_and_the_office_whenever()
    {
        var visit = Recorded(SmallCity.InspectorNorth);
        var tomorrow = SmallCity.Monday.AddDays(1);

        No(SmallCity.InspectorNorth, new WithdrawVisit(), visit).ShouldBeNull();
        No(SmallCity.InspectorNorth, new WithdrawVisit(), visit, tomorrow).ShouldBe("visit.withdraw-late");
        No(SmallCity.Supervisor, new WithdrawVisit(), visit).ShouldBe("visit.withdraw-own");
        No(SmallCity.MarketClerk, new WithdrawVisit(), visit).ShouldBe("visit.not-yours");
        No(SmallCity.Clerk, new WithdrawVisit(), visit, tomorrow).ShouldBeNull();
        var gone = VisitDecide.Evolve(visit, new VisitWithdrawn(), By(SmallCity.Clerk).Made);
        gone.WithdrawnAt.ShouldBe(SmallCity.Monday);
        No(SmallCity.Clerk, new WithdrawVisit(), gone).ShouldBe("visit.withdrawn-already");
        No(SmallCity.Clerk, new WithdrawVisit()).ShouldBe("visit.unknown");
    }

    [Fact]
    public void A_checklist_is_what_is_looked_at_on_the_spot_and_a_type_without_standards_says_so()
    {
        Market.Items.Select(item => item.Standard.Code).ShouldBe(["litter", "bins", "stalls"]);
        Market.Judge([new ItemAnswer("small-1", "rules", Measured.NotHere)]).Refusal!.Code.ShouldBe("visit.not-on-list");
        Market
            .Judge([new ItemAnswer("small-1", "litter", Measured.Of(("faults", -1)))])
            .Refusal!.Code.ShouldBe("rule.input-range");
        Checklist.Of("toilet", Editions).Judge([]).Refusal!.Code.ShouldBe("visit.no-standards");
    }

    [Fact]
    public void A_fault_however_small_is_never_rounded_away()
    {
        VisitItem.ShareOf(new Trace("ratio", [], 0.999999m)).ShouldBe(9_999);
        VisitItem.ShareOf(new Trace("ratio", [], 1)).ShouldBe(VisitItem.Full);
        VisitItem.ShareOf(new Trace("not-here", [], null)).ShouldBeNull();
        (Item(share: 9_999).Failed, Item(share: null).Failed, Item(share: null).Passed).ShouldBe((true, false, false));
        var kept = VisitDecide.Evolve(
            null,
            new VisitRecorded(1, SmallCity.Market, null, null, null, [Item()], null),
            By(SmallCity.Clerk).Made
        );
        kept.Items[0].Trace.Code.ShouldBe("present.no");
    }

    [Fact]
    public void A_failure_goes_to_the_case_that_waits_for_its_check_joins_what_is_open_or_begins_one()
    {
        VisitEffects With(Actor actor, params Loop[] loops) =>
            new(
                SmallCity.Market,
                [.. loops.Select((loop, at) => new CaseHere(SmallCity.Id(50 + at), loop.Now))],
                By(actor, SmallCity.Monday.AddDays(1)),
                SmallCity.Rules
            );

        With(SmallCity.InspectorNorth).IfFailed("litter").Effect.ShouldBe(ItemEffect.Reported);
        With(SmallCity.InspectorNorth).IfFailed(null).Effect.ShouldBe(ItemEffect.None);
        With(SmallCity.InspectorNorth, Loop.Accepted()).IfFailed("litter").Effect.ShouldBe(ItemEffect.Joined);
        With(SmallCity.InspectorNorth, Loop.Accepted()).IfFailed("stall").Effect.ShouldBe(ItemEffect.Reported, "of another kind");
        With(SmallCity.InspectorNorth, Loop.Closed())
            .IfFailed("litter")
            .Effect.ShouldBe(ItemEffect.Reported, "not open any more");
        var waiting = With(SmallCity.InspectorNorth, Loop.Accepted(), Loop.Fixed());
        waiting.IfFailed("litter").ShouldBe(new Consequence(ItemEffect.CheckFailed, waiting.IfFailed("litter").Case));
        waiting.IfPassed("litter").Effect.ShouldBe(ItemEffect.CheckPassed);
        With(SmallCity.InspectorNorth, Loop.Accepted()).IfPassed("litter").ShouldBe(Consequence.Nothing);

        // Four eyes: nobody of a unit that had a hand in it checks it, whatever they see there.
        var own = Loop.Filed()
            .Then(SmallCity.Clerk, new Dispatch("north"))
            .Then(SmallCity.NorthClerk, new Accept())
            .Then(SmallCity.NorthClerk, new ReportFixed([SmallCity.Photo(2)]));
        With(SmallCity.InspectorOfNorthOffice, own).IfFailed("litter").Effect.ShouldBe(ItemEffect.Joined);
        var passed = With(SmallCity.InspectorOfNorthOffice, own).IfPassed("litter");
        (passed.Effect, passed.Why!.Code).ShouldBe((ItemEffect.None, "check.own-unit"));
        With(SmallCity.Clerk, own).IfPassed("litter").Why!.Code.ShouldBe("act.not-yours", "the office checks nothing");
    }

    [Fact]
    public void Where_one_line_of_a_kind_fails_what_passes_of_it_ends_nothing()
    {
        var effects = new VisitEffects(
            SmallCity.Market,
            [new CaseHere(SmallCity.Id(50), Loop.Fixed().Now)],
            By(SmallCity.InspectorNorth, SmallCity.Monday.AddDays(1)),
            SmallCity.Rules
        );

        effects.Of([Answered("litter", ("faults", 0))])["litter"].Effect.ShouldBe(ItemEffect.CheckPassed);
        effects
            .Of([Answered("litter", ("faults", 0)), Answered("litter", ("faults", 1))])["litter"]
            .Effect.ShouldBe(ItemEffect.CheckFailed);
        effects.Of([Answered("bins", ("found", 0))]).ShouldBeEmpty("no problem of the street");
        effects
            .Shown(["litter"])
            .ShouldNotBe(new VisitEffects(SmallCity.Market, [], By(SmallCity.InspectorNorth), SmallCity.Rules).Shown(["litter"]));
    }
}
