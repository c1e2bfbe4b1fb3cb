using CivicLoop.Core.Places;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Places;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Places;

public class PlaceReadsTest
{
    private static readonly DateOnly Today = new(2026, 1, 1);

    [Theory, EachDatabase]
    public async Task A_place_belongs_to_who_owned_it_on_the_day(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        server.City.Database.WriteInBulk(transaction =>
        {
            transaction.Execute("update ownerships set valid_to = $1 where place = $2", new DateOnly(2025, 6, 1), "p-1");
            transaction.Execute(
                "insert into ownerships (id, place, unit, valid_from, valid_to, recorded_at) values ($1, 'p-1', 'north', $2, null, 1)",
                Guid.CreateVersion7(),
                new DateOnly(2025, 6, 1)
            );
            return 0;
        });

        Owner("2025-05-31").ShouldBe("market");
        Owner("2025-06-01").ShouldBe("north");
        Owner("2019-01-01").ShouldBe("");

        string Owner(string day) =>
            server.City.Database.Read(connection => PlaceReads.Find(connection, "p-1", DateOnly.Parse(day)))!.Owner;
    }

    [Theory, EachDatabase]
    public async Task Places_are_found_by_part_of_their_name_those_that_begin_with_it_first(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);

        var (found, count, page) = server.City.Database.Read(connection =>
            (
                PlaceReads.Search(connection, new PlaceFilter("南"), Today, most: 10),
                PlaceReads.Count(connection, new PlaceFilter(District: SmallCity.North)),
                PlaceReads.Search(connection, new PlaceFilter(), Today, most: 2, skip: 2)
            )
        );

        found.Select(place => place.Name).ShouldBe(["南大街"]);
        count.ShouldBe(2);
        page.Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_position_gets_the_district_of_its_outline_and_the_street_of_the_nearest_place(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);

        var (near, far, outside, place) = server.City.Database.Read(connection =>
        {
            var territory = new Territory(TestServer.SmallPlaybook, connection, Today);
            return (territory.At(84.872, 45.592), territory.At(84.98, 45.46), territory.At(10, 10), territory.Of("p-2"));
        });

        near.ShouldBe(new Location(null, null, null, SmallCity.North, "990101001", 84.872, 45.592));
        far.ShouldBe(new Location(null, null, null, SmallCity.South, null, 84.98, 45.46));
        outside.District.ShouldBe("");
        place.ShouldBe(new Location("p-2", "street", "north", SmallCity.North, "990101001", 84.88, 45.6));
    }

    [Theory, EachDatabase]
    public async Task The_nearest_place_comes_first(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);

        var near = server.City.Database.Read(connection => PlaceReads.Near(connection, 84.879, 45.599, 3000, Today, most: 5));

        near.Select(place => place.Code).ShouldBe(["p-2", "p-1"]);
    }
}
