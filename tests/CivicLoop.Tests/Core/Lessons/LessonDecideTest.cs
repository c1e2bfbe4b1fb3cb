using CivicLoop.Core.Events;
using CivicLoop.Core.Lessons;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Lessons;

public class LessonDecideTest
{
    private static readonly TellLesson Tell = new(
        1,
        SmallCity.Text(1),
        SmallCity.Text(2),
        "litter",
        null,
        new LessonSource(1, null, null)
    );
    private static readonly ChangeLesson Change = new(SmallCity.Text(3), SmallCity.Text(4), "litter", null);
    private static readonly MakeInstitution Institution = new("示例〔2021〕1号", new DateOnly(2021, 1, 1));

    private static Act By(Actor actor) =>
        new(SmallCity.Id(1), actor, SmallCity.Monday, SmallCity.Monday, "desk", SmallCity.Text(9));

    private static LessonState After(LessonState? state, LessonCommand command, Actor by)
    {
        var outcome = LessonDecide.Decide(state, command, By(by), SmallCity.Rules);
        outcome.Refusal.ShouldBeNull();
        return LessonDecide.Evolve(state, outcome.Value!, By(by).Made);
    }

    private static string? No(LessonState? state, LessonCommand command, Actor by) =>
        LessonDecide.Decide(state, command, By(by), SmallCity.Rules).Refusal?.Code;

    [Fact]
    public void What_was_published_is_read_until_the_next_edition_is_published_too()
    {
        var told = After(null, Tell, SmallCity.MarketClerk);
        (told.Status, told.Shown, told.Next!.Post).ShouldBe((LessonStatus.Told, null, "office-clerk"));
        var published = After(told, new PublishLesson(), SmallCity.Clerk);
        published.Shown!.Edition.ShouldBe(1);
        var changed = After(published, Change, SmallCity.MarketClerk);
        (changed.Text.Edition, changed.Shown!.Edition, changed.Status).ShouldBe((2, 1, LessonStatus.Told));
        No(changed, Institution, SmallCity.Clerk).ShouldBe("lesson.not-now");
        var back = After(changed, new SendLessonBack(), SmallCity.Supervisor);
        (back.Next!.Kind, back.Next.Post).ShouldBe((LessonDecide.Mend, "market-clerk"));
        var again = After(After(back, Change, SmallCity.MarketClerk), new PublishLesson(), SmallCity.Clerk);
        again.Shown!.Edition.ShouldBe(3);
        var institution = After(again, Institution, SmallCity.Clerk);
        (institution.Status, institution.Document).ShouldBe((LessonStatus.Institution, "示例〔2021〕1号"));
        No(institution, Change, SmallCity.MarketClerk).ShouldBe("lesson.not-now");
    }

    [Fact]
    public void Nobody_publishes_what_they_or_their_unit_wrote()
    {
        var own = After(null, Tell, SmallCity.Clerk);

        own.Next!.Post.ShouldBe("supervisor");
        No(own, new PublishLesson(), SmallCity.Clerk).ShouldBe("lesson.own-unit");
        No(own, new PublishLesson(), SmallCity.Clerk with { Person = SmallCity.Id(77) }).ShouldBe("lesson.own-unit");
        No(own, new PublishLesson(), SmallCity.MarketClerk).ShouldBe("lesson.not-yours");
        No(own, Change, SmallCity.MarketClerk).ShouldBe("lesson.not-yours");
        No(null, Tell, SmallCity.Leader).ShouldBe("lesson.not-yours");
        No(After(own, new PublishLesson(), SmallCity.Supervisor), Institution with { Document = "" }, SmallCity.Clerk)
            .ShouldBe("lesson.document-missing");
    }
}
