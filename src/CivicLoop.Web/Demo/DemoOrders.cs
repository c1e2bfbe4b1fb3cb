using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Events;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Supervision;

namespace CivicLoop.Web.Demo;

/// <summary>
/// The orders of a demo city: each morning the ladder looks at what the evening left, and whoever owes something on an
/// order does it in the course of the day, most of them in time.
/// </summary>
internal sealed class DemoOrders(City city, CaseRules rules, DemoPeople people, int seed, DateOnly last)
{
    private static readonly TimeOnly Early = new(8, 30);
    private static readonly TimeOnly Morning = new(10, 0);
    private static readonly TimeOnly Afternoon = new(15, 0);

    // So many are left at each step, so that whoever opens the demo finds orders in every state: begun at so many days before
    // the last, where time itself does not end the step before.
    private const int LeftAtEach = 2;

    private static readonly Dictionary<string, int> LeftFrom = new()
    {
        [OrderDuties.Sign] = 2,
        [OrderDuties.Receive] = 3,
        [OrderDuties.Reply] = 12,
        [OrderDuties.Recheck] = 20,
        [OrderDuties.Decide] = 25,
        [OrderDuties.Announce] = 12,
        [OrderDuties.Talk] = 25,
    };

    private readonly Dictionary<string, HashSet<long>> left = LeftFrom.Keys.ToDictionary(kind => kind, _ => new HashSet<long>());
    private readonly Dice dice = Dice.For(seed, "orders");
    private readonly HashSet<OrderAct> seen = [];

    public void Live(CityTransaction transaction, DateOnly day)
    {
        if (!rules.Calendar.IsWorkingDay(day))
            return;
        var early = At(day, Early);
        // What was committed is how it stood when yesterday ended.
        LadderRounds.Keep(transaction, rules, LadderRounds.Weigh(city, rules, early), early);
        foreach (var (stream, state) in Standing(transaction))
            Act(transaction, day, stream, state);
    }

    private static List<(Guid Stream, OrderState State)> Standing(CityTransaction transaction) =>
        transaction.Many(
            "select stream, state from orders where next_kind is not null order by number",
            row => (Guid.Parse(row.GetString(0)), OrderStream.Kind.ReadState(row.GetString(1)))
        );

    private void Act(CityTransaction transaction, DateOnly day, Guid stream, OrderState state)
    {
        var (owed, morning, afternoon) = (state.Next!, At(day, Morning), At(day, Afternoon));
        // Whoever owes it has until now only just been told.
        if (owed.Since >= morning || Leaves(day, owed.Kind, state.Number))
            return;
        switch (owed.Kind)
        {
            case OrderDuties.Sign when dice.Chance(0.85):
                Taken(OrderStore.Sign(transaction, rules, stream, By(owed.Post, "情况属实，同意签发"), Asked(state), morning));
                return;
            case OrderDuties.Sign when dice.Chance(0.75):
                Do(new PlainOrderInput(OrderAct.Dismiss), "责任单位已在办理，不再签发", morning);
                return;
            case OrderDuties.Reply when state.Signer is { } signer && day > last.AddDays(-60) && First(OrderAct.Withdraw):
                Taken(
                    OrderStore.Act(
                        transaction,
                        rules,
                        stream,
                        By(signer, "该事项已由其他单位办结，收回督办"),
                        new PlainOrderInput(OrderAct.Withdraw),
                        afternoon
                    )
                );
                return;
            case OrderDuties.Receive when dice.Chance(0.88):
                Do(new PlainOrderInput(OrderAct.Receive), "已收到，马上办理", afternoon);
                return;
            case OrderDuties.Receive when owed.Due < afternoon:
                Taken(OrderStore.Deem(transaction, rules, stream, "签收期限已过", afternoon));
                return;
            case OrderDuties.Reply
                when OrderAppeals.Refuses(state, afternoon, rules) is null
                    && (dice.Chance(0.06) || LeavesOneMore(day, OrderDuties.Decide) || First(OrderAct.Appeal)):
                Do(
                    new WordsOrderInput(OrderAct.Appeal, "该事项涉及多个单位，期限与实际工作量不符。", []),
                    "情况有出入",
                    afternoon
                );
                return;
            case OrderDuties.Reply when dice.Chance(0.85):
                Do(new WordsOrderInput(OrderAct.Reply, "已安排专人办理，现场已整改到位。", []), "已按要求办理完毕", afternoon);
                return;
            case OrderDuties.Recheck when dice.Chance(0.7):
                var passes = !First(OrderAct.Fail) && dice.Chance(0.85);
                Do(
                    new CheckedInput(passes ? OrderAct.Pass : OrderAct.Fail, [], Escalate: false, Judged: false),
                    passes ? "复核属实，予以办结" : "整改不到位，退回重办",
                    afternoon
                );
                return;
            case OrderDuties.Announce when day.DayOfWeek == DayOfWeek.Monday:
                Do(new AnnounceInput($"周通报（{day:yyyy-MM-dd}）"), "已登入本期通报", afternoon);
                return;
            case OrderDuties.Talk when First(OrderAct.HoldTalk) || dice.Chance(0.6):
                Do(
                    new TalkInput(
                        At(day, new TimeOnly(14, 0)),
                        "市创城办会议室",
                        [owed.Post, OrderDuties.Answers(state.Over.Unit, rules.Organisation)!.Code],
                        "通报了事项超期和未回复的情况，责任单位作了说明。",
                        "一周内办结，每天报送进度。"
                    ),
                    "已按要求约谈",
                    afternoon
                );
                return;
            case OrderDuties.Decide when dice.Chance(0.6):
                var act = !First(OrderAct.Revoke) && dice.Chance(0.7) ? OrderAct.Uphold : OrderAct.Revoke;
                Do(new PlainOrderInput(act), act == OrderAct.Uphold ? "事实清楚，予以维持" : "责任划分有误，予以撤销", afternoon);
                return;
        }

        void Do(OrderInput input, string reason, DateTime at) =>
            Taken(OrderStore.Act(transaction, rules, stream, By(owed.Post, reason), input, at));
    }

    // Rare acts are done as soon as they can be, so that every demo has seen them.
    private bool First(OrderAct act) => seen.Add(act);

    private bool Leaves(DateOnly day, string kind, long order) =>
        left.TryGetValue(kind, out var orders)
        && (
            orders.Contains(order)
            || (kind != OrderDuties.Talk || seen.Contains(OrderAct.HoldTalk)) && LeavesOneMore(day, kind) && orders.Add(order)
        );

    private bool LeavesOneMore(DateOnly day, string kind) => day > last.AddDays(-LeftFrom[kind]) && left[kind].Count < LeftAtEach;

    private static string Asked(OrderState state) =>
        state.Why.Owed is null ? "请对照通报事项，说明原因，限期改进。" : "请限期办结该事项，并书面回复办理情况。";

    private DateTime At(DateOnly day, TimeOnly time) => rules.Calendar.ToUtc(day, time);

    private ActForm By(string post, string reason) =>
        new(Guid.CreateVersion7(), people.Of(post)[0].Actor, "desk", reason, null, null);

    private static void Taken(Outcome<Done<OrderState>> outcome)
    {
        if (outcome.Refusal is { } refusal)
            throw new InvalidOperationException($"the door refused what the demo was allowed: {refusal}");
    }
}
