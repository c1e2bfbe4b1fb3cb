using System.Net;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.SelfChecks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Contracts;

/// <summary>Who may look at contracts, and what the list, the board and one's own look at them show.</summary>
public class ContractPagesTest
{
    private static readonly string[] Read =
    [
        "contracts",
        "contracts/board",
        "contracts/mine",
        "contracts/1",
        "contracts/1/letters/1",
        "contracts/1/letters/1.docx",
        "contracts/export.csv",
        "contracts/export.xlsx",
        "contracts/board.xlsx",
    ];

    private static readonly string[] Made = ["contracts/new", "contracts/import", "contracts/import/form.xlsx"];

    [Fact]
    public async Task Everybody_inside_reads_only_the_office_makes_and_the_keepers_of_accounts_see_nothing()
    {
        await using var server = await City();
        using var anybody = server.Anybody();
        foreach (var path in Read.Concat(Made))
            (await anybody.Get(path)).Location.ShouldNotBeNull(path).ShouldStartWith("/login");

        foreach (var actor in SmallCity.Everybody.Where(one => one.Role != Role.Citizen).DistinctBy(one => one.Role))
        {
            using var person = await server.SignedIn(actor);
            foreach (var path in Read)
                (await person.Get(path)).Status.ShouldBe(
                    May.Read(actor.Role) == Scope.None ? HttpStatusCode.Forbidden : HttpStatusCode.OK,
                    $"{actor.Post} {path}"
                );
            foreach (var path in Made)
                (await person.Get(path)).Status.ShouldBe(
                    actor.Role == Role.OfficeClerk ? HttpStatusCode.OK : HttpStatusCode.Forbidden,
                    $"{actor.Post} {path}"
                );
        }
    }

    [Theory]
    [InlineData("contracts/999")]
    [InlineData("contracts/one")]
    [InlineData("contracts/999/letters/1")]
    [InlineData("contracts/1/letters/9")]
    [InlineData("contracts/1/letters/9.docx")]
    [InlineData("contracts/new?kind=ghost")]
    [InlineData("contracts/mine?party=unit:ghost")]
    [InlineData("contracts/mine?party=nonsense")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var server = await City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await clerk.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_list_is_filtered_told_when_empty_and_taken_away()
    {
        await using var server = await City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var all = await clerk.Get("contracts");
        all.Page.QuerySelectorAll(".contracts tbody tr").Length.ShouldBe(6);
        all.Said(".contracts").ShouldContain("0～400 米");
        all.Said(".contracts").ShouldContain("300～780 米（左侧）");
        var run = await clerk.Get("contracts?status=expired");
        run.Said(".contracts tbody td:first-child").ShouldBe("5");
        (await clerk.Get("contracts?kind=streets&unit=market")).Page.QuerySelectorAll(".contracts tbody tr").Length.ShouldBe(1);
        (await clerk.Get("contracts?q=%25")).Said(".empty").ShouldContain("没有符合的包保责任");

        var csv = System.Text.Encoding.UTF8.GetString((await clerk.Download("contracts/export.csv?kind=streets")).Bytes);
        csv.ShouldContain("北大街一段");
        csv.ShouldNotContain("两级包联");
        (await clerk.Download("contracts/export.xlsx")).Bytes[..2].ShouldBe("PK"u8.ToArray());
    }

    [Fact]
    public async Task The_board_names_gaps_and_overlaps_and_leads_to_the_form_that_mends_them()
    {
        await using var server = await City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var board = await clerk.Get("contracts/board?kind=streets");

        // 0-400 the market, 300-780 left the north: 300-400 left is led twice, 400-780 right by nobody.
        board.Said(".faults tbody tr:nth-child(1)").ShouldContain("400～780 米（右侧）");
        board.Said(".faults tbody tr:nth-child(2)").ShouldContain("300～400 米（左侧）");
        board.Said(".matrix").ShouldContain("市场监管局");
        var onTheMap = board.Page.QuerySelector("a.ground-mend").ShouldNotBeNull();
        var inTheList = board.Page.QuerySelector(".faults tbody tr:nth-child(1) a.btn").ShouldNotBeNull();
        onTheMap.GetAttribute("href").ShouldBe(inTheList.GetAttribute("href"));
        var form = await clerk.Get(onTheMap.GetAttribute("href")!);
        form.Page.QuerySelector("#object")!.GetAttribute("value").ShouldBe("北大街一段 L-1");
        form.Page.QuerySelector("#from")!.GetAttribute("value").ShouldBe("400");
        form.Page.QuerySelector("select[name=side] option[selected]")!.GetAttribute("value").ShouldBe("Right");

        using var leader = await server.SignedIn(SmallCity.Leader);
        var read = await leader.Get("contracts/board?kind=streets");
        read.Page.QuerySelector("a.ground-mend").ShouldBeNull();
        read.Said(".faults").ShouldContain("由创城办签约");
        (await clerk.Download("contracts/board.xlsx?kind=streets")).Bytes[..2].ShouldBe("PK"u8.ToArray());
        (await clerk.Get("contracts/board?kind=levels&district=990102"))
            .Page.QuerySelectorAll(".matrix tbody tr")
            .Length.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_answers_sees_it_with_the_letter_that_waits_and_the_desk_leads_there()
    {
        await using var server = await City();
        using var north = await server.SignedIn(SmallCity.NorthClerk);

        var mine = await north.Get("contracts/mine");
        mine.Said("main").ShouldContain("北大街一段");
        mine.Said("main").ShouldContain("有 1 份责任书等待签收。");
        var desk = await north.Get("desk");
        var due = desk.Page.QuerySelector(".duties > li:has(.tag) a").ShouldNotBeNull();
        due.GetAttribute("href")!.ShouldEndWith("/contracts/2#act-accept");
        (await north.Get("contracts/mine?party=unit:market")).Said("h1").ShouldBe("市场监管局的责任");
        // The same on the page of a place: who leads there.
        (await north.Get("places/p-1"))
            .Said("main")
            .ShouldContain("北区自查员");
    }

    internal static async Task<TestServer> City()
    {
        var server = await TestServer.Start();
        SmallGround.In(server);
        await Contracted.In(server);
        return server;
    }
}
