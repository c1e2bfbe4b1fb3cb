using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>What is asked for and decided by somebody else: a hard filing, more time, a standstill.</summary>
public class ApprovingTest
{
    private static readonly DateOnly Today = SmallCity.Calendar.DayOf(SmallCity.Monday);

    // ---- filing under a difficulty that needs an approval

    private static Loop HardFiling() => Loop.Reported().Then(SmallCity.Clerk, new FileCase("litter", "hung", Severity.Major));

    [Fact]
    public void A_hard_filing_waits_for_its_approver_and_is_then_filed_as_asked()
    {
        var loop = HardFiling();

        loop.Now.Status.ShouldBe(CaseStatus.Reported);
        (loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe(("approve", "supervisor"));
        loop.Then(SmallCity.Supervisor, new Grant());

        loop.Now.Status.ShouldBe(CaseStatus.Filed);
        (loop.Now.Difficulty, loop.Now.Severity, loop.Now.Asked).ShouldBe(("hung", Severity.Major, null));
        loop.Then(SmallCity.Clerk, new Dispatch(null)).Now.Rectify!.Limit.ShouldBe("30 natural days");
    }

    [Fact]
    public void A_hard_filing_that_is_denied_goes_back_to_the_office()
    {
        var loop = HardFiling().Then(SmallCity.Supervisor, new Deny());

        (loop.Now.Status, loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe((CaseStatus.Reported, "file", "office-clerk"));
        loop.Then(SmallCity.Clerk, new FileCase("litter", "dated", Severity.Minor)).Now.Status.ShouldBe(CaseStatus.Filed);
    }

    [Fact]
    public void While_it_waits_the_office_may_still_file_it_otherwise_or_refuse_it_but_not_ask_again()
    {
        HardFiling().Refuses(SmallCity.Clerk, new FileCase("litter", "hung", Severity.Minor)).Code.ShouldBe("approval.pending");
        HardFiling().Then(SmallCity.Clerk, new FileCase("litter", "dated", Severity.Minor)).Now.Asked.ShouldBeNull();
        HardFiling().Then(SmallCity.Clerk, new RefuseToFile()).Now.Asked.ShouldBeNull();
    }

    [Fact]
    public void Only_the_approver_whom_the_playbook_names_decides()
    {
        HardFiling().Refuses(SmallCity.Clerk, new Grant()).ShouldBe(new Refusal("approval.not-yours", "joint-review"));
        HardFiling().Refuses(SmallCity.Leader, new Deny()).Code.ShouldBe("approval.not-yours");
        HardFiling().Refuses(SmallCity.MarketClerk, new Grant()).Code.ShouldBe("act.not-yours");
    }

    [Fact]
    public void Where_nobody_fills_the_approvers_post_nothing_can_be_asked()
    {
        var loop = Loop.Reported();
        loop.Rules = loop.Rules with
        {
            Organisation = new OrganisationNow(SmallCity.Units, SmallCity.Posts.Where(post => post.Role != Role.Supervisor)),
        };

        loop.Refuses(SmallCity.Clerk, new FileCase("litter", "hung", Severity.Minor))
            .ShouldBe(new Refusal("approval.nobody", "joint-review"));
    }

    [Fact]
    public void Nothing_is_decided_where_nothing_was_asked()
    {
        foreach (var status in Enum.GetValues<CaseStatus>())
        foreach (var by in new[] { SmallCity.Clerk, SmallCity.Supervisor, SmallCity.Leader })
        {
            Loop.In(status).Refuses(by, new Grant()).Code.ShouldBe("act.not-now");
            Loop.In(status).Refuses(by, new Deny()).Code.ShouldBe("act.not-now");
        }
    }

    // ---- more time

    [Fact]
    public void More_time_begins_where_the_limit_ends_and_the_lights_follow()
    {
        var loop = Loop.Accepted();
        var told = loop.Now.Rectify!;
        loop.Then(SmallCity.MarketClerk, new AskExtension(2));

        (loop.Now.Status, loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe((CaseStatus.Accepted, "approve", "office-clerk"));
        loop.Now.Rectify.ShouldBe(told, "the limit stands while it is asked");
        loop.Then(SmallCity.Clerk, new Grant());

        var rectify = loop.Now.Rectify!;
        rectify.ShouldBe(loop.Now.Next);
        rectify.Due.ShouldBe(SmallCity.Calendar.After(told.Due, new Limit(2, LimitClock.WorkingDays)).At);
        rectify.LightAt(told.Due.AddMinutes(1)).ShouldBe(Light.Green);
        loop.Now.Extensions.ShouldBe(1);
        loop.Now.IsLateAt(told.Due.AddMinutes(1)).ShouldBeFalse();
        loop.History.Select(entry => entry.Event).OfType<CaseDispatched>().Single().Rectify.ShouldBe(told);
    }

    [Fact]
    public void The_approver_may_give_less_than_was_asked()
    {
        var loop = Loop.Accepted().Then(SmallCity.MarketClerk, new AskExtension(3)).Then(SmallCity.Clerk, new Grant(Amount: 1));

        loop.Now.Rectify!.Limit.ShouldBe("1 working day");
    }

    [Fact]
    public void Denied_the_old_limit_goes_on_however_long_it_took_to_decide()
    {
        var loop = Loop.Accepted().Then(SmallCity.MarketClerk, new AskExtension(1));
        loop.Clock = loop.Clock.AddDays(2);
        loop.Then(SmallCity.Clerk, new Deny());

        loop.Now.Next.ShouldBe(loop.Now.Rectify);
        loop.Now.Next!.LightAt(loop.Clock).ShouldBe(Light.Red);
    }

    [Fact]
    public void More_time_is_asked_before_the_limit_runs_out_as_often_and_as_much_as_the_playbook_says()
    {
        var late = Loop.Accepted();
        late.Clock = late.Now.Rectify!.Due.AddMinutes(1);
        late.Refuses(SmallCity.MarketClerk, new AskExtension(1)).Code.ShouldBe("extension.too-late");

        Loop.Accepted()
            .Refuses(SmallCity.MarketClerk, new AskExtension(4))
            .ShouldBe(new Refusal("extension.too-long", "3 working days"));
        Loop.Accepted().Refuses(SmallCity.MarketClerk, new AskExtension(0)).Code.ShouldBe("extension.too-long");

        var again = Loop.Accepted().Then(SmallCity.MarketClerk, new AskExtension(1));
        again.Refuses(SmallCity.MarketClerk, new AskExtension(1)).Code.ShouldBe("approval.pending");
        again.Refuses(SmallCity.Clerk, new Grant(Amount: 9)).Code.ShouldBe("extension.too-long");
        again.Then(SmallCity.Clerk, new Grant());
        again.Refuses(SmallCity.MarketClerk, new AskExtension(1)).ShouldBe(new Refusal("extension.used-up", "1"));
    }

    [Fact]
    public void A_unit_that_gets_done_meanwhile_waits_for_no_decision()
    {
        var loop = Loop.Accepted()
            .Then(SmallCity.MarketClerk, new AskExtension(1))
            .Then(SmallCity.MarketClerk, CaseLoopTest.Plan(Today));
        loop.Now.Next!.Kind.ShouldBe("approve", "a plan decides nothing");

        loop.Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo()]));

        (loop.Now.Status, loop.Now.Asked, loop.Now.Next!.Kind).ShouldBe((CaseStatus.Fixed, null, "check"));
        loop.Refuses(SmallCity.Clerk, new Grant()).Code.ShouldBe("act.not-now");
    }

    [Fact]
    public void Dispatched_anew_a_unit_may_ask_anew()
    {
        var loop = Loop.Accepted()
            .Then(SmallCity.MarketClerk, new AskExtension(1))
            .Then(SmallCity.Clerk, new Grant())
            .Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo()]))
            .Then(SmallCity.InspectorNorth, new PassCheck([]))
            .Then(SmallCity.Clerk, new Close())
            .Then(SmallCity.Supervisor, new Reopen());

        loop.Now.Extensions.ShouldBe(0);
    }

    // ---- a standstill

    [Fact]
    public void Suspended_the_clock_stands_still_and_what_was_left_comes_back()
    {
        var loop = Loop.Accepted();
        var told = loop.Now.Rectify!;
        loop.Clock = told.Due.AddHours(-3);
        loop.Then(SmallCity.MarketClerk, new AskSuspension(Today.AddDays(7)));
        (loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe(("approve", "supervisor"));
        loop.Clock = told.Due.AddHours(5);
        loop.Then(SmallCity.Supervisor, new Grant());

        loop.Now.Status.ShouldBe(CaseStatus.Suspended);
        (loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe(("review", "office-clerk"));
        SmallCity.Calendar.DayOf(loop.Now.Next.Due).ShouldBe(Today.AddDays(7));
        loop.Now.IsLateAt(told.Due.AddDays(3)).ShouldBeFalse();
        var resumed = SmallCity.Monday.AddDays(6);
        loop.Clock = resumed;
        loop.Then(SmallCity.Clerk, new Resume());

        (loop.Now.Status, loop.Now.Hung).ShouldBe((CaseStatus.Accepted, null));
        loop.Now.Next.ShouldBe(loop.Now.Rectify);
        loop.Now.Rectify!.Due.ShouldBe(resumed.AddHours(3));
        loop.Now.Rectify.Checker.ShouldBe(told.Checker);
    }

    [Fact]
    public void What_had_run_out_stays_run_out()
    {
        var loop = Loop.Accepted();
        var told = loop.Now.Rectify!;
        loop.Clock = told.Due.AddHours(1);
        loop.Then(SmallCity.Clerk, new AskSuspension(Today.AddDays(7))).Then(SmallCity.Supervisor, new Grant());
        loop.Now.IsLateAt(loop.Clock).ShouldBeTrue();

        loop.Then(SmallCity.MarketClerk, new Resume());

        loop.Now.Rectify.ShouldBe(told);
        loop.Now.Next!.LightAt(loop.Clock).ShouldBe(Light.Red);
    }

    [Fact]
    public void A_limit_of_working_days_gives_working_time_back()
    {
        var loop = Loop.Reported()
            .Then(SmallCity.Clerk, new FileCase("litter", "worked", Severity.Minor))
            .Then(SmallCity.Clerk, new Dispatch(null))
            .Then(SmallCity.MarketClerk, new Accept());
        var told = loop.Now.Rectify!;
        loop.Clock = SmallCity.Local("2020-11-24 10:00");
        loop.Then(SmallCity.MarketClerk, new AskSuspension(Today.AddDays(5))).Then(SmallCity.Supervisor, new Grant());

        // Three days of eight hours, one of them over and half an hour of the first not begun.
        loop.Now.Hung!.Rest.ShouldBe(
            $"{Math.Ceiling(SmallCity.Calendar.WorkedBetween(SmallCity.Local("2020-11-24 10:00"), told.Due).TotalHours)} working hours"
        );
    }

    [Fact]
    public void A_suspension_can_be_renewed_and_a_denied_renewal_leaves_the_old_review()
    {
        var loop = Loop.Suspended();
        var review = loop.Now.Next;
        var rest = loop.Now.Hung!.Rest;
        loop.Then(SmallCity.Clerk, new AskSuspension(Today.AddDays(14)));
        loop.Then(SmallCity.Supervisor, new Deny());
        (loop.Now.Status, loop.Now.Next).ShouldBe((CaseStatus.Suspended, review));

        loop.Then(SmallCity.Clerk, new AskSuspension(Today.AddDays(14))).Then(SmallCity.Supervisor, new Grant());

        loop.Now.Hung!.Until.ShouldBe(Today.AddDays(14));
        loop.Now.Hung.Rest.ShouldBe(rest);
    }

    [Fact]
    public void A_suspension_ends_on_a_day_to_come_within_what_the_playbook_gives()
    {
        Loop.Accepted().Refuses(SmallCity.MarketClerk, new AskSuspension(Today)).Code.ShouldBe("suspension.past");
        Loop.Accepted()
            .Refuses(SmallCity.MarketClerk, new AskSuspension(Today.AddDays(31)))
            .ShouldBe(new Refusal("suspension.too-long", "2020-12-23"));
        var asked = Loop.Accepted().Then(SmallCity.MarketClerk, new AskSuspension(Today.AddDays(2)));
        asked.Refuses(SmallCity.Supervisor, new Grant(Until: Today.AddDays(60))).Code.ShouldBe("suspension.too-long");
        asked.Clock = asked.Clock.AddDays(5);
        asked.Refuses(SmallCity.Supervisor, new Grant()).Code.ShouldBe("suspension.past");
    }

    [Fact]
    public void A_playbook_that_names_no_approver_knows_no_suspension()
    {
        var loop = Loop.Accepted();
        var limits = SmallCity.Playbook.Limits;
        loop.Rules = loop.Rules with
        {
            Playbook = SmallCity.Playbook with
            {
                Limits = limits with { Difficulties = [.. limits.Difficulties.Where(one => one.ApprovedBy is null)] },
            },
        };

        loop.Refuses(SmallCity.MarketClerk, new AskSuspension(Today.AddDays(2))).Code.ShouldBe("suspension.no-rule");
    }

    [Fact]
    public void Nobody_approves_what_they_asked_for_themselves()
    {
        var loop = Loop.Accepted();
        var limits = SmallCity.Playbook.Limits;
        loop.Rules = loop.Rules with
        {
            Playbook = SmallCity.Playbook with
            {
                Limits = limits with
                {
                    Difficulties =
                    [
                        .. limits.Difficulties.Select(one =>
                            one with
                            {
                                ApprovedBy = one.ApprovedBy is null ? null : Approvers.Office,
                            }
                        ),
                    ],
                },
            },
        };
        loop.Then(SmallCity.Clerk, new AskSuspension(Today.AddDays(2)));

        loop.Refuses(SmallCity.Clerk, new Grant()).Code.ShouldBe("approval.own");
        loop.Then(SmallCity.Clerk with { Person = SmallCity.Id(77) }, new Grant()).Now.Status.ShouldBe(CaseStatus.Suspended);
    }
}
