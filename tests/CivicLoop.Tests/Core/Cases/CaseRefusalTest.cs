using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>Every "no" of the loop, with the values its sentence needs.</summary>
public class CaseRefusalTest
{
    [Fact]
    public void An_act_that_happened_in_the_future_is_refused()
    {
        var loop = Loop.Reported();
        var act = new Act(SmallCity.Id(1), SmallCity.Clerk, loop.Clock.AddMilliseconds(1), loop.Clock, "desk", SmallCity.Text());

        loop.Try(new RefuseToFile(), act).Refusal.ShouldBe(new Refusal("act.future"));
    }

    [Fact]
    public void An_act_that_happened_before_its_case_was_reported_is_refused()
    {
        var loop = Loop.Reported();
        var act = new Act(
            SmallCity.Id(1),
            SmallCity.Clerk,
            loop.Now.ReportedAt.AddMilliseconds(-1),
            loop.Clock,
            "field",
            SmallCity.Text()
        );

        loop.Try(new RefuseToFile(), act).Refusal.ShouldBe(new Refusal("act.before-report"));
    }

    [Fact]
    public void An_act_that_comes_late_is_decided_on_what_stands_now()
    {
        var loop = Loop.Accepted();
        var fixedAt = loop.Clock.AddMinutes(-5);
        loop.Clock = loop.Clock.AddDays(2);
        var act = new Act(SmallCity.Id(1), SmallCity.MarketClerk, fixedAt, loop.Clock, "field", SmallCity.Text());

        loop.Try(new ReportFixed([SmallCity.Photo()]), act).Refusal.ShouldBeNull();

        loop.Now.FixedAt.ShouldBe(fixedAt);
        loop.Now.IsLateAt(loop.Clock).ShouldBeFalse();
        loop.Now.Next!.Since.ShouldBe(act.RecordedAt);
    }

    public static TheoryData<CaseAct> ActsOnACase =>
        [
            .. Enum.GetValues<CaseAct>()
                .Where(act => act is not (CaseAct.Report or CaseAct.Receive or CaseAct.Import or CaseAct.FixOnTheSpot)),
        ];

    [Theory, MemberData(nameof(ActsOnACase))]
    public void An_act_on_a_case_that_is_not_there_is_refused_to_everybody(CaseAct act)
    {
        foreach (var by in SmallCity.Everybody)
            new Loop().Refuses(by, Commands.Of(act)).Code.ShouldBe("case.unknown");
    }

    [Fact]
    public void A_case_begins_only_once()
    {
        Loop.Reported().Refuses(SmallCity.Citizen, Loop.Litter()).Code.ShouldBe("case.exists");
        Loop.Reported().Refuses(SmallCity.MarketClerk, Loop.OnTheSpot()).Code.ShouldBe("case.exists");
    }

    [Fact]
    public void A_place_outside_the_city_is_refused_as_such_to_everybody()
    {
        foreach (var by in SmallCity.Everybody)
        {
            new Loop().Refuses(by, Loop.Litter(SmallCity.Outside)).Code.ShouldBe("place.outside");
            new Loop().Refuses(by, Loop.OnTheSpot(SmallCity.Outside)).Code.ShouldBe("place.outside");
        }
    }

    [Fact]
    public void An_unknown_category_is_refused_by_name()
    {
        var report = Loop.Litter() with { Category = "moon-dust" };
        var spot = Loop.OnTheSpot() with { Category = "moon-dust" };
        var file = new FileCase("moon-dust", "at-once", Severity.Minor);

        new Loop().Refuses(SmallCity.Citizen, report).ShouldBe(new Refusal("category.unknown", "moon-dust"));
        new Loop().Refuses(SmallCity.MarketClerk, spot).ShouldBe(new Refusal("category.unknown", "moon-dust"));
        Loop.Reported().Refuses(SmallCity.Clerk, file).ShouldBe(new Refusal("category.unknown", "moon-dust"));
    }

    [Fact]
    public void A_fix_on_the_spot_needs_a_photo_before_and_one_after()
    {
        var spot = Loop.OnTheSpot();

        new Loop().Refuses(SmallCity.MarketClerk, spot with { Before = [] }).Code.ShouldBe("spot.photos-missing");
        new Loop().Refuses(SmallCity.MarketClerk, spot with { After = [] }).Code.ShouldBe("spot.photos-missing");
    }

    [Fact]
    public void Filing_needs_a_difficulty_that_the_playbook_has()
    {
        var file = new FileCase("litter", "never", Severity.Minor);

        Loop.Reported().Refuses(SmallCity.Clerk, file).ShouldBe(new Refusal("difficulty.unknown", "never"));
    }

    [Fact]
    public void A_case_that_no_rule_fits_must_be_dispatched_by_hand()
    {
        var loop = new Loop()
            .Then(SmallCity.Citizen, Loop.Litter(SmallCity.Nowhere))
            .Then(SmallCity.Clerk, new FileCase("litter", "at-once", Severity.Minor));

        loop.Refuses(SmallCity.Clerk, new Dispatch(null)).Code.ShouldBe("dispatch.no-rule");
        loop.Then(SmallCity.Clerk, new Dispatch("south")).Now.Unit.ShouldBe("south");
    }

    [Fact]
    public void Dispatch_needs_a_unit_that_is_there_and_that_somebody_acts_for()
    {
        Loop.Filed().Refuses(SmallCity.Clerk, new Dispatch("moon")).ShouldBe(new Refusal("unit.unknown", "moon"));
        Loop.Filed().Refuses(SmallCity.Clerk, new Dispatch("empty")).ShouldBe(new Refusal("unit.nobody", "无人单位"));
    }

    [Fact]
    public void A_difficulty_that_a_later_playbook_dropped_stops_the_dispatch_with_a_sentence()
    {
        var loop = Loop.Filed();
        var playbook = SmallCity.Playbook with { Limits = SmallCity.Playbook.Limits with { Difficulties = [] } };
        loop.Rules = SmallCity.Rules with { Playbook = playbook };

        loop.Refuses(SmallCity.Clerk, new Dispatch(null)).ShouldBe(new Refusal("difficulty.unknown", "at-once"));
    }

    [Fact]
    public void A_plan_promises_neither_the_past_nor_more_than_the_limit()
    {
        var loop = Loop.Accepted();
        var today = SmallCity.Calendar.DayOf(loop.Clock);

        loop.Refuses(SmallCity.MarketClerk, CaseLoopTest.Plan(today.AddDays(-1))).Code.ShouldBe("plan.promise-past");
        loop.Refuses(SmallCity.MarketClerk, CaseLoopTest.Plan(today.AddDays(1)))
            .ShouldBe(new Refusal("plan.promise-late", "2020-11-23"));
    }

    [Fact]
    public void A_unit_that_is_late_already_may_promise_a_later_day()
    {
        var loop = Loop.Accepted();
        loop.Clock = loop.Clock.AddDays(3);
        var tomorrow = SmallCity.Calendar.DayOf(loop.Clock).AddDays(1);

        loop.Then(SmallCity.MarketClerk, CaseLoopTest.Plan(tomorrow)).Last.ShouldBeOfType<PlanMade>();
    }

    [Fact]
    public void A_plan_names_a_post_of_the_unit_that_owes_it()
    {
        var loop = Loop.Accepted();
        var plan = CaseLoopTest.Plan(SmallCity.Calendar.DayOf(loop.Clock), "north-clerk");

        loop.Refuses(SmallCity.MarketClerk, plan).Code.ShouldBe("plan.responsible-elsewhere");
        loop.Refuses(SmallCity.MarketClerk, plan with { Responsible = "moon" }).Code.ShouldBe("plan.responsible-elsewhere");
    }

    [Fact]
    public void A_fix_needs_a_photo() =>
        Loop.Accepted().Refuses(SmallCity.MarketClerk, new ReportFixed([])).Code.ShouldBe("fix.photo-missing");

    [Fact]
    public void A_recount_with_nothing_provisional_is_refused()
    {
        var loop = Loop.Accepted();
        var act = new Act(SmallCity.Id(1), SmallCity.Citizen, loop.Clock, loop.Clock, "system", SmallCity.Text());

        loop.Try(new Recount(), act).Refusal.ShouldBe(new Refusal("recount.nothing"));
    }

    [Fact]
    public void No_person_recounts_a_limit()
    {
        foreach (var by in SmallCity.Everybody)
            Loop.Accepted().Refuses(by, new Recount()).Code.ShouldBe("act.not-yours");
    }

    public static TheoryData<CaseStatus, CaseAct> NotNow()
    {
        var legal = new Dictionary<CaseAct, CaseStatus[]>
        {
            [CaseAct.RefuseToFile] = [CaseStatus.Reported],
            [CaseAct.File] = [CaseStatus.Reported],
            [CaseAct.Dispatch] = [CaseStatus.Filed],
            [CaseAct.Return] = [CaseStatus.Dispatched],
            [CaseAct.Accept] = [CaseStatus.Dispatched],
            [CaseAct.Plan] = [CaseStatus.Accepted],
            [CaseAct.AskExtension] = [CaseStatus.Accepted],
            [CaseAct.AskSuspension] = [CaseStatus.Accepted, CaseStatus.Suspended],
            [CaseAct.Resume] = [CaseStatus.Suspended],
            [CaseAct.ReportFixed] = [CaseStatus.Accepted],
            [CaseAct.CoSign] = [CaseStatus.CoSigning],
            [CaseAct.CoRefuse] = [CaseStatus.CoSigning],
            [CaseAct.Merge] =
            [
                CaseStatus.Reported,
                CaseStatus.Filed,
                CaseStatus.Dispatched,
                CaseStatus.Accepted,
                CaseStatus.Suspended,
            ],
            [CaseAct.PassCheck] = [CaseStatus.Fixed],
            [CaseAct.FailCheck] = [CaseStatus.Fixed],
            [CaseAct.Review] = [CaseStatus.Filed, CaseStatus.Dispatched, CaseStatus.Accepted, CaseStatus.Suspended],
            [CaseAct.SeeAgain] = [.. Enum.GetValues<CaseStatus>().Where(status => status.IsOpen())],
            [CaseAct.Close] = [CaseStatus.Passed],
            [CaseAct.Reopen] = [CaseStatus.Closed, CaseStatus.Refused, CaseStatus.Merged],
        };
        var data = new TheoryData<CaseStatus, CaseAct>();
        foreach (var status in Enum.GetValues<CaseStatus>())
        foreach (var (act, allowed) in legal)
            if (!allowed.Contains(status))
                data.Add(status, act);
        return data;
    }

    [Theory, MemberData(nameof(NotNow))]
    public void An_act_out_of_turn_is_refused_with_the_act_and_the_status(CaseStatus status, CaseAct act)
    {
        var loop = Loop.In(status);
        // Somebody who would have the right if it were the time: the unit's acts need the unit that owes the case.
        var by = SmallCity.Everybody.FirstOrDefault(actor => May.Do(actor, act, loop.Now.Unit, loop.Now.At.District));
        if (by is null)
        {
            loop.Refuses(SmallCity.MarketClerk, Commands.Of(act)).Code.ShouldBe("act.not-yours");
            return;
        }

        loop.Refuses(by, Commands.Of(act)).ShouldBe(new Refusal("act.not-now", act.ToString(), status.ToString()));
    }
}
