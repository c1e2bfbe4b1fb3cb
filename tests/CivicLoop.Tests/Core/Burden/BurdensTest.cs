using CivicLoop.Core.Burden;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Burden;

public class BurdensTest
{
    private static readonly DateOnly Monday = new(2020, 11, 23);

    [Fact]
    public void What_posts_did_is_their_units_and_stands_beside_what_came_of_it()
    {
        BurdenCount[] counts =
        [
            new(Monday, BurdenOf.Act, "market-clerk", "fix-reported", 3),
            new(Monday, BurdenOf.Act, "market-clerk", "tally.entered", 2),
            new(Monday, BurdenOf.Act, "zone-1-clerk", "zone-reported", 1),
            new(Monday, BurdenOf.Duty, "market-clerk", "rectify", 4),
            new(Monday, BurdenOf.Closed, "market", "", 2),
            new(Monday, BurdenOf.FirstPass, "market", "", 1),
            new(Monday, BurdenOf.Act, "gone", "accepted", 9),
            new(Monday, BurdenOf.Act, "", "", 0),
            new(Monday.AddDays(7), BurdenOf.Act, "north-clerk", "something-new", 1),
        ];

        var all = Burdens.Of(counts, SmallCity.Zoned.Organisation, EffortPart.Usual);

        all.Select(one => (one.Week, one.Unit)).ShouldBe([(Monday, "market"), (Monday.AddDays(7), "north")]);
        var market = all[0];
        (market.Forms, market.Duties, market.Closed, market.FirstPass).ShouldBe((6, 4, 2, 1));
        market.Minutes.ShouldBe(4 * 20 + 2 * 15);
        market.MinutesEach.ShouldBe(55);
        all[1].Minutes.ShouldBe(5);
        all[1].MinutesEach.ShouldBeNull();
        Burdens.Together(Monday, "", all).Minutes.ShouldBe(115);
    }

    [Fact]
    public void Every_kind_of_event_is_an_effort_and_what_takes_long_is_no_other()
    {
        var other = Web.Program.Streams.SelectMany(stream => stream.Events.All).Where(kind => Efforts.Of(kind) == Effort.Other);

        other.ShouldNotContain(kind =>
            kind.StartsWith("tally.", StringComparison.Ordinal) || kind.EndsWith("-reported", StringComparison.Ordinal)
        );
        foreach (var effort in Enum.GetValues<Effort>())
            EffortPart.Usual.Of(effort).ShouldBeGreaterThan(0);
        PlaybookFolders.Parsed("karamay").Limits.Effort.Of(Effort.Fix).ShouldBe(20);
    }

    [Theory]
    [InlineData("2020-11-23", "2020-11-23")]
    [InlineData("2020-11-29", "2020-11-23")]
    [InlineData("2021-01-01", "2020-12-28")]
    public void A_week_begins_on_monday(string day, string monday) =>
        Burdens.WeekOf(DateOnly.Parse(day)).ShouldBe(DateOnly.Parse(monday));
}
