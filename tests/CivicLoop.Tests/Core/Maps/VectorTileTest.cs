using CivicLoop.Core.Maps;
using CivicLoop.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Maps;

/// <summary>The encoder against the examples of the published format, and against a decoder of its own.</summary>
public class VectorTileTest
{
    [Fact]
    public void Geometries_are_the_examples_of_the_specification()
    {
        TileGeometry.Points((25, 17)).ShouldBe([9u, 50, 34]);
        TileGeometry.Points((5, 7), (3, 2)).ShouldBe([17u, 10, 14, 3, 9]);
        TileGeometry.Lines([(2, 2), (2, 10), (10, 10)]).ShouldBe([9u, 4, 4, 18, 0, 16, 16, 0]);
        TileGeometry
            .Lines([(2, 2), (2, 10), (10, 10)], [(1, 1), (3, 5)])
            .ShouldBe([9u, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8]);
        TileGeometry.Polygons([(3, 6), (8, 12), (20, 34)]).ShouldBe([9u, 6, 12, 18, 10, 12, 24, 44, 15]);
        TileGeometry
            .Polygons(
                [(0, 0), (10, 0), (10, 10), (0, 10)],
                [(11, 11), (20, 11), (20, 20), (11, 20)],
                [(13, 13), (13, 17), (17, 17), (17, 13)]
            )
            .ShouldBe([
                9u,
                0,
                0,
                26,
                20,
                0,
                0,
                20,
                19,
                0,
                15,
                9,
                22,
                2,
                26,
                18,
                0,
                0,
                18,
                17,
                0,
                15,
                9,
                4,
                13,
                26,
                0,
                8,
                8,
                0,
                0,
                7,
                15,
            ]);
    }

    [Fact]
    public void An_outer_ring_has_a_positive_area_and_a_hole_a_negative_one()
    {
        TileGeometry.Area([(0, 0), (10, 0), (10, 10), (0, 10)]).ShouldBe(200);
        TileGeometry.Area([(13, 13), (13, 17), (17, 17), (17, 13)]).ShouldBe(-32);
    }

    [Fact]
    public void A_tile_is_these_bytes_and_no_others()
    {
        var layer = new TileLayer("a", extent: 4096);
        layer.Add(TileShape.Point, TileGeometry.Points((25, 17)), ("k", "v"), ("n", 300));

        // Worked out by hand from the .proto of the format: version, name, feature, keys, values, extent.
        Convert
            .ToHexStringLower(VectorTile.Of(layer))
            .ShouldBe(
                "1a27"
                    + "7802"
                    + "0a0161"
                    + "120d"
                    + "120400000101"
                    + "1801"
                    + "2203093222"
                    + "1a016b"
                    + "1a016e"
                    + "22030a0176"
                    + "220328ac02"
                    + "288020"
            );
    }

    [Fact]
    public void A_layer_without_features_is_left_out() => VectorTile.Of(new TileLayer("empty")).ShouldBeEmpty();

    [Fact]
    public void What_was_encoded_is_decoded() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), ArbMap.Default.ArbFor<int[]>(), ArbMap.Default.ArbFor<string[]>(), ComesBack)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void ComesBack(int[] steps, int[] numbers, string[] texts)
    {
        var points = steps
            .Chunk(2)
            .Where(pair => pair.Length == 2)
            .Select(pair => (X: pair[0] % 100_000, Y: pair[1] % 100_000))
            .ToList();
        var layer = new TileLayer("层", extent: 512);
        foreach (var point in points)
            layer.Add(
                TileShape.Point,
                TileGeometry.Points(point),
                [
                    .. numbers.Distinct().Select((number, index) => ($"n{index}", (TileValue)number)),
                    .. texts
                        .Where(text => text is not null)
                        .Distinct()
                        .Select((text, index) => ($"t{index}", (TileValue)Wellformed(text))),
                ]
            );
        if (points.Count > 1)
            layer.Add(TileShape.Line, TileGeometry.Lines(points));

        var read = ReadTile.Of(VectorTile.Of(layer));

        if (points.Count == 0)
        {
            read.ShouldBeEmpty();
            return;
        }
        var decoded = read["层"];
        decoded.Version.ShouldBe(2);
        decoded.Extent.ShouldBe(512);
        decoded.Features.Where(one => one.Shape == 1).Select(one => one.Paths.Single().Single()).ShouldBe(points);
        if (points.Count > 1)
            decoded.Features[^1].Paths.Single().ShouldBe(points);
        decoded
            .Features[0]
            .Says.Where(said => said.Key[0] == 'n')
            .Select(said => (long)said.Value)
            .ShouldBe(numbers.Distinct().Select(number => (long)number));
        decoded
            .Features[0]
            .Says.Where(said => said.Key[0] == 't')
            .Select(said => (string)said.Value)
            .ShouldBe(texts.Where(text => text is not null).Distinct().Select(Wellformed));
    }

    // Half a surrogate pair is no text.
    private static string Wellformed(string text) =>
        System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
