using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>Between the city and whoever told it: adding, confirming, disputing, rating, answering, showing.</summary>
public class AnsweringTest
{
    [Fact]
    public void What_another_system_hands_in_keeps_where_it_came_from()
    {
        var loop = new Loop().Then(SmallCity.Partner, Loop.Received());

        loop.Now.Status.ShouldBe(CaseStatus.Reported);
        loop.Now.FoundBy.ShouldBe("hotline");
        loop.Now.Source.ShouldBe(new Source("12345", "2020-11-0017", "https://hotline.example/cases/2020-11-0017"));
        loop.Now.Next!.Kind.ShouldBe("file");
    }

    [Fact]
    public void A_source_nobody_knows_is_refused_and_so_is_a_place_outside()
    {
        Refused(new Loop(), SmallCity.Partner, Loop.Received(foundBy: "inspector")).ShouldBe("source.unknown");
        Refused(new Loop(), SmallCity.Partner, Loop.Received(SmallCity.Outside)).ShouldBe("place.outside");
        Refused(Loop.Reported(), SmallCity.Partner, Loop.Received()).ShouldBe("case.exists");
        Refused(new Loop(), SmallCity.Citizen, Loop.Received()).ShouldBe("act.not-yours");
    }

    [Fact]
    public void Words_are_added_while_it_is_open_and_move_nothing()
    {
        var loop = Loop.Accepted();
        var owed = loop.Now.Next;

        loop.Then(SmallCity.Citizen, new AddWords(SmallCity.Text(5), [SmallCity.Photo(5)]));

        loop.Now.Next.ShouldBe(owed);
        loop.Now.Status.ShouldBe(CaseStatus.Accepted);
        CaseRefs.Texts(loop.Last).ShouldBe([SmallCity.Text(5)]);
        CaseRefs.Photos(loop.Last).ShouldBe([SmallCity.Photo(5)]);
        Refused(Loop.Closed(), SmallCity.Citizen, new AddWords(SmallCity.Text(5), [])).ShouldBe("act.not-now");
        Refused(Loop.Accepted(), SmallCity.Clerk, new AddWords(SmallCity.Text(5), [])).ShouldBe("act.not-yours");
    }

    [Fact]
    public void Who_told_it_confirms_that_it_is_put_right_once()
    {
        var loop = Loop.Fixed().Then(SmallCity.Citizen, new ConfirmFix());

        loop.Now.SaidFixed.ShouldBe(true);
        loop.Now.Status.ShouldBe(CaseStatus.Fixed);
        Refused(loop, SmallCity.Citizen, new ConfirmFix()).ShouldBe("fix.confirmed-already");
        Refused(Loop.Accepted(), SmallCity.Citizen, new ConfirmFix()).ShouldBe("act.not-now");
    }

    [Fact]
    public void Who_disputes_before_the_closing_is_heard_and_the_check_goes_on()
    {
        var loop = Loop.Fixed();
        var owed = loop.Now.Next;

        loop.Then(SmallCity.Citizen, new DisputeFix(SmallCity.Text(5), []));

        (loop.Now.SaidFixed, loop.Now.Status, loop.Now.Next).ShouldBe((false, CaseStatus.Fixed, owed));
    }

    [Fact]
    public void Who_disputes_after_the_closing_opens_it_again()
    {
        var loop = Loop.Closed().Then(SmallCity.Citizen, new ConfirmFix()).Then(SmallCity.Citizen, new Rate(5, null));

        loop.Then(SmallCity.Citizen, new DisputeFix(SmallCity.Text(5), []));

        loop.History[^2].Event.ShouldBeOfType<FixDisputed>();
        loop.Last.ShouldBeOfType<CaseReopened>();
        (loop.Now.Status, loop.Now.Reopenings, loop.Now.Next!.Kind).ShouldBe((CaseStatus.Filed, 1, "dispatch"));
        (loop.Now.SaidFixed, loop.Now.Stars).ShouldBe((null, null));
    }

    [Fact]
    public void After_the_playbooks_days_a_dispute_is_too_late()
    {
        var loop = Loop.Closed();
        loop.Clock = SmallCity.Rules.Calendar.After(loop.Now.ClosedAt!.Value, SmallCity.Rules.Playbook.Limits.RelapseWithin).At;
        var last = loop.Clock;

        loop.Clock = last.AddMinutes(1);
        Refused(loop, SmallCity.Citizen, new DisputeFix(SmallCity.Text(5), [])).ShouldBe("dispute.too-late");
        loop.Clock = last;
        loop.Then(SmallCity.Citizen, new DisputeFix(SmallCity.Text(5), [])).Now.Status.ShouldBe(CaseStatus.Filed);
    }

    [Fact]
    public void What_has_ended_is_rated_once_with_one_to_five_stars()
    {
        var loop = Loop.Closed();
        foreach (var stars in new[] { 0, 6, -1 })
            Refused(loop, SmallCity.Citizen, new Rate(stars, null)).ShouldBe("rate.stars");

        loop.Then(SmallCity.Citizen, new Rate(4, SmallCity.Text(5)));

        loop.Now.Stars.ShouldBe(4);
        Refused(loop, SmallCity.Citizen, new Rate(4, null)).ShouldBe("rate.already");
        Refused(Loop.Passed(), SmallCity.Citizen, new Rate(4, null)).ShouldBe("act.not-now");
        Refused(Loop.Closed(), SmallCity.Partner, new Rate(4, null)).ShouldBe("act.not-yours");
    }

    [Fact]
    public void The_office_and_the_unit_that_owes_it_answer_whoever_told_it()
    {
        Loop.Accepted().Then(SmallCity.MarketClerk, new Reply(SmallCity.Text(5))).Now.Reply.ShouldBe(SmallCity.Text(5));
        Loop.Closed().Then(SmallCity.Clerk, new Reply(SmallCity.Text(6))).Now.Reply.ShouldBe(SmallCity.Text(6));
        Refused(Loop.Accepted(), SmallCity.SouthClerk, new Reply(SmallCity.Text(5))).ShouldBe("act.not-yours");
        var own = new Loop().Then(SmallCity.InspectorNorth, Loop.Litter());
        Refused(own, SmallCity.Clerk, new Reply(SmallCity.Text(5))).ShouldBe("reply.nobody-told");
    }

    [Fact]
    public void Nothing_is_shown_until_the_office_shows_it_and_what_is_shown_can_be_taken_down()
    {
        var loop = Loop.Fixed();
        loop.Now.Publication.ShouldBeNull();

        loop.Then(SmallCity.Clerk, new Publish(SmallCity.Text(5), [SmallCity.Photo(5)]));
        loop.Now.Publication!.Shown.ShouldBeTrue();
        loop.Now.Publication.Words.ShouldBe(SmallCity.Text(5));
        loop.Now.Publication.Photos.ShouldBe([SmallCity.Photo(5)]);

        loop.Then(SmallCity.Clerk, new Withhold());
        loop.Now.Publication.Shown.ShouldBeFalse();
        loop.Now.Publication.Photos.ShouldBeEmpty();
        Refused(loop, SmallCity.Clerk, new Withhold()).ShouldBe("withhold.already");
        Refused(loop, SmallCity.MarketClerk, new Publish(SmallCity.Text(5), [])).ShouldBe("act.not-yours");
    }

    [Fact]
    public void What_is_no_problem_of_the_city_is_never_shown()
    {
        var refused = Loop.Reported().Then(SmallCity.Clerk, new RefuseToFile());

        Refused(refused, SmallCity.Clerk, new Publish(SmallCity.Text(5), [])).ShouldBe("act.not-now");
    }

    [Fact]
    public void Seven_photos_are_too_many() =>
        Refused(
                Loop.Fixed(),
                SmallCity.Clerk,
                new Publish(SmallCity.Text(5), [.. Enumerable.Range(1, 7).Select(SmallCity.Photo)])
            )
            .ShouldBe("publish.too-many-photos");

    private static string? Refused(Loop loop, CivicLoop.Core.Organisation.Actor by, CaseCommand command) =>
        loop.Try(command, new Act(SmallCity.Id(77), by, loop.Clock, loop.Clock, "desk", SmallCity.Text(9))).Refusal?.Code;
}
