using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Publishing;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Cases;

/// <summary>What everybody may know of a case, and nothing more.</summary>
public class PublicCasesTest
{
    [Theory, EachDatabase]
    public async Task What_a_citizen_told_is_known_barely_until_the_office_publishes_it(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var exactly = SmallCity.Market with { Lon = SmallCity.Market.Lon + 0.0004, Lat = SmallCity.Market.Lat + 0.0003 };
        var done = await office.Act(null, SmallCity.Citizen, CaseOffice.Litter(photos: office.Photo()) with { At = exactly });
        var state = office.Row(done.Stream)!;

        var before = Find(city, done.Number)!;
        (before.Words, before.Place, before.Publication).ShouldBe((null, null, null));
        before.Photos.ShouldBeEmpty();
        (before.Lon, before.Lat).ShouldNotBe((state.At.Lon, state.At.Lat));
        Distance.Metres(before.Lon, before.Lat, state.At.Lon, state.At.Lat).ShouldBeLessThan(100);
        (before.Category, before.Status, before.Reported).ShouldBe((state.Category, state.Status, state.ReportedAt));

        await office.Act(done.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await office.Act(done.Stream, SmallCity.Clerk, new PublishInput("门口有垃圾", [office.Photo()]));

        var shown = Find(city, done.Number)!;
        (shown.Words, shown.Place, shown.Photos.Count).ShouldBe(("门口有垃圾", state.At.Place, 1));
        (shown.Lon, shown.Lat).ShouldBe((state.At.Lon, state.At.Lat));
        shown.Photos.ShouldNotContain(state.Before[0].Id);

        await office.Act(done.Stream, SmallCity.Clerk, new PlainInput(CaseAct.Withhold));
        var withheld = Find(city, done.Number)!;
        (withheld.Words, withheld.Place, withheld.Photos.Count).ShouldBe((null, null, 0));
        (withheld.Lon, withheld.Lat).ShouldBe((before.Lon, before.Lat));
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task What_the_citys_own_people_found_is_nobodys_affair_until_it_is_published(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var done = await office.Act(null, SmallCity.InspectorNorth, CaseOffice.Litter());

        Find(city, done.Number).ShouldBeNull();
        List(city, new PublicFilter()).ShouldBeEmpty();

        await office.Act(done.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await office.Act(done.Stream, SmallCity.Clerk, new PublishInput("已经派人", []));

        List(city, new PublicFilter(PublishedOnly: true)).ShouldBe([done.Number]);
    }

    [Theory, EachDatabase]
    public async Task A_list_is_narrowed_by_what_everybody_may_know_and_paged_without_a_gap(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var numbers = new List<long>();
        for (var count = 0; count < 5; count++)
            numbers.Add((await office.Act(null, SmallCity.Citizen, CaseOffice.Litter())).Number);
        var refused = numbers[1];
        var stream = (await office.Act(null, SmallCity.Citizen, CaseOffice.Litter() with { Category = "stall" })).Stream;
        await office.Act(stream, SmallCity.Clerk, new PlainInput(CaseAct.RefuseToFile));

        List(city, new PublicFilter(Open: true)).ShouldBe(numbers.AsEnumerable().Reverse());
        List(city, new PublicFilter(Categories: ["stall"], Open: false)).Count.ShouldBe(1);
        List(city, new PublicFilter(Categories: [])).ShouldBeEmpty();
        List(city, new PublicFilter(Since: city.City.Clock.Now.AddDays(1))).ShouldBeEmpty();
        var one = Find(city, refused)!;
        List(city, new PublicFilter(Box: (one.Lon, one.Lat, one.Lon, one.Lat))).ShouldContain(refused);
        List(city, new PublicFilter(Box: (one.Lon + 1, one.Lat, one.Lon + 2, one.Lat))).ShouldBeEmpty();

        var seen = new List<long>();
        PublicCase? behind = null;
        while (
            city.City.Database.Read(connection => PublicCases.List(connection, new PublicFilter(), 2, behind))
                is { Count: > 0 } page
        )
        {
            seen.AddRange(page.Select(found => found.Number));
            behind = page[^1];
        }
        seen.Count.ShouldBe(6);
        seen.ShouldBeUnique();
        city.City.Database.Read(connection => PublicCases.Count(connection, new PublicFilter(), 4)).ShouldBe(4);
        city.City.Database.Read(connection => PublicCases.Find(connection, numbers)).Count.ShouldBe(5);
    }

    private static PublicCase? Find(TestCity city, long number) =>
        city.City.Database.Read(connection => PublicCases.Find(connection, number));

    private static List<long> List(TestCity city, PublicFilter filter) =>
        [.. city.City.Database.Read(connection => PublicCases.List(connection, filter, 100)).Select(found => found.Number)];
}
