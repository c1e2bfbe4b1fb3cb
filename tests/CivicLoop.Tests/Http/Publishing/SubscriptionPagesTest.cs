using System.Net;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Http.Messages;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Publishing;

/// <summary>Mail of an area as somebody without account meets it, and what the office sees of it: figures.</summary>
public class SubscriptionPagesTest
{
    private const string Mail = "Neighbour@Example.cn";

    [Theory, EachDatabase]
    public async Task It_is_asked_for_confirmed_and_stopped_without_signing_in(DatabaseKind kind)
    {
        await using var server = await Sending(kind);
        using var neighbour = server.Anybody();
        var form = await neighbour.Get($"public/mail?district={SmallCity.North}");
        form.Page.QuerySelector("#district option[selected]")!.GetAttribute("value").ShouldBe(SmallCity.North);

        var asked = await neighbour.Submit(form, form.Form("form.stack"), ("mail", Mail));
        asked.Status.ShouldBe(HttpStatusCode.SeeOther);
        (await neighbour.Follow(asked)).Body.ShouldContain("确认邮件已经发出");
        var code = Code(server);
        var page = await neighbour.Get($"public/mail/{code}");
        Confirmed(server).ShouldBe(0, "a look confirms nothing: mail programs look as well");
        (await neighbour.Submit(page, page.Form("form:has(input[name=confirm])"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        Confirmed(server).ShouldBe(1);
        (await neighbour.Get($"public/mail/{code}")).Body.ShouldContain("停止接收并删除邮箱");

        // As a mail program does, without any page before it.
        (await neighbour.Post($"public/mail/{code}", ("List-Unsubscribe", "One-Click"))).Status.ShouldBe(HttpStatusCode.OK);

        Count(server, "select count(*) from subscriptions").ShouldBe(0);
        (await neighbour.Get($"public/mail/{code}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await neighbour.Post($"public/mail/{code}", ("List-Unsubscribe", "One-Click"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_all_that_was_typed_and_a_known_address_is_not_told()
    {
        await using var server = await Sending(DatabaseKind.Sqlite);
        using var neighbour = server.Anybody();
        var form = await neighbour.Get("public/mail");

        var nowhere = await neighbour.Submit(form, form.Form("form.stack"), ("mail", Mail));
        nowhere.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        nowhere.Refusals().ShouldContain("请选择一个区");
        nowhere.Page.QuerySelector("#mail")!.GetAttribute("value").ShouldBe(Mail);
        var noMail = await neighbour.Submit(
            nowhere,
            nowhere.Form("form.stack"),
            ("mail", "nobody"),
            ("district", SmallCity.North)
        );
        noMail.Refusals().ShouldContain("不是一个邮箱地址");
        var first = await neighbour.Submit(noMail, noMail.Form("form.stack"), ("mail", Mail), ("district", SmallCity.North));
        var again = await neighbour.Submit(noMail, noMail.Form("form.stack"), ("mail", Mail), ("district", SmallCity.North));

        again.Location.ShouldBe(first.Location);
        Count(server, "select count(*) from subscriptions").ShouldBe(1);
        var last = again;
        for (var asked = 0; asked < 25 && last.Status == HttpStatusCode.SeeOther; asked++)
            last = await neighbour.Submit(noMail, noMail.Form("form.stack"), ("mail", Mail), ("district", SmallCity.North));
        last.Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Where_no_mail_goes_the_page_says_so_and_keeps_nothing()
    {
        await using var server = await TestServer.Start();
        using var neighbour = server.Anybody();
        var form = await neighbour.Get("public/mail");

        form.Body.ShouldContain("本市目前不发邮件");
        form.Page.QuerySelector("#mail").ShouldBeNull();
        (await neighbour.Get("report")).Body.ShouldContain("本市目前不发邮件");
        MessageCount(server).ShouldBe(0);
    }

    [Fact]
    public async Task The_office_sees_figures_and_forgets_an_address_that_it_is_told()
    {
        await using var server = await Sending(DatabaseKind.Sqlite);
        using var neighbour = server.Anybody();
        var form = await neighbour.Get($"public/mail?district={SmallCity.North}");
        await neighbour.Submit(form, form.Form("form.stack"), ("mail", Mail));
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var counts = await clerk.Get("messages/subscriptions");
        counts.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        counts.Body.ShouldNotContain("neighbour", Case.Insensitive);
        (await clerk.Submit(counts, counts.Form("#erase form"), ("mail", Mail))).Refusals().ShouldContain("理由");
        var erased = await clerk.Submit(counts, counts.Form("#erase form"), ("mail", Mail), ("reason", "本人申请"));
        erased.Status.ShouldBe(HttpStatusCode.SeeOther);

        Count(server, "select count(*) from subscriptions").ShouldBe(0);
        Count(server, "select count(*) from audit where kind = 'SubscriptionsErased'").ShouldBe(1);
        (await neighbour.Get("messages/subscriptions")).Status.ShouldNotBe(HttpStatusCode.OK);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        (await market.Get("messages/subscriptions")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, EachDatabase]
    public async Task Whoever_told_it_stops_the_mails_and_lets_them_go_again(DatabaseKind kind)
    {
        await using var server = await Sending(kind);
        using var citizen = server.Anybody();
        (await citizen.Get("report")).Body.ShouldContain("留邮箱的");
        var sent = await citizen.Report(Reporting.Litter.But(("contact", "someone@example.cn")));
        var page = await citizen.Get(sent.Location!);
        page.Page.QuerySelector("#mailed")!.TextContent.ShouldContain("有进展时会发邮件");
        page.Body.ShouldNotContain("someone@example.cn");
        var link = page.Page.QuerySelector("#mailed a")!.GetAttribute("href")!;

        var stop = await citizen.Get(link);
        (await citizen.Submit(stop, stop.Form())).Status.ShouldBe(HttpStatusCode.SeeOther);
        Count(server, "select count(*) from contacts where stopped_at is not null").ShouldBe(1);
        var again = await citizen.Get(link);
        (await citizen.Submit(again, again.Form())).Status.ShouldBe(HttpStatusCode.SeeOther);
        Count(server, "select count(*) from contacts where stopped_at is not null").ShouldBe(0);
        (await citizen.Post(link, ("List-Unsubscribe", "One-Click"))).Status.ShouldBe(HttpStatusCode.OK);
        Count(server, "select count(*) from contacts where stopped_at is not null").ShouldBe(1);

        var other = await citizen.Report(Reporting.Litter.But(("contact", "13800138000")));
        var silent = other.Location!.Split('?')[0] + "/mail";
        (await citizen.Get(silent)).Status.ShouldBe(HttpStatusCode.NotFound, "a telephone gets no mail");
        (await citizen.Post(silent)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<TestServer> Sending(DatabaseKind kind)
    {
        var server = await TestServer.Start(kind);
        MessagePagesTest.SetUp(server, "mail", ("host", "127.0.0.1"), ("port", "1"), ("from", "city@example.cn"));
        server.City.Database.WriteInBulk(transaction =>
        {
            MessageSettings.Put(transaction, Messaging.Rules, "", "https://city.example.cn");
            MessageSettings.TurnOn(transaction, server.City.Clock.Now);
            return 0;
        });
        return server;
    }

    private static string Code(TestServer server) =>
        server.City.Database.Read(connection => Sql.One(connection, "select code from subscriptions", row => row.GetString(0)))!;

    private static long Confirmed(TestServer server) =>
        Count(server, "select count(*) from subscriptions where confirmed_at is not null");

    private static long MessageCount(TestServer server) => Count(server, "select count(*) from outbox");

    private static long Count(TestServer server, string sql) =>
        server.City.Database.Read(connection => Sql.Number(connection, sql));
}
