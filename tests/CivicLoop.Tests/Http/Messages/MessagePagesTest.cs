using System.Net;
using CivicLoop.Core.Messages;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Messages;

/// <summary>Messages as people meet them: the administrator's settings, everybody's wishes, the clerk's dead letters.</summary>
public class MessagePagesTest
{
    [Fact]
    public async Task Strangers_are_sent_to_sign_in_and_others_are_turned_away()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        using var unit = await server.SignedIn(SmallCity.MarketClerk);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        foreach (var path in new[] { "messages", "messages/settings", "account/messages" })
            (await anybody.Get(path)).Location!.ShouldStartWith("/login");
        (await unit.Get("messages")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await clerk.Get("messages/settings")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await clerk.Get($"messages/{Guid.CreateVersion7()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("messages")).Body.ShouldContain("尚未启用消息");
    }

    [Fact]
    public async Task The_administrator_sets_a_channel_up_its_secret_is_never_shown_and_a_trial_goes()
    {
        await using var port = new FakePort();
        await using var server = await TestServer.Start();
        using var admin = await server.SignedIn(SmallCity.SystemAdministrator);
        var page = await admin.Get("messages/settings");
        var form = page.Form("#channel-dingtalk form");

        (await admin.Submit(page, form, ("url", "ftp://x"), ("secret", "geheim"), ("reason", "接通"))).Body.ShouldContain(
            "接口地址须以"
        );
        (await admin.Submit(page, form, ("url", port.Address), ("reason", "接通"))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await admin.Submit(page, form, ("url", port.Address), ("secret", "geheim"))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var kept = await admin.Submit(page, form, ("url", port.Address), ("secret", "geheim"), ("reason", "接通"));

        kept.Status.ShouldBe(HttpStatusCode.SeeOther, kept.Page.Body?.TextContent);
        page = await admin.Follow(kept);
        page.Body.ShouldNotContain("geheim");
        page.Body.ShouldNotContain(port.Address);
        server
            .City.Database.Read(connection =>
                Sql.Number(connection, "select count(*) from settings where value like '%geheim%' or value like '%127.0.0.1%'")
            )
            .ShouldBe(0, "it lies sealed");

        var early = await admin.Submit(page, page.Form("#channel-dingtalk form[action$=try]"));
        early.Body.ShouldContain("请先启用消息");
        var on = await admin.Submit(
            page,
            page.Form("form:has(#quiet-from)"),
            ("on", "yes"),
            ("usual", "dingtalk"),
            ("reason", "启用")
        );
        on.Status.ShouldBe(HttpStatusCode.SeeOther, on.Page.Body?.TextContent);
        page = await admin.Follow(on);
        (await admin.Submit(page, page.Form("#channel-dingtalk form[action$=try]"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        // The sender of the server itself looks every five seconds.
        for (var wait = 0; wait < 150 && port.Knocks.IsEmpty; wait++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        port.Knocks.ShouldHaveSingleItem().Body.ShouldContain("试发");

        var removed = await admin.Submit(page, page.Form("#channel-dingtalk form[action$=remove]"), ("reason", "不用了"));
        removed.Status.ShouldBe(HttpStatusCode.SeeOther);
        server.City.Database.Read(MessageSettings.Of).Channels.ShouldBeEmpty();
        using var auditor = await server.SignedIn(SmallCity.AuditAdministrator);
        (await auditor.Get("audit?kind=MessagesSet")).Page.QuerySelectorAll("main tbody tr").Length.ShouldBe(3);
    }

    [Fact]
    public async Task Settings_out_of_bounds_come_back_as_typed()
    {
        await using var server = await TestServer.Start();
        using var admin = await server.SignedIn(SmallCity.SystemAdministrator);
        var page = await admin.Get("messages/settings");

        var refused = await admin.Submit(
            page,
            page.Form("form:has(#quiet-from)"),
            ("daily", "22:15"),
            ("base", "https://city.example.cn"),
            ("reason", "试")
        );

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelector("#daily")!.GetAttribute("value").ShouldBe("22:15");
        refused.Page.QuerySelector("#base")!.GetAttribute("value").ShouldBe("https://city.example.cn");
    }

    [Fact]
    public async Task Everybody_chooses_what_they_are_told_and_where()
    {
        await using var server = await TestServer.Start();
        SetUp(server, "mail", ("host", "127.0.0.1"), ("from", "city@example.cn"));
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var page = await market.Get("account/messages");

        (await market.Submit(page, page.Form("form:has(#owed)"), ("owed", "mail"))).Body.ShouldContain("请填写邮箱");
        (await market.Submit(page, page.Form("form:has(#owed)"), ("owed", "mail"), ("mail", "nobody"))).Body.ShouldContain(
            "不是一个邮箱"
        );
        (await market.Submit(page, page.Form("form:has(#owed)"), ("owed", "feishu"))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var kept = await market.Submit(page, page.Form("form:has(#owed)"), ("owed", "mail"), ("mail", "market@example.cn"));

        kept.Status.ShouldBe(HttpStatusCode.SeeOther, kept.Page.Body?.TextContent);
        page = await market.Follow(kept);
        page.Page.QuerySelector("#mail")!.GetAttribute("value").ShouldBe("market@example.cn");
        page.Page.QuerySelector("#owed option[selected]")!.GetAttribute("value").ShouldBe("mail");
        server
            .City.Database.Read(connection =>
                Sql.Number(connection, "select count(*) from message_wishes where mail like '%market%'")
            )
            .ShouldBe(0, "it lies sealed");
    }

    [Fact]
    public async Task A_clerk_sees_what_failed_sends_it_once_more_and_drops_it()
    {
        await using var server = await TestServer.Start();
        // Nothing is set up: what is chosen cannot go.
        server.City.Database.WriteInBulk(transaction =>
        {
            MessageSettings.Put(transaction, Messaging.Rules, "wecom", "");
            MessageSettings.TurnOn(transaction, server.City.Clock.Now);
            return 0;
        });
        var done = await server.Office.Reported();
        for (var wait = 0; wait < 150 && State(server) != MessageState.Dead; wait++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var list = await clerk.Get("messages?state=Dead");
        list.Body.ShouldContain("所选渠道没有启用");

        var one = await clerk.Get(list.Page.QuerySelector("main tbody a")!.GetAttribute("href")!);
        one.Page.QuerySelector(".message-words")!.TextContent.ShouldContain("受理立案");
        (await clerk.Submit(one, one.Form("#act-retry form"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await clerk.Submit(one, one.Form("#act-retry form"), ("reason", "渠道已接通"));
        again.Status.ShouldBe(HttpStatusCode.SeeOther, again.Page.Body?.TextContent);
        for (var wait = 0; wait < 150 && State(server) != MessageState.Dead; wait++)
            await Task.Delay(100, TestContext.Current.CancellationToken);

        var dropped = await clerk.Submit(one, one.Form("#act-drop form"), ("reason", "不必再发"));
        dropped.Status.ShouldBe(HttpStatusCode.SeeOther, dropped.Page.Body?.TextContent);
        (await clerk.Submit(one, one.Form("#act-drop form"), ("reason", "不必再发"))).Status.ShouldBe(
            HttpStatusCode.SeeOther,
            "clicked twice"
        );
        (await clerk.Submit(one, one.Form("#act-retry form"), ("reason", "再发"))).Body.ShouldContain("不能再改");
        State(server).ShouldBe(MessageState.Dropped);
        server.Office.Row(done.Stream).ShouldNotBeNull();

        using var auditor = await server.SignedIn(SmallCity.AuditAdministrator);
        var seen = await auditor.Get($"messages/{Values.Id(Row(server).Id)}");
        seen.Status.ShouldBe(HttpStatusCode.OK);
        seen.Page.QuerySelector("main form").ShouldBeNull();
    }

    private static MessageRow Row(TestServer server) =>
        server.City.Database.Read(connection => OutboxReads.Page(connection, new MessageFilter(), 10))[0];

    private static MessageState State(TestServer server) => Row(server).State;

    internal static void SetUp(TestServer server, string channel, params (string Field, string Value)[] values)
    {
        var isSealed = MessageSettings.Seal(
            server.City,
            channel,
            new CivicLoop.Web.Messages.Channels.ChannelSetting(values.ToDictionary(one => one.Field, one => one.Value))
        );
        server.City.Database.WriteInBulk(transaction =>
        {
            MessageSettings.PutChannel(transaction, channel, isSealed);
            return 0;
        });
    }
}
