using CivicLoop.Core.Coverage;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Silences;

public class SilenceDecideTest
{
    private static Act By(Actor actor) =>
        new(SmallCity.Id(1), actor, SmallCity.Monday, SmallCity.Monday, "system", SmallCity.Text());

    private static Outcome<SilenceEvent> Decide(SilenceState? state, SilenceCommand command, Actor by) =>
        SilenceDecide.Decide(state, command, By(by), SmallCity.Rules);

    [Theory]
    [InlineData(SilentKind.Post, "market-clerk", "", "market-clerk")]
    [InlineData(SilentKind.Unit, "market", "", "supervisor")]
    [InlineData(SilentKind.Leader, "leader", "", "office-clerk")]
    [InlineData(SilentKind.Place, "p-1", SmallCity.North, "inspector-north")]
    [InlineData(SilentKind.Post, "gone", "", null)]
    public void Somebody_owes_to_break_it(SilentKind kind, string code, string district, string? post)
    {
        var notice = new NoticeSilence(1, kind, code, district, null, 14);

        var state = SilenceDecide.Evolve(null, Decide(null, notice, Actor.System).Value!, By(Actor.System).Made);

        state.Next?.Post.ShouldBe(post);
        (state.Next is null).ShouldBe(post is null);
        var ended = SilenceDecide.Evolve(state, Decide(state, new EndSilence(), Actor.System).Value!, By(Actor.System).Made);
        (ended.Status, ended.Next, ended.EndedAt).ShouldBe((SilenceStatus.Ended, null, SmallCity.Monday));
        Decide(ended, new EndSilence(), Actor.System).Refusal!.Code.ShouldBe("silence.ended");
    }

    [Fact]
    public void Nobody_in_person_ends_or_makes_it() =>
        Decide(null, new NoticeSilence(1, SilentKind.Post, "market-clerk", "", null, 14), SmallCity.MarketClerk)
            .Refusal!.Code.ShouldBe("silence.not-yours");
}
