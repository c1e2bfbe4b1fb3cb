using CivicLoop.Core.Erasures;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Erasures;

public class ErasureDecideTest
{
    private static readonly Guid OfCase = SmallCity.Id(1);

    [Fact]
    public void Whoever_asks_the_office_owes_an_answer()
    {
        var asked = Asked();

        asked.Status.ShouldBe(ErasureStatus.Asked);
        asked.Next.ShouldNotBeNull().Post.ShouldBe(SmallCity.Clerk.Post);
        asked.Next.Kind.ShouldBe("erase");
    }

    [Fact]
    public void Once_erased_nobody_owes_anything_and_what_went_is_named()
    {
        var done = After(Asked(), new EraseNow([SmallCity.Id(2)], []), SmallCity.Clerk);

        done.Status.ShouldBe(ErasureStatus.Done);
        done.Next.ShouldBeNull();
        done.Texts.ShouldBe([SmallCity.Id(2)]);
        done.Decided.ShouldNotBeNull().Person.ShouldBe(SmallCity.Clerk.Person);
        Refusal(done, new RefuseErasure(), SmallCity.Clerk).ShouldBe("erasure.decided");
    }

    [Fact]
    public void Only_the_office_decides_and_never_for_nothing()
    {
        Refusal(Asked(), new EraseNow([], []), SmallCity.Clerk).ShouldBe("erasure.nothing-chosen");
        foreach (var other in new[] { Actor.Citizen, SmallCity.MarketClerk, SmallCity.InspectorNorth, SmallCity.Supervisor })
            Refusal(Asked(), new EraseNow([SmallCity.Id(2)], []), other).ShouldBe("erasure.not-yours");
        Refusal(Asked(), new AskErasure(2, OfCase, 12), SmallCity.Clerk).ShouldBe("erasure.exists");
        Refusal(null, new RefuseErasure(), SmallCity.Clerk).ShouldBe("erasure.unknown");
    }

    private static ErasureState Asked() => After(null, new AskErasure(1, OfCase, 12), Actor.Citizen);

    private static ErasureState After(ErasureState? state, ErasureCommand command, Actor by)
    {
        var act = By(by);
        return Decide(state, command, act)
            .Value.ShouldNotBeNull()
            .Aggregate(state, (now, happened) => ErasureDecide.Evolve(now, happened, act.Made))!;
    }

    private static string? Refusal(ErasureState? state, ErasureCommand command, Actor by) =>
        Decide(state, command, By(by)).Refusal?.Code;

    private static Outcome<IReadOnlyList<ErasureEvent>> Decide(ErasureState? state, ErasureCommand command, Act act) =>
        ErasureDecide.Decide(state, command, act, SmallCity.Organisation, SmallCity.Calendar, 0.8);

    private static Act By(Actor by) => new(SmallCity.Id(9), by, SmallCity.Monday, SmallCity.Monday, "desk", SmallCity.Text());
}
