using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Rectification;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.SelfChecks;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.Sheets;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Rectification;

/// <summary>Lists on their pages: made, edited in place, taken away as a table and brought back, worked off to zero.</summary>
public class ListPagesTest
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly ItemValues Values = new(
        "市场环境整治",
        "保洁不足",
        "加派人手",
        new DateOnly(2099, 3, 1),
        null,
        "market",
        "",
        "",
        "p-1",
        SmallCity.North,
        "I-1"
    );

    [Fact]
    public async Task What_a_list_is_called_and_until_when_is_changed_on_its_page_with_a_reason_and_a_history()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);
        var lists = await clerk.Get("rectification");
        var made = await clerk.Submit(lists, lists.Form("form:has(#title)"), ("kind", "Rectify"), ("title", "反馈清单"));
        var list = await clerk.Follow(made);

        (await clerk.Submit(list, list.Form("#head form"), ("title", "省级反馈清单"))).Said("#refused").ShouldContain("理由");
        var wrong = await clerk.Submit(list, list.Form("#head form"), ("target", "三月"), ("reason", "更正"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var changed = await clerk.Submit(
            list,
            list.Form("#head form"),
            ("title", "省级反馈清单"),
            ("target", "2099-06-01"),
            ("reason", "上级更正")
        );
        changed.Status.ShouldBe(HttpStatusCode.SeeOther, changed.Said("#refused"));

        var page = await clerk.Follow(changed);
        page.Said("h1").ShouldBe("省级反馈清单");
        page.Said("#head-history").ShouldContain("反馈清单 → 省级反馈清单");
        page.Said("#head-history").ShouldContain("上级更正");
        // Somebody who still has the page from before does not write over it.
        var late = await clerk.Submit(list, list.Form("#head form"), ("title", "旧名"), ("reason", "更正"));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Page.QuerySelector("#title")!.GetAttribute("value").ShouldBe("旧名");
        (await supervisor.Get("rectification/1")).Page.QuerySelector("#head").ShouldBeNull();
        (await supervisor.Post("rectification/1/head", ("title", "x"))).Status.ShouldBeOneOf(
            HttpStatusCode.Forbidden,
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_list_is_made_an_item_added_edited_in_place_done_checked_and_struck_off()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var lists = await clerk.Get("rectification");
        var bare = await clerk.Submit(lists, lists.Form("form:has(#title)"), ("kind", "Rectify"));
        bare.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var made = await clerk.Submit(
            lists,
            lists.Form("form:has(#title)"),
            ("kind", "Rectify"),
            ("title", "反馈清单"),
            ("source", "上级")
        );
        var list = await clerk.Follow(made);
        var wrong = await clerk.Submit(
            list,
            list.Form("#adding"),
            ("item", "整治"),
            ("due", "2099-03-01"),
            ("unit", "market"),
            ("place", "没有")
        );
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Said("#refused").ShouldContain("没有找到点位“没有”");
        wrong.Page.QuerySelector("#adding-item")!.TextContent.ShouldBe("整治");
        var added = await clerk.Submit(
            list,
            list.Form("#adding"),
            ("item", "市场环境整治"),
            ("due", "2099-03-01"),
            ("unit", "market"),
            ("place", "北市场"),
            ("reason", "上级反馈")
        );
        (await clerk.Follow(added)).Said("#done").ShouldBe("已添加事项 1。");

        // The unit edits its own part where the row stands; nothing else is among its fields.
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        (await market.Get("desk")).Words(".duties > li").ShouldContain("市场环境整治");
        var editing = await market.Get("rectification/1?edit=1");
        editing.Page.QuerySelector("#edit-due").ShouldBeNull();
        var edited = await market.Submit(
            editing,
            editing.Form("#edit"),
            ("cause", "保洁不足"),
            ("measure", "加派人手"),
            ("reason", "补充完善")
        );
        (await market.Follow(edited)).Said("#item-1").ShouldContain("保洁不足");
        (await clerk.Get("rectification/items/1")).Said(".changes").ShouldContain("原因");

        // Two at once: the second sees what the first did, with what was typed.
        var late = await market.Submit(editing, editing.Form("#edit"), ("cause", "另一个原因"), ("reason", "补充"));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Page.QuerySelector("#edit-cause")!.TextContent.ShouldBe("另一个原因");

        var item = await market.Get("rectification/items/1");
        (await market.Submit(item, item.Form("#act-ReportDone form"), ("reason", "完成"))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var done = await market.Submit(item, item.Form("#act-ReportDone form"), [("reason", "完成")], [CaseWalk.Photo]);
        (await market.Follow(done)).Said("#done").ShouldBe("已办理：报告完成。");
        using var inspector = await server.SignedIn(SmallCity.InspectorNorth);
        var check = await inspector.Get("rectification/items/1");
        (await inspector.Get(check.Page.QuerySelector(".photos img")!.GetAttribute("src")!)).Status.ShouldBe(HttpStatusCode.OK);
        await inspector.Submit(check, check.Form("#act-Pass form"), ("reason", "属实"));
        var strike = await clerk.Get("rectification/items/1");
        var struck = await clerk.Submit(strike, strike.Form("#act-StrikeOff form"), ("reason", "销号"));
        (await clerk.Follow(struck)).Said("h1 + p").ShouldContain("已销号");

        (await clerk.Get("rectification/board")).Said("#forecast").ShouldContain("已经清零");
        (await clerk.Get("rectification/board?of=Both")).Status.ShouldBe(HttpStatusCode.OK);
        (await clerk.Get("rectification/1?view=Place&show=all")).Said("h2.group").ShouldContain("北市场");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task A_table_comes_back_with_its_changes_once_and_whole_or_not_at_all()
    {
        await using var server = await TestServer.Start();
        var list = await List(server);
        await Added(server, list, Values);
        await Added(server, list, Values with { Item = "第二项" });
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var (_, bytes, _) = await clerk.Download("rectification/1/export.xlsx");
        var rows = SheetReader.Rows(new MemoryStream(bytes)).ToList();
        (await Bring(clerk, bytes)).Said(".notice").ShouldContain("完全一致");

        // A changed text, a new row, and two mistakes.
        var changed = Table(
            rows,
            row => row[1] == "第二项" ? With(row, 2, "新的原因") : row,
            ["", "第三项", "", "", "2099-05-01", "", "市场监管局"]
        );
        var broken = Table(rows, row => With(row, 4, "明天"), ["", "", "", "", "2099-05-01", "", "没有的局"]);
        var refused = await Bring(clerk, broken);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Said("tbody").ShouldContain("“明天”不是日期");
        refused.Said("tbody").ShouldContain("没有找到单位“没有的局”");
        refused.Page.QuerySelector("form[action*='/table/']").ShouldBeNull();

        var preview = await Bring(clerk, changed);
        preview.Said("tbody").ShouldContain("修改事项 2：原因");
        preview.Said("tbody").ShouldContain("新增事项");
        var form = preview.Form("form[action*='/table/']");
        var taken = await clerk.Submit(preview, form, ("reason", "批量更新"));
        (await clerk.Follow(taken)).Said("#done").ShouldContain("共 2 项");
        Version(server, 1).ShouldBe(1);
        Version(server, 2).ShouldBe(2);
        (await clerk.Submit(preview, form, ("reason", "批量更新"))).Status.ShouldBe(HttpStatusCode.Conflict);
        // The same table once more: its changed row meets an item that moved on, and says what stands already.
        (await Bring(clerk, Table(rows, row => row[1] == "第二项" ? With(row, 2, "新的原因") : row)))
            .Said(".notice")
            .ShouldContain("完全一致");
        // What somebody else changed meanwhile is an error of that row.
        var stale = await Bring(clerk, Table(rows, row => row[1] == "第二项" ? With(row, 2, "我的原因") : row));
        stale.Said("tbody").ShouldContain("已被别人修改");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task The_plan_of_a_case_becomes_an_item_in_one_act()
    {
        await using var server = await TestServer.Start();
        await List(server);
        var origin = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var day = SmallCity.Calendar.DayOf(server.City.Clock.Now);
        await server.Office.Act(
            origin.Stream,
            SmallCity.MarketClerk,
            new PlanInput("清理门前", "保洁不足", "加派人手", day, "market-clerk")
        );
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get($"cases/{origin.Number}");
        var made = await clerk.Submit(page, page.Form("form:has(#list)"));
        var item = await clerk.Follow(made);

        item.Said("h1").ShouldBe("清理门前");
        item.Said(".facts").ShouldContain("加派人手");
        (await clerk.Get($"cases/{origin.Number}")).Said("section:has(#items)").ShouldContain("事项 1");
        (await clerk.Submit(page, page.Form("form:has(#list)"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        Version(server, 1).ShouldBe(1);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Who_may_not_is_turned_away()
    {
        await using var server = await TestServer.Start();
        var list = await List(server);
        await Added(server, list, Values);
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        (await north.Get("rectification/items/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await north.Get("rectification/1?edit=1")).Page.QuerySelector("#edit").ShouldBeNull();
        using var leader = await server.SignedIn(SmallCity.Leader);
        (await leader.Get("rectification/1")).Said("#item-1").ShouldContain("市场环境整治");
        (await leader.Get("rectification/1/table")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await leader.Get("rectification/4711")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var anybody = server.Anybody();
        (await anybody.Get("rectification")).Status.ShouldBe(HttpStatusCode.SeeOther);
        var (status, document, _) = await leader.Download("rectification/1/export.docx");
        status.ShouldBe(HttpStatusCode.OK);
        document.AsSpan(0, 2).SequenceEqual("PK"u8).ShouldBeTrue();
        (await leader.Download("rectification/1/export.csv")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<Guid> List(TestServer server) =>
        (
            await ListStore.Make(
                server.City,
                CaseOffice.Form(SmallCity.Clerk),
                new ListInput(ListKind.Rectify, "反馈清单", "上级", "", null, null)
            )
        )
            .Value!
            .Id;

    private static async Task Added(TestServer server, Guid list, ItemValues values) =>
        (
            await ItemStore.Add(server.City, SmallCity.Rules, CaseOffice.Form(SmallCity.Clerk), list, values)
        ).Refusal.ShouldBeNull();

    private static int Version(TestServer server, long number) =>
        server.City.Database.Read(connection => ItemReads.Find(connection, number))!.State.Version;

    private static async Task<Answer> Bring(TestClient client, byte[] bytes)
    {
        var page = await client.Get("rectification/1/table");
        return await client.Submit(page, page.Form("form:has(#table)"), [], [("table", "清单.xlsx", Xlsx, bytes)]);
    }

    private static string[] With(IReadOnlyList<string> row, int at, string text) =>
        [.. row.Select((cell, index) => index == at ? text : cell)];

    private static byte[] Table(
        List<SheetRow> rows,
        Func<IReadOnlyList<string>, IReadOnlyList<string>> change,
        string[]? more = null
    )
    {
        var (head, body) = (rows[0].Cells, rows.Skip(1).Select(row => change(row.Cells)).ToList());
        if (more is not null)
            body.Add([.. more, .. Enumerable.Repeat("", head.Count - more.Length)]);
        using var file = new MemoryStream();
        Workbook.Write(
            file,
            "清单",
            null,
            [.. head.Select(name => new SheetColumn(name))],
            body.Select(row => (IReadOnlyList<object?>)[.. row])
        );
        return file.ToArray();
    }
}
