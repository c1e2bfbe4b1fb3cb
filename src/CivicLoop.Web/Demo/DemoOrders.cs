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

    // Towards the end much is left undone, so that whoever opens the demo finds orders in every state.
    private const int LeftOpen = 4;

    private readonly Dice dice = Dice.For(seed, "orders");

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
        var ends = day > last.AddDays(-LeftOpen);
        // Whoever owes it has until now only just been told.
        if (owed.Since >= morning)
            return;
        switch (owed.Kind)
        {
            case OrderDuties.Sign when dice.Chance(0.6):
                Taken(OrderStore.Sign(transaction, rules, stream, By(owed.Post, "情况属实，同意签发"), Asked(state), morning));
                return;
            case OrderDuties.Sign when dice.Chance(0.75):
                Do(new PlainOrderInput(OrderAct.Dismiss), "责任单位已在办理，不再签发", morning);
                return;
            case OrderDuties.Receive when dice.Chance(ends ? 0.6 : 0.88):
                Do(new PlainOrderInput(OrderAct.Receive), "已收到，马上办理", afternoon);
                return;
            case OrderDuties.Receive when owed.Due < afternoon:
                Taken(OrderStore.Deem(transaction, rules, stream, "签收期限已过", afternoon));
                return;
            case OrderDuties.Reply when dice.Chance(ends ? 0.2 : 0.06) && OrderAppeals.Refuses(state, afternoon, rules) is null:
                Do(
                    new WordsOrderInput(OrderAct.Appeal, "该事项涉及多个单位，期限与实际工作量不符。", []),
                    "情况有出入",
                    afternoon
                );
                return;
            case OrderDuties.Reply when dice.Chance(ends ? 0.4 : 0.85):
                Do(new WordsOrderInput(OrderAct.Reply, "已安排专人办理，现场已整改到位。", []), "已按要求办理完毕", afternoon);
                return;
            case OrderDuties.Recheck when dice.Chance(ends ? 0.4 : 0.7):
                var passes = dice.Chance(0.85);
                Do(
                    new CheckedInput(passes ? OrderAct.Pass : OrderAct.Fail, [], Escalate: false, Judged: false),
                    passes ? "复核属实，予以办结" : "整改不到位，退回重办",
                    afternoon
                );
                return;
            case OrderDuties.Announce when day.DayOfWeek == DayOfWeek.Monday && !ends:
                Do(new AnnounceInput($"周通报（{day:yyyy-MM-dd}）"), "已登入本期通报", afternoon);
                return;
            case OrderDuties.Talk when dice.Chance(0.6) && !ends:
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
            case OrderDuties.Decide when dice.Chance(0.6) && !ends:
                var act = dice.Chance(0.7) ? OrderAct.Uphold : OrderAct.Revoke;
                Do(new PlainOrderInput(act), act == OrderAct.Uphold ? "事实清楚，予以维持" : "责任划分有误，予以撤销", afternoon);
                return;
        }

        void Do(OrderInput input, string reason, DateTime at) =>
            Taken(OrderStore.Act(transaction, rules, stream, By(owed.Post, reason), input, at));
    }

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
