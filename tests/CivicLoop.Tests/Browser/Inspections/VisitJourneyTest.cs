using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Inspections;

/// <summary>
/// A check by the office in a real browser: the place is chosen, the sheet says beforehand what a failure will do, what failed
/// becomes a case, its fix is reported, and the next visit passes its check.
/// </summary>
public class VisitJourneyTest(Browsing browsing)
{
    private const string Litter = "a.small-1.litter.faults";

    private static FilePayload Photo(string name) =>
        new()
        {
            Name = $"{name}.jpg",
            MimeType = "image/jpeg",
            Buffer = SamplePhotos.Jpeg(width: 48, height: 64),
        };

    [Fact]
    public async Task What_a_visit_finds_is_put_right_and_passes_its_check_on_the_next_visit()
    {
        await using var server = await TestServer.Start();
        await using var clerk = await As(server, SmallCity.Clerk);

        await Sheet(clerk, server);
        (await clerk.Text("[id='item-small-1.litter'] .sheet-then")).ShouldContain("不达标：立为新案件（暴露垃圾）");
        await clerk.Page.FillAsync($"[name='{Litter}']", "2");
        await clerk.Page.ClickAsync("[id='item-small-1.litter'] details summary");
        await clerk.Page.FillAsync("[name='w.small-1.litter']", "西门内侧两袋");
        await clerk.Page.SetInputFilesAsync("[name='p.small-1.litter']", Photo("litter"));
        await clerk.Page.SetInputFilesAsync("[name=whole]", Photo("gate"));
        (await clerk.Text(".sheet-count")).ShouldContain("已填");
        await Send(clerk);
        (await clerk.Text("#done")).ShouldContain("已立为新案件");
        await clerk.IsWellMade(true);
        (await clerk.Page.Locator(".found img").CountAsync()).ShouldBe(1);
        (await clerk.Page.Locator("[aria-labelledby=whole] img").CountAsync()).ShouldBe(1);

        await clerk.Open(1);
        (await clerk.Text("main")).ShouldContain("检查不达标：地面没有暴露垃圾（西门内侧两袋）");
        var stream = server.City.Database.Read(connection => CaseReads.Find(connection, 1))!.Stream;
        await server.Office.Act(stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await server.Office.Act(stream, SmallCity.Clerk, new DispatchInput(null));
        await server.Office.Act(stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        await using var market = await As(server, SmallCity.MarketClerk);
        await market.TakesUp(1, "report-fixed");
        await market.Act("report-fixed", page => page.SetInputFilesAsync("#photos-report-fixed", Photo("after")));

        await using var supervisor = await As(server, SmallCity.Supervisor);
        await Sheet(supervisor, server);
        (await supervisor.Text("[id='item-small-1.litter'] .sheet-then")).ShouldContain("达标：案件\u20091（暴露垃圾）核查通过");
        await supervisor.Page.FillAsync($"[name='{Litter}']", "0");
        await Send(supervisor);
        (await supervisor.Text("#done")).ShouldContain("核查通过");
        await supervisor.Open(1);
        (await supervisor.Text(".tags")).ShouldContain("待结案");

        foreach (var person in new[] { clerk, market, supervisor })
            person.Visitor.Errors.ShouldBeEmpty();
        server.ShouldBeWhole();
    }

    private Task<Person> As(TestServer server, Actor actor) =>
        Person.SignIn(browsing, server, actor, Screen.Desktop, script: true);

    private static async Task Sheet(Person person, TestServer server)
    {
        await person.Page.GotoAsync($"/{server.City.Code}/visits");
        await person.Page.ClickAsync("main a[href$='/visits/new']");
        await person.Page.FillAsync("main input[name=words]", "市场");
        await person.Page.PressAsync("main input[name=words]", "Enter");
        await person.Page.ClickAsync("main a[href*='place=p-1']");
        await person.Page.Locator("form[data-sheet]").WaitForAsync();
        await person.IsWellMade(true);
    }

    private static async Task Send(Person person)
    {
        await person.Page.Locator("form[data-sheet] input[name=suggested]").First.CheckAsync();
        await person.Page.ClickAsync("form[data-sheet] button.btn-primary");
        await person.Page.Locator("#done").WaitForAsync();
    }
}
