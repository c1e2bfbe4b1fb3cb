using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Organisation;
using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>A small city with something of everything in its organisation, made through the door.</summary>
public static class Organised
{
    /// <summary>A zone of the market bureau with somebody who answers for it and signs in by the code of the post.</summary>
    public static async Task<Actor> Zone(TestServer server, string name)
    {
        async Task<string> Do(OrganisationCommand command)
        {
            var form = new OrganisationForm(Guid.CreateVersion7(), SmallCity.MarketClerk, "院内划片");
            var rules = SmallCity.Rules with { Organisation = server.City.Database.Read(OrganisationReads.Now) };
            var outcome = await OrganisationDoor.Act(server.City, rules, form, command);
            outcome.Refusal.ShouldBeNull();
            return outcome.Value!.Subject;
        }

        var zone = await Do(new AddUnit(name, UnitKinds.Zone, "market", null));
        var post = await Do(new AddPost(zone, name + "负责人", Role.UnitClerk, null));
        var actor = new Actor(Guid.CreateVersion7(), post, Role.UnitClerk, zone, null);
        server.Employ(actor, name + "负责人");
        return actor;
    }

    /// <summary>Paths of the pages that there are then.</summary>
    public static async Task<IReadOnlyList<string>> In(TestServer server)
    {
        async Task<string> Do(OrganisationCommand command, Actor? by = null)
        {
            var form = new OrganisationForm(Guid.CreateVersion7(), by ?? SmallCity.Clerk, "机构调整，见文件");
            var outcome = await OrganisationDoor.Act(server.City, SmallCity.Rules, form, command);
            outcome.Refusal.ShouldBeNull();
            return outcome.Value!.Subject;
        }

        var today = SmallCity.Calendar.DayOf(server.City.Clock.Now);
        var person = SmallCity.NorthClerk.Person;
        await Do(new RenameUnit("patrol", "督导一队"));
        var force = await Do(new AddUnit("文明创建迎检专班", UnitKinds.TaskForce, "office", null));
        var post = await Do(new AddPost(force, "专班督导员", Role.Inspector, SmallCity.North));
        await Do(new Second(person, post, today, today.AddDays(5)));
        var zone = await Do(new AddUnit("市场北片区", UnitKinds.Zone, "market", null), SmallCity.MarketClerk);
        await Do(new AddPost(zone, "北片区负责人", Role.UnitClerk, null), SmallCity.MarketClerk);
        await Do(new Enclose(zone, "p-1"), SmallCity.MarketClerk);
        var committee = await Do(new AddUnit("北社区“大党委”", UnitKinds.Committee, "north", null));
        await Do(new Join(committee, "market"));
        await Do(new Join(committee, "north"));
        await Do(new RaiseIssue(committee, "market", "楼道堆物长期反复", "三栋楼的楼道，几家单位都有责任。", 1, "p-1"));
        await Do(new RaiseIssue(committee, "north", "停车秩序", "早晚高峰门前乱停。", null, null));
        var issue = server.City.Database.Read(connection => CommitteeReads.IssuesOf(connection, committee)).Last();
        await Do(new DecideIssue(issue.Id, "market", "每月集中清理一次", today));
        var sheet = await Do(new HandOver("south-clerk", SmallCity.SouthClerk.Person, person, today.AddDays(2)));
        return
        [
            $"organisation/units/{force}",
            $"organisation/units/{zone}",
            $"organisation/units/{committee}",
            "organisation/posts/market-clerk",
            $"organisation/people/{Values.Id(person)}",
            $"organisation/handovers/{sheet}",
        ];
    }
}
