using CivicLoop.Core.Cases;
using CivicLoop.Core.Maps;
using CivicLoop.Core.Places;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Maps;

/// <summary>List and map are two views of one filter: they count the same, for whoever asks.</summary>
public class MapTilesTest
{
    private static readonly Location Avenue = new("p-3", "street", "south", SmallCity.South, "990102001", 84.85, 45.52);

    private static readonly string[] Filters =
    [
        "?zone=zone-1",
        "",
        "?status=open",
        "?status=ended",
        "?status=Accepted",
        "?status=Nonsense",
        $"?district={SmallCity.North}",
        $"?district={SmallCity.South}",
        "?district=nowhere",
        "?street=990102001",
        "?theme=dirty",
        "?theme=service",
        "?category=litter",
        "?unit=market",
        "?unit=market&status=open",
        "?light=Green",
        "?light=Yellow",
        "?light=Red",
        "?found=citizen",
        "?found=leader",
        "?days=1",
        "?days=7&status=open",
        "?trouble=failed",
        "?trouble=reopened",
        "?trouble=failed-twice",
        "?trouble=contested",
        "?trouble=rebounded",
        "?trouble=rebound",
        "?mine=1",
        "?helping=1",
        "?helping=1&status=open",
        "?q=3",
        "?q=12345",
        "?q=南大",
        "?q=没有的地方",
        "?sort=due",
        $"?sort=due&district={SmallCity.North}&unit=market",
    ];

    [Theory, EachDatabase]
    public async Task Tiles_count_what_the_list_counts_for_the_same_filter_and_reader(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        foreach (var status in Enum.GetValues<CaseStatus>())
            await CaseWalk.In(server.Office, status);
        await CaseWalk.In(server.Office, CaseStatus.Reported, Avenue);
        var again = await server.Office.Closed();
        await server.Office.Act(again.Stream, SmallCity.Clerk, new PlainInput(CaseAct.Reopen));
        await server.Office.Act(null, SmallCity.InspectorNorth, CaseOffice.Litter());

        foreach (
            var reader in new[]
            {
                SmallCity.Clerk,
                SmallCity.Leader,
                SmallCity.MarketClerk,
                SmallCity.SouthClerk,
                SmallCity.InspectorNorth,
                SmallCity.InspectorSouth,
            }
        )
        {
            using var person = await server.SignedIn(reader);
            foreach (var filter in Filters)
            {
                var list = (await person.Get($"cases{filter}")).Page.QuerySelectorAll(".cases tbody tr").Length;
                Count(await person.Bytes($"map/tiles/0/0/0.mvt{filter}")).ShouldBe(list, $"{reader.Post} {filter}");
            }
        }
    }

    // A filter that the map does not know would silently show more than the list.
    [Fact]
    public void Every_part_of_a_filter_is_tried()
    {
        var tried = Filters.Select(filter => CaseFilter.Of(Query(filter))).ToList();
        foreach (var part in typeof(CaseFilter).GetProperties().Where(part => part.CanWrite))
            tried.ShouldContain(filter => !Equals(part.GetValue(filter), part.GetValue(new CaseFilter())), part.Name);

        static Microsoft.AspNetCore.Http.QueryCollection Query(string text) =>
            new(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(text));
    }

    [Theory, EachDatabase]
    public async Task What_just_happened_is_on_the_map_within_a_second_or_two(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var first = await server.Office.Reported();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        async Task Shows(string filter, long wanted)
        {
            var until = Environment.TickCount64 + 5_000;
            long found;
            while (
                (found = Count(await clerk.Bytes($"map/tiles/0/0/0.mvt{filter}"))) != wanted && Environment.TickCount64 < until
            )
                await Task.Delay(50);
            found.ShouldBe(wanted, filter);
        }
        await Shows("", 1);

        await server.Office.Reported();
        await server.Office.Act(first.Stream, SmallCity.Clerk, new PlainInput(CaseAct.RefuseToFile));

        await Shows("", 2);
        await Shows("?status=Refused", 1);
        await Shows("?status=open", 1);
    }

    [Theory, EachDatabase]
    public async Task A_single_case_tells_its_number_where_it_lies(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var done = await CaseWalk.In(server.Office, CaseStatus.Reported, Avenue);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var tile = MapTile.At(16, Avenue.Lon, Avenue.Lat);

        var read = ReadTile.Of(await clerk.Bytes($"map/tiles/{tile.Zoom}/{tile.X}/{tile.Y}.mvt"));

        var mark = read["cases"].Features.Single();
        mark.Says["numbers"].ShouldBe($"{done.Number}");
        mark.Whole("green").ShouldBe(1);
        var (x, y) = tile.Inside(WebMercator.X(Avenue.Lon), WebMercator.Y(Avenue.Lat));
        mark.Paths.Single().ShouldBe([((int)x, (int)y)]);
        (await clerk.Bytes($"map/tiles/{tile.Zoom}/{tile.X + 1}/{tile.Y}.mvt")).ShouldBeEmpty();
    }

    private static long Count(byte[] tile) =>
        ReadTile.Of(tile).GetValueOrDefault("cases")?.Features.Sum(mark => mark.Whole("n")) ?? 0;
}
