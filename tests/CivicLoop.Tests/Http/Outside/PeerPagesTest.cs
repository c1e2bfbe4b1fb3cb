using System.Net;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Outside.Open311;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Outside;

/// <summary>The pages of other servers.</summary>
public class PeerPagesTest
{
    private const string Key = "their-secret";

    private static readonly (string, string)[] Fields =
    [
        ("code", Peered.Code),
        ("name", "区级平台"),
        ("address", "https://311.example.org/v2"),
        ("services", "TRASH = litter"),
        ("key", Key),
        ("reason", "市里要求"),
    ];

    [Fact]
    public async Task The_system_administrator_adds_changes_retries_and_ends_it_on_pages()
    {
        await using var server = await TestServer.Start();
        using var system = await server.SignedIn(SmallCity.SystemAdministrator);
        Peer Now() => server.City.Database.Read(connection => PeerStore.Find(connection, Peered.Code))!;
        var page = await system.Get("peers");
        var form = page.Form("#new form");
        foreach (
            var wrong in new[]
            {
                ("address", "ftp://a"),
                ("services", "TRASH"),
                ("services", "A = nothing"),
                ("services", new string('x', 10_001)),
                ("key", new string('x', 301)),
                ("jurisdiction", new string('x', 101)),
                ("minutes", "0"),
                ("reason", ""),
                ("code", "office-clerk"),
            }
        )
            (await system.Submit(page, form, Fields.But(wrong))).Status.ShouldBe(
                HttpStatusCode.UnprocessableEntity,
                wrong.ToString()
            );

        var added = await system.Submit(page, form, Fields);
        added.Location!.ShouldContain($"/peers/{Peered.Code}");
        (await system.Submit(page, form, Fields)).Status.ShouldBe(HttpStatusCode.SeeOther, "a second click");
        (await system.Submit(page, form, Fields.But(("name", "另一台")))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity,
            "a new one does not overwrite another"
        );
        var one = await system.Follow(added);
        one.Body.ShouldNotContain(Key);
        (await system.Submit(one, one.Form("#change form"), ("minutes", "30"), ("reason", "太频繁"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        (Now().Minutes, PeerStore.Key(server.City, Now()), Now().Services["TRASH"]).ShouldBe((30, Key, "litter"));

        Peered.In(server.City);
        one = await system.Get($"peers/{Peered.Code}?status=GivenUp");
        one.Page.QuerySelectorAll("#exchanges tbody tr").Length.ShouldBe(1);
        one.Body.ShouldContain("GRAFFITI");
        (await system.Submit(one, one.Form("#exchanges form"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await system.Get($"peers/{Peered.Code}?status=GivenUp")).Page.QuerySelector("#exchanges").ShouldBeNull();
        (await system.Submit(one, one.Form("#end form"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "no reason");
        (await system.Submit(one, one.Form("#end form"), ("reason", "合同到期"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        Now().Secret.ShouldBeNull();

        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("peers")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await system.Get("peers/nobody")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_is_shown_never_and_sent_to_no_other_server_than_it_was_given_for()
    {
        await using var server = await TestServer.Start();
        using var system = await server.SignedIn(SmallCity.SystemAdministrator);
        var page = await system.Get("peers");
        var one = await system.Follow(await system.Submit(page, page.Form("#new form"), Fields));

        foreach (
            var elsewhere in new[]
            {
                "https://evil.example.net/v2",
                "http://311.example.org/v2",
                "https://311.example.org:8443/v2",
            }
        )
        {
            var moved = await system.Submit(one, one.Form("#change form"), ("address", elsewhere), ("reason", "搬家"));
            moved.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, elsewhere);
            moved.Body.ShouldNotContain(Key);
            moved.Page.QuerySelector("#address")!.GetAttribute("value").ShouldBe(elsewhere, "what was typed is kept");
        }
        (
            await system.Submit(
                one,
                one.Form("#change form"),
                ("address", "https://311.example.org/open311/v2"),
                ("reason", "换路径")
            )
        ).Status.ShouldBe(HttpStatusCode.SeeOther, "the same server");
        (
            await system.Submit(
                one,
                one.Form("#change form"),
                ("address", "https://other.example.net/v2"),
                ("key", "another"),
                ("reason", "换平台")
            )
        ).Status.ShouldBe(HttpStatusCode.SeeOther);

        foreach (var path in new[] { "peers", $"peers/{Peered.Code}" })
        {
            var body = (await system.Get(path)).Body;
            body.ShouldNotContain(Key);
            body.ShouldNotContain("another\"");
        }
        using var auditor = await server.SignedIn(SmallCity.AuditAdministrator);
        (await auditor.Get("audit")).Body.ShouldNotContain(Key);
    }
}
