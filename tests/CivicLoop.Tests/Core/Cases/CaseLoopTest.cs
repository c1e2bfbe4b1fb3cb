using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>The loop as it should go: every act, what it leaves behind and who owes what after it.</summary>
public class CaseLoopTest
{
    [Fact]
    public void A_case_goes_from_report_to_closing_through_five_people()
    {
        var loop = Loop.Closed();

        loop.Now.Status.ShouldBe(CaseStatus.Closed);
        loop.Now.ClosedAt.ShouldNotBeNull();
        loop.Now.Next.ShouldBeNull();
        loop.History.Select(entry => CaseEventJson.Kinds.KindOf(entry.Event))
            .ShouldBe(["reported", "filed", "dispatched", "accepted", "fix-reported", "check-passed", "closed"]);
        loop.History.Select(entry => entry.Made.Post)
            .ShouldBe([
                "citizen",
                "office-clerk",
                "office-clerk",
                "market-clerk",
                "market-clerk",
                "inspector-north",
                "office-clerk",
            ]);
    }

    [Theory]
    [InlineData("citizen", "citizen")]
    [InlineData("inspector-north", "inspector")]
    [InlineData("office-clerk", "office")]
    [InlineData("market-clerk", "unit")]
    [InlineData("supervisor", "supervision")]
    [InlineData("leader", "leader")]
    public void A_report_says_who_found_it_and_lays_the_filing_on_the_office(string post, string foundBy)
    {
        var by = SmallCity.Everybody.Single(actor => actor.Post == post);

        var loop = new Loop().Then(by, Loop.Litter());

        loop.Now.FoundBy.ShouldBe(foundBy);
        loop.Now.Next!.Kind.ShouldBe("file");
        loop.Now.Next.Post.ShouldBe("office-clerk");
    }

    [Fact]
    public void A_refused_report_owes_nothing_and_says_who_refused_it()
    {
        var loop = Loop.Refused();

        loop.Now.Status.ShouldBe(CaseStatus.Refused);
        loop.Now.RefusedBy.ShouldBe("office-clerk");
        loop.Now.Next.ShouldBeNull();
    }

    [Fact]
    public void Filing_may_correct_the_category_and_sets_difficulty_and_severity()
    {
        var loop = Loop.Reported().Then(SmallCity.Clerk, new FileCase("stall", "dated", Severity.Grave));

        (loop.Now.Category, loop.Now.Difficulty, loop.Now.Severity).ShouldBe(("stall", "dated", Severity.Grave));
        loop.Now.Next!.Kind.ShouldBe("dispatch");
    }

    [Fact]
    public void Dispatch_by_rule_names_the_rule_the_unit_and_those_who_help()
    {
        var loop = Loop.Dispatched();

        (loop.Now.Unit, loop.Now.Rule).ShouldBe(("market", "market-litter"));
        loop.Now.With.ShouldBe(["north"]);
    }

    [Fact]
    public void Dispatch_tells_the_limit_of_putting_right_and_who_will_check_it()
    {
        var loop = Loop.Filed();
        var sent = loop.Clock;

        loop.Then(SmallCity.Clerk, new Dispatch(null));

        var rectify = loop.Now.Rectify!;
        (rectify.Post, rectify.Checker, rectify.Limit).ShouldBe(("market-clerk", "inspector-north", "4 urgent hours"));
        rectify.Due.ShouldBe(sent.AddHours(4));
        loop.Now.Next!.Kind.ShouldBe("accept");
    }

    [Fact]
    public void Dispatch_by_hand_names_no_rule()
    {
        var loop = Loop.Filed().Then(SmallCity.Clerk, new Dispatch("south"));

        (loop.Now.Unit, loop.Now.Rule).ShouldBe(("south", null));
    }

    [Fact]
    public void A_case_returned_waits_for_dispatch_again()
    {
        var loop = Loop.Dispatched().Then(SmallCity.MarketClerk, new Return());

        loop.Now.Status.ShouldBe(CaseStatus.Filed);
        (loop.Now.Unit, loop.Now.Rule, loop.Now.Rectify).ShouldBe((null, null, null));
        loop.Now.Returns.ShouldBe(1);
        (loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe(("dispatch", "office-clerk"));
    }

    [Fact]
    public void Accepting_takes_over_the_limit_told_at_dispatch()
    {
        var loop = Loop.Accepted();

        loop.Now.Next.ShouldBe(loop.Now.Rectify);
    }

    [Fact]
    public void A_plan_changes_no_limit()
    {
        var loop = Loop.Accepted();
        var before = loop.Now.Next;

        loop.Then(SmallCity.MarketClerk, Plan(SmallCity.Calendar.DayOf(loop.Clock)));

        loop.Now.Next.ShouldBe(before);
        loop.Now.Status.ShouldBe(CaseStatus.Accepted);
    }

    [Fact]
    public void A_fix_is_checked_by_the_inspector_of_the_district()
    {
        var loop = Loop.Fixed();

        (loop.Now.FixedBy, loop.Now.FixedByUnit).ShouldBe((SmallCity.MarketClerk.Person, "market"));
        (loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe(("check", "inspector-north"));
    }

    [Fact]
    public void A_passed_check_lays_the_closing_on_the_office()
    {
        var loop = Loop.Passed();

        (loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe(("close", "office-clerk"));
    }

    [Fact]
    public void A_failed_check_sends_it_back_to_the_fixer_under_the_limit_of_rework()
    {
        var loop = Loop.Fixed().Then(SmallCity.InspectorNorth, new FailCheck([SmallCity.Photo(3)]));

        loop.Now.Status.ShouldBe(CaseStatus.Accepted);
        loop.Now.FailedChecks.ShouldBe(1);
        loop.Now.FixedAt.ShouldBeNull();
        (loop.Now.Next!.Kind, loop.Now.Next.Post, loop.Now.Next.Limit).ShouldBe(("rectify", "market-clerk", "1 natural day"));
        loop.Now.Rectify.ShouldBe(loop.Now.Next);
    }

    [Fact]
    public void A_closed_case_reopened_waits_for_dispatch()
    {
        var loop = Loop.Closed().Then(SmallCity.Supervisor, new Reopen());

        loop.Now.Status.ShouldBe(CaseStatus.Filed);
        (loop.Now.ClosedAt, loop.Now.FixedAt, loop.Now.Unit).ShouldBe((null, null, null));
        loop.Now.Reopenings.ShouldBe(1);
        loop.Now.Next!.Kind.ShouldBe("dispatch");
    }

    [Fact]
    public void A_refused_report_reopened_waits_for_filing()
    {
        var loop = Loop.Refused().Then(SmallCity.Clerk, new Reopen());

        loop.Now.Status.ShouldBe(CaseStatus.Reported);
        loop.Now.RefusedBy.ShouldBeNull();
        loop.Now.Next!.Kind.ShouldBe("file");
    }

    [Fact]
    public void What_was_fixed_on_the_spot_is_filed_fixed_and_waits_for_its_check()
    {
        var loop = Loop.FixedOnTheSpot(SmallCity.MarketClerk);

        loop.Now.Status.ShouldBe(CaseStatus.Fixed);
        (loop.Now.Unit, loop.Now.FixedByUnit, loop.Now.Difficulty).ShouldBe(("market", "market", "at-once"));
        loop.Now.FiledAt.ShouldNotBeNull();
        (loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe(("check", "inspector-north"));
    }

    [Fact]
    public void A_case_put_right_in_time_is_not_late_and_one_put_right_after_its_limit_is()
    {
        var loop = Loop.Fixed();
        var rectify = loop.Now.Rectify!;

        loop.Now.IsLateAt(rectify.Due.AddDays(30)).ShouldBeFalse();
        Loop.Accepted().Now.IsLateAt(rectify.Due.AddHours(1)).ShouldBeTrue();
        Loop.Reported().Now.IsLateAt(rectify.Due.AddDays(30)).ShouldBeFalse();
    }

    internal static MakePlan Plan(DateOnly promised, string responsible = "market-clerk") =>
        new(SmallCity.Text(11), SmallCity.Text(12), SmallCity.Text(13), promised, responsible);
}
