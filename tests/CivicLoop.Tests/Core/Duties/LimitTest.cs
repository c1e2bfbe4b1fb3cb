using CivicLoop.Core.Duties;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Duties;

public class LimitTest
{
    [Theory]
    [InlineData("1 working day", 1, LimitClock.WorkingDays)]
    [InlineData("2 working days", 2, LimitClock.WorkingDays)]
    [InlineData("4 urgent hours", 4, LimitClock.UrgentHours)]
    [InlineData("72 hours", 72, LimitClock.UrgentHours)]
    [InlineData("3 working hours", 3, LimitClock.WorkingHours)]
    [InlineData("10000 natural days", 10_000, LimitClock.NaturalDays)]
    public void A_limit_is_read_as_a_clerk_writes_it(string text, int amount, LimitClock clock) =>
        Limit.Parse(text).ShouldBe(new Limit(amount, clock));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("2 ")]
    [InlineData("working days")]
    [InlineData("0 working days")]
    [InlineData("-1 working days")]
    [InlineData("1.5 working days")]
    [InlineData("10001 hours")]
    [InlineData("99999999999 hours")]
    [InlineData("2 moons")]
    [InlineData("2 Working Days")]
    [InlineData("2 working dayss")]
    [InlineData(" 2 working days")]
    public void What_is_no_limit_is_not_guessed(string? text) => Limit.Parse(text).ShouldBeNull();

    [Fact]
    public void Every_limit_is_read_back_from_what_it_writes()
    {
        foreach (var clock in Enum.GetValues<LimitClock>())
        foreach (var amount in new[] { 1, 2, 59, 10_000 })
            Limit.Parse(new Limit(amount, clock).ToString()).ShouldBe(new Limit(amount, clock));
    }
}
