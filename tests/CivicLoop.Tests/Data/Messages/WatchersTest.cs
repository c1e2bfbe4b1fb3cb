using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Supervision;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Messages;

/// <summary>Whoever watches an order is told what becomes of it; on both databases.</summary>
public class WatchersTest
{
    [Theory, EachDatabase]
    public async Task What_somebody_watches_is_told_to_them_and_not_what_they_did_themselves(DatabaseKind kind)
    {
        await using var port = new FakePort();
        await using var city = Messaging.In(kind);
        city.SetUp("wecom", ("url", port.Address));
        city.Wish("wecom");
        var order = await Drafted(city);
        await Act(city, order, SmallCity.Clerk, new WatchInput(OrderAct.Watch, SmallCity.Supervisor.Post));
        await Act(city, order, SmallCity.Clerk, new WatchInput(OrderAct.Watch, SmallCity.Leader.Post));
        Watched(city).ShouldBeEmpty("a draft is nobody's news");

        (
            await OrderStore.Sign(city.City, Rules(city), order, CaseOffice.Form(SmallCity.Leader), "限期办结")
        ).Refusal.ShouldBeNull();
        await Act(city, order, SmallCity.MarketClerk, new PlainOrderInput(OrderAct.Receive));

        Watched(city)
            .ShouldBe(
                [
                    (SmallCity.Supervisor.Post, "signed"),
                    (SmallCity.Supervisor.Post, "received"),
                    (SmallCity.Leader.Post, "received"),
                ],
                ignoreOrder: true
            );
        await city.Pass();
        var told = port
            .Knocks.Select(knock =>
                JsonDocument.Parse(knock.Body).RootElement.GetProperty("text").GetProperty("content").GetString()!
            )
            .Single(text => text.Contains("盯办", StringComparison.Ordinal));
        told.ShouldContain("签发督办");
        told.ShouldContain("签收督办");
        told.ShouldContain("orders?watch=mine");
        await Act(city, order, SmallCity.MarketClerk, new WordsOrderInput(OrderAct.Reply, "已清理", []));
        Watched(city).Count(one => one.What == "replied").ShouldBe(2);
    }

    private static List<(string Post, string What)> Watched(Messaging city) =>
        city.City.Database.Read(connection =>
            Sql.Many(
                connection,
                "select post, detail from outbox where kind = $1",
                row => (row.GetString(0), row.GetString(1)),
                MessageKind.Watched
            )
        );

    private static async Task<Guid> Drafted(Messaging city)
    {
        var found = await CaseWalk.In(city.Office, CaseStatus.Dispatched);
        var over = new Subject(new Matter(found.Stream, "case", found.Number), "market", SmallCity.North, null);
        var drafted = await OrderStore.Draft(
            city.City,
            Rules(city),
            CaseOffice.Form(SmallCity.Clerk),
            "order",
            over,
            new Why([]),
            "限期办结"
        );
        return drafted.Value!.Stream;
    }

    private static async Task Act(Messaging city, Guid order, Actor by, OrderInput input) =>
        (await OrderStore.Act(city.City, Rules(city), order, CaseOffice.Form(by), input)).Refusal.ShouldBeNull();

    private static CaseRules Rules(Messaging city) => new RulesNow(new PlaybookReads().On).Of(city.City);
}
