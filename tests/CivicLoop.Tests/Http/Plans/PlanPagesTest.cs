using System.Net;
using CivicLoop.Core.Plans;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Events;
using CivicLoop.Web.Plans;
using CivicLoop.Web.Standards;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Plans;

/// <summary>From a drafted plan to tasks that units have reached.</summary>
public class PlanPagesTest
{
    /// <summary>A three-year plan, a draft that lacks something, and a published one whose tasks stand on every step.</summary>
    internal static async Task In(TestServer server)
    {
        var rules = server.Services.GetRequiredService<RulesNow>().Of(server.City);
        var above = await Drafted(server, PlanKind.ThreeYear, "三年的安排", null);
        (await PlanStore.Publish(server.City, rules, Form(), above.Stream, [], [])).Refusal.ShouldBeNull();
        await Drafted(server, PlanKind.Implementation, "下一份方案", 1);
        var running = await Drafted(server, PlanKind.Implementation, "实施方案", 1);
        var view = View(server, 3);
        // Words that are kept as data, in a language of their own.
        var sentences = server.Services.GetRequiredService<Web.Site.Texts>().In(Web.Site.Texts.English);
        List<Wish> wishes = [.. Wishes.ByRule(view, view.Standards.Select(one => one.Ref), sentences)];
        wishes.Add(Wishes.OfCell(view, new StandardRef("city", "rules"), "market", CellMode.Lead, sentences)!);
        (await TaskStore.Decompose(server.City, rules, Form(), running.Stream, wishes, view.World)).Refusal.ShouldBeNull();
        (await PlanStore.Publish(server.City, rules, Form(), running.Stream, view.Editions, view.Places)).Refusal.ShouldBeNull();
        var done = await server.Office.Closed();
        var report = new TaskReport(0, 60, "已逐个市场自查", [new EvidenceLink(Evidence.Case, done.Number)]);
        var task = View(server, 3).Tasks.First(one => one.Terms.Lead == "market");
        foreach (
            var (act, by) in new[]
            {
                (TaskAct.Progress, SmallCity.MarketClerk),
                (TaskAct.Report, SmallCity.MarketClerk),
                (TaskAct.Fail, SmallCity.Supervisor),
                (TaskAct.Report, SmallCity.MarketClerk),
            }
        )
            (
                await TaskStore.Act(server.City, rules, CaseOffice.Form(by), task.Stream, act, report, [], null)
            ).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_plan_is_decomposed_by_rule_and_by_hand_and_published_only_when_nothing_is_missing(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);
        var today = SmallGround.Today(server);

        var list = await clerk.Get("plans");
        (string, string)[] fields =
        [
            ("kind", "Implementation"),
            ("name", "测评体系落实方案"),
            ("from", $"{today:yyyy-MM-dd}"),
            ("to", $"{today.AddDays(120):yyyy-MM-dd}"),
            ("suggested", "按年度工作安排"),
            ("unit", "market"),
        ];
        var refused = await clerk.Submit(
            list,
            list.Form("form[action*='/plans#']"),
            [.. fields.Where(field => field.Item1 != "name"), ("name", "")]
        );
        refused.Words("#refused").ShouldContain("请写计划的名称");
        var drafted = await clerk.Submit(refused, refused.Form("form[action*='/plans#']"), fields);
        drafted.Status.ShouldBe(HttpStatusCode.SeeOther, drafted.Page.Body?.TextContent);
        (await market.Get("plans/1")).Status.ShouldBe(HttpStatusCode.NotFound, "a draft is the office's");

        var draft = await clerk.Get("plans/1");
        var early = await clerk.Submit(draft, draft.Form("#publish"), ("suggested", "经领导小组审定"));
        early.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        early.Words("#refused").ShouldContain("还缺");
        early.Page.QuerySelectorAll("#gap-Standard a").Length.ShouldBe(4, "what is put together from others has no task");
        early.Page.QuerySelector("#gap-Unit")!.TextContent.ShouldContain("市场监管局");

        // By rule, looked at first.
        var matrix = await clerk.Get("plans/1/matrix");
        var looked = await Press(clerk, matrix, "rules");
        looked.Words("main").ShouldContain("对应问题派遣给谁");
        var nothing = await clerk.Submit(looked, looked.Form("#apply"));
        nothing.Words("#refused").ShouldContain("理由");
        var applied = await clerk.Submit(nothing, nothing.Form("#apply"), ("suggested", "按派遣规则提议"));
        applied.Status.ShouldBe(HttpStatusCode.SeeOther, applied.Page.Body?.TextContent);
        var partly = await clerk.Follow(applied);
        partly.Words("main").ShouldContain("1\u2009条还无人牵头");
        (await Press(clerk, partly, "rules")).Words("main").ShouldContain("没有要改的");

        // By hand: a cell, and the same cell again changes nothing more.
        var cell = partly.Form("form.matrix-form");
        var clicked = await clerk.Submit(partly, cell, ("cell", "city/rules|market"), ("mode", "Lead"));
        clicked.Status.ShouldBe(HttpStatusCode.SeeOther, clicked.Page.Body?.TextContent);
        (await clerk.Submit(partly, cell, ("cell", "city/rules|market"), ("mode", "Lead"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        View(server, 1).Tasks.Count.ShouldBe(4);
        var whole = await clerk.Get("plans/1");
        whole.Page.QuerySelector("#gaps").ShouldBeNull(whole.Words("main"));

        var published = await clerk.Submit(whole, whole.Form("#publish"), ("suggested", "经领导小组审定"));
        published.Status.ShouldBe(HttpStatusCode.SeeOther, published.Page.Body?.TextContent);
        (await clerk.Submit(whole, whole.Form("#publish"), ("suggested", "经领导小组审定"))).Status.ShouldBe(
            HttpStatusCode.SeeOther,
            "a second click"
        );
        (await clerk.Submit(partly, cell, ("cell", "city/rules|north"), ("act", $"{Guid.CreateVersion7()}")))
            .Words("#refused")
            .ShouldContain("不能再改");
        (await market.Get("plans/1/matrix")).Page.QuerySelector(".cell").ShouldBeNull();

        // The unit reports, with a case that shows it; somebody else checks.
        var done = await server.Office.Closed();
        var desk = await market.Get("desk?kind=task-milestone");
        var task = await market.Get(desk.Page.QuerySelector(".duties a[href*='/tasks/']")!.GetAttribute("href")!);
        var bare = await market.Submit(task, task.Form("#act-Report form"), ("words", "自查完成"), ("suggested", "节点已完成"));
        bare.Words("#refused").ShouldContain("要有照片");
        bare.Words("#act-Report").ShouldContain("自查完成");
        (await market.Submit(bare, bare.Form("#act-Report form"), ("link-Case", "999999"), ("suggested", "节点已完成")))
            .Words("#refused")
            .ShouldContain("999999");
        var reported = await market.Submit(
            bare,
            bare.Form("#act-Report form"),
            ("link-Case", $"{done.Number}"),
            ("suggested", "节点已完成")
        );
        reported.Status.ShouldBe(HttpStatusCode.SeeOther, reported.Page.Body?.TextContent);
        var waits = await supervisor.Get("desk?kind=task-check");
        var check = await supervisor.Get(waits.Page.QuerySelector(".duties a[href*='/tasks/']")!.GetAttribute("href")!);
        check.Words("main").ShouldContain("自查完成");
        (await supervisor.Submit(check, check.Form("#act-Pass form"), ("suggested", "材料核查属实"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        (await market.Get("plans/1")).Words("main").ShouldContain("节点已通过");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Who_may_not_is_turned_away_and_what_is_not_there_is_not_found()
    {
        await using var server = await TestServer.Start();
        await In(server);
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        using var nobody = server.Anybody();

        (await nobody.Get("plans")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await north.Get("plans/3")).Status.ShouldBe(HttpStatusCode.OK);
        (await north.Get("plans/2")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await north.Get("plans/3/tasks/999")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await north.Post("plans", ("name", "x"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await north.Post("plans/3/acts/close")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var others = await north.Get(
            $"plans/3/tasks/{View(server, 3).Tasks.First(one => one.Terms.Lead == "market").State.Number}"
        );
        others.Page.QuerySelector("#act-Report").ShouldBeNull();
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task Two_who_decompose_at_once_lose_nothing_and_half_of_a_wish_is_none(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await In(server);
        var rules = server.Services.GetRequiredService<RulesNow>().Of(server.City);
        var view = View(server, 2);
        var sentences = server.Services.CreateScope().ServiceProvider.GetRequiredService<Web.Site.Sentences>();
        Wish Cell(string standard, string unit) =>
            Wishes.OfCell(view, new StandardRef("city", standard), unit, CellMode.Lead, sentences)!;
        Task<CivicLoop.Core.Events.Outcome<TaskStore.Decomposed>> Do(params Wish[] wishes) =>
            TaskStore.Decompose(server.City, rules, Form(), view.Plan.Stream, wishes, view.World);

        (await Do(Cell("litter", "market"), Cell("bins", "empty"))).Refusal!.Code.ShouldBe("unit.nobody");
        View(server, 2).Tasks.ShouldBeEmpty("all or none");
        (await Do(Cell("litter", "market"))).Refusal.ShouldBeNull();
        // Somebody else still looks at a matrix without it.
        (await Do(Cell("litter", "north"))).Refusal!.Code.ShouldBe("task.standard-taken");
        view = View(server, 2);
        var seen = Cell("litter", "north");
        (await Do(Cell("litter", "south"))).Refusal.ShouldBeNull();
        (await Do(seen)).Refusal!.Code.ShouldBe("act.changed");
        View(server, 2).Tasks.Single().Terms.Lead.ShouldBe("south");
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task The_matrix_goes_out_as_a_table_and_comes_back_looked_at_or_told_by_row(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await In(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var lines = System.Text.Encoding.UTF8.GetString(await clerk.Bytes("plans/2/export.csv"));
        lines.ShouldContain("city/litter");

        async Task<Answer> Bring(string table)
        {
            var page = await clerk.Get("plans/2/table");
            return await clerk.Submit(
                page,
                page.Form("main form"),
                [],
                [("table", "table.csv", "text/csv", System.Text.Encoding.UTF8.GetBytes(table))]
            );
        }
        var wrong = await Bring(
            "标准编号,牵头单位,配合单位,时间节点\ncity/litter,没有的局,,\ncity/nothing,市场监管局,,\ncity/bins,市场监管局,,明年\ncity/bins,市场监管局,,"
        );
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Words("main").ShouldContain("没有的局");
        wrong.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(4);
        View(server, 2).Tasks.ShouldBeEmpty();

        var looked = await Bring("标准编号,牵头单位,配合单位\ncity/litter,市场监管局,北区创城办、南区创城办\ncity/bins,,\n");
        looked.Words("main").ShouldContain("市场监管局");
        (await clerk.Submit(looked, looked.Form("#apply"), ("suggested", "按职责分工"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        View(server, 2).Tasks.Single().Terms.With.ShouldBe(["north", "south"]);
        (await Bring("标准编号,牵头单位\ncity/litter,市场监管局\n")).Words("main").ShouldContain("没有要改的");
        (await Bring("随便写的")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await market.Get("plans/3/sheets/market")).Words("main").ShouldContain("牵头的任务");
        (await market.Get("plans/3/board")).Words("main").ShouldContain("市场监管局");
        (await market.Get("plans/2/table")).Status.ShouldBe(HttpStatusCode.Forbidden);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task What_a_running_plan_no_longer_covers_is_told_beside_everything_else_that_nobody_leads()
    {
        await using var server = await TestServer.Start();
        await In(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("coverage")).Page.QuerySelector("section#PlaceWithoutTask").ShouldBeNull();

        server.City.Database.WriteInBulk(transaction =>
        {
            // A task that covered a whole type is gone from the row, as if its plan had never had it.
            transaction.Execute(
                "delete from plan_tasks where plan = (select stream from plans where number = 3) and lead = 'north'"
            );
            return 0;
        });

        var page = await clerk.Get("coverage");
        page.Words("section#StandardWithoutTask").ShouldContain("没有占道经营");
        page.Words("section#UnitWithoutTask").ShouldContain("北区");
        page.Words("section#PlaceWithoutTask").ShouldContain("北大街");
    }

    private static async Task<Answer> Press(TestClient clerk, Answer page, string of)
    {
        var form = page.Form("form.matrix-form");
        var action = form.GetAttribute("action");
        form.SetAttribute("action", page.Page.QuerySelector($"button[name=of][value={of}]")!.GetAttribute("formaction"));
        var answer = await clerk.Submit(page, form, ("of", of));
        form.SetAttribute("action", action);
        return answer;
    }

    internal static PlanView View(TestServer server, long number)
    {
        var rules = server.Services.GetRequiredService<RulesNow>().Of(server.City);
        var editions = server.Services.GetRequiredService<EditionReads>();
        return server.City.Database.Read(connection =>
            PlanView.Of(
                connection,
                editions,
                PlanReads.Find(connection, number, SmallCity.Clerk)!,
                rules,
                SmallGround.Today(server)
            )
        );
    }

    private static ActForm Form() => CaseOffice.Form(SmallCity.Clerk);

    private static async Task<Done<PlanState>> Drafted(TestServer server, PlanKind kind, string name, long? parent)
    {
        var rules = server.Services.GetRequiredService<RulesNow>().Of(server.City);
        var today = SmallGround.Today(server);
        var input = new PlanWritten(
            kind,
            name,
            "第一条\n第二条",
            today,
            today.AddDays(kind == PlanKind.ThreeYear ? 900 : 200),
            parent,
            [new EditionRef("city", "small-1")],
            ["market", "north"]
        );
        var outcome = await PlanStore.Draft(server.City, rules, Form(), input);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value!;
    }
}
