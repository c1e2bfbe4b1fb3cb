using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Data.Supervision;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Supervision;

/// <summary>
/// One late case up the ladder in a real browser: the office drafts, a leader signs, the unit answers, others look and find
/// it wanting, the next rung is signed, the unit appeals and is right.
/// </summary>
public class OrderJourneyTest(Browsing browsing)
{
    private static readonly FilePayload After = new()
    {
        Name = "after.jpg",
        MimeType = "image/jpeg",
        Buffer = SamplePhotos.Jpeg(width: 48, height: 64),
    };

    [Theory]
    [InlineData(Screen.Desktop, true)]
    [InlineData(Screen.Phone, false)]
    public async Task A_late_case_goes_up_the_ladder_and_an_appeal_brings_it_down(Screen screen, bool script)
    {
        await using var server = await TestServer.Start();
        var found = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await OrderStoreTest.Later(server, TimeSpan.FromDays(8));
        Task<Person> As(Actor actor) => Person.SignIn(browsing, server, actor, screen, script);

        await using var clerk = await As(SmallCity.Clerk);
        await Open(clerk, server, $"orders/new?case={found.Number}", script);
        await clerk.Page.CheckAsync("input[name=rung][value=order]");
        await clerk.Page.FillAsync("#words", "三天内清理干净，并书面回复。");
        await clerk.Page.Locator("input[name=suggested]").First.CheckAsync();
        await clerk.Page.ClickAsync("main form button.btn-primary");
        await clerk.Page.Locator("#done").WaitForAsync();

        await using var leader = await As(SmallCity.Leader);
        await Open(leader, server, "orders/1", script);
        await leader.Act("sign");
        (await leader.Text("h1")).ShouldContain("1号");

        await using var unit = await As(SmallCity.MarketClerk);
        await unit.Page.GotoAsync($"/{server.City.Code}/desk");
        await unit.Page.Locator(".duties a[href*='/orders/1']").First.ClickAsync();
        await unit.Page.Locator("#act-receive").WaitForAsync();
        await unit.Act("receive");
        await Answer(unit);
        (await unit.Page.Locator("#act-pass").CountAsync()).ShouldBe(0, "four eyes");

        await using var supervisor = await As(SmallCity.Supervisor);
        await Open(supervisor, server, "orders/1", script);
        await supervisor.Act("fail", page => page.CheckAsync("#act-fail input[name=escalate]"));
        await Open(unit, server, "orders/1", script);
        (await unit.Text(".lines, main")).ShouldNotContain("通报", Case.Sensitive, "of the next draft its unit knows nothing");
        await Answer(unit);
        await Open(supervisor, server, "orders/1", script);
        await supervisor.Act("pass");
        (await supervisor.Text(".tags")).ShouldContain("已办结");

        await Open(leader, server, "orders/2", script);
        await leader.Act("sign", page => page.FillAsync("#words-Sign", "对办理不到位予以通报。"));
        await Open(unit, server, "orders/2", script);
        await unit.Act("receive");
        await unit.Act("appeal", page => page.FillAsync("#words-Appeal", "该路段已移交北区管理。"));
        (await unit.Text("aside")).ShouldContain("停止计时");
        await Open(supervisor, server, "orders/2", script);
        await supervisor.Act("revoke");

        (await supervisor.Text(".tags")).ShouldContain("已撤销");
        (await supervisor.Text("h1")).ShouldContain("1号", Case.Sensitive, "its number stays its own");
        await Open(unit, server, $"cases/{found.Number}", script);
        (await unit.Text("aside")).ShouldContain("已撤销");
        foreach (var person in new[] { clerk, leader, unit, supervisor })
            person.Visitor.Errors.ShouldBeEmpty();
        server.ShouldBeWhole();
    }

    private static Task Answer(Person unit) =>
        unit.Act(
            "reply",
            async page =>
            {
                await page.FillAsync("#words-Reply", "已清理并加派保洁员。");
                await page.SetInputFilesAsync("#photos-Reply", After);
            }
        );

    private static async Task Open(Person person, TestServer server, string path, bool script)
    {
        await person.Page.GotoAsync($"/{server.City.Code}/{path}");
        await person.IsWellMade(script);
    }
}
