using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Erasures;
using CivicLoop.Web.Intake;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake;

/// <summary>How to reach whoever told it: optional, apart, for the office alone, and gone in time.</summary>
public class ContactTest
{
    private const string Phone = "13800138000";

    [Theory, EachDatabase]
    public async Task Only_the_office_reads_it_and_it_stands_in_no_event_or_text(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var citizen = server.Anybody();
        var sent = await citizen.Report(Reporting.Litter.But(("contact", Phone)));
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);

        (await clerk.Get("cases/1")).Words(".contact").ShouldBe(Phone);
        (await supervisor.Get("cases/1")).Body.ShouldNotContain(Phone);
        (await citizen.Get(sent.Location!)).Body.ShouldNotContain(Phone);
        (await citizen.Get("public/1")).Body.ShouldNotContain(Phone);
        Texts(server).ShouldAllBe(text => !text.Contains(Phone, StringComparison.Ordinal));
        server.IsWhole();
    }

    [Fact]
    public async Task It_is_erased_with_the_case_on_request()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        await citizen.Report(Reporting.Litter.But(("contact", Phone)));
        await ErasureStore.Ask(
            server.City,
            SmallCity.Rules,
            ErasureOf.Case,
            server.StreamOf(1),
            CaseOffice.Form(CivicLoop.Core.Organisation.Actor.Citizen)
        );
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("erasures/1");
        var box = page.Page.QuerySelectorAll(".erasables li").Single(line => line.TextContent.Contains(Phone));

        var done = await clerk.Submit(
            page,
            page.Form(),
            ("text", box.QuerySelector("input")!.GetAttribute("value")!),
            ("reason", "依申请删除")
        );

        done.Status.ShouldBe(HttpStatusCode.SeeOther, done.Refusals());
        (await clerk.Get("cases/1")).Body.ShouldNotContain(Phone);
        Contacts(server).ShouldBe(0);
        server.IsWhole();
    }

    [Theory, EachDatabase]
    public async Task It_goes_some_time_after_the_case_has_ended_and_not_before(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        using var citizen = server.Anybody();
        await citizen.Report(Reporting.Litter.But(("contact", Phone)));
        var now = server.City.Clock.Now;

        (await Swept(server, now.AddDays(1))).ShouldBe(0);
        await server.Office.Act(server.StreamOf(1), SmallCity.Clerk, new CivicLoop.Web.Cases.PlainInput(CaseAct.RefuseToFile));
        (await Swept(server, now.AddDays(-1))).ShouldBe(0);
        Contacts(server).ShouldBe(1);
        (await Swept(server, now.AddDays(1))).ShouldBe(1);
        Contacts(server).ShouldBe(0);
    }

    [Fact]
    public async Task One_that_is_too_long_is_refused_with_all_that_was_typed()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        var refused = await citizen.Report(Reporting.Litter.But(("contact", new string('1', 101))));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelector("#contact")!.GetAttribute("value")!.Length.ShouldBe(101);
        server.Cases().ShouldBeEmpty();
    }

    private static Task<int> Swept(TestServer server, DateTime ended) =>
        server.City.Database.Write(transaction => ContactStore.Sweep(transaction, ended, server.City.Clock.Now));

    private static long Contacts(TestServer server) =>
        server.City.Database.Read(connection =>
            Sql.Number(connection, "select count(*) from contacts where contact is not null")
        );

    private static List<string> Texts(TestServer server) =>
        server.City.Database.Read(connection =>
            Sql.Many(
                connection,
                "select text from texts where text is not null union all select body from events",
                row => row.GetString(0)
            )
        );
}
