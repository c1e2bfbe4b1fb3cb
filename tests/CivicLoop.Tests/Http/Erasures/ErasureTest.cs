using System.Net;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Intake;
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
