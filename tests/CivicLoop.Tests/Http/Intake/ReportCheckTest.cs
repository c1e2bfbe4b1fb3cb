using System.Net;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake;

/// <summary>What the city says to a report before it is sent.</summary>
public class ReportCheckTest
{
    [Theory]
    [InlineData("part=where&place=p-1", "位置在本市")]
    [InlineData("part=where&lon=10&lat=10&system=WGS84", "不在本市")]
    [InlineData("part=where&lon=abc&lat=10", "经纬度")]
    [InlineData("part=where&category=nothing", "类别")]
    public async Task A_place_and_a_category_are_the_citys_or_are_not(string asked, string says)
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        var answer = await citizen.Get($"report/check?{asked}");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Page.Body!.TextContent.ShouldContain(says);
    }

    [Fact]
    public async Task Nothing_is_said_while_nothing_was_filled_in()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        (await citizen.Get("report/check?part=where")).Page.Body!.TextContent.Trim().ShouldBeEmpty();
        (await citizen.Get("report/check")).Page.QuerySelector("input[name=ask]").ShouldNotBeNull();
    }

    [Fact]
    public async Task What_must_not_wait_says_whom_to_call_and_only_the_call_where_the_playbook_says_so()
    {
        await using var server = await TestServer.Start();
        using var citizen = server.Anybody();

        (await citizen.Get("report/check?category=rude")).Words(".call").ShouldContain("请先拨打");
        var refused = await citizen.Report(Reporting.Litter.But(("category", "rude")));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Refusals().ShouldContain("请先拨打");
        server.Cases().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_may_be_the_same_is_told_by_public_facts_only()
    {
        await using var server = await TestServer.Start();
        await server.Office.Act(null, SmallCity.Citizen, CaseOffice.Litter("门牌十七号门前"));
        await server.Office.Act(null, SmallCity.InspectorNorth, CaseOffice.Litter("内部发现的"));
        using var citizen = server.Anybody();

        var told = await citizen.Get("report/check?place=p-1&category=litter");

        told.Page.QuerySelectorAll("#likely li").Length.ShouldBe(1);
        told.Page.QuerySelector("input[name=ask]").ShouldBeNull();
        told.Body.ShouldNotContain("门牌十七号");
        (await citizen.Get("report/check?place=p-1&category=stall")).Page.QuerySelector("#likely").ShouldBeNull();
    }
}
