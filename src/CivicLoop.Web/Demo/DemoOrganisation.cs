using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Places;

namespace CivicLoop.Web.Demo;

/// <summary>
/// What a demo city's organisation has gone through: a transfer under way, somebody lent until a day, a vacant post, a
/// committee with issues, a zone with its places. Made on the last day, through the very door that real changes go through.
/// </summary>
internal sealed class DemoOrganisation(City city, CaseRules rules, DateTime at)
{
    private readonly OrganisationNow before = rules.Organisation;

    public int Live(CityTransaction transaction)
    {
        string Do(OrganisationCommand command, string reason, Actor? by = null)
        {
            var form = new OrganisationForm(Guid.CreateVersion7(at), by ?? Holder(transaction, Office), reason);
            var outcome = OrganisationDoor.Apply(city, transaction, rules, form, command, at);
            return outcome.Refusal is { } refusal
                ? throw new InvalidOperationException(
                    $"the door refused what the demo was allowed: {command} was refused: {refusal}"
                )
                : outcome.Value!.Subject;
        }

        var today = rules.Calendar.DayOf(at);
        var clerks = before
            .Units.Where(unit => unit is { Kind: "bureau", Closed: false })
            .OrderBy(unit => unit.Code, StringComparer.Ordinal)
            .Select(unit => before.ClerkOf(unit.Code))
            .OfType<Post>()
            .ToArray();
        if (clerks.Length < 3)
            return 0;

        // Somebody came from another post before the campaign began, and hands it over in three days.
        var (leaving, taking, lent) = (clerks[0], clerks[1], clerks[2]);
        var (leaver, taker) = (Holder(transaction, leaving), Holder(transaction, taking));
        var starts = rules.Calendar.ToUtc(rules.Playbook.City.Campaign.Starts, TimeOnly.MinValue);
        HoldingStore.Insert(transaction, taker.Person, leaving.Code, starts.AddDays(-420), starts, seconded: false, starts);
        var sheet = Guid.Parse(
            Do(new HandOver(leaving.Code, leaver.Person, taker.Person, today.AddDays(3)), "干部交流，按任职通知办理")
        );
        Do(new SignHandover(sheet, HandoverSide.Gives, OnPaper: false), "清单已逐项核对", leaver);

        // A task force of one who was lent and goes back soon, and a post for which nobody was found yet.
        var office = before.Post(Office)!.Unit;
        var force = Do(new AddUnit("文明城市测评迎检专班", UnitKinds.TaskForce, office, null), "抽调专人，主动对标测评标准");
        var district = rules.Playbook.City.Districts[0].Code;
        var post = Do(new AddPost(force, "专班督导员", Role.Inspector, district), "专班设岗");
        Do(new AddPost(force, "专班资料员", Role.UnitClerk, null), "专班设岗，人选待定");
        Do(new Second(Holder(transaction, lent).Person, post, today, today.AddDays(4)), "测评材料集中核对，用时五天");

        var committee =
            before.Units.FirstOrDefault(unit => unit is { Kind: UnitKinds.Committee, Closed: false })?.Code
            ?? Do(new AddUnit("社区“大党委”", UnitKinds.Committee, null, null), "共建共治");
        foreach (var clerk in clerks.Take(2))
            if (!CommitteeReads.MembersOf(transaction, committee).Contains(clerk.Unit))
                Do(new Join(committee, clerk.Unit), "自愿加入");
        foreach (var (unit, title, what, decision, result) in Issues(leaving.Unit, taking.Unit))
        {
            Do(new RaiseIssue(committee, unit, title, what, null, null), "走访中居民反映");
            if (decision is null)
                continue;
            var issue = CommitteeReads.Newest(transaction, committee);
            Do(new DecideIssue(issue, unit, decision, today.AddDays(result is null ? 0 : 7)), "联席会议议定");
            if (result is not null)
                Do(new SettleIssue(issue, result), "现场看过");
        }

        var zone = before
            .Units.Where(unit => unit.Kind == UnitKinds.Zone)
            .OrderBy(unit => unit.Code, StringComparer.Ordinal)
            .LastOrDefault();
        if (zone?.Parent is { } whole && PlaceReads.OwnedBy(transaction, whole, today).FirstOrDefault() is { } place)
            Do(new Enclose(zone.Code, place), "院内划片，责任到人");
        return 0;
    }

    private static (string Unit, string Title, string What, string? Decision, string? Result)[] Issues(
        string one,
        string other
    ) =>
        [
            (
                one,
                "老旧楼院楼道堆物反复",
                "几栋楼的楼道清了又堆，物业、社区和产权单位各管一段。",
                "每月第一个周末集中清理，物业日常巡查",
                "首次集中清理已完成，物业建立巡查台账"
            ),
            (
                other,
                "学校门口早晚高峰停车乱",
                "接送时段车辆占道，需要交警、学校和社区一起想办法。",
                "高峰时段定点疏导，划出临时停靠区",
                null
            ),
            (one, "小广场夜间噪声", "居民多次反映，活动时间需要商定。", null, null),
        ];

    private string Office => before.Covering(Role.OfficeClerk, null)!.Code;

    private Actor Holder(CityTransaction transaction, string post) => Holder(transaction, before.Post(post)!);

    private Actor Holder(CityTransaction transaction, Post post) =>
        new(
            HoldingReads.Open(transaction, "post", post.Code, at).OrderBy(holding => holding.From).First().Person,
            post.Code,
            post.Role,
            post.Unit,
            post.District
        );
}
