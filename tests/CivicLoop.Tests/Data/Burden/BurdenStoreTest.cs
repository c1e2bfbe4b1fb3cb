using CivicLoop.Core.Burden;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Burden;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Burden;

/// <summary>Weeks counted and kept: the same whether they were, on both databases.</summary>
public class BurdenStoreTest
{
    [Theory, EachDatabase]
    public async Task A_week_that_is_over_is_kept_as_it_was_counted_and_counted_once(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        await office.Closed();
        var week = Burdens.WeekOf(SmallCity.Calendar.DayOf(city.City.Clock.Now));
        var live = Read(city, week);

        (await BurdenStore.KeepUp(city.City, SmallCity.Calendar)).ShouldBe(0, "this week is not over");
        await city.Database.Write(transaction => city.City.Clock.MoveTo(transaction, city.City.Clock.Now.AddDays(21)));
        await Task.Delay(1_100, TestContext.Current.CancellationToken);
        (await BurdenStore.KeepUp(city.City, SmallCity.Calendar)).ShouldBe(3);
        (await BurdenStore.KeepUp(city.City, SmallCity.Calendar)).ShouldBe(0);

        var kept = Read(city, week);
        kept.ShouldBe(live, ignoreOrder: true);
        var market = Burdens.Of(kept, SmallCity.Organisation, EffortPart.Usual).Single(one => one.Unit == "market");
        (market.Forms, market.Closed, market.FirstPass).ShouldBe((4, 1, 0), "accepted, planned, fixed twice; it failed once");
        market.Duties.ShouldBe(3, "to accept, to put right, to do it again");
        kept.ShouldNotContain(
            count => count.What == BurdenOf.Act && count.Owner == "citizen",
            "a citizen's report is nobody's burden"
        );
        Read(city, week.AddDays(7)).ShouldBeEmpty();
    }

    private static List<BurdenCount> Read(TestCity city, DateOnly week) =>
        [
            .. city
                .Database.Read(connection => BurdenReads.Weeks(connection, SmallCity.Calendar, week, week.AddDays(7)))
                .Where(count => count.Owner.Length > 0),
        ];
}
