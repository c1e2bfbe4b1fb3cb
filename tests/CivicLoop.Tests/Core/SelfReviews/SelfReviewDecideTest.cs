using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.SelfReviews;
using CivicLoop.Core.Tallies;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.SelfReviews;

public class SelfReviewDecideTest
{
    private static readonly DateOnly Day = new(2020, 11, 23);

    private static readonly AskSelfReview Ask = new(SmallCity.Id(5), 1, "market", Day.AddDays(-7), Day, Day.AddDays(2));

    private static readonly SubmitSelfReview Submit = new(SmallCity.Text(1), SmallCity.Text(2), 4, Amount.Of(2), []);

    private static Act By(Actor actor) =>
        new(SmallCity.Id(1), actor, SmallCity.Monday, SmallCity.Monday, "desk", SmallCity.Text(3));

    private static SelfReviewState After(SelfReviewState? state, SelfReviewCommand command, Actor by)
    {
        var outcome = SelfReviewDecide.Decide(state, command, By(by), SmallCity.Rules);
        outcome.Refusal.ShouldBeNull();
        return SelfReviewDecide.Evolve(state, outcome.Value!, By(by).Made);
    }

    private static string? No(SelfReviewState? state, SelfReviewCommand command, Actor by) =>
        SelfReviewDecide.Decide(state, command, By(by), SmallCity.Rules).Refusal?.Code;

    [Fact]
    public void The_office_asks_the_unit_answers_and_another_body_takes_it()
    {
        var asked = After(null, Ask, SmallCity.Clerk);

        (asked.Next!.Kind, asked.Next.Post).ShouldBe((SelfReviewDecide.Submit, "market-clerk"));
        asked.Next.Due.ShouldBe(SmallCity.Local("2020-11-25 23:59").AddSeconds(59).AddMilliseconds(999));
        var submitted = After(asked, Submit, SmallCity.MarketClerk);
        (submitted.Next!.Kind, submitted.Next.Post, submitted.People, submitted.MoneyThousandths).ShouldBe(
            (SelfReviewDecide.Check, "supervisor", 4, 2_000)
        );
        var back = After(submitted, new SendSelfReviewBack(), SmallCity.Supervisor);
        (back.Status, back.Next!.Post).ShouldBe((SelfReviewStatus.SentBack, "market-clerk"));
        var done = After(After(back, Submit, SmallCity.MarketClerk), new AcceptSelfReview(), SmallCity.Clerk);
        (done.Status, done.Next).ShouldBe((SelfReviewStatus.Accepted, null));
        No(done, Submit, SmallCity.MarketClerk).ShouldBe("self-review.not-now");
    }

    [Fact]
    public void Nobody_else_asks_answers_or_takes_it()
    {
        No(null, Ask, SmallCity.MarketClerk).ShouldBe("self-review.not-yours");
        No(null, Ask with { Unit = "empty" }, SmallCity.Clerk).ShouldBe("unit.nobody");
        No(null, Ask with { DueDay = Day.AddDays(-1) }, SmallCity.Clerk).ShouldBe("self-review.due-past");
        No(null, Ask with { To = Day.AddDays(-9) }, SmallCity.Clerk).ShouldBe("self-review.period-backwards");
        No(null, Submit, SmallCity.MarketClerk).ShouldBe("self-review.unknown");
        var asked = After(null, Ask, SmallCity.Clerk);
        No(asked, Submit, SmallCity.NorthClerk).ShouldBe("self-review.not-yours");
        No(asked, Submit with { People = -1 }, SmallCity.MarketClerk).ShouldBe("self-review.people");
        No(asked, new AcceptSelfReview(), SmallCity.Clerk).ShouldBe("self-review.not-now");
        var submitted = After(asked, Submit, SmallCity.MarketClerk);
        No(submitted, new AcceptSelfReview(), SmallCity.MarketClerk).ShouldBe("self-review.not-yours");
        No(submitted, new AcceptSelfReview(), SmallCity.Supervisor with { Unit = "market" }).ShouldBe("self-review.own-unit");
    }
}
