using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Duties;

public class DutyTest
{
    // Ten urgent hours from 10:00: yellow at 18:00, red past 20:00.
    private static readonly Duty Ten = Duty.Open(
        "rectify",
        "market-clerk",
        null,
        SmallCity.Local("2020-11-23 10:00"),
        new Limit(10, LimitClock.UrgentHours),
        0.8,
        SmallCity.Calendar
    );

    [Theory]
    [InlineData(0, Light.Green)]
    [InlineData(8 * 3_600_000 - 1, Light.Green)]
    [InlineData(8 * 3_600_000, Light.Yellow)]
    [InlineData(10 * 3_600_000, Light.Yellow)]
    [InlineData(10 * 3_600_000 + 1, Light.Red)]
    public void The_light_changes_to_the_millisecond(int after, Light light) =>
        Ten.LightAt(Ten.Since.AddMilliseconds(after)).ShouldBe(light);

    [Fact]
    public void A_duty_keeps_the_limit_as_the_playbook_wrote_it_and_where_it_was_counted_provisionally()
    {
        Ten.Limit.ShouldBe("10 urgent hours");
        Ten.Provisional.ShouldBeFalse();
        Unknown().Now.Rectify!.Provisional.ShouldBeTrue();
    }

    [Fact]
    public void A_provisional_limit_is_counted_again_when_its_year_arrives()
    {
        var loop = Unknown();
        var told = loop.Now.Rectify!.Due;
        var holiday = new CalendarDay(new DateOnly(2022, 10, 3), Works: false, "国庆节");
        var calendar = new WorkCalendar(SmallCity.Calendar.Zone, SmallCity.WorkingDay, [.. SmallCity.Differing, holiday]);
        loop.Rules = SmallCity.Rules with { Calendar = calendar };

        loop.Try(new Recount(), BySystem(loop)).Refusal.ShouldBeNull();

        loop.Now.Rectify!.Due.ShouldBe(told.AddDays(1));
        loop.Now.Rectify.Provisional.ShouldBeFalse();
        loop.Now.Next!.Provisional.ShouldBeFalse();
        loop.Now.Status.ShouldBe(CaseStatus.Dispatched);
        loop.Try(new Recount(), BySystem(loop)).Refusal.ShouldBe(new Refusal("recount.nothing"));
    }

    // Dispatched on a Friday of a year whose holidays nobody loaded, to be put right within three working days.
    private static Loop Unknown() =>
        new Loop(SmallCity.Local("2022-09-30 10:00"), SmallCity.Rules)
            .Then(SmallCity.Citizen, Loop.Litter())
            .Then(SmallCity.Clerk, new FileCase("litter", "worked", Severity.Minor))
            .Then(SmallCity.Clerk, new Dispatch(null));

    private static Act BySystem(Loop loop) =>
        new(SmallCity.Id(5_000), SmallCity.Citizen, loop.Clock, loop.Clock, "system", SmallCity.Text());
}
