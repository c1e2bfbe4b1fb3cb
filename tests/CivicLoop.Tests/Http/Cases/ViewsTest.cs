using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>Filters kept under a name: one's own, in order, shared by who may, the first one where the list begins.</summary>
public class ViewsTest
{
    [Theory, EachDatabase]
    public async Task A_filter_is_kept_shown_counted_renamed_moved_and_deleted(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await CaseWalk.In(server.Office, CaseStatus.Filed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var list = await Keep(clerk, "cases?status=Filed&district=990101", ("name", "北区待派遣"), ("counted", "1"));
        list.Words(".kept-views a[aria-current]").ShouldBe("北区待派遣1");
        await Keep(clerk, "cases?q=垃圾", ("name", "垃圾"));
        var manage = await clerk.Get("cases/views");
        manage.Words(".views-name b").ShouldBe("北区待派遣 垃圾");
        manage.Words("#mine + ul li:first-child .soft").ShouldBe("北区 · 待派遣");

        manage = await Change(clerk, manage, "垃圾", "up");
        manage.Words(".views-name b").ShouldBe("垃圾 北区待派遣");
        manage = await Change(clerk, manage, "垃圾", "rename", ("name", "暴露垃圾"));
        manage = await Change(clerk, manage, "北区待派遣", "delete");
        manage.Words(".views-name b").ShouldBe("暴露垃圾");
    }

    [Fact]
    public async Task The_list_begins_with_the_first_view_and_all_cases_stay_within_reach()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CaseStatus.Filed);
        await CaseWalk.In(server.Office, CaseStatus.Closed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        await Keep(clerk, "cases?status=Filed", ("name", "待派遣"), ("first", "1"));

        var begin = await clerk.Get("cases");
        begin.Location.ShouldBe($"/{server.City.Code}/cases?status=Filed");
        var filtered = await clerk.Follow(begin);
        var all = await clerk.Get(filtered.Page.QuerySelector(".kept-views a")!.GetAttribute("href")!);
        all.Page.QuerySelectorAll(".cases tbody tr").Length.ShouldBe(2);

        await Change(clerk, await clerk.Get("cases/views"), "待派遣", "first");
        (await clerk.Get("cases")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_shared_is_seen_by_those_it_is_shared_with_and_changed_by_nobody_else()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        using var inspector = await server.SignedIn(SmallCity.InspectorOfNorthOffice);
        await Keep(clerk, "cases?light=Red", ("name", "全市超期"), ("share", "1"));
        await Keep(north, "cases?status=Accepted", ("name", "本单位整改中"), ("share", "1"));
        await Keep(inspector, "cases?status=Fixed", ("name", "待我核查"), ("share", "1"));

        (await market.Get("cases")).Words(".kept-views").ShouldContain("全市超期");
        (await market.Get("cases")).Words(".kept-views").ShouldNotContain("本单位整改中");
        (await inspector.Get("cases")).Words(".kept-views").ShouldContain("本单位整改中");
        (await north.Get("cases"))
            .Words(".kept-views")
            .ShouldNotContain("待我核查", Case.Sensitive, "an inspector shares nothing");
        var theirs = await market.Get("cases/views");
        theirs.Page.QuerySelector("form[action$=delete]").ShouldBeNull();

        var form = theirs.Form("form[action$=first]");
        form.SetAttribute("action", form.GetAttribute("action")!.Replace("/first", "/delete", StringComparison.Ordinal));
        (await market.Submit(theirs, form)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await market.Get("cases")).Words(".kept-views").ShouldContain("全市超期");
    }

    [Fact]
    public async Task What_cannot_be_kept_is_said_and_the_form_comes_back_filled_in()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("cases/views/new?status=Filed");
        var form = page.Form("form:has(#name)");

        var once = await clerk.Submit(page, form, ("name", "待派遣"));
        var twice = await clerk.Submit(page, form, ("name", "待派遣"));
        var again = await clerk.Get("cases/views/new?status=Closed");
        var same = await clerk.Submit(again, again.Form("form:has(#name)"), ("name", "待派遣"), ("counted", "1"));
        var empty = await clerk.Get("cases/views/new");
        var nothing = await clerk.Submit(empty, empty.Form("form:has(#name)"), ("name", "全部"));
        var unnamed = await clerk.Submit(again, again.Form("form:has(#name)"), ("name", " "));

        (once.Status, twice.Status).ShouldBe((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther));
        (await clerk.Get("cases/views")).Page.QuerySelectorAll(".views-list > li").Length.ShouldBe(1);
        same.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        same.Words("#refused").ShouldContain("已有名为“待派遣”的视图");
        same.Page.QuerySelector("input[name=counted]")!.HasAttribute("checked").ShouldBeTrue();
        nothing.Words("#refused").ShouldContain("没有任何筛选条件");
        unnamed.Words("#refused").ShouldContain("视图名称");
        using var anybody = server.Anybody();
        (await anybody.Get("cases/views")).Location.ShouldNotBeNull().ShouldContain("/login");
    }

    private static async Task<Answer> Keep(TestClient person, string list, params (string, string)[] fields)
    {
        var page = await person.Get(list);
        var form = await person.Get(page.Page.QuerySelector(".views-act[href*='/new']")!.GetAttribute("href")!);
        return await person.Follow(await person.Submit(form, form.Form("form:has(#name)"), fields));
    }

    private static async Task<Answer> Change(
        TestClient person,
        Answer manage,
        string name,
        string change,
        params (string, string)[] fields
    )
    {
        var view = manage.Page.QuerySelectorAll(".views-list > li").First(one => one.QuerySelector("b")!.TextContent == name);
        return await person.Follow(await person.Submit(manage, manage.Form($"#{view.Id} form[action$={change}]"), fields));
    }
}
