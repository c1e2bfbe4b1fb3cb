using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Maps;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Maps;

/// <summary>The cases of a map against a plain list of them, asked one by one.</summary>
public class CaseDotsTest
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    private static readonly DateTime Now = SmallCity.Local("2020-12-01 09:00");

    [Theory, MemberData(nameof(Seeds))]
    public void However_cases_come_a_filter_leaves_the_same_as_asking_each(int seed)
    {
        var random = new Random(seed);
        var first = Dots(random, 1, random.Next(0, 400));
        var dots = CaseDots.Of(first);
        var known = first.ToDictionary(dot => dot.Number);
        for (var round = 0; round < 3; round++)
        {
            // Some change, some are new, some turn out to lie somewhere else.
            var changed = Dots(random, 1, random.Next(0, 500)).Where(_ => random.Next(3) == 0).ToList();
            dots.Put(changed);
            foreach (var dot in changed)
                known[dot.Number] = dot;

            dots.Count.ShouldBe(known.Count);
            var filter = Filter(random);
            var wanted = known.Values.Where(dot => Holds(filter, dot)).ToList();
            foreach (var zoom in new[] { 0, 9, 13, 17, MapTile.FinestZoom })
            {
                var match = dots.Match(filter, Now);
                var tiles = known.Values.Select(dot => MapTile.At(zoom, dot.Lon, dot.Lat)).Distinct();
                var clusters = tiles.SelectMany(tile => dots.Clusters(tile, match)).ToList();

                clusters.Sum(one => one.Count).ShouldBe(wanted.Count);
                clusters.Sum(one => one.Red).ShouldBe(wanted.Count(dot => LightOf(dot) == Light.Red));
                clusters.Sum(one => one.Yellow).ShouldBe(wanted.Count(dot => LightOf(dot) == Light.Yellow));
                clusters.Sum(one => one.Green).ShouldBe(wanted.Count(dot => LightOf(dot) == Light.Green));
                clusters.ShouldAllBe(one => one.Count > 0);
            }
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void A_mark_stands_in_its_tile_among_what_it_stands_for(int seed)
    {
        var dots = Dots(new Random(seed), 1, 300);
        var map = CaseDots.Of(dots);
        var match = map.Match(new DotFilter(), Now);
        foreach (var tile in dots.Select(dot => MapTile.At(12, dot.Lon, dot.Lat)).Distinct())
        {
            var marks = map.Clusters(tile, match);
            marks.Count.ShouldBeLessThanOrEqualTo(64);
            foreach (var mark in marks)
            {
                tile.Inside(mark.X, mark.Y).X.ShouldBeInRange(0, MapTile.Extent);
                tile.Inside(mark.X, mark.Y).Y.ShouldBeInRange(0, MapTile.Extent);
                var (lon, lat) = (WebMercator.Lon(mark.X), WebMercator.Lat(mark.Y));
                if (mark.Count == 1)
                    dots.Count(dot => Math.Abs(dot.Lon - lon) < 1e-6 && Math.Abs(dot.Lat - lat) < 1e-6).ShouldBe(1);
            }
        }
    }

    [Fact]
    public void Cases_on_one_spot_are_told_by_their_newest_numbers()
    {
        var one = Dots(new Random(1), 1, 1)[0];
        var map = CaseDots.Of(Enumerable.Range(1, 25).Select(number => one with { Number = number }));
        var tile = MapTile.At(5, one.Lon, one.Lat);

        var mark = map.Clusters(tile, map.Match(new DotFilter(), Now)).Single();
        mark.OneSpot.ShouldBeTrue();
        mark.Count.ShouldBe(25);
        mark.Numbers.ShouldBe(Enumerable.Range(16, 10).Reverse().Select(number => (long)number));

        var few = map.Clusters(tile, map.Match(new DotFilter(Numbers: [3, 4, 99]), Now)).Single();
        few.Numbers.ShouldBe([4, 3]);
    }

    [Fact]
    public void Cases_that_further_zooms_part_are_told_by_no_number()
    {
        var one = Dots(new Random(1), 1, 1)[0];
        var map = CaseDots.Of([one, one with { Number = 2, Lon = one.Lon + 0.001 }]);

        var near = map.Clusters(MapTile.At(3, one.Lon, one.Lat), map.Match(new DotFilter(), Now)).Single();
        near.Numbers.ShouldBeEmpty();
        map.Clusters(MapTile.At(19, one.Lon, one.Lat), map.Match(new DotFilter(), Now)).Single().Numbers.ShouldBe([1]);
    }

    [Fact]
    public void An_empty_city_has_an_empty_map()
    {
        var empty = CaseDots.Of([]);

        empty.Clusters(new MapTile(0, 0, 0), empty.Match(new DotFilter(), Now)).ShouldBeEmpty();
    }

    private static List<CaseDot> Dots(Random random, int from, int count) =>
        [
            .. Enumerable
                .Range(from, count)
                .Select(number =>
                {
                    var status = (CaseStatus)random.Next(8);
                    var owed = status.IsOpen() ? Now.AddMinutes(random.Next(-600, 600)) : (DateTime?)null;
                    return new CaseDot(
                        number,
                        // Few spots, so that several cases share one.
                        84.7 + random.Next(40) * 0.01,
                        45.3 + random.Next(40) * 0.01,
                        status,
                        random.Next(2) == 0 ? "citizen" : "inspector",
                        $"c{random.Next(4)}",
                        $"d{random.Next(3)}",
                        random.Next(2) == 0 ? null : $"s{random.Next(5)}",
                        random.Next(3) == 0 ? null : $"u{random.Next(4)}",
                        $"p{random.Next(3)}",
                        Now.AddDays(-random.Next(40)),
                        owed?.AddMinutes(-60),
                        owed,
                        !status.IsOpen(),
                        random.Next(4) == 0,
                        random.Next(5) == 0
                    );
                }),
        ];

    private static DotFilter Filter(Random random)
    {
        bool Some() => random.Next(4) == 0;
        return new DotFilter(
            Some() ? (CaseStatus)random.Next(8) : null,
            Some() ? random.Next(2) == 0 : null,
            Some(),
            Some() ? (Light)random.Next(3) : null,
            Some() ? [.. Enumerable.Range(1, 80).Select(number => (long)number)] : null,
            Some() ? ["c1"] : null,
            Some() ? ["c1", "c2", "nowhere"] : null,
            Some() ? "d1" : null,
            Some() ? "s1" : null,
            Some() ? "u1" : null,
            Some() ? "citizen" : null,
            Some() ? "p1" : null,
            Some() ? Now.AddDays(-7) : null,
            Some(),
            Some()
        );
    }

    private static Light? LightOf(CaseDot dot) =>
        dot.Due is not { } due ? null
        : due < Now ? Light.Red
        : dot.Yellow <= Now ? Light.Yellow
        : Light.Green;

    private static bool Holds(DotFilter filter, CaseDot dot) =>
        (filter.Status is null || dot.Status == filter.Status)
        && (filter.Ended is null || dot.Ended == filter.Ended)
        && (!filter.Owed || dot.Due is not null)
        && (filter.Light is null || LightOf(dot) == filter.Light)
        && (filter.Numbers is null || filter.Numbers.Contains(dot.Number))
        && (filter.Categories is null || filter.Categories.Contains(dot.Category))
        && (filter.Themed is null || filter.Themed.Contains(dot.Category))
        && (filter.District is null || dot.District == filter.District)
        && (filter.Street is null || dot.Street == filter.Street)
        && (filter.Unit is null || dot.Unit == filter.Unit)
        && (filter.FoundBy is null || dot.FoundBy == filter.FoundBy)
        && (filter.Reporter is null || dot.Reporter == filter.Reporter)
        && (filter.From is null || dot.ReportedAt >= filter.From)
        && (!filter.Failed || dot.Failed)
        && (!filter.Reopened || dot.Reopened);
}
