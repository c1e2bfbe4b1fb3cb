using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.SelfChecks;

/// <summary>举一反三: who is asked, what they owe, and what they may answer.</summary>
public class SelfCheckTest
{
    private static readonly Location Stall = new("p-9", "market", "market", SmallCity.South, null, 84.8, 45.5);

    private static Act By(Actor actor) =>
        new(SmallCity.Id(1), actor, SmallCity.Monday, SmallCity.Monday, "desk", SmallCity.Text());

    private static AskSelfCheck Ask(Location? at = null, bool confirmed = true) =>
        new(1, SmallCity.Id(5), SmallCity.Id(6), 12, confirmed, "litter", at ?? Stall);

    private static Outcome<SelfCheckEvent> Try(SelfCheckState? state, Actor by, SelfCheckCommand command) =>
        SelfCheckDecide.Decide(state, command, By(by), SmallCity.Rules);

    private static SelfCheckState Asked() =>
        SelfCheckEvolve.Evolve(null, Try(null, SmallCity.Clerk, Ask()).Value!, By(SmallCity.Clerk).Made);

    [Fact]
    public void The_owners_clerk_owes_the_answer_within_the_limit_of_the_playbook()
    {
        var state = Asked();

        state.Unit.ShouldBe("market");
        state.Next!.Post.ShouldBe("market-clerk");
        state.Next.Kind.ShouldBe("self-check");
        // The small city sets no limit of its own: three working days of eight hours, from Monday 10:00.
        state.Next.Due.ShouldBe(SmallCity.Local("2020-11-26 10:00"));
    }

    [Fact]
    public void A_clean_answer_leaves_nothing_owed()
    {
        var answered = SelfCheckEvolve.Evolve(
            Asked(),
            Try(Asked(), SmallCity.MarketClerk, new AnswerClean()).Value!,
            By(SmallCity.MarketClerk).Made
        );

        answered.Status.ShouldBe(SelfCheckStatus.Clean);
        answered.Next.ShouldBeNull();
        Try(answered, SmallCity.MarketClerk, new AnswerClean()).Refusal!.Code.ShouldBe("self-check.not-now");
        Try(answered, SmallCity.Clerk, new WithdrawSelfCheck()).Refusal!.Code.ShouldBe("self-check.not-now");
    }

    [Fact]
    public void A_found_problem_names_its_case_and_needs_a_photo()
    {
        Try(Asked(), SmallCity.MarketClerk, new AnswerFound(SmallCity.Id(9), 13, Photos: 0))
            .Refusal!.Code.ShouldBe("self-check.photo-missing");

        var found = Try(Asked(), SmallCity.MarketClerk, new AnswerFound(SmallCity.Id(9), 13, Photos: 1)).Value!;
        var state = SelfCheckEvolve.Evolve(Asked(), found, By(SmallCity.MarketClerk).Made);

        state.Status.ShouldBe(SelfCheckStatus.Found);
        state.FoundNumber.ShouldBe(13);
    }

    public static TheoryData<string, SelfCheckAct> Rights() =>
        new()
        {
            { "office-clerk", SelfCheckAct.Ask },
            { "supervisor", SelfCheckAct.Ask },
            { "office-clerk", SelfCheckAct.Withdraw },
            { "supervisor", SelfCheckAct.Withdraw },
            { "market-clerk", SelfCheckAct.AnswerClean },
            { "market-clerk", SelfCheckAct.AnswerFound },
        };

    [Fact]
    public void Exactly_these_may()
    {
        var may =
            from actor in SmallCity.Everybody
            from act in Enum.GetValues<SelfCheckAct>()
            where Try(act == SelfCheckAct.Ask ? null : Asked(), actor, Command(act)).Refusal?.Code != "self-check.not-yours"
            select $"{actor.Post} {act}";

        may.Order().ShouldBe(Rights().Select(row => $"{row.Data.Item1} {row.Data.Item2}").Order());
    }

    [Fact]
    public void Neither_an_unconfirmed_case_nor_a_place_without_an_owner_is_asked_about()
    {
        Try(null, SmallCity.Clerk, Ask(confirmed: false)).Refusal!.Code.ShouldBe("fan-out.unconfirmed");
        Try(null, SmallCity.Clerk, Ask(SmallCity.Nowhere)).Refusal!.Code.ShouldBe("fan-out.nobody");
        Try(Asked(), SmallCity.Clerk, Ask()).Refusal!.Code.ShouldBe("self-check.exists");
        Try(null, SmallCity.MarketClerk, new AnswerClean()).Refusal!.Code.ShouldBe("self-check.unknown");
    }

    [Fact]
    public void A_case_is_confirmed_from_its_filing_on_unless_it_was_refused()
    {
        foreach (var status in Enum.GetValues<CaseStatus>())
            FanOut
                .IsConfirmed(Loop.In(status).Now)
                .ShouldBe(status is not (CaseStatus.Reported or CaseStatus.Refused), $"{status}");
    }

    [Fact]
    public void A_plan_leaves_out_the_case_itself_and_who_was_asked_and_names_who_is_missing()
    {
        Sibling[] siblings =
        [
            Named("origin", "market"),
            Named("asked", "market"),
            Named("a", "market"),
            Named("b", "north"),
            Named("c", "north"),
            Named("nobody", null),
            Named("no-clerk", "empty"),
        ];

        var plan = FanOut.Plan("origin", siblings, new HashSet<string> { "asked" }, SmallCity.Organisation);

        plan.Count.ShouldBe(3);
        plan.Shares.Select(share => (share.Unit, share.Post, share.Places.Count))
            .ShouldBe([("north", "north-clerk", 2), ("market", "market-clerk", 1)]);
        plan.Gaps.Select(gap => (gap.Place.Name, gap.Owner)).ShouldBe([("nobody", null), ("no-clerk", "empty")]);
        plan.Already.Select(sibling => sibling.Name).ShouldBe(["asked"]);
    }

    private static Sibling Named(string code, string? owner) => new(code, Stall with { Place = code, Owner = owner });

    private static SelfCheckCommand Command(SelfCheckAct act) =>
        act switch
        {
            SelfCheckAct.Ask => Ask(),
            SelfCheckAct.AnswerClean => new AnswerClean(),
            SelfCheckAct.AnswerFound => new AnswerFound(SmallCity.Id(9), 13, 1),
            SelfCheckAct.Recount => new RecountSelfCheck(),
            _ => new WithdrawSelfCheck(),
        };
}
