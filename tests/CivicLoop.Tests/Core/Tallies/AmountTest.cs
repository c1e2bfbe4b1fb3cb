using CivicLoop.Core.Tallies;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Tallies;

public class AmountTest
{
    [Theory]
    [InlineData("12788", 0, 12_788_000, Bound.Exactly)]
    [InlineData("12,788", 0, 12_788_000, Bound.Exactly)]
    [InlineData("１２，７８８", 0, 12_788_000, Bound.Exactly)]
    [InlineData("2000余", 3, 2_000_000, Bound.AtLeast)]
    [InlineData("13万余", 0, 130_000_000, Bound.AtLeast)]
    [InlineData("2000+", 0, 2_000_000, Bound.AtLeast)]
    [InlineData("近2万", 0, 20_000_000, Bound.Nearly)]
    [InlineData("约 300", 0, 300_000, Bound.About)]
    [InlineData("20.5万", 0, 205_000_000, Bound.Exactly)]
    [InlineData("0.125", 3, 125, Bound.Exactly)]
    [InlineData("2.50", 1, 2_500, Bound.Exactly)]
    public void An_amount_is_read_as_it_was_told(string said, int decimals, long thousandths, Bound bound) =>
        Amount.Parse(said, decimals).Value.ShouldBe(new Amount(thousandths, bound));

    [Theory]
    [InlineData("", 3, "cell.amount")]
    [InlineData("许多", 3, "cell.amount")]
    [InlineData("0", 3, "cell.amount")]
    [InlineData("-3", 3, "cell.amount")]
    [InlineData("1e9", 3, "cell.amount")]
    [InlineData("余", 0, "cell.amount")]
    [InlineData("1.2.3", 3, "cell.amount")]
    [InlineData("1000000001", 0, "cell.amount")]
    [InlineData("99999999亿", 0, "cell.amount")]
    [InlineData("0.5", 0, "cell.amount-decimals")]
    [InlineData("1.2345", 3, "cell.amount-decimals")]
    [InlineData("0.00005万", 0, "cell.amount-decimals")]
    public void What_is_no_amount_of_the_counter_is_told(string said, int decimals, string code) =>
        Amount.Parse(said, decimals).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void Tonnes_are_added_without_rounding_and_written_without_needless_noughts()
    {
        var tenth = Amount.Parse("0.1", 3).Value!;

        Amount.Sum(tenth.Thousandths * 3, over: false, under: false).Figure().ShouldBe("0.3");
        Amount.Of(12_788).Figure().ShouldBe("12,788");
        new Amount(1_234_050, Bound.Exactly).Figure().ShouldBe("1,234.05");
    }

    [Theory]
    [InlineData(false, false, Bound.Exactly)]
    [InlineData(true, false, Bound.AtLeast)]
    [InlineData(false, true, Bound.Nearly)]
    [InlineData(true, true, Bound.About)]
    public void A_sum_is_as_exact_as_the_least_exact_of_its_parts(bool over, bool under, Bound bound) =>
        Amount.Sum(1, over, under).Bound.ShouldBe(bound);

    [Fact]
    public void A_trend_has_every_week_and_a_long_one_every_month()
    {
        var monday = new DateOnly(2020, 11, 23);
        var (monthly, weeks) = TallyTrend.Of([(monday.AddDays(6), 5), (monday, 1), (monday.AddDays(14), 2)]);
        var (longer, months) = TallyTrend.Of([(monday, 1), (monday.AddDays(400), 2)]);

        monthly.ShouldBeFalse();
        weeks.ShouldBe([new(monday, 6), new(monday.AddDays(7), 0), new(monday.AddDays(14), 2)]);
        longer.ShouldBeTrue();
        months.Count.ShouldBe(14);
        months.Sum(bar => bar.Thousandths).ShouldBe(3);
        TallyTrend.Of([]).Bars.ShouldBeEmpty();
    }
}
