using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Data.Supervision;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Supervision;

/// <summary>An order on its pages: drafted, signed, answered, re-checked, appealed; and who is told that there is one.</summary>
public class OrderPagesTest
{
    private static readonly Actor[] Roles = [.. SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen)];

    [Theory, EachDatabase]
    public async Task From_the_case_to_the_signature_to_the_unit_to_the_recheck(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var found = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await OrderStoreTest.Later(server, TimeSpan.FromDays(8));
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get($"cases/{found.Number}");

        var asked = await clerk.Get(page.Page.QuerySelector("a[href*='/orders/new']")!.GetAttribute("href")!);
        asked.Words("main").ShouldContain("市场监管局");
        asked.Page.QuerySelector(".rung-choice .holds").ShouldNotBeNull("it is late enough");
        var unfinished = await clerk.Submit(
            asked,
            asked.Form("main form[method=post]"),
            ("words", "三天内清理干净"),
            ("reason", "超期")
        );
        unfinished.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unfinished.Page.QuerySelector("#words")!.TextContent.ShouldBe("三天内清理干净");
        var drafted = await clerk.Follow(
            await clerk.Submit(unfinished, unfinished.Form("main form[method=post]"), ("rung", "order"))
        );
        drafted.Words("#done").ShouldContain("等待签发");
        drafted.Page.QuerySelector("form[action*='/acts/sign']").ShouldBeNull("the leading group signs");

        using var leader = await server.SignedIn(SmallCity.Leader);
        var desk = await leader.Get("desk");
        var order = await leader.Get(desk.Page.QuerySelector(".duties a[href*='/orders/']")!.GetAttribute("href")!);
        order.Page.QuerySelector("#words-Sign")!.TextContent.ShouldBe("三天内清理干净");
        var unsigned = await leader.Submit(order, order.Form("form[action*='/acts/sign']"), ("words", ""), ("reason", "属实"));
        unsigned.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unsigned.Words("#refused").ShouldContain("督办要求");
        var form = order.Form("form[action*='/acts/sign']");
        var signed = await leader.Follow(await leader.Submit(order, form, ("words", "三天内清理干净"), ("reason", "情况属实")));
        signed.Words("h1").ShouldContain("1号");
        // The same form once more is the same act, and takes no second number.
        (await leader.Follow(await leader.Submit(order, form, ("words", "三天内清理干净"), ("reason", "情况属实"))))
            .Words("h1")
            .ShouldContain("1号");

        using var unit = await server.SignedIn(SmallCity.MarketClerk);
        var received = await Act(
            unit,
            await unit.Get(
                (await unit.Get("desk?kind=receive-order"))
                    .Page.QuerySelector(".duties a[href*='/orders/']")!
                    .GetAttribute("href")!
            ),
            "receive"
        );
        var answered = await Act(unit, received, "reply", ("words", "已清理"));
        answered.Words("main").ShouldContain("已清理");
        answered.Page.QuerySelector("form[action*='/acts/pass']").ShouldBeNull("four eyes");
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);
        var passed = await Act(supervisor, await supervisor.Get("orders/1"), "pass");
        passed.Words(".tags").ShouldContain("已办结");
        (await unit.Get($"cases/{found.Number}")).Words("main").ShouldContain("1号");
        (await supervisor.Get("orders?status=Closed&unit=market")).Words("#says").ShouldContain("共 1 件".Replace(' ', '\u2009'));
        (await supervisor.Download("orders/export.csv")).Status.ShouldBe(HttpStatusCode.OK);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Of_a_draft_its_unit_finds_nothing_wherever_it_looks()
    {
        await using var server = await TestServer.Start();
        var found = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await OrderStoreTest.Later(server, TimeSpan.FromDays(8));
        (await OrderStoreTest.Pass(server)).Proposed.ShouldBe(1);
        string[] anywhere =
        [
            "orders",
            "orders?status=Draft",
            "orders?unit=market&rung=order",
            "orders/export.csv",
            "orders/export.csv?status=Draft",
            "desk",
            "desk/export.csv",
            "appraisals",
            "appraisals/market",
            $"cases/{found.Number}",
            "cases?q=督办",
            "rhythm",
            "sign-offs",
            "tallies",
            "burden",
            "organisation/units/market",
            "organisation/posts/market-clerk",
        ];
        foreach (var actor in Roles)
        {
            using var one = await server.SignedIn(actor);
            var sees = actor.Role is Role.OfficeClerk or Role.Supervisor or Role.Leader or Role.AuditAdministrator;
            var page = await one.Get("orders/1");
            page.Status.ShouldBe(
                May.Read(actor.Role) == Scope.None ? HttpStatusCode.Forbidden
                    : sees ? HttpStatusCode.OK
                    : HttpStatusCode.NotFound,
                actor.Post
            );
            if (May.Read(actor.Role) == Scope.None)
                continue;
            (await one.Get("orders?status=Draft")).Page.QuerySelectorAll(".lines a").Length.ShouldBe(sees ? 1 : 0, actor.Post);
            if (!sees)
            {
                foreach (var path in anywhere)
                    (await one.Get(path)).Body.ShouldNotContain("orders/1", Case.Sensitive, $"{actor.Post} at {path}");
                var token = ("__RequestVerificationToken", Token(await one.Get("orders")));
                foreach (var act in new[] { "sign", "dismiss", "receive", "reply", "appeal", "withdraw", "watch" })
                    (
                        await one.Post(
                            $"orders/1/acts/{act}",
                            token,
                            ("act", $"{Guid.CreateVersion7()}"),
                            ("expected", "1"),
                            ("reason", "x"),
                            ("words", "x")
                        )
                    ).Status.ShouldBe(HttpStatusCode.NotFound, $"{actor.Post} {act}");
            }
        }
        OrderStoreTest.All(server).Single().Version.ShouldBe(1, "nobody of them changed anything");
    }

    [Fact]
    public async Task The_audit_sees_everything_and_is_offered_nothing()
    {
        await using var server = await TestServer.Start();
        await Ordered.In(server);
        using var audit = await server.SignedIn(SmallCity.AuditAdministrator);

        foreach (var number in Ordered.Numbers)
        {
            var page = await audit.Get($"orders/{number}");
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Page.QuerySelector("aside form").ShouldBeNull($"order {number}");
        }
        (await audit.Get("orders")).Page.QuerySelectorAll(".lines li").Length.ShouldBe(5);
        (await audit.Get("orders/new")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (
            await audit.Post("orders/1/acts/sign", ("__RequestVerificationToken", Token(await audit.Get("orders"))))
        ).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, EachDatabase]
    public async Task An_appeal_is_decided_by_others_and_gives_back_what_was_taken(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await Ordered.In(server);
        using var leader = await server.SignedIn(SmallCity.Leader);
        (await leader.Get("orders/4"))
            .Page.QuerySelector("form[action*='/acts/revoke']")
            .ShouldBeNull("who signed does not decide");
        using var unit = await server.SignedIn(SmallCity.MarketClerk);
        var pending = await unit.Get("orders/4");
        pending.Words(".tags").ShouldContain("申诉中");
        pending.Page.QuerySelector("form[action*='/acts/uphold']").ShouldBeNull();
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);
        var desk = await supervisor.Get("desk?kind=decide-appeal");

        var decided = await Act(
            supervisor,
            await supervisor.Get(desk.Page.QuerySelector(".duties a[href*='/orders/']")!.GetAttribute("href")!),
            "revoke"
        );

        decided.Words(".tags").ShouldContain("已撤销");
        decided.Words("h1").ShouldContain("1号", Case.Sensitive, "its number stays");
        decided.Words("main").ShouldContain("撤出通报");
        (await unit.Get("orders?status=bulletin")).Page.QuerySelectorAll(".lines li").Length.ShouldBe(0);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Watched_to_the_end()
    {
        await using var server = await TestServer.Start();
        await Ordered.In(server);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);
        (await supervisor.Get("orders?watch=mine")).Page.QuerySelectorAll(".lines li").Length.ShouldBe(1);
        var page = await supervisor.Get("orders/5");

        page.Page.QuerySelector("form[action*='/acts/unwatch']").ShouldBeNull();
        page.Words("aside").ShouldContain("一盯到底");
        (await supervisor.Get("cases/5")).Words("main").ShouldContain("盯办");
    }

    [Fact]
    public async Task What_is_unknown_is_not_found_and_who_is_not_signed_in_signs_in_first()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        (await anybody.Get("orders")).Status.ShouldBe(HttpStatusCode.SeeOther);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("orders/99")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("orders/new?case=99")).Words("#refused").ShouldContain("没有找到");
        (await clerk.Get("appraisals/nobody")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var unit = await server.SignedIn(SmallCity.MarketClerk);
        (await unit.Get("appraisals/market")).Status.ShouldBe(HttpStatusCode.OK);
        (await unit.Get("appraisals/north")).Status.ShouldBe(HttpStatusCode.NotFound, "a unit finds its own");
        (await unit.Get("orders/new")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<Answer> Act(TestClient client, Answer page, string act, params (string, string)[] fields)
    {
        var sent = await client.Submit(page, page.Form($"form[action*='/acts/{act}']"), [.. fields, ("reason", "按规定办理")]);
        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Page.QuerySelector("#refused")?.TextContent);
        return await client.Follow(sent);
    }

    private static string Token(Answer page) =>
        page.Page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
}
