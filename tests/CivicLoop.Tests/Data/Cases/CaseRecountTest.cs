using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Cases;

/// <summary>A limit that ran into a year without its notice is counted again when the notice is there.</summary>
public class CaseRecountTest
{
    [Theory, EachDatabase]
    public async Task A_limit_counted_for_want_of_a_notice_is_counted_again_when_it_comes(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        // The small city's calendar ends with 2021; the machine's clock is past that.
        var done = await office.Reported();
        var before = office.Row(done.Stream)!.Next!;
        before.Provisional.ShouldBeTrue();
        var today = SmallCity.Calendar.DayOf(city.City.Clock.Now);

        CaseRecount.Run(city.City, CalendarOf.WithDaysOff(today, 20), "放假安排已发布").ShouldBe(1);

        var after = office.Row(done.Stream)!.Next!;
        after.Provisional.ShouldBeFalse();
        after.Due.ShouldBeGreaterThan(before.Due.AddDays(10));
        after.Since.ShouldBe(before.Since);
        office.History(done.Stream)[^1].Kind.ShouldBe("limit-recounted");
        Proof.Of(city.City).Bent.ShouldBeEmpty();
        CaseRecount.Run(city.City, CalendarOf.WithDaysOff(today, 20), "放假安排已发布").ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task What_is_closed_keeps_what_it_was_told(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var done = await office.Closed();
        var told = office.History(done.Stream).Count;

        CaseRecount
            .Run(city.City, CalendarOf.WithDaysOff(SmallCity.Calendar.DayOf(city.City.Clock.Now), 20), "放假安排已发布")
            .ShouldBe(0);

        office.History(done.Stream).Count.ShouldBe(told);
    }
}
