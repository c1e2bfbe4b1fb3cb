using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser;

/// <summary>
/// One case from its finding to its closing, through five people on their own sign-ins, in a real browser: every
/// act by clicking what the page offers, on each screen, with and without script.
/// </summary>
public class JourneyTest(Browsing browsing)
{
    private static readonly FilePayload Before = new()
    {
        Name = "before.jpg",
        MimeType = "image/jpeg",
        Buffer = SamplePhotos.Jpeg(width: 64, height: 48),
    };

    private static readonly FilePayload After = new()
    {
        Name = "after.jpg",
        MimeType = "image/jpeg",
        Buffer = SamplePhotos.Jpeg(width: 48, height: 64),
    };

    [Theory, MemberData(nameof(Browsing.EveryWay), MemberType = typeof(Browsing))]
    public Task A_case_is_walked_from_its_report_to_its_closing(Screen screen, bool script) =>
        Walk(DatabaseKind.Sqlite, screen, script);

    [Fact]
    public Task The_same_walk_is_walked_on_PostgreSQL() => Walk(DatabaseKind.Postgres, Screen.Desktop, script: true);

    private async Task Walk(DatabaseKind kind, Screen screen, bool script)
    {
        await using var server = await TestServer.Start(kind);
        Task<Person> As(Actor actor) => Person.SignIn(browsing, server, actor, screen, script);

        await using var inspector = await As(SmallCity.InspectorNorth);
        await inspector.Report("市场", "p-1", "litter", "门前成堆垃圾", Before);
        var number = 1;

        await using var clerk = await As(SmallCity.Clerk);
        await clerk.TakesUp(number, "file");
        await clerk.Act("file", page => page.CheckAsync("input[name=severity][value=Major]"));
        (await clerk.Text("#act-dispatch")).ShouldContain("市场内的垃圾归市场监管局");
        await clerk.Act("dispatch", page => page.CheckAsync("input[name=unit] >> nth=0"));

        await using var unit = await As(SmallCity.MarketClerk);
        await unit.TakesUp(number, "accept");
        await unit.Act("accept");
        await unit.Act(
            "plan",
            async page =>
            {
                await page.FillAsync("#item", "清理门前垃圾");
                await page.FillAsync("#cause", "保洁不足");
                await page.FillAsync("#measure", "加派两名保洁员，增设垃圾箱");
                await page.FillAsync("#promised", Today(server));
                await page.SelectOptionAsync("#responsible", "market-clerk");
            }
        );
        await unit.Act("report-fixed", page => page.SetInputFilesAsync("#photos-report-fixed", After));
        // Four eyes: who put it right is offered no check.
        (await unit.Page.Locator("#act-pass-check form").CountAsync()).ShouldBe(0);

        await using var supervisor = await As(SmallCity.Supervisor);
        await supervisor.Open(number);
        await supervisor.Act("fail-check");
        await unit.Open(number);
        await unit.Act("report-fixed", page => page.SetInputFilesAsync("#photos-report-fixed", After));
        await inspector.TakesUp(number, "pass-check");
        await inspector.Act("pass-check");
        await clerk.TakesUp(number, "close");
        await clerk.Act("close");

        await using var leader = await As(SmallCity.Leader);
        await leader.Open(number);
        (await leader.Text("main")).ShouldContain("已结案");
        (await leader.Page.Locator("main form[action*='/acts/']").CountAsync()).ShouldBe(0);
        await leader.IsWellMade(script);

        var kept = server.City.Database.Read(connection =>
            Sql.One(connection, "select state from cases where number = 1", row => CaseColumns.Read(row.GetString(0)))
        );
        kept.ShouldNotBeNull()
            .ShouldSatisfyAllConditions(
                state => state.Status.ShouldBe(CaseStatus.Closed),
                state => state.FailedChecks.ShouldBe(1),
                state => state.Severity.ShouldBe(Severity.Major),
                state => state.Before.Count.ShouldBe(1),
                state => state.After.Count.ShouldBe(1)
            );
        Proof.Of(server.City).Bent.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Browsing.EveryWay), MemberType = typeof(Browsing))]
    public async Task A_citizen_without_an_account_reports_and_follows_it(Screen screen, bool script)
    {
        await using var server = await TestServer.Start();
        await using var citizen = await Person.Anybody(browsing, server, screen, script);

        await citizen.Report("市场", "p-1", "litter", "路过看到成堆垃圾", Before);

        (await citizen.Text("main")).ShouldContain("1");
        citizen.Page.Url.ShouldContain("/report/");
        await citizen.IsWellMade(script);
        var tracking = citizen.Page.Url;
        await server.Office.Act(StreamOf(server), SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await citizen.Page.GotoAsync(tracking);
        (await citizen.Text("main")).ShouldNotContain("路过看到成堆垃圾");
    }

    private static string Today(TestServer server) => Values.Day(SmallCity.Calendar.DayOf(server.City.Clock.Now));

    private static Guid StreamOf(TestServer server) =>
        server.City.Database.Read(connection =>
            Guid.Parse(Sql.One(connection, "select stream from cases where number = 1", row => row.GetString(0))!)
        );
}
