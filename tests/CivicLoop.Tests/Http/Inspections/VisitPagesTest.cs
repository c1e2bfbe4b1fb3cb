using System.Net;
using System.Text;
using CivicLoop.Core.Inspections;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Coverage;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Inspections;

/// <summary>From the place to its score sheet to what was found; the handbook; who may not.</summary>
public class VisitPagesTest
{
    private const string Sheet = "form[data-sheet]";

    private static readonly (string, string)[] Found =
    [
        ("a.small-1.litter.faults", "2"),
        ("w.small-1.litter", "西门内侧两袋"),
        ("a.small-1.stalls.present", "1"),
        ("suggested", "日常巡查"),
    ];

    [Theory, EachDatabase]
    public async Task An_inspector_fills_in_the_sheet_of_a_place_and_what_fails_becomes_a_case(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var inspector = await server.SignedIn(SmallCity.InspectorNorth);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);

        (await inspector.Get("visits/new?words=市场")).Page.QuerySelector("a[href*='place=p-1']").ShouldNotBeNull();
        var place = await inspector.Get("places/p-1");
        var sheet = await inspector.Get(place.Page.QuerySelector("a[href*='visits/new']")!.GetAttribute("href")!);
        sheet.Words(Sheet).ShouldContain("不达标：立为新案件（暴露垃圾）");
        var stale = await supervisor.Get("visits/new?place=p-1");

        var refused = await inspector.Submit(
            sheet,
            sheet.Form(Sheet),
            [("a.small-1.litter.faults", "许多"), ("w.small-1.bins", "只有两个"), ("suggested", "日常巡查")],
            [
                ("p.small-1.litter", "litter.png", "image/png", SamplePhotos.Png()),
                ("whole", "gate.jpg", "image/jpeg", SamplePhotos.Jpeg(width: 48, height: 64)),
            ]
        );
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words("#refused").ShouldContain("2\u2009项填得不对");
        refused.Words("[id='item-small-1.litter']").ShouldContain("要填整数");
        refused.Words("[id='item-small-1.bins']").ShouldContain("没有结果");
        refused.Page.QuerySelector("[name='a.small-1.litter.faults']")!.GetAttribute("value").ShouldBe("许多");
        refused.Page.QuerySelector("input[name='kept.small-1.litter']").ShouldNotBeNull("the photo is kept");
        refused.Page.QuerySelector("input[name=kept]").ShouldNotBeNull("that of the whole place, too");

        var made = await inspector.Submit(
            refused,
            refused.Form(Sheet),
            [.. Found, ("w.small-1.bins", ""), ("lon", "84.9"), ("lat", "45.59"), ("system", "WGS84")]
        );
        made.Status.ShouldBe(HttpStatusCode.SeeOther, made.Words("main"));
        var visit = await inspector.Follow(made);
        visit.Words("#done").ShouldContain("已立为新案件");
        visit.Words("main").ShouldContain("发现\u20092处，每处扣\u20091\u2009分");
        visit.Words("main").ShouldContain("超过\u2009100\u2009米");
        visit.Words("main").ShouldContain("西门内侧两袋");
        visit.Page.QuerySelectorAll("[aria-labelledby=whole] img").Length.ShouldBe(1);
        visit.Words("[aria-labelledby=whole]").ShouldContain("距点位");
        visit.Page.QuerySelectorAll(".found img").Length.ShouldBe(1, "its own item's");
        var photo = visit.Page.QuerySelector("[aria-labelledby=whole] img")!.GetAttribute("src")!;
        (await inspector.Get(photo)).Status.ShouldBe(HttpStatusCode.OK);
        var page = await inspector.Get("cases/1");
        page.Words("main").ShouldContain("检查不达标：地面没有暴露垃圾（西门内侧两袋）");
        page.Words("main").ShouldContain("检查\u20091");
        (await inspector.Get("places/p-1")).Words("main").ShouldContain("未达标");

        // The same form again is the same visit; a sheet from before the case is shown anew with what is so now.
        (
            await inspector.Submit(
                refused,
                refused.Form(Sheet),
                [.. Found, ("w.small-1.bins", ""), ("lon", "84.9"), ("lat", "45.59"), ("system", "WGS84")]
            )
        ).Location!.ShouldContain("visits/1");
        var late = await supervisor.Submit(stale, stale.Form(Sheet), Found);
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Words(Sheet).ShouldContain("并入在办案件\u20091");
        (await supervisor.Submit(late, late.Form(Sheet), Found)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await supervisor.Get("visits/2")).Words("main").ShouldContain("已并入在办案件");

        Encoding.UTF8.GetString(await supervisor.Bytes("visits/export.csv")).ShouldContain("地面没有暴露垃圾,未达标");
        (await supervisor.Get("visits?found=1&type=market")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task A_visit_is_withdrawn_by_whoever_made_it_and_units_see_what_was_found_at_their_own_places()
    {
        await using var server = await TestServer.Start();
        using var inspector = await server.SignedIn(SmallCity.InspectorNorth);
        var sheet = await inspector.Get("visits/new?place=p-1");
        (await inspector.Submit(sheet, sheet.Form(Sheet), ("suggested", "日常巡查")))
            .Words("#refused")
            .ShouldContain("一项都没有填");
        (await inspector.Submit(sheet, sheet.Form(Sheet), Found)).Status.ShouldBe(HttpStatusCode.SeeOther);

        foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.Citizen).DistinctBy(actor => actor.Post))
        {
            using var one = await server.SignedIn(actor);
            var reads = May.Read(actor.Role) != Scope.None;
            (await one.Get("visits/1")).Status.ShouldBe(
                reads && May.See(actor, "market", SmallCity.North) ? HttpStatusCode.OK
                    : reads ? HttpStatusCode.NotFound
                    : HttpStatusCode.Forbidden,
                actor.Post
            );
            (await one.Get("visits/new?place=p-1")).Status.ShouldBe(
                May.Do(actor, VisitAct.Record, SmallCity.North) ? HttpStatusCode.OK : HttpStatusCode.Forbidden,
                actor.Post
            );
        }
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        (await market.Get("visits")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await market.Get("visits/1")).Page.QuerySelector("#act-withdraw").ShouldBeNull();
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        (await north.Get("visits")).Words("main").ShouldContain("没有符合条件的检查");
        (await inspector.Get("visits/99")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await inspector.Get("visits/new?place=p-9")).Status.ShouldBe(HttpStatusCode.NotFound);

        var visit = await inspector.Get("visits/1");
        var gone = await inspector.Submit(visit, visit.Form("#act-withdraw form"), ("suggested", "点位选错"));
        gone.Status.ShouldBe(HttpStatusCode.SeeOther, gone.Words("main"));
        (await inspector.Follow(gone)).Words("main").ShouldContain("已经涉及的案件不变");
        (
            await inspector.Submit(
                visit,
                visit.Form("#act-withdraw form"),
                ("act", $"{Guid.CreateVersion7()}"),
                ("suggested", "重复记录")
            )
        ).Status.ShouldBe(HttpStatusCode.Conflict);
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task A_place_that_somebody_visited_is_not_silent(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        IEnumerable<string> Silent()
        {
            var now = server.City.Clock.Now;
            return server
                .City.Database.Read(connection =>
                    CoverageReads.All(connection, SmallCity.Rules, now, SmallCity.Calendar.DayOf(now), _ => now.AddDays(-1), 100)
                )
                .Single(list => list.Gap == CoverageGap.DormantPlace)
                .Lines.Select(line => line.Code);
        }

        Silent().ShouldContain("p-1");
        await Visited.In(server);

        Silent().ShouldNotContain("p-1");
        Silent().ShouldContain("p-2");
    }

    [Fact]
    public async Task The_handbook_says_what_is_looked_at_how_and_what_a_failure_becomes()
    {
        await using var server = await TestServer.Start();
        using var unit = await server.SignedIn(SmallCity.MarketClerk);

        var whole = await unit.Get("handbook");
        whole.Page.QuerySelectorAll(".handbook-contents ol li").Length.ShouldBe(2);
        whole.Words("#chapter-market").ShouldContain("看通道和摊位前沿");
        whole.Words("#chapter-market").ShouldContain("每有一处问题扣\u20091\u2009分");
        whole.Words("#chapter-market").ShouldContain("立为案件：暴露垃圾");
        (await unit.Get("handbook/street")).Words("main").ShouldContain("没有占道经营");
        (await unit.Get("handbook/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
