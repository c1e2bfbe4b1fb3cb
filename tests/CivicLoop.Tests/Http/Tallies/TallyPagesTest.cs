using System.Net;
using System.Text;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Tallies;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Tallies;

/// <summary>From the unit's form to the total: entered, refused, confirmed, corrected, taken away and brought.</summary>
public class TallyPagesTest
{
    private static readonly (string, string)[] Corners =
    [
        ("counter", "dead-corners"),
        ("amount", "128"),
        ("from", "2020-11-23"),
        ("to", "2020-11-29"),
        ("note", "按台账"),
        ("suggested", "按本单位台账如实填报"),
    ];

    [Theory, EachDatabase]
    public async Task A_unit_enters_what_it_did_and_it_counts_when_the_office_has_said_so(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await market.Get("tallies/enter");
        var refused = await market.Submit(
            page,
            page.Form("form[action*='/tallies/enter']"),
            ("counter", "dead-corners"),
            ("amount", "许多")
        );
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words("#refused").ShouldContain("不是数量");
        refused.Page.QuerySelector("#amount")!.GetAttribute("value").ShouldBe("许多");
        var made = await market.Submit(refused, refused.Form("form[action*='/tallies/enter']"), Corners);
        made.Status.ShouldBe(HttpStatusCode.SeeOther, made.Page.Body?.TextContent);
        var entry = await market.Follow(made);
        entry.Words("main").ShouldContain("待确认");
        entry.Page.QuerySelector("#act-CountIn").ShouldBeNull();
        (await market.Get("tallies")).Words("main").ShouldContain("0处");

        // The same days again, by the same unit.
        var again = await market.Submit(page, page.Form("form[action*='/tallies/enter']"), Corners);
        again.Words("#refused").ShouldContain("第\u20091\u2009号记录已经记过");

        var desk = await clerk.Get("desk?kind=tally-count");
        var waiting = await clerk.Get(desk.Page.QuerySelector(".duties a[href*='/tallies/waiting']")!.GetAttribute("href")!);
        (await clerk.Submit(waiting, waiting.Form("form:has(input[name=entry])"), ("suggested", "依据齐全，数字相符")))
            .Words("#refused")
            .ShouldContain("请先选择");
        var counted = await clerk.Submit(
            waiting,
            waiting.Form("form:has(input[name=entry])"),
            ("entry", "1"),
            ("suggested", "依据齐全，数字相符")
        );
        (await clerk.Follow(counted)).Words("#done").ShouldContain("1");
        (await market.Get("tallies")).Words("main").ShouldContain("128处");
        (await clerk.Get("tallies/dead-corners")).Page.QuerySelectorAll(".bars rect").Length.ShouldBe(1);
        (await clerk.Get("tallies?unit=north")).Words("main").ShouldNotContain("128");
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task What_was_wrong_goes_back_and_is_corrected_by_another_entry(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await Tallied.In(server);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await market.Get("desk?kind=tally-mend")).Words(".duties").ShouldContain("文明劝导");
        var back = await market.Get("tallies/5");
        back.Words("main").ShouldContain("已退回");
        var form = await market.Get(back.Page.QuerySelector("a[href*='corrects=5']")!.GetAttribute("href")!);
        form.Page.QuerySelector("#amount")!.GetAttribute("value").ShouldBe("40");
        var made = await market.Submit(
            form,
            form.Form("form[action*='/tallies/enter']"),
            ("amount", "35"),
            ("suggested", "原数有误")
        );
        made.Status.ShouldBe(HttpStatusCode.SeeOther, made.Page.Body?.TextContent);
        (await market.Get("tallies/5")).Words("main").ShouldContain("已被更正");

        // Entry 6 corrects entry 1, which counts until 6 does.
        (await clerk.Get("tallies/1"))
            .Words("main")
            .ShouldContain("有一条更正等待确认");
        var better = await clerk.Get("tallies/6");
        var counted = await clerk.Submit(better, better.Form("#act-CountIn form"), ("suggested", "依据齐全，数字相符"));
        counted.Status.ShouldBe(HttpStatusCode.SeeOther, counted.Page.Body?.TextContent);
        (await clerk.Get("tallies/dead-corners")).Words(".figures").ShouldContain("31处");
        (
            await clerk.Submit(
                better,
                better.Form("#act-CountIn form"),
                ("act", $"{Guid.CreateVersion7()}"),
                ("suggested", "再来一次")
            )
        ).Status.ShouldBe(HttpStatusCode.Conflict);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Who_may_not_sees_and_does_nothing_and_a_photo_is_shown_to_whoever_sees_its_entry()
    {
        await using var server = await TestServer.Start();
        await Tallied.In(server);
        var photo = server.City.Database.Read(connection =>
            Sql.One(connection, "select id from photos limit 1", row => row.GetString(0))
        );
        foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen).DistinctBy(actor => actor.Post))
        {
            using var one = await server.SignedIn(actor);
            var reads = May.Read(actor.Role) != Scope.None;
            var sees = reads && May.See(actor, "market", SmallCity.North);
            (await one.Get("tallies")).Status.ShouldBe(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden, actor.Post);
            (await one.Get("tallies/1")).Status.ShouldBe(
                sees ? HttpStatusCode.OK
                    : reads ? HttpStatusCode.NotFound
                    : HttpStatusCode.Forbidden,
                actor.Post
            );
            if (reads)
                (await one.Get($"photos/{photo}")).Status.ShouldBe(
                    sees ? HttpStatusCode.OK : HttpStatusCode.NotFound,
                    actor.Post
                );
            (await one.Get("tallies/enter")).Status.ShouldBe(
                May.Act(actor.Role, TallyAct.Enter) == Scope.None ? HttpStatusCode.Forbidden : HttpStatusCode.OK,
                actor.Post
            );
            (await one.Get("tallies/waiting")).Status.ShouldBe(
                May.Act(actor.Role, TallyAct.CountIn) == Scope.None ? HttpStatusCode.Forbidden : HttpStatusCode.OK,
                actor.Post
            );
        }
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("tallies/99")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("tallies/no-such-counter")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, EachDatabase]
    public async Task What_is_taken_away_comes_back_and_every_bad_row_is_named(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await Tallied.In(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var sums = Encoding.UTF8.GetString(await clerk.Bytes("tallies/export.csv"));
        sums.ShouldContain("清除卫生死角,32,,处,市场监管局");
        sums.ShouldContain("清运垃圾,2.5,,吨,市场监管局");
        var (_, xlsx, headers) = await clerk.Download("tallies/dead-corners/export.xlsx");
        headers["Content-Type"].ShouldContain("spreadsheetml");
        xlsx.Length.ShouldBeGreaterThan(1_000);

        var bad = await Sent(
            clerk,
            """
            计数项,计量单位,数量,责任单位,从哪天,到哪天,计数对象,依据说明
            清除卫生死角,人次,5,市场监管局,2021-03-01,2021-03-07,,按台账
            没有的,处,5,市场监管局,2021-03-01,,,按台账
            清运垃圾,吨,1.23456,没有的单位,昨天,,,按台账
            """
        );
        bad.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        bad.Words("main").ShouldContain("计量单位是处，写的是人次");
        bad.Page.QuerySelectorAll("table.table-cards tbody tr").Length.ShouldBe(5);
        var twice = await Sent(
            clerk,
            """
            计数项,数量,余或近,责任单位,从哪天,到哪天,计数对象,依据说明
            清除卫生死角,5,,市场监管局,2021-03-01,2021-03-07,,按台账
            清除卫生死角,6,,市场监管局,2021-03-07,2021-03-08,,按台账
            清除卫生死角,7,,市场监管局,2020-11-23,,,按台账
            """
        );
        twice
            .Page.QuerySelectorAll("table.table-cards tbody tr td:first-child")
            .Select(cell => cell.TextContent)
            .ShouldBe(["3", "4"]);
        var good = await Sent(
            clerk,
            """
            计数项,数量,余或近,责任单位,从哪天,到哪天,计数对象,依据说明
            清除卫生死角,500,余,市场监管局,2021-03-01,2021-03-07,,按台账
            行业培训,1,,北区创城办,2021-03-02,,第二期,按台账
            """
        );
        good.Status.ShouldBe(HttpStatusCode.SeeOther, good.Page.Body?.TextContent);
        (await clerk.Follow(good)).Words("#done").ShouldContain("2");
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);
        (await supervisor.Get("tallies/waiting")).Words("main").ShouldContain("500余处");
        server.ShouldBeWhole();
    }

    private static async Task<Answer> Sent(TestClient client, string csv)
    {
        var page = await client.Get("tallies/import");
        return await client.Submit(
            page,
            page.Form("form[enctype]"),
            [("suggested", "按本单位台账如实填报")],
            [("table", "台账.csv", "text/csv", Encoding.UTF8.GetBytes(csv))]
        );
    }
}
