using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Tallies;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Tallies;

/// <summary>An entry of the ledger: who makes it, who counts it in, and what the same thing is.</summary>
public class TallyDecideTest
{
    private static readonly DateOnly Monday = new(2020, 11, 23);

    private static EnterTally Enter(string counter = "corners", DateOnly? from = null, DateOnly? to = null) =>
        new(
            1,
            SmallCity.Playbook.Counter(counter)!,
            Amount.Of(12),
            "market",
            SmallCity.North,
            from ?? Monday,
            to ?? Monday,
            null,
            SmallCity.Text(),
            [],
            [],
            [],
            [],
            null
        );

    private static Act By(Actor actor) =>
        new(SmallCity.Id(1), actor, SmallCity.Monday, SmallCity.Monday, "desk", SmallCity.Text(2));

    private static Outcome<TallyEvent> Decide(TallyState? state, TallyCommand command, Actor by) =>
        TallyDecide.Decide(state, command, By(by), SmallCity.Rules);

    private static TallyState After(TallyState? state, TallyCommand command, Actor by)
    {
        var outcome = Decide(state, command, by);
        outcome.Refusal.ShouldBeNull();
        return TallyDecide.Evolve(state, outcome.Value!, By(by).Made);
    }

    private static string? No(TallyState? state, TallyCommand command, Actor by) => Decide(state, command, by).Refusal?.Code;

    [Fact]
    public void A_unit_enters_its_work_and_the_office_owes_a_look_at_it()
    {
        var state = After(null, Enter(), SmallCity.MarketClerk);

        (state.Status, state.Measure, state.EnteredFor).ShouldBe((TallyStatus.Entered, "处", "market"));
        (state.Next!.Kind, state.Next.Post).ShouldBe((TallyDecide.CountIn, "office-clerk"));
        After(null, Enter(), SmallCity.Clerk).Next!.Post.ShouldBe("supervisor", "nobody of the same unit counts it in");
    }

    [Fact]
    public void What_nobody_may_enter_is_refused_and_says_why()
    {
        string? Refused(EnterTally enter, Actor? by = null) => No(null, enter, by ?? SmallCity.MarketClerk);

        Refused(Enter() with { Unit = "north" }).ShouldBe("tally.not-yours");
        Refused(Enter(), SmallCity.Leader).ShouldBe("tally.not-yours");
        Refused(Enter() with { Unit = "nowhere" }, SmallCity.Clerk).ShouldBe("unit.unknown");
        Refused(Enter("visits")).ShouldBe("tally.not-their-counter");
        Refused(Enter(to: Monday.AddDays(-1))).ShouldBe("tally.period-backwards");
        Refused(Enter(to: Monday.AddDays(1))).ShouldBe("tally.period-future");
        Refused(Enter(from: Monday.AddDays(-366))).ShouldBe("tally.period-long");
        Refused(Enter(from: Monday.AddDays(-365))).ShouldBeNull();
        Refused(Enter("videos")).ShouldBe("tally.thing-missing");
        Refused(Enter() with { Note = null }).ShouldBe("tally.evidence-missing");
        Refused(Enter() with { Note = null, Cases = [3] }).ShouldBeNull();
        Refused(Enter() with { Note = null, Photos = [SmallCity.Photo()] }).ShouldBeNull();
    }

    [Fact]
    public void Neither_who_entered_it_nor_anybody_of_the_unit_counts_it_in_or_takes_it_out_again()
    {
        var entered = After(null, Enter(), SmallCity.MarketClerk);

        No(entered, new CountTally(), SmallCity.MarketClerk).ShouldBe("tally.not-yours");
        No(entered, new CountTally(), SmallCity.Leader).ShouldBe("tally.not-yours");
        No(After(null, Enter(), SmallCity.Clerk), new CountTally(), SmallCity.Clerk).ShouldBe("tally.own-entry");
        var other = SmallCity.Clerk with { Person = SmallCity.Id(77) };
        No(After(null, Enter(), SmallCity.Clerk), new CountTally(), other).ShouldBe("tally.own-unit");

        var counted = After(entered, new CountTally(), SmallCity.Clerk);

        (counted.Status, counted.Next).ShouldBe((TallyStatus.Counted, null));
        No(counted, new CountTally(), SmallCity.Supervisor).ShouldBe("tally.not-now");
        No(counted, new SendTallyBack(), SmallCity.Supervisor).ShouldBe("tally.not-now");
        No(counted, new WithdrawTally(), SmallCity.MarketClerk).ShouldBe("tally.own-entry");
        After(counted, new WithdrawTally(), SmallCity.Supervisor).Status.ShouldBe(TallyStatus.Withdrawn);
        After(entered, new WithdrawTally(), SmallCity.MarketClerk).Status.ShouldBe(TallyStatus.Withdrawn);
    }

    [Fact]
    public void What_was_sent_back_is_owed_by_whoever_entered_it_until_another_entry_stands_for_it()
    {
        var back = After(After(null, Enter(), SmallCity.MarketClerk), new SendTallyBack(), SmallCity.Clerk);

        (back.Next!.Kind, back.Next.Post).ShouldBe((TallyDecide.Mend, "market-clerk"));
        After(null, Enter() with { Number = 2, Earlier = back }, SmallCity.MarketClerk).Corrects.ShouldBe(1);
        var gone = After(back, new SupersedeTally(2), SmallCity.MarketClerk);
        (gone.Status, gone.SupersededBy, gone.Next).ShouldBe((TallyStatus.Superseded, 2, null));
        No(gone, new SupersedeTally(3), SmallCity.MarketClerk).ShouldBe("tally.not-now");
        No(gone, new WithdrawTally(), SmallCity.MarketClerk).ShouldBe("tally.not-now");
        No(null, Enter() with { Earlier = gone }, SmallCity.MarketClerk).ShouldBe("tally.corrected-ended");
        No(null, Enter("litter") with { Earlier = back }, SmallCity.MarketClerk).ShouldBe("tally.corrects-other");
        No(null, Enter() with { Earlier = back with { Unit = "north" } }, SmallCity.MarketClerk).ShouldBe("tally.not-yours");
    }

    [Fact]
    public void The_earlier_entry_is_named_unless_it_is_the_one_that_is_corrected()
    {
        CountedBefore[] before = [new(4, "market", Monday.AddDays(-3), Monday, Named: false, SameThing: false)];
        var refusal = Decide(null, Enter() with { Before = before }, SmallCity.MarketClerk).Refusal!;
        var earlier = After(null, Enter() with { Number = 4 }, SmallCity.MarketClerk);

        refusal.ShouldBe(new Refusal("tally.counted-already", "4", "市场监管局", "2020-11-20", "2020-11-23"));
        No(null, Enter() with { Before = before, Earlier = earlier }, SmallCity.MarketClerk).ShouldBeNull();
    }

    [Theory]
    // once, the other's unit, whether the days meet, whether either names a thing, whether it is the same one
    [InlineData(Once.UnitAndPeriod, "market", true, false, false, false, true)]
    [InlineData(Once.UnitAndPeriod, "market", false, false, false, false, false)]
    [InlineData(Once.UnitAndPeriod, "north", true, false, false, false, false)]
    [InlineData(Once.UnitAndPeriod, "market", true, true, false, false, true)]
    [InlineData(Once.UnitAndPeriod, "market", true, true, true, false, false)]
    [InlineData(Once.UnitAndPeriod, "north", true, true, true, true, true)]
    [InlineData(Once.UnitAndPeriod, "north", false, true, true, true, false)]
    [InlineData(Once.Thing, "north", false, true, true, true, true)]
    [InlineData(Once.Thing, "market", true, true, true, false, false)]
    [InlineData(Once.ThingAndPeriod, "north", true, true, true, true, true)]
    [InlineData(Once.ThingAndPeriod, "north", false, true, true, true, false)]
    [InlineData(Once.ThingAndPeriod, "market", true, true, true, false, false)]
    public void The_same_is_counted_once(Once once, string unit, bool meet, bool named, bool otherNamed, bool same, bool already)
    {
        var day = meet ? Monday : Monday.AddDays(-1);
        var other = new CountedBefore(1, unit, day.AddDays(-2), day, otherNamed, same);

        (TallyOnce.Already(once, [other], "market", Monday, Monday, named) is not null).ShouldBe(already);
    }

    [Fact]
    public void A_name_is_the_same_however_it_is_typed()
    {
        TallyOnce.Key(null, null, "《文明 之城》第1集").ShouldBe(TallyOnce.Key(null, null, "文明之城第１集"));
        TallyOnce.Key(null, null, "").ShouldBeNull();
        TallyOnce.Key("p-1", null, null).ShouldNotBe(TallyOnce.Key(null, 1, null));
    }
}
