using CivicLoop.Core.Places;
using CivicLoop.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Places;

public class DistrictFinderTest
{
    [Fact]
    public void It_finds_what_the_outlines_themselves_contain()
    {
        var city = PlaybookFolders.Parsed("karamay").City;
        var finder = new DistrictFinder(city);
        var positions = Gen.Choose(84_000, 86_500)
            .SelectMany(lon => Gen.Choose(44_000, 46_500).Select(lat => (lon / 1000.0 + 0.0003, lat / 1000.0 + 0.0007)));

        Prop.ForAll(
                positions.ToArbitrary(),
                at =>
                    finder.Find(at.Item1, at.Item2)?.Code
                    == city.Districts.FirstOrDefault(one => one.Outline?.Contains(at.Item1, at.Item2) == true)?.Code
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
        finder.Find(84.87, 45.6).ShouldNotBeNull();
    }
}
