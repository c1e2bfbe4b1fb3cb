using CivicLoop.Core.Cases;
using CivicLoop.Core.Mechanisms;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Mechanisms;

/// <summary>What is owed of a way of working, on SmallCity's Monday, 23 November 2020, and after.</summary>
public class MechanismDueTest
{
    private static readonly DateOnly Today = new(2020, 11, 23);

    private static CaseRules Rules(string? owner = "market", string? every = "1 week", string? runBy = null) =>
        SmallCity.Rules with
        {
            Playbook = SmallCity.Playbook with
            {
                Mechanisms =
                [
                    new("patrols", "联合巡查", null, [], [], runBy, true) { Owner = owner, Every = Interval.Parse(every) },
                ],
            },
        };

    private static MechanismDueEvent? Look(MechanismDueState? newest, DateOnly? last, CaseRules? rules = null, int days = 0) =>
        MechanismDueDecide.Look(newest, "patrols", last, 1, SmallCity.Monday.AddDays(days), rules ?? Rules());

    private static MechanismDueState After(MechanismDueState? newest, DateOnly? last, CaseRules? rules = null, int days = 0)
    {
        var happened = Look(newest, last, rules, days).ShouldNotBeNull();
        return MechanismDueDecide.Evolve(happened is MechanismOwed ? null : newest, happened);
    }

    [Fact]
    public void One_that_never_ran_is_owed_within_its_time_from_the_day_on_which_it_was_first_asked_for()
    {
        var owed = After(null, null);

        (owed.Next!.Post, owed.By, owed.Last, owed.Status).ShouldBe(
            ("market-clerk", Today.AddDays(7), null, MechanismDueStatus.Owed)
        );
        SmallCity.Calendar.DayOf(owed.Next.Due.AddMilliseconds(-1)).ShouldBe(Today.AddDays(7));
        Look(owed, null).ShouldBeNull("looked at again");
        Look(owed, null, days: 90).ShouldBeNull("however long nobody looked, one run is owed and not twelve");
    }

    [Fact]
    public void A_run_discharges_it_and_the_next_one_is_counted_from_that_run()
    {
        var owed = After(null, null);

        var ran = After(owed, Today.AddDays(2), days: 3);
        (ran.Status, ran.Next).ShouldBe((MechanismDueStatus.Ran, null));
        var next = After(ran, Today.AddDays(2), days: 3);

        (next.By, next.Before, next.Last).ShouldBe((Today.AddDays(9), Today.AddDays(7), Today.AddDays(2)));
    }

    [Fact]
    public void A_run_that_was_sent_back_leaves_what_it_discharged_owed_as_it_was()
    {
        var next = After(After(After(null, null), Today.AddDays(2), days: 3), Today.AddDays(2), days: 3);

        var again = After(next, null, days: 4);
        (again.Version, again.Last, again.By).ShouldBe((2, null, Today.AddDays(7)));
        After(next, null, days: 12).By.ShouldBe(Today.AddDays(12), "not before anybody knew that it was sent back");
    }

    [Fact]
    public void What_was_due_before_anybody_was_told_is_due_today() => After(null, Today.AddDays(-60)).By.ShouldBe(Today);

    [Fact]
    public void Whoever_takes_the_post_over_has_no_more_time()
    {
        var owed = After(null, null);

        var moved = After(owed, null, Rules("north"), days: 5);

        (moved.Next!.Post, moved.Next.Due, moved.By).ShouldBe(("north-clerk", owed.Next!.Due, owed.By));
        Look(moved, null, Rules("north"), days: 6).ShouldBeNull();
    }

    [Fact]
    public void Another_frequency_is_counted_from_the_same_day()
    {
        var moved = After(After(null, null), null, Rules(every: "1 month"), days: 5);

        (moved.By, moved.Every).ShouldBe((new DateOnly(2020, 12, 23), "1 month"));
        After(After(null, null), null, Rules(every: "2 days"), days: 5).By.ShouldBe(Today.AddDays(5));
    }

    [Theory]
    [InlineData(null, "1 week", null)]
    [InlineData("market", null, null)]
    [InlineData("nobody", "1 week", null)]
    [InlineData("market", "1 week", "rhythm")]
    [InlineData("market", "1 week", "ladder")]
    [InlineData("market", "1 week", "scoring")]
    public void Without_owner_or_frequency_or_where_the_system_runs_it_nothing_is_owed(
        string? owner,
        string? every,
        string? runBy
    )
    {
        Look(null, null, Rules(owner, every, runBy)).ShouldBeNull();
        After(After(null, null), null, Rules(owner, every, runBy)).Status.ShouldBe(MechanismDueStatus.Dropped);
    }

    [Fact]
    public void One_that_is_asked_for_again_begins_anew()
    {
        var dropped = After(After(null, null), null, Rules(every: null), days: 1);

        var again = After(dropped, null, days: 30);

        (again.Version, again.By, again.Before).ShouldBe((1, Today.AddDays(37), null));
    }

    [Theory]
    [InlineData("market-clerk", "market-clerk")]
    [InlineData("office", "office-clerk")]
    [InlineData("supervisor", "supervisor")]
    [InlineData("leader", null)]
    public void A_post_owes_it_itself_and_a_unit_by_the_post_that_may_tell_of_it(string owner, string? post) =>
        (MechanismDueDecide.WhoOwes(Rules(owner).Playbook.Mechanisms[0], SmallCity.Organisation)?.Code).ShouldBe(post);

    [Fact]
    public void A_frequency_is_written_as_it_was_read()
    {
        foreach (var every in new[] { "1 day", "2 days", "5 working days", "1 week", "1 ten-day", "1 half-month", "3 months" })
            Interval.Parse(every)!.ToString().ShouldBe(every);
    }
}
