using CivicLoop.Core.Places;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Places;

/// <summary>The vectors that the published formulas are known by.</summary>
public class ChinaCoordinatesTest
{
    private const double Exactly = 1e-9;

    [Fact]
    public void Baidu_to_gcj() => Near(ChinaCoordinates.BdToGcj(116.404, 39.915), 116.39762729119315, 39.90865673957631);

    [Fact]
    public void Gcj_to_baidu() => Near(ChinaCoordinates.GcjToBd(116.404, 39.915), 116.41036949371029, 39.92133699351022);

    [Fact]
    public void Wgs_to_gcj() => Near(ChinaCoordinates.WgsToGcj(116.404, 39.915), 116.41024449916938, 39.91640428150164);

    [Fact]
    public void Gcj_to_wgs() => Near(ChinaCoordinates.GcjToWgs(116.404, 39.915), 116.39775550083061, 39.91359571849836);

    [Fact]
    public void Karamay_to_gcj() => Near(ChinaCoordinates.WgsToGcj(84.8893, 45.5799), 84.89170445194863, 45.580703988605485);

    [Fact]
    public void Outside_china_nothing_moves() => Near(ChinaCoordinates.WgsToGcj(2.35, 48.85), 2.35, 48.85);

    [Theory]
    [InlineData("WGS84")]
    [InlineData("CGCS2000")]
    [InlineData("GCJ-02")]
    [InlineData("BD-09")]
    public void Every_system_comes_back_to_within_a_metre(string word)
    {
        var system = ChinaCoordinates.System(word).ShouldNotBeNull();
        var (lon, lat) = system switch
        {
            CoordinateSystem.Gcj02 => ChinaCoordinates.WgsToGcj(84.8893, 45.5799),
            CoordinateSystem.Bd09 when ChinaCoordinates.WgsToGcj(84.8893, 45.5799) is var (x, y) => ChinaCoordinates.GcjToBd(
                x,
                y
            ),
            _ => (84.8893, 45.5799),
        };

        Near(ChinaCoordinates.ToWgs84(system, lon, lat), 84.8893, 45.5799, 1e-5);
    }

    [Fact]
    public void An_unknown_system_is_none() => ChinaCoordinates.System("Beijing54").ShouldBeNull();

    private static void Near((double Lon, double Lat) found, double lon, double lat, double within = Exactly)
    {
        found.Lon.ShouldBe(lon, within);
        found.Lat.ShouldBe(lat, within);
    }
}
