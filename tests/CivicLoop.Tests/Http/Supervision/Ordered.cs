using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;
using CivicLoop.Tests.Data.Supervision;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Supervision;
using Shouldly;

namespace CivicLoop.Tests.Http.Supervision;

/// <summary>Orders in many states, for looks at their pages: a draft, one to be received, one answered, a notice under appeal, one closed.</summary>
internal static class Ordered
{
    /// <summary>Numbers of the orders, in that order.</summary>
    public static readonly IReadOnlyList<long> Numbers = [1, 2, 3, 4, 5];

    public static async Task In(TestServer server)
    {
        var drafts = await OrderStoreTest.Drafts(server, 3);
        drafts.AddRange(await OrderStoreTest.Drafts(server, 1, "notice"));
        drafts.AddRange(await OrderStoreTest.Drafts(server, 1));
        foreach (var draft in drafts.Skip(1))
            (
                await OrderStore.Sign(
                    server.City,
                    OrderStoreTest.Rules(server),
                    draft,
                    OrderStoreTest.Form(),
                    "限期办结并书面回复"
                )
            ).Refusal.ShouldBeNull();
        foreach (var draft in drafts.Skip(2))
            await Act(server, draft, SmallCity.MarketClerk, new PlainOrderInput(OrderAct.Receive));
        foreach (var draft in new[] { drafts[2], drafts[4] })
            await Act(
                server,
                draft,
                SmallCity.MarketClerk,
                new WordsOrderInput(OrderAct.Reply, "已安排人员清理", [server.Office.Photo("after")])
            );
        await Act(server, drafts[3], SmallCity.MarketClerk, new WordsOrderInput(OrderAct.Appeal, "该路段已移交北区管理", []));
        await Act(server, drafts[4], SmallCity.Supervisor, new WatchInput(OrderAct.Watch, SmallCity.Supervisor.Post));
        await Act(server, drafts[4], SmallCity.Supervisor, new CheckedInput(OrderAct.Pass, [], false, false));
    }

    private static async Task Act(TestServer server, Guid order, Actor by, OrderInput input) =>
        (await OrderStoreTest.Act(server, order, by, input)).Refusal.ShouldBeNull();
}
