using CivicLoop.Core.Maps;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Maps;

public class MapTileTest
{
    // As every web map counts them: z/x/y of known positions.
    [Theory]
    [InlineData(0, 84.87, 45.59, 0, 0)]
    [InlineData(10, 84.87, 45.59, 753, 365)]
    [InlineData(14, 116.391, 39.907, 13489, 6208)]
    [InlineData(16, -0.1276, 51.5074, 32744, 21792)]
    [InlineData(3, 180, -89, 7, 7)]
    [InlineData(3, -180, 89, 0, 0)]
    public void A_position_lies_in_the_tile_that_every_map_says(int zoom, double lon, double lat, int x, int y) =>
        MapTile.At(zoom, lon, lat).ShouldBe(new MapTile(zoom, x, y));

    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(19, 524_287, 524_287, true)]
    [InlineData(20, 0, 0, false)]
    [InlineData(-1, 0, 0, false)]
    [InlineData(3, 8, 0, false)]
    [InlineData(3, 0, 8, false)]
    [InlineData(3, -1, 0, false)]
    [InlineData(0, int.MaxValue, int.MinValue, false)]
    public void What_lies_outside_the_world_is_no_tile(int zoom, int x, int y, bool exists) =>
        new MapTile(zoom, x, y).Exists.ShouldBe(exists);

    [Fact]
    public void A_position_comes_back_to_within_two_centimetres() =>
        Anywhere(
            (lon, lat, _) =>
            {
                WebMercator.Lon(WebMercator.X(lon)).ShouldBe(lon, 2e-7);
                WebMercator.Lat(WebMercator.Y(lat)).ShouldBe(lat, 2e-7);
                var (x, y) = (WebMercator.X(lon), WebMercator.Y(lat));
                ZOrder.Back(ZOrder.Of(x, y)).ShouldBe((x, y));
            }
        );

    [Fact]
    public void A_tile_is_the_stretch_of_its_positions_and_lies_on_its_ground() => Anywhere(LiesIn);

    private static void Anywhere(Action<double, double, int> holds) =>
        Prop.ForAll(
                Gen.Choose(-179_999, 179_999).Select(thousandths => thousandths / 1000.0).ToArbitrary(),
                Gen.Choose(-84_000, 84_000).Select(thousandths => thousandths / 1000.0).ToArbitrary(),
                Gen.Choose(0, MapTile.FinestZoom).ToArbitrary(),
                holds
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static void LiesIn(double lon, double lat, int zoom)
    {
        var tile = MapTile.At(zoom, lon, lat);
        var (x, y) = (WebMercator.X(lon), WebMercator.Y(lat));
        var (from, to) = tile.Stretch;

        tile.Exists.ShouldBeTrue();
        ZOrder.Of(x, y).ShouldBeInRange(from, to - 1);
        tile.Inside(x, y).X.ShouldBeInRange(0, MapTile.Extent);
        tile.Inside(x, y).Y.ShouldBeInRange(0, MapTile.Extent);
        lon.ShouldBeInRange(tile.Ground.West - 1e-6, tile.Ground.East + 1e-6);
        lat.ShouldBeInRange(tile.Ground.South - 1e-6, tile.Ground.North + 1e-6);
        // Its neighbours are other stretches.
        foreach (var other in new[] { tile with { X = tile.X + 1 }, tile with { Y = tile.Y + 1 } }.Where(one => one.Exists))
            (other.Stretch.To <= from || other.Stretch.From >= to).ShouldBeTrue();
    }
}
