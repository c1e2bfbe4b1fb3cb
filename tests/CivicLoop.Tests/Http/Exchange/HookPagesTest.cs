using System.Net;
using CivicLoop.Core.Accounts;
using CivicLoop.Tests.Http.Accounts;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Exchange.Hooks;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Exchange;

/// <summary>Webhooks on the pages of the system administrator.</summary>
public class HookPagesTest
{
    private static readonly (string, string)[] Platform =
    [
        ("name", "市大数据平台"),
        ("address", "https://data.example.cn/civicloop?key=7"),
        ("kind", "case.closed"),
        ("reason", "接入市大数据平台"),
    ];

    [Theory, EachDatabase]
    public async Task A_webhook_is_registered_once_and_its_secret_shown_once(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var system = await server.SignedIn(SmallCity.SystemAdministrator);
        var page = await system.Get("webhooks");
        var form = page.Form("#new form");

        var made = await system.Submit(page, form, Platform);
        var secret = made.Page.QuerySelector("#made code").ShouldNotBeNull().TextContent;
        (await system.Submit(page, form, Platform)).Status.ShouldBe(HttpStatusCode.SeeOther, "the same form is one webhook");

        secret.ShouldStartWith("whs_");
        var hook = server.City.Database.Read(HookStore.List).ShouldHaveSingleItem();
        hook.Kinds.ShouldContain("case.closed");
        hook.Secret.ShouldNotContain(secret, Case.Sensitive, "what is kept opens nothing");
        foreach (var path in new[] { "webhooks", $"webhooks/{hook.Id}" })
            (await system.Get(path)).Body.ShouldNotContain(secret);
        (await system.Get("webhooks")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        server.Audit().ShouldContain(AuditKind.WebhookMade);
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("address", "data.example.cn")]
    [InlineData("address", "https://user:secret@data.example.cn/")]
    [InlineData("address", "file:///etc/passwd")]
    [InlineData("reason", "")]
    [InlineData("token", "nobody")]
    [InlineData("kind", "case.answered")]
    public async Task What_will_not_do_comes_back_with_its_sentence(string field, string value)
    {
        await using var server = await TestServer.Start();
        using var system = await server.SignedIn(SmallCity.SystemAdministrator);
        var page = await system.Get("webhooks");

        var refused = await system.Submit(page, page.Form("#new form"), Platform.But((field, value)));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, refused.Body);
        refused.Refusals().ShouldNotBeEmpty();
        if (field != "name")
            refused.Page.QuerySelector("#name")!.GetAttribute("value").ShouldBe("市大数据平台");
        server.City.Database.Read(HookStore.List).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_tried_looked_at_sent_again_switched_off_and_on()
    {
        await using var server = await TestServer.Start();
        var done = await server.Office.Reported();
        var path = Hooking.In(server.City, [done.Stream]);
        var id = Guid.Parse(path.Split('/')[^1]);
        using var system = await server.SignedIn(SmallCity.SystemAdministrator);
        List<HookDelivery> Listed(HookState? state = null) =>
            server.City.Database.Read(connection => HookStore.Page(connection, id, state, 50));

        var page = await system.Get(path);
        var ping = page.Form("form[action$=ping]");
        await system.Submit(page, ping);
        (await system.Submit(page, ping)).Status.ShouldBe(HttpStatusCode.SeeOther);
        Listed().Count(one => one.Stream is null).ShouldBe(1, "the same form is one test");
        page.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(4);
        (await system.Get($"{path}?state=GivenUp")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await system.Get($"{path}?state=nonsense")).Status.ShouldBe(HttpStatusCode.OK);

        await system.Submit(page, page.Form("tbody form[action$=again]"));
        Listed(HookState.GivenUp).ShouldBeEmpty();
        Listed().Count(one => one.Attempts == 0 && one.State == HookState.Waiting).ShouldBeGreaterThanOrEqualTo(1);

        var off = page.Form("#turn form");
        (await system.Submit(page, off)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "no reason was stated");
        await system.Submit(page, off, ("reason", "合同到期"));
        Listed(HookState.Waiting).ShouldBeEmpty();
        (await system.Submit(page, ping)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "it is off");
        (await system.Submit(page, page.Form("form[action$=again]"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var shut = await system.Get(path);
        await system.Submit(shut, shut.Form("#turn form"), ("reason", "续签"));
        server.City.Database.Read(connection => HookStore.Find(connection, id))!.OffAt.ShouldBeNull();
        server.Audit().ShouldContain(AuditKind.WebhookOff);
        server.Audit().ShouldContain(AuditKind.WebhookOn);
        (await system.Get($"webhooks/{Guid.CreateVersion7()}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_server_tells_by_itself_and_never_inside_its_own_house()
    {
        await using var server = await TestServer.Start();
        await using var port = new FakePort();
        var id = Hooking.Add(server.City, port.Address);
        await server.Office.Reported();
        List<HookDelivery> Listed() => server.City.Database.Read(connection => HookStore.Page(connection, id, null, 50));

        for (var wait = 0; wait < 100 && Listed().All(one => one.Answer is null); wait++)
            await Task.Delay(100, TestContext.Current.CancellationToken);

        Listed().ShouldHaveSingleItem().Answer.ShouldBe("outside.inside");
        port.Knocks.ShouldBeEmpty();
    }
}
