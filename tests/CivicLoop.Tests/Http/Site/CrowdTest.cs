using System.Net;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Site;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Site;

/// <summary>More readers at once than there are threads, connections or turns: everybody is answered.</summary>
public class CrowdTest
{
    [Theory, EachDatabase]
    public async Task A_crowd_is_answered_to_the_last(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await server.Office.Reported();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        string[] pages = ["", "playbook", "desk", "cases", "cases/1", "report"];

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(one => clerk.Get(pages[one % pages.Length])));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_finds_a_crowd_waiting_is_told_to_come_back()
    {
        var turns = new Turns();
        for (var one = 0; one < Turns.AtOnce; one++)
            (await turns.Take(TestContext.Current.CancellationToken)).ShouldBeTrue();
        var waiting = Enumerable
            .Range(0, Turns.MostWaiting)
            .Select(_ => turns.Take(TestContext.Current.CancellationToken))
            .ToList();

        (await turns.Take(TestContext.Current.CancellationToken)).ShouldBeFalse();

        for (var one = 0; one < Turns.AtOnce + Turns.MostWaiting; one++)
            turns.Give();
        (await Task.WhenAll(waiting)).ShouldAllBe(taken => taken);
    }

    [Fact]
    public async Task Whoever_cannot_be_taken_in_is_told_when_to_come_back_and_the_next_is_answered()
    {
        await using var server = await TestServer.Start();
        var turns = server.Services.GetRequiredService<Turns>();
        using var citizen = server.Anybody();
        var rooms = Enumerable.Range(0, Turns.MostForms).Select(_ => turns.Form().ShouldNotBeNull()).ToList();
        var page = await citizen.Get("report");

        var crowded = await citizen.Submit(page, page.Form("form[method=post]"), ("what", "门前有垃圾"));

        crowded.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        crowded.Page.QuerySelector("main")!.TextContent.ShouldContain("请过一会儿再试");
        rooms[0].Dispose();
        (await citizen.Submit(page, page.Form("form[method=post]"), ("what", "门前有垃圾"))).Status.ShouldNotBe(
            HttpStatusCode.TooManyRequests
        );
    }
}
