using System.Net;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Site;

/// <summary>The navigation: groups of rooms, and in them what a role may open, by its rights.</summary>
public class RailTest
{
    [Fact]
    public async Task Every_room_of_a_rail_opens_and_marks_itself_as_the_one_where_the_reader_is()
    {
        await using var server = await TestServer.Start();
        foreach (var actor in SmallCity.Everybody.DistinctBy(one => one.Role).Where(one => Rail.First(one.Role).Length > 0))
        {
            using var person = await server.SignedIn(actor);
            foreach (var entry in Rail.For(actor.Role).SelectMany(group => group.Entries))
            {
                var page = await person.Get(entry.Path);
                page.Status.ShouldBe(HttpStatusCode.OK, $"{actor.Role} {entry.Path}");
                // What everybody may see has the navigation that everybody has.
                page.Page.QuerySelector("nav.rail a[aria-current=page], nav.open-nav a[aria-current=page]")
                    .ShouldNotBeNull($"{actor.Role} {entry.Path}")
                    .GetAttribute("href")!
                    .ShouldEndWith(entry.Path.Length == 0 ? server.City.Code : $"/{entry.Path}");
            }
        }
    }

    [Fact]
    public async Task A_group_says_what_its_rooms_have_in_common()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var rail = (await clerk.Get("desk")).Page.QuerySelector("nav.rail")!;

        rail.QuerySelectorAll("ul")
            .Select(list => rail.QuerySelector($"#{list.GetAttribute("aria-labelledby")}")!.TextContent)
            .ShouldBe(["日常工作", "点位与责任", "规则与公开", "管理与监督"]);
    }

    [Theory]
    [InlineData(Role.Inspector, "desk", false, false)]
    [InlineData(Role.UnitClerk, "desk", false, false)]
    [InlineData(Role.Supervisor, "desk", true, false)]
    [InlineData(Role.OfficeClerk, "desk", true, true)]
    [InlineData(Role.Leader, "desk", true, false)]
    [InlineData(Role.AuditAdministrator, "audit", true, true)]
    [InlineData(Role.SystemAdministrator, "accounts", false, false)]
    [InlineData(Role.SecurityAdministrator, "security", false, false)]
    [InlineData(Role.Citizen, "", false, false)]
    [InlineData(Role.Partner, "", false, false)]
    public void A_role_begins_where_its_work_is_and_finds_no_room_that_is_not_its_own(
        Role role,
        string first,
        bool coverage,
        bool erasures
    )
    {
        var rooms = Rail.For(role).SelectMany(group => group.Entries).Select(entry => entry.Room).ToList();

        Rail.First(role).ShouldBe(first);
        rooms.ShouldBeUnique();
        rooms.Contains("coverage").ShouldBe(coverage);
        rooms.Contains("erasures").ShouldBe(erasures);
        rooms.Contains("cases").ShouldBe(May.Read(role) != Scope.None);
    }
}
