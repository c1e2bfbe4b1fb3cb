using CivicLoop.Core.Events;
using CivicLoop.Core.Plans;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;
using static CivicLoop.Tests.Support.Planned;

namespace CivicLoop.Tests.Core.Plans;

public class TaskDecideTest
{
    private static readonly PhotoRef[] Photos = [SmallCity.Photo()];

    private static ReportMilestone Report(int at) => new(at, SmallCity.Text(6), Photos, []);

    [Fact]
    public void A_task_begins_with_its_plan_and_is_reached_milestone_by_milestone_each_checked_by_another_body()
    {
        var running = Running;
        (running.Phase, running.Next!.Kind, running.Next.Post).ShouldBe(
            (TaskPhase.Running, TaskDecide.Milestone, "market-clerk")
        );
        running.Next.Due.ShouldBe(SmallCity.Local("2021-01-01 00:00"));
        running.Next.Checker.ShouldBe("supervisor");

        var told = After(
            running,
            new TellProgress(40, SmallCity.Text(6), [], [new EvidenceLink(Evidence.Case, 7)]),
            Published,
            SmallCity.MarketClerk
        );
        (told.Percent, told.Next).ShouldBe((40, running.Next), "telling how far it is moves nothing");
        var reported = After(told, Report(0), Published, SmallCity.MarketClerk);
        (reported.Next!.Kind, reported.Next.Post).ShouldBe((TaskDecide.Check, "supervisor"));
        var passed = After(reported, new PassMilestone(0, []), Published, SmallCity.Supervisor);
        (passed.Passed, passed.Percent, passed.Next!.Due).ShouldBe((1, 50, SmallCity.Local("2021-07-01 00:00")));

        var last = After(
            After(passed, Report(1), Published, SmallCity.MarketClerk),
            new PassMilestone(1, []),
            Published,
            SmallCity.Supervisor
        );
        (last.Phase, last.Next!.Kind, last.Next.Post).ShouldBe((TaskPhase.Checked, TaskDecide.Close, "office-clerk"));
        var closed = After(last, new CloseTask(), Published, SmallCity.Clerk);
        (closed.Phase, closed.Percent, closed.Next).ShouldBe((TaskPhase.Closed, 100, null));
    }

    [Fact]
    public void What_did_not_pass_is_owed_again_and_nobody_checks_their_own()
    {
        var reported = After(Running, Report(0), Published, SmallCity.MarketClerk);

        No(reported, new PassMilestone(0, []), Published, SmallCity.MarketClerk).ShouldBe("task.not-yours");
        var ofMarket = SmallCity.Supervisor with { Unit = "market" };
        No(reported, new PassMilestone(0, []), Published, ofMarket).ShouldBe("task.own-unit");
        No(reported, new PassMilestone(0, []), Published, SmallCity.Supervisor with { Person = SmallCity.MarketClerk.Person })
            .ShouldBe("task.own-work");
        No(reported, new PassMilestone(1, []), Published, SmallCity.Supervisor).ShouldBe("task.milestone-not-now");

        var failed = After(
            reported,
            new FailMilestone(0, Photos),
            Published,
            SmallCity.Supervisor,
            SmallCity.Local("2021-01-10 10:00")
        );
        (failed.Milestones[0].Status, failed.Milestones[0].Failures).ShouldBe((MilestoneStatus.Open, 1));
        (failed.Next!.Kind, failed.Next.Due).ShouldBe(
            (TaskDecide.Milestone, SmallCity.Local("2021-01-11 10:00")),
            "its day is gone: the limit of rework"
        );
        failed.IsLateOn(new DateOnly(2021, 1, 10)).ShouldBeTrue();
        failed.IsLateOn(new DateOnly(2020, 12, 31)).ShouldBeFalse();
    }

    [Fact]
    public void A_unit_that_helps_tells_how_far_it_is_and_only_the_lead_says_that_something_is_reached()
    {
        var task = After(Task(1, Terms() with { With = ["north"] }), new BeginTask(), Published, SmallCity.Clerk);
        var words = SmallCity.Text(6);

        After(task, new TellProgress(10, words, [], []), Published, SmallCity.NorthClerk).Percent.ShouldBe(10);
        No(task, Report(0), Published, SmallCity.NorthClerk).ShouldBe("task.not-yours");
        No(task, new TellProgress(10, words, [], []), Published, SmallCity.SouthClerk).ShouldBe("task.not-yours");
        No(task, new TellProgress(101, words, [], []), Published, SmallCity.MarketClerk).ShouldBe("task.percent");
        No(task, new ReportMilestone(0, words, [], []), Published, SmallCity.MarketClerk).ShouldBe("task.evidence-missing");
        No(task, Report(1), Published, SmallCity.MarketClerk).ShouldBe("task.milestone-not-now");
        No(task, new CloseTask(), Published, SmallCity.Clerk).ShouldBe("task.not-now");
    }

    [Fact]
    public void Only_the_office_postpones_and_no_milestone_overtakes_the_next_or_its_plan()
    {
        var later = new DateOnly(2021, 3, 31);

        var postponed = After(Running, new PostponeMilestone(0, later), Published, SmallCity.Clerk);
        (postponed.Milestones[0].Day, postponed.Next!.Due).ShouldBe((later, SmallCity.Local("2021-04-01 00:00")));
        After(Running, new PostponeMilestone(1, To), Published, SmallCity.Clerk)
            .Next.ShouldBe(Running.Next, "another one is owed now");
        No(Running, new PostponeMilestone(0, later), Published, SmallCity.MarketClerk).ShouldBe("task.not-yours");
        No(Running, new PostponeMilestone(0, new DateOnly(2020, 12, 31)), Published, SmallCity.Clerk)
            .ShouldBe("task.postpone-later");
        No(Running, new PostponeMilestone(0, new DateOnly(2021, 7, 1)), Published, SmallCity.Clerk)
            .ShouldBe("task.postpone-order");
        No(Running, new PostponeMilestone(1, To.AddDays(1)), Published, SmallCity.Clerk).ShouldBe("task.milestone-outside");
        No(Running, new PostponeMilestone(5, later), Published, SmallCity.Clerk).ShouldBe("task.milestone-not-now");
    }

    [Fact]
    public void A_task_is_set_whole_or_not_at_all_and_stands_once_its_plan_is_published()
    {
        string? Set(TaskTerms terms, params string[] taken) =>
            No(
                null,
                new SetTask(1, SmallCity.Id(5), "1-001", terms, [.. taken.Select(code => new StandardRef("city", code))]),
                Draft,
                SmallCity.Clerk
            );

        Set(Terms() with { Standards = [] }).ShouldBe("task.standards-missing");
        Set(Terms(), "m-1").ShouldBe("task.standard-taken");
        Set(Terms() with { Standards = [new("minors", "m-1")] }).ShouldBe("task.standard-unknown");
        Set(Terms("empty")).ShouldBe("unit.nobody");
        Set(Terms() with { With = ["market"] }).ShouldBe("task.lead-helps");
        Set(Terms() with { Post = "north-clerk" }).ShouldBe("task.post-elsewhere");
        Set(Terms() with { Lead = null }).ShouldBe("task.post-elsewhere");
        Set(Terms() with { Milestones = [new(To.AddDays(1), SmallCity.Text())] }).ShouldBe("task.milestone-outside");
        Set(Terms() with { Milestones = [.. Enumerable.Repeat(new Milestone(From, SmallCity.Text()), 13)] })
            .ShouldBe("task.milestones-many");
        Set(Terms()).ShouldBeNull();

        No(Running, new ChangeTask(Terms(), []), Published, SmallCity.Clerk).ShouldBe("task.plan-fixed");
        No(Task(), new BeginTask(), Draft, SmallCity.Clerk).ShouldBe("task.not-now");
        var dropped = After(Task(), new DropTask(), Draft, SmallCity.Clerk);
        dropped.Phase.ShouldBe(TaskPhase.Dropped);
        No(dropped, new ChangeTask(Terms(), []), Draft, SmallCity.Clerk).ShouldBe("task.not-now");
        No(Task(1, Terms() with { Milestones = [] }), new BeginTask(), Published, SmallCity.Clerk).ShouldBe("task.unfinished");
    }
}
