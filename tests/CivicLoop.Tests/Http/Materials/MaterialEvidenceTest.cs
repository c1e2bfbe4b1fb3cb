using System.Net;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Standards;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Plans;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Materials;
using CivicLoop.Web.Mechanisms;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Materials;

/// <summary>What is offered for a standard that names no problem of its own, and what an earlier material hands on.</summary>
public class MaterialEvidenceTest
{
    private static readonly string Edition = TestServer.SmallPlaybook.Editions[0].Code;

    private static async Task<Material> Asked(TestServer server, string edition, params MaterialPart[] parts)
    {
        var wish = new MaterialWish(new MaterialOf("city", edition, "rules"), "market", parts);
        (
            await MaterialStore.Ask(
                server.City,
                SmallCity.Rules,
                CaseOffice.Form(SmallCity.Clerk),
                [wish],
                DateOnly.FromDateTime(server.City.Clock.Now).AddDays(10)
            )
        ).ShouldBeEmpty();
        return server.City.Database.Read(connection => MaterialReads.Of(connection, "city", edition, SmallCity.Clerk))[^1];
    }

    [Theory, EachDatabase]
    public async Task Tasks_mechanisms_and_letters_that_name_the_standard_or_its_unit_are_offered_and_taken(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await PlanPagesTest.In(server);
        var run = await RunStore.Tell(
            server.City,
            SmallCity.Rules with
            {
                Playbook = TestServer.SmallPlaybook,
            },
            CaseOffice.Form(SmallCity.MarketClerk),
            new RunInput("patrols", DateOnly.FromDateTime(server.City.Clock.Now).AddDays(-1), "market", "查了三个市场"),
            []
        );
        run.Refusal.ShouldBeNull();
        await Asked(server, Edition, MaterialPart.Plan, MaterialPart.Mechanism, MaterialPart.Guarantee);
        using var market = await server.SignedIn(SmallCity.MarketClerk);

        var page = await market.Get("materials/1");
        page.Page.QuerySelector(".offers input[value^='Mechanism-']").ShouldBeNull("nobody has confirmed the run");
        (
            await RunStore.Judge(server.City, SmallCity.Rules, CaseOffice.Form(SmallCity.Supervisor), run.Value!.Stream, true)
        ).Refusal.ShouldBeNull();
        Signing.Lay(server.City);
        var contract = await Signing.Act(server.City, null, SmallCity.Clerk, Signing.Whole(Signing.Market));
        await Signing.Act(server.City, contract.Stream, SmallCity.MarketClerk, new PlainContractInput(ContractAct.Accept));

        foreach (var source in new[] { "Task", "Mechanism", "Contract" })
        {
            page = await market.Get("materials/1");
            var offer = $".offers li:has(input[value^='{source}-'])";
            var link = page.Page.QuerySelector($"{offer} a").ShouldNotBeNull(source);
            (await market.Get(link.GetAttribute("href")!)).Status.ShouldBe(HttpStatusCode.OK, source);
            var took = await market.Submit(page, page.Form($"{offer} form"));
            took.Status.ShouldBe(HttpStatusCode.SeeOther, took.Words("main"));
        }
        page = await market.Get("materials/1");
        page.Words("#part-Plan ~ .piece").ShouldContain("节点");
        page.Words("#part-Mechanism ~ .piece").ShouldContain("联合巡查");
        page.Words("#part-Guarantee ~ .piece").ShouldContain("北大街");
        page.Page.QuerySelectorAll(".part .missing").ShouldBeEmpty();
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task An_accepted_material_of_an_edition_before_is_carried_over_by_one_click(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var before = await Asked(server, "before-0", MaterialPart.Guarantee, MaterialPart.Mechanism);
        ActForm Form(Actor by) => CaseOffice.Form(by);
        foreach (var part in before.State.Parts)
            (
                await MaterialStore.Add(
                    server.City,
                    SmallCity.Rules,
                    Form(SmallCity.MarketClerk),
                    before.Stream,
                    new PieceInput(
                        part,
                        $"往年 {part}",
                        "每周一查",
                        [],
                        new PhotoInput(server.Office.Photo($"{part}"), [.. MaterialStore.Facts.Select(fact => $"某{fact}")])
                    )
                )
            ).Refusal.ShouldBeNull();
        (MaterialCommand Command, Actor By)[] acts =
        [
            (new SubmitMaterial(), SmallCity.MarketClerk),
            (new AcceptMaterial(DateOnly.FromDateTime(server.City.Clock.Now).AddDays(90)), SmallCity.Clerk),
        ];
        var now = await Asked(server, Edition, MaterialPart.Plan, MaterialPart.Mechanism);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var at = $"materials/{now.State.Number}";
        (await market.Get(at)).Page.QuerySelector("form[action*='/carry']").ShouldBeNull("nobody has seen it yet");
        foreach (var (command, by) in acts)
            (await MaterialStore.Act(server.City, SmallCity.Rules, Form(by), before.Stream, command)).Refusal.ShouldBeNull();

        var page = await market.Get(at);
        page.Words(".offers").ShouldContain("沿用其中\u20091\u2009件");
        var carry = page.Form("form[action*='/carry']");
        var done = await market.Submit(page, carry);
        done.Status.ShouldBe(HttpStatusCode.SeeOther, done.Words("main"));
        (await market.Submit(page, carry)).Status.ShouldBe(HttpStatusCode.SeeOther, "a second click is the same one");
        var twice = await market.Submit(
            page,
            carry,
            ("act", $"{Guid.CreateVersion7()}"),
            ("expected", $"{now.State.Version + 1}")
        );
        (twice.Status, twice.Words("#refused").Contains("没有可以沿用的内容", StringComparison.Ordinal)).ShouldBe(
            (HttpStatusCode.UnprocessableEntity, true)
        );

        page = await market.Get(at);
        page.Page.QuerySelector("form[action*='/carry']").ShouldBeNull("all of it is here");
        page.Words(".piece").ShouldContain("往年 Mechanism");
        page.Page.QuerySelectorAll(".piece img").ShouldHaveSingleItem();
        // What is erased there stands here until it is erased here, as a photo of two cases does.
        var (there, here) = (before.Stream, now.Stream);
        var photo = server.City.Database.Read(connection => PhotoOf(connection, there));
        PhotoOf(server, here).ShouldNotBe(photo);
        server
            .City.Database.WriteInBulk(transaction =>
                Web.Photos.PhotoRows.Erase(transaction, photo, SmallCity.Clerk.Person, server.City.Clock.Now).Orphan
            )
            .ShouldBeNull("its bytes are used here");
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        (await north.Post($"{at}/carry", ("from", "1"))).Status.ShouldNotBe(HttpStatusCode.SeeOther);
        server.ShouldBeWhole();
    }

    private static Guid PhotoOf(TestServer server, Guid stream) =>
        server.City.Database.Read(connection => PhotoOf(connection, stream));

    private static Guid PhotoOf(System.Data.Common.DbConnection connection, Guid stream) =>
        MaterialReads
            .Among(connection, [Values.Id(stream)])
            .Single()
            .State.Pieces.First(piece => piece.Part == MaterialPart.Mechanism)
            .Photos[0]
            .Photo.Id;
}
