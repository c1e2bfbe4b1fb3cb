using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Mechanisms;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Mechanisms;

public class MechanismTest
{
    private static readonly CaseRules Rules = SmallCity.Rules with
    {
        Playbook = SmallCity.Playbook with { Mechanisms = [new("patrols", "联合巡查", null, [], [], null, true)] },
    };

    private static readonly DateOnly Today = new(2020, 11, 23);
    private static readonly TellRun Tell = new(1, "patrols", Today, "market", SmallCity.Text(1), []);

    private static string? No(RunState? state, RunCommand command, Actor by) =>
        RunDecide.Decide(state, command, Planned.By(by), Rules).Refusal?.Code;

    private static RunState After(RunState? state, RunCommand command, Actor by)
    {
        var outcome = RunDecide.Decide(state, command, Planned.By(by), Rules);
        outcome.Refusal.ShouldBeNull();
        return RunDecide.Evolve(state, outcome.Value!, Planned.By(by).Made);
    }

    [Fact]
    public void What_a_unit_ran_counts_once_another_body_has_confirmed_it()
    {
        var told = After(null, Tell, SmallCity.MarketClerk);
        (told.Status, told.Next!.Kind, told.Next.Post).ShouldBe((RunStatus.Told, RunDecide.Check, "supervisor"));
        No(told, new ConfirmRun(), SmallCity.MarketClerk).ShouldBe("mechanism-run.not-yours");
        No(told, new ConfirmRun(), SmallCity.Clerk with { Person = SmallCity.MarketClerk.Person })
            .ShouldBe("mechanism-run.own-unit");
        var confirmed = After(told, new ConfirmRun(), SmallCity.Supervisor);
        (confirmed.Status, confirmed.Next).ShouldBe((RunStatus.Confirmed, null));
        No(confirmed, new SendRunBack(), SmallCity.Supervisor).ShouldBe("mechanism-run.not-now");
        After(told, new SendRunBack(), SmallCity.Supervisor).Status.ShouldBe(RunStatus.SentBack);
    }

    [Fact]
    public void What_the_office_tells_for_others_it_does_not_confirm_itself()
    {
        var told = After(null, Tell, SmallCity.Clerk);
        No(told, new ConfirmRun(), SmallCity.Clerk with { Person = SmallCity.Id(99) }).ShouldBe("mechanism-run.own-unit");
        No(null, Tell with { Unit = "north" }, SmallCity.MarketClerk).ShouldBe("mechanism-run.not-yours");
        No(null, Tell with { Mechanism = "other" }, SmallCity.Clerk).ShouldBe("mechanism.unknown");
        No(null, Tell with { Unit = "ghost" }, SmallCity.Clerk).ShouldBe("unit.unknown");
        No(null, Tell with { Day = Today.AddDays(1) }, SmallCity.MarketClerk).ShouldBe("mechanism-run.day-future");
    }

    [Theory]
    [InlineData("1 week", "2020-11-30")]
    [InlineData("2 days", "2020-11-25")]
    [InlineData("5 working days", "2020-11-30")]
    [InlineData("1 half-month", "2020-12-08")]
    [InlineData("1 month", "2020-12-23")]
    public void When_it_is_due_again_counts_from_the_last_run(string every, string next)
    {
        var due = MechanismDue.After(Today, Interval.Parse(every)!, SmallCity.Calendar);

        due.ShouldBe(DateOnly.Parse(next, System.Globalization.CultureInfo.InvariantCulture));
        MechanismDue.LightOn(due, due.AddDays(-1)).ShouldBe(Light.Green);
        MechanismDue.LightOn(due, due).ShouldBe(Light.Yellow);
        MechanismDue.LightOn(due, due.AddDays(1)).ShouldBe(Light.Red);
        MechanismDue.LightOn(null, Today).ShouldBe(Light.Red);
    }
}
