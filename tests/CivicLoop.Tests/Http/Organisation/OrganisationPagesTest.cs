using System.Net;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Organisation;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Organisation;

/// <summary>The organisation by HTTP: read, changed, refused.</summary>
public class OrganisationPagesTest
{
    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in_and_who_runs_the_system_reads_no_names()
    {
        await using var server = await TestServer.Start();
        using var nobody = server.Anybody();
        using var administrator = await server.SignedIn(SmallCity.Holder("system-administrator"));

        foreach (
            var path in new[]
            {
                "organisation",
                "organisation/units/market",
                "organisation/posts/market-clerk",
                "organisation/people",
            }
        )
        {
            (await nobody.Get(path)).Status.ShouldBe(HttpStatusCode.SeeOther, path);
            (await administrator.Get(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    [Theory]
    [InlineData("organisation/units/nowhere")]
    [InlineData("organisation/posts/nowhere")]
    [InlineData("organisation/people/00000000-0000-0000-0000-000000000001")]
    [InlineData("organisation/handovers/00000000-0000-0000-0000-000000000001")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await clerk.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_tree_tells_every_unit_post_and_holder_and_finds_them_by_name()
    {
        await using var server = await TestServer.Start();
        using var reader = await server.SignedIn(SmallCity.InspectorNorth);

        var tree = await reader.Get("organisation");
        var found = await reader.Get("organisation?q=市场监管局");
        var person = await reader.Get("organisation/people?q=market-clerk");
        var before = await reader.Get("organisation?on=2019-12-31");

        tree.Words(".org-tree").ShouldContain("市场监管局联络员");
        tree.Page.QuerySelector("form.stack").ShouldBeNull("an inspector changes nothing");
        found
            .Page.QuerySelectorAll(".lines a")
            .Select(link => link.TextContent)
            .ShouldBe(["市场监管局", "市场监管局联络员", "市场监管局联络员"]);
        person.Page.QuerySelectorAll("tbody tr").ShouldHaveSingleItem();
        before.Words(".org-tree").ShouldBe("", "the city was set up in 2020");
    }

    [Fact]
    public async Task The_office_adds_a_unit_and_a_post_renames_and_closes_it()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get("organisation");
        var added = await clerk.Submit(
            page,
            page.Form("#act-AddUnit form"),
            ("name", "阳光物业"),
            ("kind", "property-company"),
            ("reason", "新进驻小区")
        );
        var unit = await clerk.Follow(added);
        unit.Words("#done").ShouldContain("设立单位");
        unit.Words("h1").ShouldBe("阳光物业");

        var post = await clerk.Follow(
            await clerk.Submit(
                unit,
                unit.Form("#act-AddPost form"),
                ("name", "阳光物业联络员"),
                ("role", "UnitClerk"),
                ("reason", "设岗")
            )
        );
        post.Words("#vacant").ShouldContain("空缺");

        var again = await clerk.Submit(unit, unit.Form("#act-RenameUnit form"), ("name", "市场监管局"), ("reason", "更名"));
        again.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        again.Form("#act-RenameUnit form").QuerySelector("[name=name]")!.GetAttribute("value").ShouldBe("市场监管局");
        var renamed = await clerk.Follow(
            await clerk.Submit(again, again.Form("#act-RenameUnit form"), ("name", "阳光物业公司"), ("reason", "更名"))
        );
        renamed.Words("h1").ShouldBe("阳光物业公司");
        renamed.Words("aside").ShouldContain("阳光物业");

        var closed = await clerk.Follow(await clerk.Submit(renamed, renamed.Form("#act-CloseUnit form"), ("reason", "合同到期")));
        closed.Page.QuerySelector("form.stack").ShouldBeNull("what has ended changes no more");
        (await clerk.Get("organisation")).Words(".org-tree").ShouldNotContain("阳光物业");
    }

    [Fact]
    public async Task A_unit_that_owes_is_not_closed_and_the_page_says_what()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CivicLoop.Core.Cases.CaseStatus.Accepted);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("organisation/units/market");

        var refused = await clerk.Submit(page, page.Form("#act-CloseUnit form"), ("reason", "撤并"));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words(".refusals").ShouldContain("还有未结案件");
        refused.Words("aside .facts dd").ShouldContain("1");
    }

    [Fact]
    public async Task A_unit_sets_up_its_own_zones_and_is_stopped_at_what_is_not_its()
    {
        await using var server = await TestServer.Start();
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var own = await market.Get("organisation/units/market");
        own.Page.QuerySelector("#act-CloseUnit").ShouldBeNull();
        (await market.Get("organisation/units/north")).Page.QuerySelector("form.stack").ShouldBeNull();

        var zone = await market.Follow(
            await market.Submit(own, own.Form("#act-AddUnit form"), ("name", "北片区"), ("kind", "zone"), ("reason", "划片"))
        );
        zone.Words("h1").ShouldBe("北片区");
        var enclosed = await market.Follow(
            await market.Submit(zone, zone.Form("#act-Enclose form"), ("place", "p-1"), ("reason", "划片"))
        );
        enclosed.Words("main").ShouldContain("北市场");

        // A cheat sends what no page offers.
        own = await market.Get("organisation/units/market");
        var cheat = await market.Submit(
            own,
            own.Form("#act-AddUnit form"),
            ("name", "新部门"),
            ("kind", "bureau"),
            ("reason", "自立门户")
        );
        cheat.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await market.Post("organisation/units/market/acts/RenameUnit", ("name", "x"))).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_hand_over_is_made_previewed_and_confirmed_by_both()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CivicLoop.Core.Cases.CaseStatus.Accepted);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var leaver = await server.SignedIn(SmallCity.MarketClerk);
        using var taker = await server.SignedIn(SmallCity.NorthClerk);

        var post = await clerk.Get("organisation/posts/market-clerk");
        post.Page.QuerySelectorAll(".owed tbody tr").ShouldHaveSingleItem();
        var unknown = await clerk.Submit(post, post.Form("#act-HandOver form"), ("taker", "nobody"), ("reason", "调动"));
        unknown.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var made = await clerk.Submit(
            unknown,
            unknown.Form("#act-HandOver form"),
            ("leaver", Values.Id(SmallCity.MarketClerk.Person)),
            ("taker", "north-clerk"),
            ("reason", "岗位调动")
        );
        var sheet = await clerk.Follow(made);
        sheet.Page.QuerySelectorAll(".owed tbody tr").ShouldHaveSingleItem();

        // Who left has no post here any more; the office records their signature on paper.
        (await leaver.Get("desk")).Status.ShouldBe(HttpStatusCode.SeeOther);
        var mine = await taker.Get(made.Location!.Split('?')[0]);
        (await taker.Submit(mine, mine.Form("#act-Sign-Takes form"), ("reason", "清单属实"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        var paper = await clerk.Follow(
            await clerk.Submit(sheet, sheet.Form("#act-Sign-Gives-paper form"), ("reason", "纸质单存档"))
        );
        paper.Words(".page-head").ShouldContain("双方已确认");
        paper.Page.QuerySelector(".signatures form").ShouldBeNull();
        (await clerk.Get("organisation/posts/market-clerk")).Words(".holders").ShouldContain("北区联络员");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Somebody_is_seconded_and_a_committee_takes_up_an_issue()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        async Task<Answer> Done(Answer page, string form, params (string, string)[] fields) =>
            await clerk.Follow(await clerk.Submit(page, page.Form($"#act-{form} form"), [.. fields, ("reason", "工作需要")]));

        var force = await Done(await clerk.Get("organisation"), "AddUnit", ("name", "迎检专班"), ("kind", "task-force"));
        await Done(force, "AddPost", ("name", "专班督导员"), ("role", "Inspector"));
        var person = await clerk.Get($"organisation/people/{Values.Id(SmallCity.MarketClerk.Person)}");
        var day = DateOnly.FromDateTime(server.City.Clock.Now).AddDays(20);
        var lent = await Done(person, "Second", ("post", "task-force-1-inspector-1"), ("until", Values.Day(day)));
        lent.Words(".holders").ShouldContain("还剩");
        (await clerk.Get("organisation/units/task-force-1")).Words("main").ShouldContain("抽调");

        var committee = await Done(await clerk.Get("organisation"), "AddUnit", ("name", "北社区大党委"), ("kind", "committee"));
        committee = await Done(committee, "Join", ("unit", "market"));
        committee = await Done(committee, "Raise", ("title", "楼道堆物"), ("what", "三栋楼"), ("unit", "market"));
        var decide = committee.Page.QuerySelector(".issue .act")!.Id!["act-".Length..];
        committee = await Done(committee, decide, ("decision", "集中清理"), ("lead", "market"), ("due", Values.Day(day)));
        committee.Words(".issue").ShouldContain("集中清理");
        (await clerk.Get("organisation/units/market")).Words("aside").ShouldContain("楼道堆物");
    }

    [Fact]
    public async Task Who_holds_two_posts_works_in_the_one_they_choose_and_the_session_remembers()
    {
        await using var server = await TestServer.Start();
        var person = SmallCity.MarketClerk.Person;
        server.City.Database.WriteInBulk(transaction =>
        {
            HoldingStore.Insert(
                transaction,
                person,
                "inspector-south",
                SmallCity.Local("2020-01-01 00:00"),
                null,
                seconded: true,
                SmallCity.Monday
            );
            return 0;
        });
        using var clerk = await server.SignedIn(SmallCity.MarketClerk);

        // Their own post first, the one lent to them only when they choose it.
        var desk = await clerk.Get("desk");
        desk.Words(".me small").ShouldContain("市场监管局联络员");
        var posts = await clerk.Get("my-posts");
        posts.Page.QuerySelectorAll("main form").ShouldHaveSingleItem();

        var chosen = await clerk.Follow(await clerk.Submit(posts, posts.Form("main form")));
        chosen.Words(".me small").ShouldContain("南区督导员");
        (await clerk.Get("organisation")).Words(".me small").ShouldContain("南区督导员");
        (
            await clerk.Submit(
                await clerk.Get("my-posts"),
                (await clerk.Get("my-posts")).Form("main form"),
                ("post", "office-clerk")
            )
        ).Location!.ShouldEndWith("/my-posts");
        (await clerk.Get("desk")).Words(".me small").ShouldContain("南区督导员");
    }
}
