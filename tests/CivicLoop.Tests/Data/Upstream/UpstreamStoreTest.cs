using CivicLoop.Core.Cases;
using CivicLoop.Core.Upstream;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Upstream;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Upstream;

/// <summary>Findings from above become cases once each, are due by the day that was set, and are checked by another body; on both databases.</summary>
public class UpstreamStoreTest
{
    [Theory, EachDatabase]
    public async Task A_finding_is_a_case_once_however_often_its_letter_is_taken_in(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var letter = await FromAbove.Entered(server, FromAbove.Letter(server));

        var first = await Add(server, letter, FromAbove.Findings);
        var again = await Add(server, letter, [.. FromAbove.Findings, FromAbove.Findings[0] with { Row = "3" }]);

        first.ShouldBe(new FindingsTaken(2, 0));
        again.ShouldBe(new FindingsTaken(1, 2));
        var seen = server.City.Database.Read(connection => UpstreamReads.Find(connection, 1))!;
        var cases = server.City.Database.Read(connection => UpstreamReads.Cases(connection, seen.State.Cases));
        cases
            .Select(one => (one.FoundBy, one.Source!.Number))
            .ShouldBe([
                (Finders.Upstream, "示例函〔2020〕3号#1"),
                (Finders.Upstream, "示例函〔2020〕3号#2"),
                (Finders.Upstream, "示例函〔2020〕3号#3"),
            ]);
        (
            await UpstreamStore.Enter(server.City, SmallCity.Rules, CaseOffice.Form(SmallCity.Clerk), FromAbove.Letter(server))
        ).Refusal!.Code.ShouldBe("upstream.known");
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task It_is_checked_by_another_body_than_usual_and_due_by_the_day_that_was_set(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var today = FromAbove.Today(server);
        var letter = await FromAbove.Entered(server, FromAbove.Letter(server) with { Deadline = today });
        await Add(server, letter, [FromAbove.Findings[0]]);
        var stream = server.City.Database.Read(connection =>
            Guid.Parse(Sql.One(connection, "select stream from cases", row => row.GetString(0))!)
        );

        // The rule sends it to the market bureau, whose limit would be the end of tomorrow.
        await server.Office.Act(stream, SmallCity.Clerk, new FileInput("stall", "dated", Severity.Minor));
        await server.Office.Act(stream, SmallCity.Clerk, new DispatchInput("market"));
        var owed = server.Office.Row(stream)!;
        owed.Rectify!.Due.ShouldBe(SmallCity.Calendar.ToUtc(today.AddDays(1), TimeOnly.MinValue));
        owed.Rectify.Checker.ShouldBe(SmallCity.Supervisor.Post);
        await server.Office.Act(stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        await server.Office.Act(stream, SmallCity.MarketClerk, new SeenInput(CaseAct.ReportFixed, [server.Office.Photo()]));

        server.Office.Row(stream)!.Next!.Post.ShouldBe(SmallCity.Supervisor.Post);
        var pass = new SeenInput(CaseAct.PassCheck, []);
        (await server.Office.Try(stream, CaseOffice.Form(SmallCity.InspectorNorth), pass)).Refusal!.Code.ShouldBe(
            "check.upstream"
        );
        (await server.Office.Try(stream, CaseOffice.Form(SmallCity.Supervisor), pass)).Refusal.ShouldBeNull();
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task What_was_promised_at_an_interview_is_owed_by_units_and_a_bent_row_leaves_nothing_behind(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var due = FromAbove.Today(server).AddDays(30);
        var talk = FromAbove.Letter(server, "") with
        {
            Kind = UpstreamKind.Interview,
            Promises = [new("三个月内全面整改", SmallCity.MarketClerk.Unit, due), new("整改", "nobody", due)],
        };
        Task<CivicLoop.Core.Events.Outcome<CivicLoop.Web.Events.Done<UpstreamState>>> Enter(UpstreamInput input) =>
            UpstreamStore.Enter(server.City, SmallCity.Rules, CaseOffice.Form(SmallCity.Clerk), input);

        (await Enter(talk)).Refusal.ShouldNotBeNull();
        (await Enter(talk with { Authority = "" })).Refusal!.Code.ShouldBe("upstream.authority-missing");
        Count(server, "rectification_lists").ShouldBe(0);
        var entered = await Enter(talk with { Promises = [talk.Promises[0]] });

        entered.Value!.State.Items.Count.ShouldBe(1);
        Count(server, "rectification_items").ShouldBe(1);
        var form = CaseOffice.Form(SmallCity.Clerk);
        var day = FromAbove.Today(server);
        (
            await UpstreamStore.Reply(server.City, SmallCity.Rules, entered.Value.Stream, form, "复函1号", day)
        ).Refusal.ShouldBeNull();
        (
            await UpstreamStore.Reply(server.City, SmallCity.Rules, entered.Value.Stream, form, "复函1号", day)
        ).Value!.Repeated.ShouldBeTrue();
        server.ShouldBeWhole();
    }

    private static async Task<FindingsTaken> Add(TestServer server, Guid letter, IReadOnlyList<Finding> findings)
    {
        var added = await UpstreamStore.Add(
            server.City,
            FromAbove.Rules(server),
            letter,
            CaseOffice.Form(SmallCity.Clerk),
            findings
        );
        added.Refusal.ShouldBeNull();
        return added.Value!;
    }

    private static long Count(TestServer server, string table) =>
        server.City.Database.Read(connection => Sql.Number(connection, $"select count(*) from {table}"));
}
