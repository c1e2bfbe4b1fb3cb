using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake;

/// <summary>A clerk writes down what a caller told, with the way it came by.</summary>
public class ReceivedTest
{
    private static readonly (string Name, string Value)[] Call =
    [
        .. Reporting.Litter,
        ("reason", "群众反映，现场核实"),
        ("way", "hotline"),
        ("source-number", "12345-2020-0815"),
        ("contact", "13800138000"),
    ];

    [Fact]
    public async Task It_keeps_its_way_in_and_the_caller_gets_a_link()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var sent = await clerk.Report(Call);

        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Refusals());
        var one = server.Cases().ShouldHaveSingleItem();
        one.FoundBy.ShouldBe("hotline");
        one.Source.ShouldBe(new Source("hotline", "12345-2020-0815", null));
        var link = (await clerk.Follow(sent)).Page.QuerySelector(".notice-ok a")!.GetAttribute("href")!;
        using var caller = server.Anybody();
        (await caller.Get(link)).Status.ShouldBe(HttpStatusCode.OK);
        using var other = await server.SignedIn(SmallCity.Supervisor);
        (await other.Get("report?sent=1")).Body.ShouldNotContain(link);
        (await clerk.Get("cases/1")).Words(".contact").ShouldBe("13800138000");
        server.IsWhole();
    }

    [Theory]
    [InlineData("way", "nobody", "nobody")]
    [InlineData("source-link", "javascript:alert(1)", "http")]
    public async Task A_way_that_nobody_knows_or_a_link_that_is_none_is_refused(string field, string value, string says)
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var refused = await clerk.Report(Call.But((field, value)));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Refusals().ShouldContain(says);
        server.Cases().ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_write_down_for_others_reports_what_they_saw_themselves()
    {
        await using var server = await TestServer.Start();
        using var inspector = await server.SignedIn(SmallCity.InspectorNorth);

        (await inspector.Get("report")).Page.QuerySelector("#way").ShouldBeNull();
        await inspector.Report(Call);

        server.Cases().Single().FoundBy.ShouldBe("inspector");
    }
}
