using CivicLoop.Core.Cases;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Supervision;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Supervision;

/// <summary>Which rung a matter has reached: every condition of the closed set, and the ladders of several cities.</summary>
public class LadderTest
{
    private static readonly DateTime Now = Laddered.Now;

    [Fact]
    public void It_climbs_step_by_step_and_never_the_same_step_twice()
    {
        var city = new Laddered();

        city.Reaches(Laddered.Owed(Now.AddDays(3))).ShouldBeNull("green");
        city.Reaches(Laddered.Owed(Now.AddHours(2))).ShouldBe("remind");
        city.Reaches(Laddered.Owed(Now.AddHours(-1))).ShouldBeNull("red, and not yet late enough");
        city.Reaches(Laddered.Owed(Now.AddDays(-3))).ShouldBe("white", "Friday is a working day ago");
        foreach (var status in Enum.GetValues<OrderStatus>())
            city.Reaches(Laddered.Owed(Now.AddDays(-3)), Laddered.Order("white", status: status)).ShouldBeNull($"{status}");
        city.Reaches(Laddered.Owed(Now.AddDays(-9)), Laddered.Order("white", unanswered: true)).ShouldBe("notice");
        city.Reaches(Laddered.Owed(Now.AddDays(-9)), Laddered.Order("white", unanswered: true), Laddered.Order("notice"))
            .ShouldBeNull();
        city.Reaches(Laddered.Owed(Now.AddDays(-3)), Laddered.Order("notice")).ShouldBeNull("never a lower one after a higher");
        city.Reaches(Laddered.Owed(Now.AddDays(-9), matter: 2), Laddered.Order("white", matter: 1))
            .ShouldBe("white", "another matter has its own order");
    }

    [Fact]
    public void A_reminder_goes_once_for_what_is_owed_and_again_for_what_is_owed_next()
    {
        var city = new Laddered();
        var fact = Laddered.Owed(Now.AddHours(2));
        var reminded = new HashSet<Reminded> { new(fact.Over.Matter.Stream, fact.Number, "remind") };

        Ladder.Weigh([fact], [], reminded, city.Rules, Now).ShouldBeEmpty();
        Ladder.Weigh([fact with { Number = 9 }], [], reminded, city.Rules, Now).Single().Rung.Code.ShouldBe("remind");
    }

    [Fact]
    public void Who_answered_not_at_all_is_found_though_nothing_else_is_owed_any_more()
    {
        var proposal = new Laddered().Weigh([], Laddered.Order("white", unanswered: true)).Single();

        (proposal.Rung.Code, proposal.Over, proposal.Why.Owed!.Kind).ShouldBe(("notice", Laddered.Over(), OrderDuties.Reply));
        new Laddered().Weigh([], Laddered.Order("white")).ShouldBeEmpty();
    }

    [Fact]
    public void A_draft_waits_for_its_signature_before_anything_follows() =>
        new Laddered()
            .Weigh([Laddered.Owed(Now.AddDays(-9))], Laddered.Order("white", unanswered: true, status: OrderStatus.Draft))
            .ShouldBeEmpty();

    [Fact]
    public void Orders_of_a_unit_are_counted_together_once_over_the_matter_of_the_last()
    {
        var city = new Laddered();
        OrderFact[] two = [Laddered.Order("notice", 1, daysAgo: 20), Laddered.Order("notice", 2, daysAgo: 3)];

        var talk = city.Weigh([], two).Single();

        (talk.Rung.Code, talk.Over).ShouldBe(("talk", Laddered.Over(2)));
        talk.Why.Counted.ShouldBe([16, 26]);
        city.Weigh([Laddered.Owed(Now.AddDays(1), matter: 9)], two).Count.ShouldBe(1, "not over each matter of the unit");
        city.Weigh([], [.. two, Laddered.Order("talk", 2, counted: [16, 26])]).ShouldBeEmpty();
        OrderFact[] four = [.. two, Laddered.Order("notice", 3, daysAgo: 2), Laddered.Order("notice", 4, daysAgo: 1)];
        city.Weigh([], [.. four, Laddered.Order("talk", 2, counted: [16, 26])]).Single().Over.ShouldBe(Laddered.Over(4));
        city.Weigh([], four).Count.ShouldBe(2);
        city.Weigh([], two[0], Laddered.Order("notice", 2, unit: "north")).ShouldBeEmpty("two units");
        city.Weigh([], two[0], Laddered.Order("notice", 2, daysAgo: 31)).ShouldBeEmpty("too long ago");
        city.Weigh([], two[0], Laddered.Order("notice", 2, OrderStatus.Revoked)).ShouldBeEmpty("revoked");
    }

    [Theory]
    [InlineData("{light: red}", "late")]
    [InlineData("{overdue-by: 2 natural days}", "late")]
    [InlineData("{failed-checks: 2}", "failed")]
    [InlineData("{reopened: 1}", "reopened")]
    [InlineData("{severity: major}", "grave")]
    [InlineData("{behind-plan-by: 1 natural day}", "behind")]
    [InlineData("{silent-for: 5 working days}", "silent")]
    [InlineData("{failed-checks: 2, severity: grave}", "both")]
    public void Each_condition_holds_for_what_it_says_and_for_nothing_else(string when, string holds)
    {
        var city = new Laddered($"ladder:\n  - {{code: one, name: 督办单, when: {when}, signed-by: watch}}");
        var calm = Laddered.Owed(Now.AddDays(3)) with { Since = Now.AddHours(-1) };
        var facts = new Dictionary<string, OwedFact>
        {
            ["calm"] = calm,
            ["late"] = Laddered.Owed(Now.AddDays(-3)) with { Since = Now.AddDays(-4) },
            ["failed"] = calm with { FailedChecks = 2 },
            ["reopened"] = calm with { Reopenings = 1 },
            ["grave"] = calm with { Severity = Severity.Grave },
            ["behind"] = calm with { Promised = SmallCity.Calendar.DayOf(Now).AddDays(-3) },
            ["silent"] = calm with { Since = Now.AddDays(-14) },
            ["both"] = calm with { Severity = Severity.Grave, FailedChecks = 3 },
        };
        string[] also = holds switch
        {
            "failed" or "grave" => ["both"],
            _ => [],
        };

        facts
            .Where(one => city.Reaches(one.Value) is not null)
            .Select(one => one.Key)
            .ShouldBe([holds, .. also], ignoreOrder: true);
    }

    [Fact]
    public void Every_condition_that_the_reader_accepts_is_one_that_the_ladder_asks()
    {
        foreach (
            var key in CivicLoop
                .Core.Playbooks.Keys.PlaybookShape.Files.Single(file => file.Path == "ladder.yaml")
                .Shape.Key("ladder")!
                .Of!.Key("when")!
                .Of!.Keys
        )
            LadderConditions.All.ShouldContain(key.Name);
    }

    [Fact]
    public void What_somebody_has_to_judge_is_proposed_to_nobody_and_may_be_drafted()
    {
        var city = new Laddered();
        var fact = Laddered.Owed(Now.AddDays(3));
        city.Weigh([fact]).ShouldBeEmpty();

        var look = Ladder.Look(fact, fact.Over, [], city.Rules, Now).Single(one => one.Rung.Code == "notice");

        (look.Stands, look.CanBeJudged).ShouldBe((false, true));
        var why = Ladder.WhyByHand(look, fact, judged: true, Now);
        (why.Judged, why.Conditions).ShouldSatisfyAllConditions(
            one => one.Judged.ShouldBe("不支持、不配合"),
            one => one.Conditions.ShouldBe([new Condition("judged", "不支持、不配合")])
        );
        Ladder.WhyByHand(look, fact, judged: false, Now).Conditions.ShouldBeEmpty();
    }

    // ---- the ladders of other cities, word for word in their playbooks

    [Fact]
    public void Blue_when_near_due_yellow_when_behind_or_poor_red_when_overdue()
    {
        var city = new Laddered(
            """
            ladder:
              - {code: blue, name: 蓝色提醒单, colour: blue, when: {light: yellow}, signed-by: system}
              - {code: yellow, name: 黄色督办单, colour: yellow, when: [{behind-plan-by: 1 natural day}, {failed-checks: 1}], signed-by: watch}
              - {code: red, name: 红色督办单, colour: red, when: {light: red}, signed-by: leading-group}
            """
        );
        var near = Laddered.Owed(Now.AddHours(2));

        city.Reaches(near).ShouldBe("blue");
        city.Reaches(near with { FailedChecks = 1 }).ShouldBe("yellow");
        city.Reaches(near with { Promised = SmallCity.Calendar.DayOf(Now).AddDays(-2) }).ShouldBe("yellow");
        city.Reaches(Laddered.Owed(Now.AddHours(-1))).ShouldBe("red");
        city.Reaches(Laddered.Owed(Now.AddHours(-1)), Laddered.Order("yellow")).ShouldBe("red");
        city.Reaches(near with { FailedChecks = 1 }, Laddered.Order("red")).ShouldBeNull();
    }

    [Fact]
    public void One_order_for_each_matter_and_grave_matters_start_higher()
    {
        var city = new Laddered(
            """
            one-per-matter: true
            ladder:
              - {code: blue, name: 蓝单, colour: blue, when: {overdue-by: 1 working day}, signed-by: watch, limit: 3 working days}
              - {code: orange, name: 橙单, colour: orange, when: [{unanswered: blue}, {severity: grave}], signed-by: watch, limit: 2 working days}
              - {code: red, name: 红单, colour: red, when: [{unanswered: orange}, {failed-checks: 3}], signed-by: leading-group, limit: 1 working day}
            """
        );
        var late = Laddered.Owed(Now.AddDays(-5));

        city.Reaches(late).ShouldBe("blue");
        city.Reaches(late with { Severity = Severity.Grave }).ShouldBe("orange");
        city.Reaches(late with { FailedChecks = 3 }, Laddered.Order("blue")).ShouldBeNull("one stands already");
        city.Reaches(late with { FailedChecks = 3 }, Laddered.Order("blue", status: OrderStatus.Closed)).ShouldBe("red");
        city.Reaches(late, Laddered.Order("blue", unanswered: true)).ShouldBe("orange", "not answering goes higher all the same");
    }

    [Fact]
    public void Two_yellows_cost_a_point_a_red_costs_two_and_a_talk()
    {
        var city = new Laddered(
            """
            ladder:
              - {code: yellow, name: 黄牌, colour: yellow, when: {light: yellow}, signed-by: watch}
              - {code: two-yellows, name: 两张黄牌, when: {rungs-within: {rung: yellow, times: 2, days: 30}}, signed-by: watch, deducts: 1}
              - {code: red, name: 红牌, colour: red, when: {light: red}, signed-by: leading-group, deducts: 2, makes: talk}
            """
        );

        city.Reaches(Laddered.Owed(Now.AddHours(2))).ShouldBe("yellow");
        var two = city.Weigh([], Laddered.Order("yellow", 1), Laddered.Order("yellow", 2, daysAgo: 1)).Single();
        (two.Rung.Code, two.Rung.Deducts).ShouldBe(("two-yellows", 1));
        var red = city.Weigh([Laddered.Owed(Now.AddHours(-1))], Laddered.Order("yellow")).Single().Rung;
        (red.Code, red.Deducts, red.Makes.Single()).ShouldBe(("red", 2, "talk"));
    }

    [Fact]
    public void A_hundred_thousand_at_once_are_one_pass()
    {
        var city = new Laddered();
        var facts = Enumerable.Range(0, 100_000).Select(at => Laddered.Owed(Now.AddHours(at % 200 - 150), at + 1)).ToList();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var proposals = city.Weigh(facts);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        proposals.Select(one => one.Over.Matter).ShouldBeUnique();
        proposals.Count(one => one.Rung.Code == "remind").ShouldBe(facts.Count(one => one.Yellow <= Now && one.Due >= Now));
    }

    [Fact]
    public void Whatever_is_owed_and_ordered_no_rung_comes_back_and_none_is_lower()
    {
        var city = new Laddered();
        var dice = new Random(20201123);
        for (var round = 0; round < 300; round++)
        {
            var facts = Enumerable
                .Range(1, 6)
                .Select(at => Laddered.Owed(Now.AddHours(dice.Next(-200, 60)), at) with { FailedChecks = dice.Next(4) })
                .ToList();
            var orders = new List<OrderFact>();
            for (var pass = 0; pass < 5; pass++)
            {
                foreach (var one in city.Weigh(facts, orders).Where(one => one.Rung.SignedBy != Signers.System))
                {
                    orders.ShouldNotContain(had => had.Over.Matter == one.Over.Matter && had.Rung == one.Rung.Code);
                    orders
                        .Where(had => had.Over.Matter == one.Over.Matter)
                        .ShouldAllBe(had => Index(city, had.Rung) < Index(city, one.Rung.Code));
                    orders.Add(
                        Laddered.Order(
                            one.Rung.Code,
                            (int)one.Over.Matter.Number,
                            dice.Next(3) == 0 ? OrderStatus.Closed : OrderStatus.Reply,
                            daysAgo: 1,
                            unanswered: dice.Next(2) == 0,
                            counted: one.Why.Counted ?? []
                        )
                    );
                }
            }
        }
    }

    private static int Index(Laddered city, string rung) =>
        city.Rules.Playbook.Ladder.Rungs.Select(one => one.Code).ToList().IndexOf(rung);
}
