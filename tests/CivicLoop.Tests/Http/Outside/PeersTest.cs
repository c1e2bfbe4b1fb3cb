using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Http.Intake.Open311;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Outside.Open311;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Outside;

/// <summary>One city pulls from the server of another and tells it what happened.</summary>
public class PeersTest
{
    [Theory, EachDatabase]
    public async Task What_is_told_there_becomes_one_case_here_and_what_happens_here_is_told_there(DatabaseKind kind)
    {
        await using var there = await TestServer.Start(kind);
        await using var here = Peering.Asking(kind);
        using var caller = new Caller(there);
        using var peering = new Peering(here.City);
        var key = caller.Key();
        await there.Office.Reported();
        await caller.Post("requests.json", [.. Caller.Litter.But(("service_code", "rude")), ("api_key", key)]);
        peering.Put($"{there.Address}/open311/v2", key, there.City.Code);

        (await peering.Round()).ShouldBeNull();
        (await peering.Round()).ShouldBeNull();

        var taken = peering.Cases.ShouldHaveSingleItem("twice told is one case, and what is not mapped is none");
        (taken.Source, taken.FoundBy).ShouldBe((new Source(Peered.Code, "1", null), "platform"));
        peering
            .Exchanges.ToDictionary(one => one.Theirs, one => one.Status)
            .ShouldBe(
                new Dictionary<string, ExchangeStatus> { ["1"] = ExchangeStatus.Done, ["2"] = ExchangeStatus.GivenUp },
                ignoreOrder: true
            );

        await new CaseOffice(here.City).Fixed(Stream(here.City, 1), "market");
        (await peering.Round()).ShouldBeNull();
        (await peering.Round()).ShouldBeNull();

        var told = peering.Exchanges.Where(one => one.Way == Way.Out).ToList();
        told.Count.ShouldBe(5);
        told.ShouldAllBe(one => one.Status == ExchangeStatus.Done && one.Theirs == "1" && one.Tries == 1);
        there.Office.History(there.StreamOf(1)).Count(one => one.Kind == "words-added").ShouldBe(5, "each word once");
        there.Office.Row(there.StreamOf(1))!.SaidFixed.ShouldBeNull("a citizen told it, and has said nothing");
        here.Database.Read(connection => Sql.Many(connection, "select secret from peers", row => row.GetString(0)))[0]
            .ShouldNotContain(key);
        Proof.Of(here.City).Bent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_cities_that_pull_from_each_other_pass_nothing_on_in_a_ring()
    {
        await using var one = await TestServer.Start();
        await using var other = await TestServer.Start();
        using var from = new Peering(one.City);
        using var back = new Peering(other.City);
        using var callOne = new Caller(one);
        using var callOther = new Caller(other);
        from.Put($"{other.CityAddress}/open311/v2", callOther.Key());
        back.Put($"{one.CityAddress}/open311/v2", callOne.Key());
        await one.Office.Reported();
        await other.Office.Reported();

        for (var round = 0; round < 4; round++)
        {
            (await from.Round()).ShouldBeNull();
            (await back.Round()).ShouldBeNull();
            foreach (var city in new[] { one, other })
                await city.Office.Act(
                    Stream(city.City, 1),
                    SmallCity.Citizen,
                    new WordsInput(CaseAct.AddWords, $"第 {round + 1} 次补充", [])
                );
        }

        from.Cases.Select(state => state.Source?.Number).ShouldBe([null, "1"]);
        back.Cases.Select(state => state.Source?.Number).ShouldBe([null, "1"]);
        from.Exchanges.ShouldHaveSingleItem();
        (await callOne.Get("requests.json?extensions=true"))
            .Json.EnumerateArray()
            .ToDictionary(
                request => request.GetProperty("service_request_id").GetString()!,
                request => request.GetProperty("extended_attributes").GetProperty("passed_on").GetBoolean()
            )
            .ShouldBe(new Dictionary<string, bool> { ["1"] = false, ["2"] = true }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_they_publish_later_and_that_they_closed_it_is_read_in_the_case_here()
    {
        await using var there = await TestServer.Start();
        await using var here = Peering.Asking();
        using var peering = new Peering(here.City);
        var office = new CaseOffice(here.City);
        peering.Put($"{there.CityAddress}/open311/v2", tells: false);
        var theirs = await there.Office.Reported();
        await peering.Round();
        await peering.Round();
        office.History(Stream(here.City, 1)).ShouldHaveSingleItem();

        await there.Office.Act(theirs.Stream, SmallCity.Clerk, new PublishInput("公开的说法", []));
        await peering.Round();
        await peering.Round();
        office.History(Stream(here.City, 1)).Select(one => one.Kind).ShouldBe(["received", "words-added"]);
        here.Database.Read(connection => Sql.Many(connection, "select text from texts", row => row.GetString(0)))
            .ShouldContain(text => text.Contains("公开的说法"));

        await there.Office.Act(theirs.Stream, SmallCity.Clerk, new PlainInput(CaseAct.RefuseToFile));
        await peering.Round();
        await peering.Round();
        office.History(Stream(here.City, 1)).Count(one => one.Kind == "words-added").ShouldBe(2);
        Proof.Of(here.City).Bent.ShouldBeEmpty();
    }

    private static Guid Stream(City city, long number) =>
        Guid.Parse(
            city.Database.Read(connection =>
                Sql.One(connection, "select stream from cases where number = $1", row => row.GetString(0), number)
            )!
        );
}
