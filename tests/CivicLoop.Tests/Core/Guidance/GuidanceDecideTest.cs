using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Guidance;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Guidance;

/// <summary>Teams come and leave, what they say is answered, and nobody settles their own answer.</summary>
public class GuidanceDecideTest
{
    private static readonly DateOnly Today = new(2020, 11, 23);

    private static readonly CaseRules Rules = SmallCity.Rules with
    {
        Organisation = new OrganisationNow(
            [.. SmallCity.Units, new Unit("guidance-1", "指导组", UnitKinds.Guidance, null, null, Sample: false)],
            [
                .. SmallCity.Posts,
                new Post("guidance-1-1", "南片组", "guidance-1", Role.Guide, null),
                new Post("guidance-1-2", "北片组", "guidance-1", Role.Guide, null),
            ]
        ),
    };

    private static OpenTeam Open(params TeamBeat[] beats) =>
        new(
            1,
            "自治区",
            "自治区指导组",
            "guidance-1",
            [
                new TeamPart("guidance-1-1", "南片组", Guided.South.Ground!),
                new TeamPart("guidance-1-2", "北片组", Guided.North.Ground!),
            ],
            Today,
            Today.AddDays(13),
            beats
        );

    [Fact]
    public void A_team_is_opened_by_the_office_and_stays_to_the_end_of_its_last_day()
    {
        var team = Opened();

        team.IsHere(SmallCity.Local("2020-11-23 00:00")).ShouldBeTrue();
        team.IsHere(SmallCity.Local("2020-12-06 23:59")).ShouldBeTrue();
        team.IsHere(SmallCity.Local("2020-12-07 00:00")).ShouldBeFalse();
        team.GroundOf("guidance-1-2")!.Covers(SmallCity.North).ShouldBeTrue();
        foreach (var other in SmallCity.Everybody.Where(actor => actor.Role != Role.OfficeClerk))
            Decide(null, Open(), other).Refusal!.Code.ShouldBe("team.not-yours");
    }

    [Fact]
    public void What_a_team_lacks_is_told()
    {
        void Refused(OpenTeam open, string code) => Decide(null, open, SmallCity.Clerk).Refusal!.Code.ShouldBe(code);
        Refused(Open() with { Authority = "" }, "team.authority-missing");
        Refused(Open() with { Parts = [] }, "team.parts");
        Refused(Open() with { Parts = [new("p", "空片", new Ground(false, [], []))] }, "team.ground-missing");
        Refused(Open() with { Parts = [new("p", "外片", new Ground(false, ["110101"], []))] }, "team.ground-unknown");
        Refused(Open() with { Last = Today.AddDays(-1) }, "team.days");
        Refused(Open() with { First = Today.AddDays(-9), Last = Today.AddDays(-1) }, "team.over-already");
        Refused(Open() with { Last = Today.AddDays(366) }, "team.too-long");
        Refused(Open(Beat("1 week", "12")), "team.beat");
        Refused(Open(Beat("1 month", "Monday")), "team.beat");
        Refused(Open(Beat("now and then", null)), "team.beat");
    }

    [Fact]
    public void It_is_prolonged_to_a_later_day_and_ends_by_itself_only_when_its_time_is_over()
    {
        var team = Opened();
        Decide(team, new ProlongTeam(Today), SmallCity.Clerk).Refusal!.Code.ShouldBe("team.prolong-later");
        Decide(team, new EndTeam(), Actor.System).Refusal!.Code.ShouldBe("team.not-yours");
        Decide(team, new EndTeam(), Actor.System, "2020-12-07 00:00").Value.ShouldBeOfType<TeamEnded>();
        Decide(team, new ProlongTeam(Today.AddDays(20)), SmallCity.Clerk, "2020-12-07 00:00")
            .Refusal!.Code.ShouldBe("team.ended");

        var longer = Evolve(team, Decide(team, new ProlongTeam(Today.AddDays(20)), SmallCity.Clerk).Value!);
        longer.IsHere(SmallCity.Local("2020-12-07 00:00")).ShouldBeTrue();
        var over = Evolve(longer, Decide(longer, new EndTeam(), SmallCity.Clerk).Value!);
        over.IsHere(SmallCity.Monday).ShouldBeFalse();
        Decide(over, new EndTeam(), SmallCity.Clerk).Refusal!.Code.ShouldBe("team.ended");
    }

    [Fact]
    public void A_unit_answers_what_it_is_asked_and_the_team_alone_says_whether_that_settles_it()
    {
        var said = Given("market");
        said.Next!.ShouldSatisfyAllConditions(
            duty => duty.Kind.ShouldBe(FeedbackDecide.Answers),
            duty => duty.Post.ShouldBe("market-clerk")
        );
        Refused(said, new AnswerFeedback([], true), SmallCity.Clerk, "feedback.unit-answers");
        Refused(said, new AnswerFeedback([], true), SmallCity.NorthClerk, "feedback.not-yours");
        Refused(said, new SettleFeedback(true), Guided.North, "feedback.not-answered");

        var answered = After(said, new AnswerFeedback([], true), SmallCity.MarketClerk);
        answered.Next!.Post.ShouldBe("guidance-1-2");
        Refused(answered, new SettleFeedback(true), SmallCity.MarketClerk, "feedback.not-yours");
        Refused(answered, new SettleFeedback(true), SmallCity.Supervisor, "feedback.not-yours");
        // Another part of the same team has nothing to say about it: it does not lie on its ground.
        Refused(answered, new SettleFeedback(true), Guided.South, "feedback.not-yours");

        var disputed = After(answered, new DisputeFeedback(true), Guided.North);
        disputed.Disputes.ShouldBe(1);
        disputed.Next!.Post.ShouldBe("market-clerk");
        var settled = After(
            After(disputed, new AnswerFeedback([], true), SmallCity.MarketClerk),
            new SettleFeedback(true),
            Guided.North
        );
        settled.Next.ShouldBeNull();
        Refused(settled, new DisputeFeedback(true), Guided.North, "feedback.settled-already");
    }

    [Fact]
    public void The_office_passes_on_what_was_said_to_it_or_makes_it_a_case()
    {
        var said = Given(null);
        said.Next!.Kind.ShouldBe(FeedbackDecide.See);
        Refused(said, new AskUnit("empty"), SmallCity.Clerk, "feedback.unit-unknown");
        After(said, new AskUnit("market"), SmallCity.Clerk).Next!.Post.ShouldBe("market-clerk");
        var filed = After(said, new FileFeedback(7), SmallCity.Clerk);
        filed.Status.ShouldBe(FeedbackStatus.Filed);
        Refused(filed, new AskUnit("market"), SmallCity.Clerk, "feedback.passed-on-already");
        var answered = After(filed, new AnswerFeedback([], true), SmallCity.Clerk);
        // Found wanting, it is with the office again, not with a unit.
        After(answered, new DisputeFeedback(true), Guided.North).Next!.Post.ShouldBe("office-clerk");
    }

    [Fact]
    public void Once_the_team_left_the_supervision_group_says_whether_it_is_settled()
    {
        var answered = After(Given("market"), new AnswerFeedback([], true), SmallCity.MarketClerk);
        Refused(answered, new HandOverFeedback(), SmallCity.Clerk, "feedback.not-yours");
        var handed = After(answered, new HandOverFeedback(), Actor.System);
        handed.Next!.Post.ShouldBe("supervisor");
        After(handed, new SettleFeedback(false), SmallCity.Supervisor).Status.ShouldBe(FeedbackStatus.Settled);
        // What is answered later goes there at once.
        After(Given("market"), new AnswerFeedback([], false), SmallCity.MarketClerk).Next!.Post.ShouldBe("supervisor");
    }

    [Fact]
    public void A_team_speaks_only_of_its_ground()
    {
        Try(null, Give(null) with { District = SmallCity.South }, Guided.North).Refusal!.Code.ShouldBe("feedback.outside");
        Try(null, Give(null), Guided.North with { Ground = null }).Refusal!.Code.ShouldBe("feedback.outside");
        Try(null, Give(null), SmallCity.Clerk).Refusal!.Code.ShouldBe("feedback.not-yours");
        Try(null, Give("empty"), Guided.North).Refusal!.Code.ShouldBe("feedback.unit-unknown");
    }

    [Fact]
    public void A_ground_of_streets_does_not_cover_what_is_only_known_to_lie_in_their_district()
    {
        var streets = new Ground(false, [SmallCity.South], ["990101001"]);
        streets.Covers(new Spot(SmallCity.North, "990101001")).ShouldBeTrue();
        streets.Covers(new Spot(SmallCity.North, "990101002")).ShouldBeFalse();
        streets.Covers(SmallCity.North).ShouldBeFalse();
        streets.Covers(SmallCity.South).ShouldBeTrue();
        new Ground(true, [], []).Covers(SmallCity.North).ShouldBeTrue();
        May.See(Guided.North with { Ground = streets }, "market", new Spot(SmallCity.North, "990101001")).ShouldBeTrue();
        May.See(Guided.North with { Ground = null }, "market", SmallCity.North).ShouldBeFalse();
    }

    private static TeamBeat Beat(string every, string? on) => new(TeamBeatKind.Bulletin, "通报", every, on, new TimeOnly(9, 0));

    private static TeamState Opened() => Evolve(null, Decide(null, Open(Beat("1 week", "Friday")), SmallCity.Clerk).Value!);

    private static Outcome<TeamEvent> Decide(TeamState? state, TeamCommand command, Actor by, string at = "2020-11-23 10:00") =>
        TeamDecide.Decide(state, command, Acting(by, at), Rules);

    private static TeamState Evolve(TeamState? before, TeamEvent happened) =>
        TeamDecide.Evolve(before, happened, Acting(SmallCity.Clerk).Made);

    private static GiveFeedback Give(string? unit) => new(1, 1, SmallCity.North, null, null, unit, []);

    private static FeedbackState Given(string? unit) => After(null, Give(unit), Guided.North);

    private static Outcome<FeedbackEvent> Try(FeedbackState? state, FeedbackCommand command, Actor by) =>
        FeedbackDecide.Decide(state, command, Acting(by), Rules);

    private static void Refused(FeedbackState state, FeedbackCommand command, Actor by, string code) =>
        Try(state, command, by).Refusal!.Code.ShouldBe(code);

    private static FeedbackState After(FeedbackState? state, FeedbackCommand command, Actor by)
    {
        var outcome = Try(state, command, by);
        outcome.Refusal.ShouldBeNull();
        return FeedbackDecide.Evolve(state, outcome.Value!, Acting(by).Made);
    }

    private static Act Acting(Actor by, string at = "2020-11-23 10:00") =>
        new(SmallCity.Id(9), by, SmallCity.Local(at), SmallCity.Local(at), "desk", SmallCity.Text());
}
