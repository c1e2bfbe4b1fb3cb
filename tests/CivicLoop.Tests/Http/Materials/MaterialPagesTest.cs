using System.Net;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Standards;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Materials;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Materials;

/// <summary>Asked for, filled from what the city knows, handed in, judged, printed.</summary>
public class MaterialPagesTest
{
    /// <summary>One of the market that was accepted, with a photo, and one of the north that is owed.</summary>
    internal static async Task In(TestServer server)
    {
        foreach (var unit in new[] { "market", "north" })
            (await Asked(server, unit)).ShouldBeEmpty();
        var stream = Find(server, 1).Stream;
        foreach (var part in Parts)
            (
                await MaterialStore.Add(
                    server.City,
                    SmallCity.Rules,
                    CaseOffice.Form(SmallCity.MarketClerk),
                    stream,
                    new PieceInput(
                        part,
                        $"市场管理 {part}",
                        "每日巡查，每周通报。",
                        [],
                        new PhotoInput(
                            server.Office.Photo($"{part}"),
                            ["上午", "集贸市场", "巡查队员", "劝导", "早市", "按制度开展"]
                        )
                    )
                )
            ).Refusal.ShouldBeNull();
        async Task Do(Actor by, MaterialCommand command) =>
            (await MaterialStore.Act(server.City, SmallCity.Rules, CaseOffice.Form(by), stream, command)).Refusal.ShouldBeNull();
        await Do(SmallCity.MarketClerk, new SubmitMaterial());
        await Do(SmallCity.Clerk, new AcceptMaterial(DateOnly.FromDateTime(server.City.Clock.Now).AddDays(90)));
    }

    private static readonly MaterialPart[] Parts = [MaterialPart.Plan, MaterialPart.Mechanism, MaterialPart.Results];

    private static Task<IReadOnlyList<(int Index, CivicLoop.Core.Events.Refusal Why)>> Asked(
        TestServer server,
        string unit,
        ActForm? form = null
    ) =>
        MaterialStore.Ask(
            server.City,
            SmallCity.Rules,
            form ?? CaseOffice.Form(SmallCity.Clerk),
            [new MaterialWish(new MaterialOf("city", TestServer.SmallPlaybook.Editions[0].Code, "rules"), unit, Parts)],
            DateOnly.FromDateTime(server.City.Clock.Now).AddDays(10)
        );

    private static Material Find(TestServer server, long number) =>
        server.City.Database.Read(connection => MaterialReads.Find(connection, number, SmallCity.Clerk))!;

    /// <summary>A problem of what the content of the standard asks on the spot, put right by the market bureau.</summary>
    internal static async Task<CaseDone> Stall(TestServer server)
    {
        var office = server.Office;
        var stream = (await office.Reported(office.Photo("before"))).Stream;
        await office.Act(stream, SmallCity.Clerk, new FileInput("stall", "dated", Severity.Minor));
        await office.Act(stream, SmallCity.Clerk, new DispatchInput("market"));
        await office.Act(stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        await office.Act(stream, SmallCity.MarketClerk, new SeenInput(CaseAct.ReportFixed, [office.Photo("after")]));
        await office.Act(stream, SmallCity.InspectorNorth, new SeenInput(CaseAct.PassCheck, []));
        return await office.Act(stream, SmallCity.Clerk, new PlainInput(CaseAct.Close));
    }

    [Theory, EachDatabase]
    public async Task A_unit_takes_what_the_city_knows_and_another_body_finds_it_whole(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var closed = await Stall(server);
        var offer = $".offers input[value='Case-{closed.Number}']";
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        var due = Values.Day(DateOnly.FromDateTime(server.City.Clock.Now).AddDays(10));

        var list = await clerk.Get("materials");
        list.Words("main").ShouldContain("未布置");
        (string, string)[] wanted = [("standard", "rules"), ("due", due), ("suggested", "按申报进度布置")];
        var nobody = await clerk.Submit(list, list.Form("#ask"), wanted);
        (nobody.Status, nobody.Words("#refused").Contains("没有牵头单位", StringComparison.Ordinal)).ShouldBe(
            (HttpStatusCode.UnprocessableEntity, true)
        );
        var asked = await clerk.Submit(nobody, nobody.Form("#ask"), [.. wanted, ("unit", "market")]);
        asked.Status.ShouldBe(HttpStatusCode.SeeOther, asked.Words("main"));
        var twice = await clerk.Submit(
            nobody,
            nobody.Form("#ask"),
            [.. wanted, ("unit", "market"), ("act", $"{Guid.CreateVersion7()}")]
        );
        twice.Words("#refused").ShouldContain("已经要求该单位提交");

        var desk = await market.Get("desk?kind=material-submit");
        var mine = await market.Get(desk.Page.QuerySelector(".duties a[href*='/materials/']")!.GetAttribute("href")!);
        mine.Page.QuerySelector(offer).ShouldNotBeNull();
        var early = await market.Submit(mine, mine.Form("#act-submit form"), ("suggested", "材料齐全，报请审核"));
        early.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        early.Words("#refused").ShouldContain("缺“方案”一项");
        early.Words("#refused").ShouldContain("缺“成效”一项");
        var took = await market.Submit(early, early.Form("form[action*='/take']"));
        took.Status.ShouldBe(HttpStatusCode.SeeOther, took.Words("main"));
        var page = await market.Get("materials/1");
        page.Page.QuerySelectorAll(".piece img").Length.ShouldBe(2, "before and after");
        page.Page.QuerySelector(offer).ShouldBeNull("it is taken");
        foreach (var part in new[] { "Plan", "Mechanism" })
        {
            var added = await market.Submit(
                page,
                page.Form("#act-add form"),
                ("part", part),
                ("title", $"市场 {part}"),
                ("words", "每周一查"),
                ("suggested", "补充佐证")
            );
            added.Status.ShouldBe(HttpStatusCode.SeeOther, added.Words("main"));
            page = await market.Get("materials/1");
        }
        (await market.Submit(page, page.Form("#act-submit form"), ("suggested", "材料齐全，报请审核"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        (await north.Get("materials/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await north.Get("materials")).Words("main").ShouldNotContain("市场有管理制度");

        var review = await clerk.Get("materials/1");
        var back = await clerk.Submit(review, review.Form("#act-return form"), ("suggested", "照片六要素不全"));
        back.Words("#refused").ShouldContain("请勾选要补正的各项");
        (
            await clerk.Submit(back, back.Form("#act-return form"), ("part", "Mechanism"), ("suggested", "佐证与标准不符"))
        ).Status.ShouldBe(HttpStatusCode.SeeOther);
        var mend = await market.Get("materials/1");
        mend.Words("main").ShouldContain("请补正：机制");
        (await market.Submit(mend, mend.Form("#act-submit form"), ("suggested", "已按意见补正"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        var again = await clerk.Get("materials/1");
        var accepted = await clerk.Submit(again, again.Form("#act-accept form"), ("suggested", "补正后符合标准"));
        accepted.Status.ShouldBe(HttpStatusCode.SeeOther, accepted.Words("main"));
        (await market.Get("desk?kind=material-renew")).Words("main").ShouldContain("市场有管理制度");

        var print = await market.Get("materials/1/print");
        print.Words("main").ShouldContain("测评材料提交表");
        print.Page.QuerySelectorAll(".print-photo").Length.ShouldBe(2);
        print.Page.QuerySelectorAll(".print-photo dt").Length.ShouldBe(12);
        Encoding.UTF8.GetString(await clerk.Bytes("materials/export.csv?state=Accepted")).ShouldContain("市场监管局");
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task The_same_form_asks_once_two_at_once_ask_once_and_erased_facts_are_gone(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var form = CaseOffice.Form(SmallCity.Clerk);

        (await Asked(server, "south", form)).ShouldBeEmpty();
        (await Asked(server, "south", form)).ShouldBeEmpty("a second click");
        var both = await Task.WhenAll(Asked(server, "empty"), Asked(server, "market"), Asked(server, "market"));
        both[0].Single().Why.Code.ShouldBe("unit.nobody");
        both.Skip(1).Sum(one => one.Count).ShouldBe(1);
        server.City.Database.Read(connection => Sql.Number(connection, "select count(*) from materials")).ShouldBe(2);

        await using var other = await TestServer.Start(kind);
        await In(other);
        var piece = Find(other, 1).State.Pieces[0];
        other.City.Database.WriteInBulk(transaction =>
            TextStore.Erase(transaction, piece.Photos[0].Facts.People.Id, SmallCity.Clerk.Person, other.City.Clock.Now)
        );
        using var clerk = await other.SignedIn(SmallCity.Clerk);
        (await clerk.Get("materials/1/print")).Page.QuerySelector(".print-photo dl")!.TextContent.ShouldNotContain("巡查队员");
        other.ShouldBeWhole();
        server.ShouldBeWhole();
    }
}
