using System.Net;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Accounts;

/// <summary>Keys of outside systems, through the page of the system administrator and at the door.</summary>
public class TokenPagesTest
{
    [Theory, EachDatabase]
    public async Task A_key_is_shown_once_opens_its_scope_and_is_ended(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var system = await server.SignedIn(SmallCity.SystemAdministrator);
        var page = await system.Get("tokens");
        var form = page.Form("#new form");
        (string, string)[] fields =
        [
            ("name", "热线平台"),
            ("code", "hotline-12345"),
            ("scope", "open311"),
            ("found-by", "hotline"),
        ];
        var refused = await system.Submit(page, form, fields);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "no reason was stated");
        refused.Page.QuerySelector("#name")!.GetAttribute("value").ShouldBe("热线平台");

        var made = await system.Submit(page, form, [.. fields, ("reason", "接入热线")]);
        var key = made.Page.QuerySelector("#made code").ShouldNotBeNull().TextContent;
        (await system.Submit(page, form, [.. fields, ("reason", "接入热线")])).Status.ShouldBe(
            HttpStatusCode.SeeOther,
            "one key"
        );
        var list = await system.Get("tokens");
        list.Body.ShouldNotContain(key);
        list.Page.QuerySelectorAll("#tokens tbody tr").Length.ShouldBe(1);

        var door = Door();
        var token = (await door.Open(server.City, key, ApiScope.Open311)).Value.ShouldNotBeNull();
        (token.Code, token.FoundBy).ShouldBe(("hotline-12345", "hotline"));
        (await door.Open(server.City, key, ApiScope.Write)).Refusal.ShouldBe(new Refusal("token.not-for-this", "write"));
        (await door.Open(server.City, null, ApiScope.Open311)).Refusal.ShouldBe(new Refusal("token.missing"));
        (await door.Open(server.City, "clk_wrong", ApiScope.Open311)).Refusal.ShouldBe(new Refusal("token.wrong"));
        server.City.Database.Read(TokenStore.List)[0].UsedAt.ShouldNotBeNull();

        var end = list.Form("#tokens form");
        (await system.Submit(list, end)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "no reason was stated");
        (await system.Submit(list, end, ("reason", "合同到期"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await door.Open(server.City, key, ApiScope.Open311)).Refusal.ShouldBe(new Refusal("token.wrong"));
        (await system.Get("tokens")).Page.QuerySelector("#tokens form").ShouldBeNull();
        (await system.Post("tokens/nobody/end")).Status.ShouldBe(HttpStatusCode.BadRequest, "no form token");
        server.Audit().ShouldContain(AuditKind.TokenMade);
        server.Audit().ShouldContain(AuditKind.TokenEnded);
    }

    [Fact]
    public async Task Only_the_system_administrator_sees_and_makes_keys()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        (await anybody.Get("tokens")).Location!.ShouldStartWith("/login");
        foreach (var actor in new[] { SmallCity.Clerk, SmallCity.SecurityAdministrator, SmallCity.AuditAdministrator })
        {
            using var other = await server.SignedIn(actor);
            (await other.Get("tokens")).Status.ShouldBe(HttpStatusCode.Forbidden, actor.Post);
            (await other.Post("tokens")).Status.ShouldBe(HttpStatusCode.Forbidden, actor.Post);
        }
    }

    private static TokenDoor Door() => new(new TokenLimiter(new ConfigurationBuilder().Build()), NullLogger<TokenDoor>.Instance);
}
