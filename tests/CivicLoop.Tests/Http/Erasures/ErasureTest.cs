using System.IO.Compression;
using System.Net;
using System.Text;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Inspections;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Http.Materials;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Erasures;

/// <summary>A person asks, a clerk erases, and the case says so.</summary>
public class ErasureTest
{
    [Fact]
    public async Task A_citizen_asks_by_the_link_of_the_report_and_the_office_erases()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var tracking = (await citizen.Report(Reporting.Litter, Reporting.Photo())).Location!.Split('?')[0];

        var ask = await citizen.Get($"{tracking}/erasure");
        var asked = await citizen.Submit(ask, ask.Form(), ("reason", "描述里有我的门牌号"));
        asked.Status.ShouldBe(HttpStatusCode.SeeOther);
        (await citizen.Follow(asked)).Words("main").ShouldContain("待处理");

        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("desk")).Words(".duties > li").ShouldContain("答复删除申请");
        var page = await clerk.Get("erasures/1");
        page.Words("main").ShouldContain("描述里有我的门牌号");
        var nothing = await clerk.Submit(page, page.Form(), ("reason", "依申请删除"));
        nothing.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        nothing.Words(".refusals").ShouldContain("至少勾选一项");
        nothing.Page.QuerySelector("#reason")!.TextContent.ShouldBe("依申请删除");
        var texts = page.Page.QuerySelectorAll("input[name=text]").Select(box => ("text", box.GetAttribute("value")!)).ToArray();
        var photo = page.Page.QuerySelector("input[name=photo]")!.GetAttribute("value")!;
        var done = await clerk.Submit(page, page.Form(), [.. texts, ("photo", photo), ("reason", "依申请删除")]);
        done.Status.ShouldBe(HttpStatusCode.SeeOther);

        (await clerk.Follow(done)).Words("main").ShouldContain("已删除");
        var of = await clerk.Get("cases/1");
        of.Words(".what").ShouldContain("已");
        of.Words(".what").ShouldNotContain("门前");
        of.Words(".erased-note").ShouldContain("创城办值班");
        (await clerk.Get($"photos/{photo}")).Status.ShouldBe(HttpStatusCode.Gone);
        (await citizen.Get($"{tracking}/erasure")).Words("main").ShouldContain("已删除");
        Proof.Of(server.City).Bent.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_came_by_telephone_is_recorded_and_may_be_refused_with_a_reason()
    {
        await using var server = await TestServer.Start();
        await server.Office.Reported();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var record = await clerk.Get("cases/1/erasure");
        var missing = await clerk.Submit(record, record.Form());
        missing.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var asked = await clerk.Submit(record, record.Form(), ("reason", "来电提出"));
        var page = await clerk.Follow(asked);
        var form = page.Form();
        form.Action = page.Page.QuerySelector("button[formaction]")!.GetAttribute("formaction")!;
        (await clerk.Submit(page, form, ("reason", "不涉及个人信息"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        (await clerk.Get("erasures")).Words("table").ShouldContain("不予删除");
        (await clerk.Get("cases/1")).Words(".what").ShouldContain("垃圾");
    }

    [Theory, EachDatabase]
    public async Task What_lies_in_a_visit_or_a_material_goes_the_same_way_and_the_history_is_whole(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await Visited.In(server);
        await MaterialPagesTest.In(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);

        var visit = await Erase(clerk, "visits/1");
        visit.Words("main").ShouldNotContain("北侧缺两个");
        visit.Words("main").ShouldNotContain("早市时段");
        visit.Words(".found").ShouldContain("已删除");
        visit.Page.QuerySelectorAll(".photos img").ShouldBeEmpty();
        visit.Words(".erased-note").ShouldContain("创城办值班");

        (await clerk.Get("materials/1/print")).Words("main").ShouldContain("每日巡查");
        var (files, whole) = await Packed(clerk);
        files.Count(IsPhoto).ShouldBe(3);
        whole.ShouldContain("每日巡查");
        var material = await Erase(clerk, "materials/1");
        material.Words("main").ShouldNotContain("每日巡查");
        foreach (var page in new[] { material, await market.Get("materials/1"), await market.Get("materials/1/print") })
        {
            page.Words("main").ShouldNotContain("每日巡查");
            page.Words("main").ShouldNotContain("巡查队员");
            page.Page.QuerySelectorAll("main img").ShouldBeEmpty();
        }
        var (left, rest) = await Packed(clerk);
        left.ShouldNotContain(file => IsPhoto(file));
        rest.ShouldNotContain("每日巡查");
        rest.ShouldNotContain("巡查队员");
        (await market.Get("visits/1")).Page.QuerySelector("a[href$='/erasure']").ShouldBeNull();
        (await market.Get("visits/1/erasure")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await market.Get("materials/1/erasure")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await clerk.Get("visits/99/erasure")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("erasures")).Words("table").ShouldContain("检查\u20091");
        (await clerk.Get("visits/2")).Words("main").ShouldContain("北侧缺两个", Case.Sensitive, "another visit keeps its own");
        server.ShouldBeWhole();
        Proof.Rebuild(server.City).ShouldBeGreaterThan(0);
        Proof.Of(server.City).Bent.ShouldBeEmpty();
    }

    private static bool IsPhoto(string file) => Path.GetExtension(file) is not (".docx" or ".xlsx");

    /// <summary>What is in the zip of the first material: the files by name, and all words of its documents and tables.</summary>
    private static async Task<(List<string> Files, string Words)> Packed(TestClient clerk)
    {
        using var zip = new ZipArchive(new MemoryStream(await clerk.Bytes("materials/1/export.zip")));
        var words = new StringBuilder();
        foreach (var entry in zip.Entries.Where(entry => Path.GetExtension(entry.Name) is ".docx" or ".xlsx"))
        {
            using var file = new MemoryStream();
            using (var packed = entry.Open())
                await packed.CopyToAsync(file);
            using var document = new ZipArchive(file);
            foreach (var part in document.Entries.Where(part => part.Name.EndsWith(".xml", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(part.Open());
                words.Append(await reader.ReadToEndAsync());
            }
        }
        return ([.. zip.Entries.Select(entry => entry.FullName)], words.ToString());
    }

    /// <summary>Recorded by the office and decided: all of it goes.</summary>
    private static async Task<Answer> Erase(TestClient clerk, string of)
    {
        var record = await clerk.Get((await clerk.Get(of)).Page.QuerySelector("a[href$='/erasure']")!.GetAttribute("href")!);
        var request = await clerk.Follow(await clerk.Submit(record, record.Form(), ("reason", "来电提出")));
        var chosen = request
            .Page.QuerySelectorAll("input[name=text], input[name=photo]")
            .Select(box => (box.GetAttribute("name")!, box.GetAttribute("value")!));
        (await clerk.Submit(request, request.Form(), [.. chosen, ("reason", "依申请删除")])).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        return await clerk.Get(of);
    }

    [Fact]
    public async Task Whoever_is_not_the_office_erases_nothing()
    {
        await using var server = await TestServer.Start();
        await server.Office.Reported();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var record = await clerk.Get("cases/1/erasure");
        await clerk.Submit(record, record.Form(), ("reason", "来电提出"));
        using var anybody = server.Anybody();
        (await anybody.Get("erasures/1")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await anybody.Get("report/2222222222222222/erasure")).Status.ShouldBe(HttpStatusCode.NotFound);

        foreach (var actor in new[] { SmallCity.MarketClerk, SmallCity.InspectorNorth, SmallCity.Supervisor })
        {
            using var other = await server.SignedIn(actor);
            (await other.Get("erasures")).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await other.Get("erasures/1")).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await other.Get("cases/1/erasure")).Status.ShouldBe(HttpStatusCode.Forbidden);
        }
        (await clerk.Get("erasures/99")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("cases/99/erasure")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
