using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake;

/// <summary>What whoever told it says by the link: adds, confirms, disputes, rates.</summary>
public class TrackingSayTest
{
    [Fact]
    public async Task Whoever_told_it_adds_words_and_a_photo()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var (link, stream) = await Reported(server, citizen);

        var page = await citizen.Get(link);
        var said = await citizen.Submit(page, page.Form("#say-add form"), [("what", "又多了三袋")], [Reporting.Photo()]);

        said.Status.ShouldBe(HttpStatusCode.SeeOther, said.Refusals());
        (await citizen.Follow(said)).Words("#done").ShouldContain("收到");
        (await citizen.Submit(page, page.Form("#say-add form"), [("what", "又多了三袋")], [Reporting.Photo()])).Status.ShouldBe(
            HttpStatusCode.SeeOther
        );
        server.Office.History(stream).Count(one => one.Kind == "words-added").ShouldBe(1);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get("cases/1")).Words("main").ShouldContain("又多了三袋");
        server.IsWhole();
    }

    [Fact]
    public async Task What_is_closed_is_confirmed_rated_once_and_answered()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var (link, stream) = await Reported(server, citizen);
        await Close(server, stream);
        await server.Office.Act(stream, SmallCity.Clerk, new ReplyInput("已经清理，谢谢您的反映"));

        var page = await citizen.Get(link);
        page.Words(".reply").ShouldContain("已经清理，谢谢您的反映");
        page.Page.QuerySelector("#say-add").ShouldBeNull();
        (await citizen.Submit(page, page.Form("#say-confirm form"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var none = await citizen.Submit(page, page.Form("#say-rate form"), ("what", "还行"));
        none.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        none.Page.QuerySelector("#say-rate textarea")!.TextContent.ShouldBe("还行");
        (await citizen.Submit(page, page.Form("#say-rate form"), ("stars", "4"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        var state = server.Office.Row(stream)!;
        (state.SaidFixed, state.Stars).ShouldBe((true, 4));
        (await citizen.Get(link)).Page.QuerySelector("#say-rate").ShouldBeNull();
        var again = await citizen.Submit(page, page.Form("#say-rate form"), ("stars", "1"), ("act", $"{Guid.CreateVersion7()}"));
        again.Refusals().ShouldContain("评价过");
        server.IsWhole();
    }

    [Fact]
    public async Task Who_says_in_time_that_it_is_not_put_right_opens_it_again()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var (link, stream) = await Reported(server, citizen);
        await Close(server, stream);

        var page = await citizen.Get(link);
        var wordless = await citizen.Submit(page, page.Form("#say-dispute form"), [], [Reporting.Photo()]);
        wordless.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wordless.Page.QuerySelectorAll("#say-dispute input[name=kept]").Length.ShouldBe(1);
        var said = await citizen.Submit(wordless, wordless.Form("#say-dispute form"), ("what", "还在那里"));

        said.Status.ShouldBe(HttpStatusCode.SeeOther, said.Refusals());
        var state = server.Office.Row(stream)!;
        state.Status.IsOpen().ShouldBeTrue();
        state.Reopenings.ShouldBe(1);
        (await citizen.Get(link)).Words(".story").ShouldContain("反映人表示没有解决");
        server.IsWhole();
    }

    [Fact]
    public async Task The_link_names_the_unit_that_is_on_it_and_shows_what_everybody_sees()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var (link, stream) = await Reported(server, citizen);
        await server.Office.Act(stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await server.Office.Act(stream, SmallCity.Clerk, new DispatchInput(null));

        var page = await citizen.Get(link);
        page.Words("main").ShouldContain("市场监管局");
        page.Page.QuerySelector("main img").ShouldBeNull();
        await server.Office.Act(stream, SmallCity.Clerk, new PublishInput("门口有垃圾", [server.Office.Photo()]));

        var shown = await citizen.Get(link);
        shown.Words("main").ShouldContain("门口有垃圾");
        shown.Page.QuerySelector("main img")!.GetAttribute("src")!.ShouldContain("/public/photos/");
    }

    [Fact]
    public async Task One_address_says_so_much_and_no_more_and_keeps_its_words()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var (link, _) = await Reported(server, citizen);
        var page = await citizen.Get(link);
        for (var said = 1; said < 20; said++)
            await citizen.Submit(page, page.Form("#say-add form"), ("what", "同样的话"));

        var refused = await citizen.Submit(page, page.Form("#say-add form"), ("what", "第二十一次"));

        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Page.QuerySelector("#say-add textarea")!.TextContent.ShouldBe("第二十一次");
    }

    [Fact]
    public async Task What_may_be_the_same_is_shown_before_sending_and_can_be_followed_instead()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        var (_, stream) = await Reported(server, citizen);
        using var other = server.Anybody();

        var asked = await other.Report(Reporting.Litter.But(("ask", "1")));

        asked.Status.ShouldBe(HttpStatusCode.OK);
        asked.Words("#likely").ShouldContain("1");
        asked.Body.ShouldNotContain("市场门前");
        server.Cases().Count.ShouldBe(1);
        var form = asked.Form("form[data-steps]");
        form.Action = asked.Page.QuerySelector("button[name=follow]")!.GetAttribute("formaction")!;
        var followed = await other.Submit(asked, form, ("follow", "1"));
        followed.Status.ShouldBe(HttpStatusCode.SeeOther);
        (await other.Submit(asked, form, ("follow", "1"))).Location.ShouldBe(followed.Location);

        var link = followed.Location!.Split('?')[0];
        await Close(server, stream);
        var page = await other.Get(link);
        page.Page.QuerySelector("#say-dispute").ShouldBeNull();
        page.Page.QuerySelector("#say-add").ShouldBeNull();
        (await other.Get($"{link}/erasure")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.Submit(page, page.Form("#say-confirm form"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        server.Office.Row(stream)!.SaidFixed.ShouldBe(true);
        (await other.Submit(asked, form, ("follow", "99"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_says_that_it_is_another_one_sends_again_and_it_is_taken()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();
        await Reported(server, citizen);
        using var other = server.Anybody();
        var asked = await other.Report(Reporting.Litter.But(("ask", "1")), Reporting.Photo());

        var sent = await other.SendAgain(asked, [("step", "send")]);

        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Refusals());
        server.Cases().Count.ShouldBe(2);
        server.Cases()[1].Before.Count.ShouldBe(1);
    }

    private static async Task<(string Link, Guid Stream)> Reported(TestServer server, TestClient citizen)
    {
        var sent = await citizen.Report(Reporting.Litter.But(("what", "市场门前有垃圾")));
        return (sent.Location!.Split('?')[0], server.StreamOf(1));
    }

    private static async Task Close(TestServer server, Guid stream)
    {
        await server.Office.Act(stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await server.Office.Act(stream, SmallCity.Clerk, new DispatchInput(null));
        await server.Office.Act(stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        await server.Office.Act(
            stream,
            SmallCity.MarketClerk,
            new SeenInput(CaseAct.ReportFixed, [server.Office.Photo("after")])
        );
        await server.Office.Act(stream, SmallCity.Supervisor, new SeenInput(CaseAct.PassCheck, []));
        await server.Office.Act(stream, SmallCity.Clerk, new PlainInput(CaseAct.Close));
    }
}
