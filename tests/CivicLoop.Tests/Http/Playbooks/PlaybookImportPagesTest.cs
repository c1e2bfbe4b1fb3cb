using System.Net;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Accounts;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Playbooks;

/// <summary>The system administrator sends a playbook: its mistakes, or what it changes; a yes; and it holds from its day on.</summary>
public class PlaybookImportPagesTest
{
    private static SmallFolder Next => new SmallFolder().Change("limits.yaml", "limit: 2 natural days", "limit: 5 natural days");

    private static string Day(TestServer server, int ahead) =>
        Values.Day(SmallCity.Calendar.DayOf(server.City.Clock.Now).AddDays(ahead));

    private static async Task<Answer> Send(TestClient client, byte[] zip, string from, string reason = "市政府常务会议通过")
    {
        var page = await client.Get("playbook/import");
        return await client.Submit(
            page,
            page.Form("form[enctype]"),
            [("from", from), ("reason", reason)],
            [("file", "方案.zip", "application/zip", zip)]
        );
    }

    private static int Versions(TestServer server) => server.City.Database.Read(PlaybookReads.Versions).Count;

    [Theory, EachDatabase]
    public async Task It_is_shown_confirmed_twice_taken_in_once_and_told_in_the_log(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var administrator = await server.SignedIn(SmallCity.SystemAdministrator);
        var day = Day(server, 1);

        var sent = await Send(administrator, Next.Zip(), day);
        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Page.QuerySelector("#refused")?.TextContent);
        var shown = await administrator.Follow(sent);
        shown.Page.QuerySelector("[aria-labelledby=part-difficulties]")!.TextContent.ShouldContain("5");
        shown.Body.ShouldContain("rhythm.yaml");
        Versions(server).ShouldBe(1, "nothing is changed by a look");
        var form = shown.Form("form[action$='/confirm']");
        (await administrator.Submit(shown, form)).Status.ShouldBe(HttpStatusCode.SeeOther);
        var done = await administrator.Follow(await administrator.Submit(shown, form));

        done.Page.QuerySelector("#done").ShouldNotBeNull();
        Versions(server).ShouldBe(2);
        var reads = new PlaybookReads();
        var there = DateOnly.Parse(day);
        reads.On(server.City, there).Difficulty("dated")!.Limit.Amount.ShouldBe(5);
        reads.On(server.City, there.AddDays(-1)).Difficulty("dated")!.Limit.Amount.ShouldNotBe(5);
        server.Audit().ShouldContain(AuditKind.PlaybookImported);
        server
            .Stored("select t.text from audit a join texts t on t.id = a.reason_id where a.kind = 'PlaybookImported'")
            .ShouldBe(["市政府常务会议通过"]);
        (await administrator.Get("playbook")).Body.ShouldContain("?version=" + day);
        server.City.Database.Read(connection => CivicLoop.Web.Accounts.AuditReads.Prove(connection).Bent).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_would_lead_and_what_would_cost_otherwise_is_shown_before_the_yes()
    {
        await using var server = await TestServer.Start();
        using var administrator = await server.SignedIn(SmallCity.SystemAdministrator);
        var next = new SmallFolder()
            .With("tasks.yaml", "tasks:\n  - {code: markets, name: 市场, when: {place: [market]}, to: {lead: market}}\n")
            .With(
                "scores.yaml",
                """
                places: {checks-count-for: 60, open: {minor: 1, major: 4, grave: 8}, late: 2, rebound: 2}
                units: {late: 0.5, late-most: 20}
                """
            );

        var shown = await administrator.Follow(await Send(administrator, next.Zip(), Day(server, 1)));

        Rows("tasks")
            .ShouldBe([
                "新增 市场 markets —",
                "停止使用 对应问题派遣给谁，就由谁牵头 as-dispatched —",
                "停止使用 点位属于谁，就由谁牵头 owners —",
            ]);
        Rows("scores").ShouldBe(["变更 点位有一件未结的较重问题，扣 open-major 分值 3\u2009分 → 4\u2009分"]);

        List<string> Rows(string part) =>
            [
                .. shown
                    .Page.QuerySelectorAll($"[aria-labelledby=part-{part}] tbody tr")
                    .Select(row => string.Join(' ', row.TextContent.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))),
            ];
    }

    [Fact]
    public async Task Every_mistake_is_told_with_file_and_line_and_what_was_said_is_kept()
    {
        await using var server = await TestServer.Start();
        using var administrator = await server.SignedIn(SmallCity.SystemAdministrator);
        var broken = new SmallFolder()
            .Change("limits.yaml", "limit: 2 natural days", "limit: 2 moons")
            .Change("problems.yaml", "to: {lead: market}", "to: {lead: markett}");

        var answer = await Send(administrator, broken.Zip(), Day(server, 3));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var told = answer.Page.QuerySelector("#mistakes")!.TextContent;
        told.ShouldContain($"limits.yaml:{broken.LineOf("limits.yaml", "2 moons")}");
        told.ShouldContain($"problems.yaml:{broken.LineOf("problems.yaml", "markett")}");
        answer.Page.QuerySelector("#from")!.GetAttribute("value").ShouldBe(Day(server, 3));
        answer.Page.QuerySelector("#reason")!.GetAttribute("value").ShouldBe("市政府常务会议通过");
        Versions(server).ShouldBe(1);
    }

    [Fact]
    public async Task A_past_day_no_reason_no_file_and_the_playbook_of_another_city_are_refused()
    {
        await using var server = await TestServer.Start();
        using var administrator = await server.SignedIn(SmallCity.SystemAdministrator);
        var other = new SmallFolder().Change("city.yaml", "city: small", "city: other");

        foreach (
            var (answer, field) in new[]
            {
                (await Send(administrator, Next.Zip(), Day(server, -1)), "from"),
                (await Send(administrator, Next.Zip(), "明天"), "from"),
                (await Send(administrator, Next.Zip(), Day(server, 1), reason: " "), "reason"),
                (await Send(administrator, [], Day(server, 1)), "file"),
                (await Send(administrator, "no zip"u8.ToArray(), Day(server, 1)), "file"),
                (await Send(administrator, other.Zip(), Day(server, 1)), "file"),
            }
        )
        {
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, field);
            answer.Page.QuerySelector($"#refused a[href='#{field}']").ShouldNotBeNull(field);
        }
        Versions(server).ShouldBe(1);
    }

    [Fact]
    public async Task A_day_that_is_taken_meanwhile_is_told_and_what_is_given_up_is_gone()
    {
        await using var server = await TestServer.Start();
        using var administrator = await server.SignedIn(SmallCity.SystemAdministrator);
        var first = await administrator.Follow(await Send(administrator, Next.Zip(), Day(server, 1)));
        var second = await administrator.Follow(await Send(administrator, new SmallFolder().Zip(), Day(server, 1)));
        await administrator.Submit(first, first.Form("form[action$='/confirm']"));

        var late = await administrator.Submit(second, second.Form("form[action$='/confirm']"));
        late.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        late.Page.QuerySelector("#refused")!.TextContent.ShouldContain("不能再用同一天");
        await administrator.Submit(late, late.Form("form[action$='/drop']"));

        (await administrator.Get(second.Page.Location.PathName)).Status.ShouldBe(HttpStatusCode.NotFound);
        Versions(server).ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_else_comes_in_and_nobody_confirms_what_another_was_shown()
    {
        await using var server = await TestServer.Start();
        using var administrator = await server.SignedIn(SmallCity.SystemAdministrator);
        var shown = await administrator.Follow(await Send(administrator, Next.Zip(), Day(server, 1)));

        using var anybody = server.Anybody();
        (await anybody.Get("playbook/import")).Status.ShouldBe(HttpStatusCode.SeeOther);
        foreach (var post in SmallCity.Posts.Where(post => post.Role != Role.SystemAdministrator).DistinctBy(post => post.Role))
        {
            using var other = await server.SignedIn(SmallCity.Holder(post.Code));
            (await other.Get("playbook/import")).Status.ShouldBe(HttpStatusCode.Forbidden, post.Code);
            (await other.Post($"{shown.Page.Location.PathName}/confirm")).Status.ShouldBe(HttpStatusCode.Forbidden, post.Code);
        }
        (await administrator.Get($"playbook/import/{Guid.CreateVersion7()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        Versions(server).ShouldBe(1);
    }
}
