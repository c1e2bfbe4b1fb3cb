using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake;

public class StaffReportTest
{
    private static readonly (string Name, string Value)[] Litter = [.. Reporting.Litter, ("reason", "日常巡查发现")];

    [Fact]
    public async Task A_signed_in_inspector_reports_in_post_and_lands_on_the_case()
    {
        await using var server = await TestServer.Start();
        using var inspector = await server.SignedIn(SmallCity.InspectorNorth);

        var sent = await inspector.Report(Litter, Reporting.Photo());

        sent.Status.ShouldBe(HttpStatusCode.SeeOther);
        var one = server.Cases().Single();
        sent.Location.ShouldEndWith($"/cases/{one.Number}");
        one.FoundBy.ShouldBe("inspector");
        one.ReportedBy.ShouldBe(SmallCity.InspectorNorth.Person);
        server.IsWhole();
    }

    [Fact]
    public async Task Who_may_not_see_the_case_learns_its_number_and_reports_the_next()
    {
        await using var server = await TestServer.Start();
        using var inspector = await server.SignedIn(SmallCity.InspectorSouth);

        var sent = await inspector.Report(Litter);

        var next = await inspector.Follow(sent);
        next.Page.QuerySelector(".notice-ok")!.TextContent.ShouldContain($"{server.Cases().Single().Number}");
        next.Form("form[data-steps]").ShouldNotBeNull();
    }

    [Fact]
    public async Task Staff_state_a_reason()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var refused = await clerk.Report(Reporting.Litter);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelector(".refusals a[href='#reason']").ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_put_right_on_the_spot_has_a_photo_before_and_one_after()
    {
        await using var server = await TestServer.Start();
        using var inspector = await server.SignedIn(SmallCity.InspectorNorth);
        var page = await inspector.Get("report/on-the-spot");

        var refused = await inspector.SendAgain(page, Litter, Reporting.Photo());
        var sent = await inspector.SendAgain(refused, [("step", "send")], Reporting.Photo("after", SamplePhotos.Jpeg(width: 64)));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Refusals().ShouldContain("整改后");
        sent.Status.ShouldBe(HttpStatusCode.SeeOther);
        var one = server.Cases().Single();
        one.Status.ShouldBe(CaseStatus.Fixed);
        (one.Before.Count, one.After.Count).ShouldBe((1, 1));
        server.IsWhole();
    }

    public static TheoryData<string, HttpStatusCode> OnTheSpot =>
        new()
        {
            { "inspector-north", HttpStatusCode.SeeOther },
            { "inspector-south", HttpStatusCode.Forbidden },
            { "market-clerk", HttpStatusCode.SeeOther },
            { "north-clerk", HttpStatusCode.Forbidden },
        };

    [Theory, MemberData(nameof(OnTheSpot))]
    public async Task An_inspector_puts_right_in_the_own_district_a_unit_at_its_own_places(string post, HttpStatusCode status)
    {
        await using var server = await TestServer.Start();
        using var person = await server.SignedIn(SmallCity.Holder(post));
        var page = await person.Get("report/on-the-spot");

        var sent = await person.SendAgain(
            page,
            Litter,
            Reporting.Photo(),
            Reporting.Photo("after", SamplePhotos.Jpeg(width: 64))
        );

        sent.Status.ShouldBe(status);
        server.Cases().Count.ShouldBe(status == HttpStatusCode.SeeOther ? 1 : 0);
    }

    [Theory]
    [InlineData("office-clerk")]
    [InlineData("supervisor")]
    [InlineData("leader")]
    public async Task Who_puts_nothing_right_has_no_form_for_it(string post)
    {
        await using var server = await TestServer.Start();
        using var person = await server.SignedIn(SmallCity.Holder(post));

        (await person.Get("report/on-the-spot")).Status.ShouldBe(HttpStatusCode.Forbidden);
        May.Act(SmallCity.Holder(post).Role, CaseAct.FixOnTheSpot).ShouldBe(Scope.None);
    }
}
