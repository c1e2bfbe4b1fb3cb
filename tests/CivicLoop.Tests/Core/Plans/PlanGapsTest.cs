using CivicLoop.Core.Plans;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;
using static CivicLoop.Tests.Support.Planned;

namespace CivicLoop.Tests.Core.Plans;

public class PlanGapsTest
{
    private static string[] Gaps(params TaskState[] tasks) =>
        [
            .. PlanGaps
                .Of(Draft, tasks, [Edition], Spots, SmallCity.Organisation, new Dictionary<long, string>())
                .Select(gap => $"{gap.Kind} {gap.Code}"),
        ];

    private static TaskState Whole(long number, string lead, string standard, params string[] types) =>
        Task(number, Terms(lead, standard) with { PlaceTypes = types });

    [Fact]
    public void Nothing_is_missing_where_every_standard_task_unit_and_place_is_covered() =>
        Gaps(Whole(1, "market", "m-1", "market"), Whole(2, "market", "m-2"), Whole(3, "north", "s-1", "street")).ShouldBeEmpty();

    [Fact]
    public void Each_thing_that_is_missing_is_told_by_itself()
    {
        Gaps()
            .ShouldBe([
                "Standard city/m-1",
                "Standard city/m-2",
                "Standard city/s-1",
                "Unit market",
                "Unit north",
                "Ground p-1",
                "Ground p-2",
                "Ground p-3",
                "Ground p-4",
            ]);
        var bare = Task(
            1,
            Terms("market", "m-1") with
            {
                Lead = null,
                Post = null,
                PlaceTypes = [],
                Evidence = [],
                Milestones = [],
            }
        );
        Gaps(bare, Whole(2, "market", "m-2"), Whole(3, "north", "s-1", "street"))
            .ShouldBe(["Lead 1-001", "Place 1-001", "Evidence 1-001", "Milestone 1-001", "Ground p-1"]);
        Gaps(Whole(1, "market", "gone", "market"), Whole(2, "market", "m-2"), Whole(3, "north", "s-1", "street"))
            .ShouldBe(["Standard city/m-1", "Unknown 1-001", "Ground p-1"]);
    }

    [Fact]
    public void A_place_is_covered_by_its_type_or_by_its_name_and_only_by_a_task_that_is_about_such_places()
    {
        var named = Task(3, Terms("north", "s-1") with { PlaceTypes = [], Places = ["p-2", "p-3"] });
        Gaps(Whole(1, "market", "m-1", "market"), Whole(2, "market", "m-2"), named).ShouldBe(["Ground p-4"]);
        var wrong = Whole(1, "market", "m-1", "street");
        Gaps(wrong, Whole(2, "market", "m-2"), Whole(3, "north", "s-1", "street")).ShouldBe(["Ground p-1"]);
    }

    [Fact]
    public void A_dropped_task_covers_nothing_and_an_edition_that_is_gone_is_told()
    {
        var dropped = After(Whole(1, "market", "m-1", "market"), new DropTask(), Draft, SmallCity.Clerk);
        Gaps(dropped, Whole(2, "market", "m-2"), Whole(3, "north", "s-1", "street"))
            .ShouldBe(["Standard city/m-1", "Ground p-1"]);
        PlanGaps
            .Of(Draft, [], [], Spots, SmallCity.Organisation, new Dictionary<long, string>())
            .Select(gap => gap.Kind)
            .ShouldBe([GapKind.Edition, GapKind.Unit, GapKind.Unit]);
    }

    [Fact]
    public void Every_standard_that_is_proposed_leaves_no_gap_of_its_own()
    {
        var tasks = Edition
            .Located.Where(located => Decomposing.Asks(located.Standard))
            .Select(located => (located, Decomposing.ByRule(Rules, "city", located, ByType)))
            .Select(
                (pair, at) =>
                    Task(
                        at + 1,
                        Terms("market", pair.located.Standard.Code) with
                        {
                            Lead = pair.Item2!.Lead,
                            With = pair.Item2.With,
                            Post = pair.Item2.Post,
                            PlaceTypes = pair.located.Standard.Places,
                            Evidence = pair.Item2.Evidence,
                        }
                    )
            )
            .ToArray();

        Gaps(tasks).ShouldBeEmpty();
    }
}

public class DecomposingTest
{
    private static Proposal? Of(string standard) => Decomposing.ByRule(Rules, "city", Edition.Find(standard)!, ByType);

    [Fact]
    public void The_first_rule_that_fits_and_leads_to_somebody_wins()
    {
        var market = Of("m-1")!;
        (market.Rule.Code, market.Lead, market.Post, market.Of).ShouldBe(
            ("as-dispatched", "market", "market-clerk", (1, 1)),
            "nobody answers for the unit of the rule before"
        );
        market.With.ShouldBeEmpty("the lead does not help itself");
        market.Evidence.ShouldBe([Evidence.Photo, Evidence.Case]);
        var paper = Of("m-2")!;
        (paper.Rule.Code, paper.Lead, paper.Of).ShouldBe(("paper", "market", (0, 0)));
        paper.Evidence.ShouldBe([Evidence.Material]);
    }

    [Fact]
    public void Of_several_units_the_one_with_the_most_places_leads_and_the_others_help()
    {
        var street = Of("s-1")!;
        (street.Lead, street.Of).ShouldBe(("south", (2, 3)));
        street.With.ShouldBe(["north", "market"]);
    }

    [Fact]
    public void Where_nobody_is_led_to_nothing_is_proposed()
    {
        var nowhere = Decomposing.ByRule(
            Rules,
            "city",
            Edition.Find("s-1")!,
            Array.Empty<TaskPlace>().ToLookup(spot => spot.Type)
        );
        nowhere.ShouldBeNull("a stall without a place has no district");
        Decomposing.Asks(Edition.Find("m-3")!.Standard).ShouldBeFalse("it is done with what it is put together from");
    }

    [Fact]
    public void A_rule_without_conditions_leaves_nothing_to_those_after_it_and_a_condition_of_another_kind_does()
    {
        TaskRule all = new("all", "全部", [], [], [], [], [], [], [], "market", [], null, [], true);
        var paper = all with { Code = "paper", Methods = ["material"] };
        (all.Covers(paper), paper.Covers(all)).ShouldBe((true, false));
        (paper.Covers(paper with { PlaceTypes = ["market"] }), paper.Covers(all with { PlaceTypes = ["market"] })).ShouldBe(
            (true, false)
        );
    }
}

public class PlanProgressTest
{
    [Fact]
    public void Milestones_burn_down_beside_what_was_planned()
    {
        var passed = After(
            After(Running, new ReportMilestone(0, SmallCity.Text(6), [SmallCity.Photo()], []), Published, SmallCity.MarketClerk),
            new PassMilestone(0, []),
            Published,
            SmallCity.Supervisor
        );
        var today = new DateOnly(2020, 11, 30);

        var days = PlanProgress.Burn([passed, Running], From, To, today, SmallCity.Calendar.DayOf, 400);

        (days[0].Planned, days[0].Left, days[^1].Planned, days[^1].Left).ShouldBe((4, 4, 0, null));
        days.Single(day => day.Day == today).Left.ShouldBe(3);
        days.Single(day => day.Day == new DateOnly(2020, 12, 31)).Planned.ShouldBe(2);
        PlanProgress.Burn([], From, To, today, SmallCity.Calendar.DayOf, 10).Count.ShouldBeLessThanOrEqualTo(12);
        TaskCount.Of([passed, Running], new DateOnly(2021, 1, 5)).ShouldBe(new TaskCount(2, 4, 1, 1, 0, 25));
    }
}
