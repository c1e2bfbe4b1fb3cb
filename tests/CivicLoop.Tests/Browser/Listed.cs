using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.SelfChecks;
using Shouldly;

namespace CivicLoop.Tests.Browser;

/// <summary>A list with two items and a fan-out over two streets, for looks at their pages.</summary>
internal static class Listed
{
    public static async Task In(TestServer server)
    {
        var list = new ListInput(ListKind.Rectify, "反馈问题整改清单", "上级文明办", "〔1〕号", new DateOnly(2020, 12, 1), null);
        var made = (await ListStore.Make(server.City, CaseOffice.Form(SmallCity.Clerk), list)).Value!;
        foreach (var due in new[] { new DateOnly(2021, 1, 1), new DateOnly(2099, 3, 1) })
        {
            var values = new ItemValues(
                "市场环境整治",
                "保洁不足",
                "加派人手",
                due,
                null,
                "market",
                "market-clerk",
                "",
                "p-1",
                SmallCity.North,
                "I-1"
            );
            (
                await ItemStore.Add(server.City, SmallCity.Rules, CaseOffice.Form(SmallCity.Clerk), made.Id, values)
            ).Refusal.ShouldBeNull();
        }
        var origin = await CaseWalk.In(server.Office, CaseStatus.Filed);
        var scope = new FanOutScope("street", Reach.City, "");
        (
            await SelfCheckStore.Send(server.City, SmallCity.Rules, CaseOffice.Form(SmallCity.Clerk), origin.Stream, scope, 2)
        ).Refusal.ShouldBeNull();
    }

    public static string[] Pages(Role role) =>
        role switch
        {
            Role.OfficeClerk =>
            [
                "self-checks",
                "self-checks/1",
                "self-checks/of/3?type=street&reach=City:",
                "rectification",
                "rectification/1?view=Place&show=all",
                "rectification/1?edit=1",
                "rectification/1/table",
                "rectification/items/1",
                "rectification/board?of=Both",
            ],
            Role.UnitClerk => ["self-checks", "rectification/1?edit=1", "rectification/items/1", "rectification/board"],
            _ => ["self-checks", "rectification"],
        };
}
