using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>会审: what several units conclude together is done to the case, past what one of them could do alone.</summary>
public class ReviewingTest
{
    private static DateOnly InDays(Loop loop, int days) => SmallCity.Calendar.DayOf(loop.Clock).AddDays(days);

    [Fact]
    public void What_two_units_pushed_to_and_fro_is_given_to_one_that_cannot_return_it()
    {
        var loop = Loop.Contested().Then(SmallCity.Clerk, new Review(7, ReviewOutcome.Reassign, "south"));

        loop.Now.Status.ShouldBe(CaseStatus.Dispatched);
        (loop.Now.Unit, loop.Now.Final, loop.Now.Next!.Kind).ShouldBe(("south", true, "accept"));
        loop.History[^2].Event.ShouldBeOfType<CaseReviewed>().Meeting.ShouldBe(7);
        loop.Refuses(SmallCity.SouthClerk, new Return()).Code.ShouldBe("return.final");
    }

    [Fact]
    public void A_suspended_case_that_is_given_to_another_unit_runs_again()
    {
        var loop = Loop.Suspended().Then(SmallCity.Clerk, new Review(7, ReviewOutcome.Reassign, "south"));

        (loop.Now.Status, loop.Now.Hung).ShouldBe((CaseStatus.Dispatched, null));
        loop.Now.Rectify!.Post.ShouldBe(SmallCity.SouthClerk.Post);
    }

    [Fact]
    public void More_time_may_go_past_the_longest_extension_and_come_when_it_is_late_already()
    {
        var loop = Loop.Accepted();
        loop.Clock = loop.Now.Rectify!.Due.AddDays(1);
        loop.Refuses(SmallCity.MarketClerk, new AskExtension(1)).Code.ShouldBe("extension.too-late");

        loop.Then(SmallCity.Clerk, new Review(7, ReviewOutcome.MoreTime, Until: InDays(loop, 30)));

        loop.Now.IsLateAt(loop.Clock).ShouldBeFalse();
        SmallCity.Calendar.DayOf(loop.Now.Rectify!.Due).ShouldBe(InDays(loop, 30));
        loop.Now.Next.ShouldBe(loop.Now.Rectify);
        loop.Refuses(SmallCity.Clerk, new Review(8, ReviewOutcome.MoreTime, Until: InDays(loop, 29)))
            .Code.ShouldBe("review.not-later");
    }

    [Fact]
    public void What_was_asked_for_is_settled_by_it_but_not_written_down_by_whoever_asked()
    {
        var asked = Loop.Accepted()
            .Then(SmallCity.Clerk, new AskSuspension(SmallCity.Calendar.DayOf(SmallCity.Monday).AddDays(7)));
        asked
            .Refuses(SmallCity.Clerk, new Review(7, ReviewOutcome.HangUp, Until: InDays(asked, 5)))
            .Code.ShouldBe("approval.own");

        var loop = Loop.Accepted().Then(SmallCity.MarketClerk, new AskExtension(1));
        loop.Then(SmallCity.Clerk, new Review(7, ReviewOutcome.HangUp, Until: InDays(loop, 5)));

        (loop.Now.Status, loop.Now.Asked).ShouldBe((CaseStatus.Suspended, null));
        loop.Now.Hung!.Until.ShouldBe(InDays(loop, 5));
        loop.Now.Hung.Rest.ShouldNotBeNull("the limit had not run out");
    }

    [Fact]
    public void Who_pays_is_on_record_and_moves_nothing()
    {
        var loop = Loop.Accepted();
        var before = loop.Now;

        loop.Then(SmallCity.Clerk, new Review(7, ReviewOutcome.Fund, "north", InDays(loop, 3), 20_000));

        loop.Now.ShouldBe(before with { Version = before.Version + 1 });
        loop.Last.ShouldBeOfType<CaseReviewed>().Yuan.ShouldBe(20_000);
    }

    [Fact]
    public void A_part_knows_its_whole()
    {
        Loop.Reported().Then(SmallCity.Clerk, new Review(7, ReviewOutcome.PartOf, Case: 12)).Now.PartOf.ShouldBe(12);
        Loop.Reported()
            .Refuses(SmallCity.Clerk, new Review(7, ReviewOutcome.PartOf, Case: 1))
            .Code.ShouldBe("review.part-missing");
    }

    public static TheoryData<Review, string> Unfit =>
        new()
        {
            { new Review(7, ReviewOutcome.Reassign), "review.unit-missing" },
            { new Review(7, ReviewOutcome.Reassign, "moon"), "unit.unknown" },
            { new Review(7, ReviewOutcome.Reassign, "market"), "review.same-unit" },
            { new Review(7, ReviewOutcome.Reassign, "empty"), "unit.nobody" },
            { new Review(7, ReviewOutcome.MoreTime), "review.day-missing" },
            { new Review(7, ReviewOutcome.MoreTime, Until: new DateOnly(2020, 1, 1)), "review.not-later" },
            { new Review(7, ReviewOutcome.HangUp), "review.day-missing" },
            { new Review(7, ReviewOutcome.HangUp, Until: new DateOnly(2020, 1, 1)), "suspension.past" },
            { new Review(7, ReviewOutcome.Split, "north"), "review.part-missing" },
            { new Review(7, ReviewOutcome.Fund, "north", Yuan: 0), "review.yuan" },
            { new Review(7, ReviewOutcome.Fund, Yuan: 5), "review.unit-missing" },
        };

    [Theory, MemberData(nameof(Unfit), DisableDiscoveryEnumeration = true)]
    public void What_wants_something_more_says_what(Review review, string code) =>
        Loop.Accepted().Refuses(SmallCity.Clerk, review).Code.ShouldBe(code);

    [Fact]
    public void The_office_alone_writes_it_down()
    {
        foreach (var by in SmallCity.Everybody.Where(actor => actor.Role != Role.OfficeClerk))
            Loop.Accepted().Refuses(by, new Review(7, ReviewOutcome.Reassign, "north")).Code.ShouldBe("act.not-yours");
    }
}
