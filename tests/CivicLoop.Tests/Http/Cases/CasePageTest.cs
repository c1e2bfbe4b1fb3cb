using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>What the page of a case tells.</summary>
public class CasePageTest
{
    [Fact]
    public async Task It_tells_who_owes_what_by_when_and_by_what_it_is_judged()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get($"cases/{done.Number}");

        page.Words("h1").ShouldBe("暴露垃圾");
        page.Words("aside").ShouldContain("市场监管局联络员");
        page.Words("aside").ShouldContain("4\u2009个紧急工时");
        page.Words("aside").ShouldContain("看不见了");
        page.Words("aside .light-green").ShouldBe("正常");
        page.Page.QuerySelector("aside svg .map-pin").ShouldNotBeNull();
        page.Words(".what").ShouldBe("门前有垃圾");
    }

    [Fact]
    public async Task Its_history_is_newest_first_with_who_when_and_why()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Closed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get($"cases/{done.Number}");

        page.Page.QuerySelectorAll(".story h3")
            .Select(title => title.TextContent)
            .ShouldBe([
                "结案",
                "核查通过",
                "市场监管局报告整改完成",
                "市场监管局接收",
                "派遣给市场监管局",
                "立案",
                "上报问题（来源：市民）",
            ]);
        page.Words("#event-2 .who").ShouldContain("创城办 · 创城办值班");
        page.Words("#event-2 .why").ShouldContain("按规定办理");
        page.Words("#event-1 .who").ShouldContain("市民");
        page.Page.QuerySelectorAll(".pair img").Length.ShouldBe(2);
        page.Words("#acts").ShouldContain("重新办理");
    }

    [Fact]
    public async Task What_was_written_down_later_says_both_times()
    {
        await using var server = await TestServer.Start();
        var form = CaseOffice.Form(SmallCity.InspectorNorth) with { HappenedAt = server.City.Clock.Now.AddHours(-2) };
        var done = (await server.Office.Try(null, form, CaseOffice.Litter())).Value!;
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get($"cases/{done.Number}");

        page.Words("#event-1 .tag").ShouldBe("补录");
        page.Words("#event-1 .who").ShouldContain("记录");
    }

    [Fact]
    public async Task An_erased_text_is_said_to_be_erased_and_bends_nothing()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Reported);
        var state = server.StateOf(done);
        await server.City.Database.Write(transaction =>
            TextStore.Erase(transaction, state.What.Id, SmallCity.Clerk.Person, server.City.Clock.Now)
        );
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get($"cases/{done.Number}");

        page.Words(".what").ShouldBe("已删除");
        page.Body.ShouldNotContain("门前有垃圾");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task It_shows_its_proof_and_the_seal_over_it()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Filed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var head = server.City.Database.Read(connection =>
            Sql.One(connection, "select head from cases where stream = $1", row => row.GetString(0), done.Stream)
        )!;

        (await clerk.Get($"cases/{done.Number}")).Words(".proof").ShouldContain("尚未封存");
        var now = server.City.Clock.Now;
        var seal = server.City.Database.WriteInBulk(transaction => SealStore.Make(server.City.Database, transaction, now, now))!;
        var page = await clerk.Get($"cases/{done.Number}");

        page.Words(".proof").ShouldContain($"历史共\u20092\u2009条");
        page.Words(".proof").ShouldContain(head[..12]);
        page.Words(".proof").ShouldContain(seal.Value[..12]);
    }

    [Fact]
    public async Task A_number_that_is_not_there_is_not_found()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await clerk.Get("cases/99")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("cases/abc")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("cases/99999999999999999999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task While_the_storage_is_locked_the_form_says_so_and_keeps_what_was_typed()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var page = await market.Get($"cases/{done.Number}");

        Answer busy;
        using (var connection = server.City.Database.Open())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "begin immediate";
            command.ExecuteNonQuery();
            busy = await market.Submit(page, page.ActForm("accept"), ("reason", "情况属实，马上去办"));
            command.CommandText = "rollback";
            command.ExecuteNonQuery();
        }
        busy.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        busy.Page.QuerySelector("#reason-accept")!.TextContent.ShouldBe("情况属实，马上去办");
        busy.Words("#refused").ShouldContain("填写的内容还在下面");
        var again = await market.Submit(busy, busy.ActForm("accept"));

        again.Status.ShouldBe(HttpStatusCode.SeeOther, again.Words("#refused"));
        server.StateOf(done).Version.ShouldBe(done.Version + 1);
        server.ShouldBeWhole();
    }
}
