using CivicLoop.Core.Rectification;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Rectification;

/// <summary>清零: a day by day account, and a forecast that does not pretend.</summary>
public class BurnDownTest
{
    private static readonly DateOnly Today = new(2021, 1, 31);

    private static IReadOnlyList<BurnDay> Days(long open, params (long Added, long Ended)[] moves) =>
        BurnDown.Days(
            Today.AddDays(1 - moves.Length),
            Today,
            open,
            moves
                .Select((move, at) => (Day: Today.AddDays(at + 1 - moves.Length), move))
                .ToDictionary(one => one.Day, one => one.move)
        );

    [Fact]
    public void What_was_open_follows_backwards_from_what_is()
    {
        var days = Days(10, (0, 0), (5, 1), (0, 4));

        days.Select(day => day.Open).ShouldBe([10, 14, 10]);
        days[^1].Day.ShouldBe(Today);
    }

    [Fact]
    public void A_steady_pace_has_one_day_and_no_range()
    {
        var forecast = BurnDown.Of(Days(20, [.. Enumerable.Repeat((0L, 2L), 14)]));

        forecast.Outlook.ShouldBe(Outlook.Expected);
        forecast.Likely.ShouldBe(Today.AddDays(10));
        forecast.Earliest.ShouldBe(forecast.Likely);
        forecast.Latest.ShouldBe(forecast.Likely);
    }

    [Fact]
    public void An_uneven_pace_has_a_range_around_its_day()
    {
        var forecast = BurnDown.Of(Days(20, [.. Enumerable.Range(0, 14).Select(at => (0L, at % 2 == 0 ? 4L : 0L))]));

        forecast.Likely.ShouldBe(Today.AddDays(10));
        forecast.Earliest!.Value.ShouldBeLessThan(forecast.Likely!.Value);
        forecast.Latest!.Value.ShouldBeGreaterThan(forecast.Likely.Value);
    }

    [Fact]
    public void As_many_coming_as_going_never_comes_to_zero()
    {
        BurnDown.Of(Days(20, [.. Enumerable.Repeat((2L, 2L), 14)])).Outlook.ShouldBe(Outlook.Never);
        BurnDown.Of(Days(20, [.. Enumerable.Repeat((3L, 1L), 14)])).Outlook.ShouldBe(Outlook.Never);
        // A hair's breadth faster would take a lifetime: no date pretends to know.
        BurnDown.Of(Days(100_000, [.. Enumerable.Repeat((0L, 1L), 14)])).Outlook.ShouldBe(Outlook.Never);
    }

    [Fact]
    public void A_good_burst_among_still_days_may_have_no_latest_day()
    {
        var forecast = BurnDown.Of(Days(20, [.. Enumerable.Range(0, 14).Select(at => (0L, at == 3 ? 6L : 0L))]));

        forecast.Outlook.ShouldBe(Outlook.Expected);
        forecast.Latest.ShouldBeNull();
    }

    [Fact]
    public void Nothing_left_is_zero_and_too_few_days_say_nothing()
    {
        BurnDown.Of(Days(0, (0, 1), (0, 1))).Outlook.ShouldBe(Outlook.Zero);
        BurnDown.Of(Days(5, (0, 1), (0, 1))).Outlook.ShouldBe(Outlook.TooEarly);
    }
}
