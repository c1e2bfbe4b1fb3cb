using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.SelfChecks;

namespace CivicLoop.Web.Demo;

/// <summary>
/// What happens in a demo city beside its cases: lists worked off item by item, and self-checks at sibling places. Day
/// by day in the transaction of that day's cases, through the same doors.
/// </summary>
internal sealed class DemoBeside(City city, CaseRules rules, DemoPeople people, int seed)
{
    private static readonly TimeOnly Hour = new(16, 0);
    private static readonly int[] FanOutDays = [58, 79, 87];

    private readonly IReadOnlyList<DemoList> lists = DemoLists.All(rules, seed);
    private readonly Dictionary<DemoList, Guid> made = [];
    private readonly Dictionary<DemoItem, (Guid Stream, int Steps)> items = [];
    private readonly Dice dice = Dice.For(seed, "beside");
    private int sent;

    private sealed record Step(DateOnly Day, ItemAct Act);

    public void Live(CityTransaction transaction, DateOnly day)
    {
        var at = rules.Calendar.ToUtc(day, Hour);
        foreach (var list in lists.Where(list => list.Made <= day))
            Lists(transaction, list, day, at);
        Answers(transaction, at);
        var since = day.DayNumber - rules.Playbook.City.Campaign.Starts.DayNumber;
        if (sent < FanOutDays.Length && since >= FanOutDays[sent])
        {
            sent++;
            FanOut(transaction, at);
        }
    }

    private void Lists(CityTransaction transaction, DemoList list, DateOnly day, DateTime at)
    {
        var office = Of(Role.OfficeClerk);
        if (office is null)
            return;
        if (!made.TryGetValue(list, out var id))
        {
            var input = new ListInput(list.Kind, list.Title, list.Source, list.Letter, list.Made, null);
            made[list] = id = Taken(ListStore.Make(transaction, Form(office, "收到反馈"), input, at)).Id;
        }
        foreach (var item in list.Items.Where(item => item.Added <= day))
        {
            if (!items.TryGetValue(item, out var life))
            {
                var added = Taken(ItemStore.Add(transaction, rules, Form(office, "列入清单"), id, item.Values, null, at));
                items[item] = life = (added.Stream, 0);
            }
            var steps = Steps(item);
            while (life.Steps < steps.Count && steps[life.Steps].Day <= day)
            {
                if (!Act(transaction, item, life.Stream, steps[life.Steps].Act, at))
                    break;
                items[item] = life = (life.Stream, life.Steps + 1);
            }
        }
    }

    private static List<Step> Steps(DemoItem item)
    {
        if (item.Withdrawn is { } withdrawn)
            return [new(withdrawn, ItemAct.Withdraw)];
        var steps = new List<Step> { new(item.Done, ItemAct.ReportDone) };
        if (item is { Failed: { } failed, DoneAgain: { } again })
            steps.AddRange([new(failed, ItemAct.Fail), new(again, ItemAct.ReportDone)]);
        steps.AddRange([new(item.Checked, ItemAct.Pass), new(item.Struck, ItemAct.StrikeOff)]);
        return steps;
    }

    // False where there is nobody who may do it, or nothing to show yet: it is tried again the next day.
    private bool Act(CityTransaction transaction, DemoItem item, Guid stream, ItemAct act, DateTime at)
    {
        var by = act switch
        {
            ItemAct.ReportDone => Clerk(item.Values.Unit),
            ItemAct.Pass or ItemAct.Fail => rules.Organisation.Covering(Role.Supervisor, null, item.Values.Unit) is { } post
                ? people.Of(post.Code)[0].Actor
                : null,
            _ => Of(Role.OfficeClerk),
        };
        if (by is null)
            return false;
        var (photos, evidence) = act == ItemAct.ReportDone ? Evidence(transaction, item.ByCase) : ([], null);
        if (act == ItemAct.ReportDone && photos.Count == 0 && evidence is null)
            return false;
        var reason = act switch
        {
            ItemAct.ReportDone => "已整改完成",
            ItemAct.Pass => "现场核查属实",
            ItemAct.Fail => "整改不到位",
            ItemAct.StrikeOff => "核查通过，予以销号",
            _ => "重复列入",
        };
        Taken(ItemStore.Act(transaction, rules, Form(by, reason), stream, act, photos, evidence, at));
        return true;
    }

    private (IReadOnlyList<StagedPhoto> Photos, long? Case) Evidence(CityTransaction transaction, bool byCase)
    {
        if (byCase)
        {
            var number = transaction.Number("select max(number) from cases where status = 'Closed'");
            return ([], number == 0 ? null : number);
        }
        return (
            transaction.Many(
                "select p.blob, p.type, p.width, p.height, p.size from photos p join cases c on c.stream = p.stream where c.status = 'Closed' and p.blob is not null and p.id <> c.cover order by c.number desc limit 1",
                Photo
            ),
            null
        );
    }

    private void FanOut(CityTransaction transaction, DateTime at)
    {
        var office = Of(Role.OfficeClerk);
        var recent = transaction.Many(
            "select stream, place_type, district, place from cases where filed_at < $1 and place is not null and status in ('Accepted', 'Fixed', 'Passed', 'Closed') order by number desc limit 200",
            row =>
                (
                    Stream: Guid.Parse(row.GetString(0)),
                    Type: row.GetString(1),
                    District: row.GetString(2),
                    Place: row.GetString(3)
                ),
            at
        );
        foreach (var (stream, type, district, place) in recent)
        {
            var scope = new FanOutScope(type, Reach.District, district);
            var plan = Core.SelfChecks.FanOut.Plan(
                place,
                SelfCheckReads.Siblings(transaction, scope, rules.Calendar.DayOf(at)),
                SelfCheckReads.Asked(transaction, stream),
                rules.Organisation
            );
            if (office is null || plan.Count is < 5 or > 80)
                continue;
            Taken(
                SelfCheckStore.Send(transaction, rules, Form(office, "同类点位可能存在同样问题"), stream, scope, plan.Count, at)
            );
            return;
        }
    }

    private void Answers(CityTransaction transaction, DateTime at)
    {
        var asked = transaction.Many(
            "select stream, state from self_checks where status = 'Asked' order by number limit 200",
            row => (Stream: Guid.Parse(row.GetString(0)), State: SelfCheckStream.Kind.ReadState(row.GetString(1)))
        );
        foreach (var (stream, state) in asked.Where(_ => dice.Chance(0.2)))
        {
            if (Clerk(state.Unit) is not { } clerk)
                continue;
            var form = Form(clerk, "现场查看，无此问题");
            if (dice.Chance(0.85))
                Taken(SelfCheckStore.All(transaction, rules, form, [stream], new AnswerClean(), at));
            else if (Seen(transaction, state.Case) is { Count: > 0 } photos)
                Taken(
                    SelfCheckStore.Found(
                        city.Database,
                        transaction,
                        rules,
                        form with
                        {
                            Reason = "自查发现",
                        },
                        stream,
                        state.Category,
                        "自查发现同样问题",
                        photos,
                        at
                    )
                );
        }
    }

    // A photo of the same problem: the first case's own.
    private static List<StagedPhoto> Seen(CityTransaction transaction, Guid origin) =>
        transaction.Many(
            "select p.blob, p.type, p.width, p.height, p.size from photos p join cases c on c.cover = p.id where c.stream = $1 and p.blob is not null",
            Photo,
            origin
        );

    private static StagedPhoto Photo(System.Data.Common.DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), null);

    private Actor? Of(Role role) => rules.Organisation.Covering(role, null) is { } post ? people.Of(post.Code)[0].Actor : null;

    private Actor? Clerk(string unit) =>
        rules.Organisation.PostOf(unit, Role.UnitClerk) is { } post ? people.Of(post.Code)[0].Actor : null;

    private static ActForm Form(Actor by, string reason) => new(Guid.CreateVersion7(), by, "desk", reason, null, null);

    private static T Taken<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Value ?? throw new InvalidOperationException($"the door refused what the demo was allowed: {outcome.Refusal}");
}
