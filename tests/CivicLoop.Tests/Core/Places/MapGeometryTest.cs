using CivicLoop.Core.Places;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Places;

public class MapGeometryTest
{
    [Fact]
    public void Thinning_drops_what_lies_on_a_line_and_keeps_corners()
    {
        (double X, double Y)[] line = [(0, 0), (5, 0.01), (10, 0), (10, 5), (10, 10)];

        Thinning.Thin(line, 0.1).ShouldBe([(0, 0), (10, 0), (10, 10)]);
    }

    [Fact]
    public void Nothing_thinned_lies_farther_off_than_the_tolerance()
    {
        var line = Enumerable.Range(0, 400).Select(step => (X: step / 10.0, Y: Math.Sin(step / 20.0) * 5)).ToList();

        var thin = Thinning.Thin(line, 0.2);

        thin.Count.ShouldBeLessThan(60);
        foreach (var point in line)
            thin.Zip(thin.Skip(1)).Min(side => Off(point, side.First, side.Second)).ShouldBeLessThanOrEqualTo(0.2 + 1e-9);
    }

    [Fact]
    public void Cropping_keeps_what_lies_in_the_window()
    {
        (double X, double Y)[] square = [(-5, -5), (5, -5), (5, 5), (-5, 5)];

        var cut = Cropping.Crop(square, 0, 0, 10, 10);

        cut.Select(corner => (Math.Round(corner.X, 6), Math.Round(corner.Y, 6)))
            .ShouldBe([(0, 0), (5, 0), (5, 5), (0, 5)], ignoreOrder: true);
        Cropping.Crop(square, 6, 6, 10, 10).ShouldBeEmpty();
    }

    [Fact]
    public void A_sheet_shows_all_it_was_made_for_and_keeps_shapes()
    {
        (double Lon, double Lat)[] corners = [(84.6, 44.1), (86.0, 44.1), (86.0, 46.2), (84.6, 46.2)];

        var sheet = Sheet.Around(corners, 360, 480, margin: 6);

        foreach (var (lon, lat) in corners)
        {
            var (x, y) = sheet.Place(lon, lat);
            sheet.Shows(x, y).ShouldBeTrue();
        }
        var (left, top) = sheet.Place(84.6, 46.2);
        var (right, bottom) = sheet.Place(86.0, 44.1);
        var across = Distance.Metres(84.6, 45.15, 86.0, 45.15);
        var down = Distance.Metres(84.6, 46.2, 84.6, 44.1);
        ((right - left) / (bottom - top)).ShouldBe(across / down, 0.01);
    }

    [Fact]
    public void A_position_stands_in_the_middle_of_its_sheet()
    {
        var sheet = Sheet.About(84.87, 45.59, 1500, 360, 270);

        var (x, y) = sheet.Place(84.87, 45.59);

        (Math.Round(x, 6), Math.Round(y, 6)).ShouldBe((180, 135));
        sheet.MetresPerUnit.ShouldBe(1500 / 180.0, 0.001);
    }

    [Theory]
    [InlineData(1500, 500)]
    [InlineData(100, 50)]
    [InlineData(60_000, 20_000)]
    public void A_scale_bar_is_round(double metres, int bar) =>
        Sheet.About(84.87, 45.59, metres, 360, 270).Bar(90).Metres.ShouldBe(bar);

    private static double Off((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var along = Math.Clamp(((p.X - a.X) * dx + (p.Y - a.Y) * dy) / (dx * dx + dy * dy), 0, 1);
        return Math.Sqrt(Math.Pow(p.X - a.X - along * dx, 2) + Math.Pow(p.Y - a.Y - along * dy, 2));
    }
}
