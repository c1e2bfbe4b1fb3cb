using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.SignOffs;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.SignOffs;

public class SignOffDecideTest
{
    private static readonly CaseRules Rules = SignedOff.Rules;

    // Red since Monday morning; two working days later it is Wednesday morning.
    private static readonly DateTime Wednesday = SmallCity.Local("2020-11-25 10:00");

    private static readonly AskToSign Red = new(
        7,
        SmallCity.Id(3),
        "case",
        5,
        "rectify",
        SmallCity.MarketClerk.Post,
        SmallCity.Monday
    );

    [Fact]
    public void What_has_been_red_as_long_as_the_rules_allow_is_owed_by_the_head_from_now_on()
    {
        var asked = Decide(null, Red, Actor.System, Wednesday).Value.ShouldBeOfType<SignOffAsked>();

        asked.Signer.ShouldBe(SmallCity.Leader.Post);
        asked.Unit.ShouldBe("market");
        asked.Next!.Kind.ShouldBe(SignOffDecide.Waits);
        asked.Next.Due.ShouldBe(SmallCity.Local("2020-11-26 10:00"));
    }

    [Fact]
    public void Not_before_not_for_what_is_itself_a_sign_off_not_by_anybody_and_nowhere_without_a_rule()
    {
        Code(Decide(null, Red, Actor.System, Wednesday.AddMinutes(-1))).ShouldBe("sign-off.not-due");
        Code(Decide(null, Red with { Kind = SignOffDecide.Waits }, Actor.System, Wednesday)).ShouldBe("sign-off.not-yours");
        Code(Decide(null, Red, SmallCity.Leader, Wednesday)).ShouldBe("sign-off.not-yours");
        Code(Decide(null, Red with { Owing = SmallCity.Leader.Post }, Actor.System, Wednesday)).ShouldBe("sign-off.not-due");
        Code(Decide(Waiting(), Red, Actor.System, Wednesday)).ShouldBe("sign-off.exists");
        Code(SignOffDecide.Decide(null, Red, Made(Actor.System, Wednesday), SmallCity.Rules)).ShouldBe("sign-off.not-due");
    }

    [Fact]
    public void A_district_with_a_leader_of_its_own_signs_what_its_units_leave_red()
    {
        var rules = Rules with
        {
            Organisation = new OrganisationNow(
                [.. SmallCity.Units, new Unit("street", "一街道", "street", "north", null, Sample: true)],
                [.. SmallCity.Posts, new Post("north-head", "北区区委书记", "north", Role.Leader, SmallCity.North)]
            ),
        };

        SignOffDecide.Signer(rules, "street")!.Code.ShouldBe("north-head");
        SignOffDecide.Signer(rules, "north")!.Code.ShouldBe("north-head");
        SignOffDecide.Signer(rules, "market")!.Code.ShouldBe("leader");
        SignOffDecide.Signer(rules, "south")!.Code.ShouldBe("leader");
        SignOffDecide.Signer(rules, null)!.Code.ShouldBe("leader");
    }

    [Fact]
    public void Signed_without_a_day_or_a_name_nobody_owes_anything()
    {
        var signed = After(Waiting(), new Sign(null, null), SmallCity.Leader, Wednesday);

        signed.Status.ShouldBe(SignOffStatus.Signed);
        signed.Next.ShouldBeNull();
        signed.Signed!.Post.ShouldBe("leader");
    }

    [Fact]
    public void With_a_day_whoever_owes_what_is_red_answers_by_its_end_with_a_name_whoever_was_named()
    {
        var friday = new DateOnly(2020, 11, 27);

        var by = After(Waiting(), new Sign(friday, null), SmallCity.Leader, Wednesday).Next!;
        by.Post.ShouldBe(SmallCity.MarketClerk.Post);
        by.Due.ShouldBe(SmallCity.Local("2020-11-28 00:00"));
        by.Yellow.ShouldBeLessThan(by.Due);

        var named = After(Waiting(), new Sign(null, "north"), SmallCity.Leader, Wednesday).Next!;
        named.Post.ShouldBe("north-clerk");
        named.Due.ShouldBe(SmallCity.Local("2020-11-30 10:00"));
    }

    [Fact]
    public void Nobody_else_signs_not_twice_not_into_the_past_and_asks_nobody_who_is_not_there()
    {
        var waiting = Waiting();
        Code(Decide(waiting, new Sign(null, null), SmallCity.Clerk, Wednesday)).ShouldBe("sign-off.not-yours");
        Code(Decide(waiting, new Sign(null, null), SmallCity.Leader with { Post = "other-leader" }, Wednesday))
            .ShouldBe("sign-off.not-yours");
        Code(Decide(waiting, new Sign(new DateOnly(2020, 11, 24), null), SmallCity.Leader, Wednesday))
            .ShouldBe("sign-off.promise");
        Code(Decide(waiting, new Sign(new DateOnly(2022, 1, 1), null), SmallCity.Leader, Wednesday)).ShouldBe("sign-off.promise");
        Code(Decide(waiting, new Sign(null, "empty"), SmallCity.Leader, Wednesday)).ShouldBe("sign-off.nobody-there");
        var signed = After(waiting, new Sign(null, null), SmallCity.Leader, Wednesday);
        Code(Decide(signed, new Sign(null, null), SmallCity.Leader, Wednesday)).ShouldBe("sign-off.signed");
        Code(Decide(null, new Sign(null, null), SmallCity.Leader, Wednesday)).ShouldBe("sign-off.unknown");
    }

    [Fact]
    public void Whoever_was_asked_answers_once()
    {
        var signed = After(Waiting(), new Sign(null, "north"), SmallCity.Leader, Wednesday);
        Code(Decide(signed, new AnswerSignOff(), SmallCity.MarketClerk, Wednesday)).ShouldBe("sign-off.not-yours");

        var answered = After(signed, new AnswerSignOff(), SmallCity.NorthClerk, Wednesday);

        answered.Status.ShouldBe(SignOffStatus.Answered);
        answered.Next.ShouldBeNull();
        Code(Decide(answered, new AnswerSignOff(), SmallCity.NorthClerk, Wednesday)).ShouldBe("sign-off.no-answer-asked");
        Code(Decide(Waiting(), new AnswerSignOff(), SmallCity.MarketClerk, Wednesday)).ShouldBe("sign-off.no-answer-asked");
    }

    [Fact]
    public void What_was_done_before_lapses_and_only_by_itself()
    {
        Code(Decide(Waiting(), new Lapse(), SmallCity.Leader, Wednesday)).ShouldBe("sign-off.not-yours");
        var lapsed = After(Waiting(), new Lapse(), Actor.System, Wednesday);

        lapsed.Status.ShouldBe(SignOffStatus.Lapsed);
        lapsed.Next.ShouldBeNull();
        Code(Decide(lapsed, new Sign(null, null), SmallCity.Leader, Wednesday)).ShouldBe("sign-off.signed");
    }

    private static SignOffState Waiting() => After(null, Red, Actor.System, Wednesday);

    private static SignOffState After(SignOffState? state, SignOffCommand command, Actor by, DateTime at) =>
        SignOffDecide.Evolve(state, Decide(state, command, by, at).Value!, Made(by, at).Made);

    private static Outcome<SignOffEvent> Decide(SignOffState? state, SignOffCommand command, Actor by, DateTime at) =>
        SignOffDecide.Decide(state, command, Made(by, at), Rules);

    private static Act Made(Actor by, DateTime at) => new(SmallCity.Id(9), by, at, at, "desk", SmallCity.Text());

    private static string? Code(Outcome<SignOffEvent> outcome) => outcome.Refusal?.Code;
}
