using CivicLoop.Core.Photos;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Photos;

/// <summary>Rectangles that nobody shall see through.</summary>
public class MaskTest
{
    [Fact]
    public void A_rectangle_leaves_nothing_of_what_was_under_it_and_all_of_what_was_not()
    {
        var pixels = new Pixels([.. Enumerable.Repeat((byte)200, 10 * 10 * 3)], 10, 10, 3);

        pixels.Cover([new Mask(250, 250, 300, 100)]);

        for (var y = 0; y < 10; y++)
        for (var x = 0; x < 10; x++)
        for (var band = 0; band < 3; band++)
        {
            // 2.5 to 5.5 across and 2.5 to 3.5 down, rounded outward.
            var covered = x is >= 2 and < 6 && y is >= 2 and < 4;
            pixels.Bytes[(y * 10 + x) * 3 + band].ShouldBe(covered ? (byte)0 : (byte)200, $"{x},{y}");
        }
    }

    [Fact]
    public void What_is_covered_does_not_shine_through()
    {
        var pixels = new Pixels([.. Enumerable.Repeat((byte)10, 4 * 4 * 4)], 4, 4, 4);

        pixels.Cover([new Mask(0, 0, 1000, 1000)]);

        pixels.Bytes.Chunk(4).ShouldAllBe(pixel => pixel[0] == 0 && pixel[1] == 0 && pixel[2] == 0 && pixel[3] == 255);
    }

    [Theory]
    [InlineData("10", "20.5", "30", "5", "100,205,300,50")]
    [InlineData("0", "0", "100", "100", "0,0,1000,1000")]
    public void Percent_becomes_thousandths_and_is_kept_as_text(string left, string top, string width, string height, string kept)
    {
        var mask = Mask.Typed(left, top, width, height).Value!;

        Mask.Write([mask]).ShouldBe(kept);
        Mask.Read(kept).ShouldHaveSingleItem().ShouldBe(mask);
        Mask.Percent(mask.Top).ShouldBe(top);
    }

    [Theory]
    [InlineData("10", "10", "", "10", "mask.broken")]
    [InlineData("a", "10", "10", "10", "mask.broken")]
    [InlineData("-1", "10", "10", "10", "mask.broken")]
    [InlineData("101", "10", "10", "10", "mask.broken")]
    [InlineData("60", "10", "50", "10", "mask.outside")]
    [InlineData("10", "10", "0", "10", "mask.outside")]
    public void What_is_no_rectangle_within_the_photo_is_refused(
        string left,
        string top,
        string width,
        string height,
        string code
    ) => Mask.Typed(left, top, width, height).Refusal!.Code.ShouldBe(code);
}
