using System.Net;
using CivicLoop.Core.Accounts;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Accounts;

/// <summary>Accounts from the first password to the last session, through the forms of the pages.</summary>
public class AccountPagesTest
{
    private const string Chosen = "My-Own-Horse-9";

    [Theory, EachDatabase]
    public async Task A_new_account_changes_its_first_password_before_anything_else(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var system = await server.SignedIn(SmallCity.SystemAdministrator);
        var list = await system.Get("accounts");
        var form = list.Form("#new form");
        (string, string)[] fields = [("login", "new-watcher"), ("name", "督查员甲"), ("post", "supervisor")];
        (await system.Submit(list, form, fields)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "no reason was stated");

        var opened = await system.Submit(list, form, [.. fields, ("reason", "新到岗")]);
        var first = opened.Page.QuerySelector("#first-password code").ShouldNotBeNull().TextContent;
        (await system.Submit(list, form, [.. fields, ("reason", "新到岗")])).Status.ShouldBe(
            HttpStatusCode.SeeOther,
            "the same form sent twice opens one account"
        );

        using var watcher = server.Anybody();
        await watcher.SignIn("new-watcher", first);
        var desk = await watcher.Get("desk");
        desk.Location.ShouldBe($"/{server.City.Code}/account/password");
        var page = await watcher.Follow(desk);
        foreach (
            var (now, next, again) in new[]
            {
                ("wrong", Chosen, Chosen),
                (first, "short", "short"),
                (first, Chosen, "Another-Horse-1"),
                (first, first, first),
            }
        )
            (await watcher.Submit(page, page.Form(), ("now", now), ("next", next), ("again", again))).Status.ShouldBe(
                HttpStatusCode.UnprocessableEntity,
                $"{next} {again}"
            );
        (await watcher.Submit(page, page.Form(), ("now", first), ("next", Chosen), ("again", Chosen))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        (await watcher.Get("desk")).Status.ShouldBe(HttpStatusCode.OK);
        server.Audit().ShouldContain(AuditKind.AccountCreated);
        server.Audit().ShouldContain(AuditKind.PasswordChanged);
    }

    [Fact]
    public async Task A_password_of_six_months_is_changed_at_the_next_request()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("desk")).Status.ShouldBe(HttpStatusCode.OK);

        server.Write("update people set password_at = $1 where login = 'office-clerk'", CityClock.Machine.AddMonths(-6));

        (await clerk.Get("desk")).Location.ShouldBe($"/{server.City.Code}/account/password");
        (await clerk.Get("playbook")).Status.ShouldBe(HttpStatusCode.OK, "what is open to everybody stays open");
    }

    [Theory, EachDatabase]
    public async Task An_administrator_is_let_in_by_password_and_code_and_a_code_opens_once(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var anybody = server.Anybody();
        var half = await Half(server, anybody, "system-administrator");
        half.Page.QuerySelector("#code").ShouldNotBeNull();
        (await anybody.Get("accounts")).Status.ShouldBe(HttpStatusCode.SeeOther, "the password alone opens nothing");

        var code = server.Code("system-administrator");
        (await anybody.Submit(half, half.Form(), ("code", "000000"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await anybody.Submit(half, half.Form(), ("code", code))).Location.ShouldBe($"/{server.City.Code}/accounts");
        (await anybody.Get("accounts")).Status.ShouldBe(HttpStatusCode.OK);

        using var thief = server.Anybody();
        var again = await Half(server, thief, "system-administrator");
        (await thief.Submit(again, again.Form(), ("code", code))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_though_the_password_is_right_each_time()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        for (var attempt = 0; attempt < SignInRules.MostFailures; attempt++)
        {
            var half = await Half(server, anybody, "system-administrator");
            await anybody.Submit(half, half.Form(), ("code", "000000"));
        }

        var locked = await Half(server, anybody, "system-administrator");
        locked.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        locked.Page.QuerySelector("#code").ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_role_that_the_policy_names_sets_up_a_second_factor_before_anything_else(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var guard = await server.SignedIn(SmallCity.SecurityAdministrator);
        using var leader = await server.SignedIn(SmallCity.Leader);
        var policy = await guard.Get("security");
        (
            await guard.Submit(policy, policy.Form("#policy form"), ("factor", "Leader"), ("reason", "统一要求"), ("idle", "999"))
        ).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await guard.Submit(policy, policy.Form("#policy form"), ("factor", "Leader"), ("reason", "统一要求"))).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );

        var sent = await leader.Get("desk");
        sent.Location.ShouldBe($"/{server.City.Code}/account/second-factor");
        var page = await leader.Follow(sent);
        page.Page.QuerySelector(".qr svg").ShouldNotBeNull();
        var secret = Base32.Decode(page.Page.QuerySelector("#secret")!.TextContent)!;
        (await leader.Submit(page, page.Form(), ("code", "000000"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var done = await leader.Submit(page, page.Form(), ("code", Totp.Code(secret, Totp.StepAt(CityClock.Machine))));
        var codes = done.Page.QuerySelectorAll("#codes code").Select(one => one.TextContent).ToList();
        codes.Distinct().Count().ShouldBe(SecondFactors.RecoveryCodes);
        (await leader.Get("desk")).Status.ShouldBe(HttpStatusCode.OK);
        server.Stored("select secret from second_factors").ShouldAllBe(kept => !kept.Contains(Base32.Encode(secret)));

        // A recovery code stands for the authenticator, once.
        using var elsewhere = server.Anybody();
        var half = await Half(server, elsewhere, "leader");
        (await elsewhere.Submit(half, half.Form(), ("code", codes[0]))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var second = await Half(server, elsewhere, "leader");
        (await elsewhere.Submit(second, second.Form(), ("code", codes[0]))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // Only the security administrator takes it away, with a reason, and everything that stood on it ends.
        var one = await guard.Get("security/leader");
        var reset = one.Form("#reset-second-factor form");
        (await guard.Submit(one, reset)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await guard.Submit(one, reset, ("reason", "手机丢失，已核实本人"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await leader.Get("desk")).Location.ShouldNotBeNull().ShouldStartWith("/login");
        server.Audit().ShouldContain(AuditKind.SecondFactorReset);
    }

    [Fact]
    public async Task A_remembered_device_is_spared_the_code_until_its_sessions_are_ended()
    {
        await using var server = await TestServer.Start();
        using var device = server.Anybody();
        var half = await Half(server, device, "audit-administrator");
        await device.Submit(half, half.Form(), ("code", server.Code("audit-administrator")), ("remember", "yes"));

        (await Half(server, device, "audit-administrator")).Status.ShouldBe(HttpStatusCode.SeeOther);
        using var other = server.Anybody();
        (await Half(server, other, "audit-administrator")).Page.QuerySelector("#code").ShouldNotBeNull();

        var mine = await device.Get("account");
        await device.Submit(mine, mine.Form("form[action$='end-others']"));
        (await Half(server, device, "audit-administrator")).Page.QuerySelector("#code").ShouldNotBeNull();
    }

    [Theory, EachDatabase]
    public async Task Sessions_are_listed_and_ended_one_by_one(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var desk = await server.SignedIn(SmallCity.Clerk);
        using var phone = await server.SignedIn(SmallCity.Clerk);
        var page = await desk.Get("account");
        page.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(2);

        var other = page.Page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector(".tag") is null);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)other.QuerySelector("form")!;
        (await desk.Submit(page, form)).Status.ShouldBe(HttpStatusCode.SeeOther);

        (await phone.Get("desk")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await desk.Get("desk")).Status.ShouldBe(HttpStatusCode.OK);
        (await desk.Submit(page, form)).Status.ShouldBe(HttpStatusCode.NotFound, "it has ended already");
        server.Audit().ShouldContain(AuditKind.SessionEnded);
    }

    [Fact]
    public async Task An_idle_session_ends_and_asking_how_long_is_left_keeps_nobody_signed_in()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var before = CityClock.Machine.AddMinutes(-29);
        server.Write("update sessions set seen = $1", before);

        (await clerk.Get("account/session")).Body.ShouldContain("\"left\":");
        server.Stored("select seen from sessions").Single().ShouldBe($"{Values.Milliseconds(before)}");
        (await clerk.Get("desk")).Status.ShouldBe(HttpStatusCode.OK);
        server
            .Stored("select seen from sessions")
            .Single()
            .ShouldNotBe($"{Values.Milliseconds(before)}", "a page is a sign of life");

        server.Write("update sessions set seen = $1", CityClock.Machine.AddMinutes(-30));
        (await clerk.Get("desk")).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_session_is_over_after_twelve_hours_whatever_one_does()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        server.Stored("select until - since from sessions").Single().ShouldBe($"{12 * 3_600_000}");

        server.Write("update sessions set until = $1", CityClock.Machine);

        (await clerk.Get("desk")).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task The_security_administrator_locks_and_unlocks_others_and_never_their_own_account()
    {
        await using var server = await TestServer.Start();
        using var guard = await server.SignedIn(SmallCity.SecurityAdministrator);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await guard.Get("security/office-clerk");
        await guard.Submit(page, page.Form("#lock form"), ("reason", "长期离岗"));

        (await clerk.Get("desk")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Half(server, clerk, "office-clerk")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page = await guard.Get("security/office-clerk");
        await guard.Submit(page, page.Form("#unlock form"), ("reason", "返岗"));
        (await Half(server, clerk, "office-clerk")).Status.ShouldBe(HttpStatusCode.SeeOther);

        var own = await guard.Get("security/security-administrator");
        (await guard.Submit(own, own.Form("#lock form"), ("reason", "试一试"))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await guard.Get("security")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_ended_account_signs_in_no_more_and_its_sessions_end()
    {
        await using var server = await TestServer.Start();
        using var system = await server.SignedIn(SmallCity.SystemAdministrator);
        using var leader = await server.SignedIn(SmallCity.Leader);
        var page = await system.Get("accounts/leader");

        (await system.Submit(page, page.Form("#end form"), ("reason", "调离"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        (await leader.Get("desk")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Half(server, leader, "leader")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Too_many_failures_from_one_address_are_refused_whatever_the_login()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        for (var attempt = 0; attempt < 30; attempt++)
            (await Half(server, anybody, $"guess-{attempt}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await Half(server, anybody, "office-clerk")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_audit_administrator_reads_the_log_and_takes_it_out_and_that_is_a_line_too()
    {
        await using var server = await TestServer.Start();
        using var stranger = server.Anybody();
        await Half(server, stranger, "nobody-at-all");
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        await clerk.Bytes("cases/export.csv");
        using var auditor = await server.SignedIn(SmallCity.AuditAdministrator);

        var page = await auditor.Get("audit");
        page.Page.QuerySelector("#chain.notice-ok").ShouldNotBeNull();
        var told = page.Page.QuerySelector("tbody")!.TextContent;
        foreach (var words in new[] { "登录失败", "导出", "创城办值班", "cases" })
            told.ShouldContain(words);
        page.Body.ShouldNotContain("nobody-at-all", Case.Sensitive, "what was typed may be a password");
        (await auditor.Get("audit?kind=Exported")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        System.Text.Encoding.UTF8.GetString(await auditor.Bytes("audit/export.csv")).ShouldContain("导出");
        (await auditor.Get("audit?kind=Exported")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
    }

    private static async Task<Answer> Half(TestServer server, TestClient client, string login)
    {
        var page = await client.Get($"/login?city={server.City.Code}");
        return await client.Submit(page, page.Form("form:has(#login)"), ("login", login), ("password", TestServer.Password));
    }
}

/// <summary>What lies in the tables of accounts.</summary>
internal static class AccountTables
{
    public static List<AuditKind> Audit(this TestServer server) =>
        [.. server.Stored("select kind from audit order by number").Select(Enum.Parse<AuditKind>)];

    public static List<string> Stored(this TestServer server, string sql) =>
        server.City.Database.Read(connection => Sql.Many(connection, sql, row => $"{row.GetValue(0)}"));

    public static void Write(this TestServer server, string sql, params object?[] args) =>
        server.City.Database.WriteInBulk(transaction => transaction.ExecuteNow(sql, args));
}
