using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Supervision;

/// <summary>申诉: level after level somebody who had no say in it before; the clock stands still meanwhile.</summary>
public static class OrderAppeals
{
    /// <summary>Why no appeal is possible; null where one is.</summary>
    public static Refusal? Refuses(OrderState state, DateTime now, CaseRules rules)
    {
        if (!state.IsIssued || state.Status is OrderStatus.Withdrawn or OrderStatus.Revoked or OrderStatus.Superseded)
            return new Refusal("order.not-now", nameof(OrderAct.Appeal), state.Status.ToString());
        if (state.Pending is not null)
            return new Refusal("order.appeal-pending");
        if (Until(state, rules) < now)
            return new Refusal("order.appeal-late", rules.Playbook.Ladder.Appeals.Within.ToString());
        return NextLevel(state, rules) is null ? new Refusal("order.appeal-final") : null;
    }

    /// <summary>Until when the next appeal may come; after it what was decided is final.</summary>
    public static DateTime Until(OrderState state, CaseRules rules) =>
        rules
            .Calendar.After(
                state.Appeals is [.., { Decided: { } decided }] ? decided.RecordedAt : state.Signed!.RecordedAt,
                rules.Playbook.Ladder.Appeals.Within
            )
            .At;

    /// <summary>The next level at which somebody decides who had no say before; null where there is none.</summary>
    public static (int Level, string Body, Post Post)? NextLevel(OrderState state, CaseRules rules)
    {
        var levels = rules.Playbook.Ladder.Appeals.Levels;
        var heard = Heard(state).Select(made => made.Post).ToList();
        for (var level = state.Appeals is [.., var last] ? last.Level : 0; level < levels.Count; level++)
            if (Signers.First(Body(levels[level], state), state.Over.Unit, state.Over.District, rules, heard) is { } post)
                return (level + 1, levels[level], post);
        return null;
    }

    internal static Outcome<IReadOnlyList<OrderEvent>> OnAppeal(OrderState state, AppealOrder appeal, Act act, CaseRules rules)
    {
        if (Refuses(state, act.RecordedAt, rules) is { } no)
            return no;
        var (level, body, post) = NextLevel(state, rules)!.Value;
        var stopped = state.Next is { } next ? new Stopped(next, next.RestAt(act.RecordedAt, rules.Calendar)?.ToString()) : null;
        var owed = OrderDuties.ToDecide(post.Code, act.RecordedAt, rules);
        return new OrderEvent[] { new OrderAppealed(level, body, appeal.Words, appeal.Evidence, stopped, owed) };
    }

    internal static Outcome<IReadOnlyList<OrderEvent>> OnDecide(OrderState state, OrderCommand command, Act act, CaseRules rules)
    {
        if (OrderSight.IsOf(act.By, state.Over.Unit, rules.Organisation))
            return new Refusal("order.own-unit");
        if (Heard(state).Any(made => made.Person == act.By.Person || made.Post == act.By.Post))
            return new Refusal("order.decided-before");
        if (
            act.By.Post != state.Next?.Post
            && Signers
                .Of(Body(state.Pending!.Body, state), state.Over.Unit, state.Over.District, rules)
                .All(post => post.Code != act.By.Post)
        )
            return new Refusal("order.not-yours", command.Kind.ToString());
        return command switch
        {
            UpholdOrder => new OrderEvent[] { new OrderAppealDecided(AppealOutcome.Upheld, null, GoesOn(state, act, rules)) },
            RevokeOrder => OrderDecide.Undone(state, new OrderAppealDecided(AppealOutcome.Revoked, null, null)),
            _ => OnChange(state, (ChangeOrder)command, act, rules),
        };
    }

    private static Outcome<IReadOnlyList<OrderEvent>> OnChange(OrderState state, ChangeOrder change, Act act, CaseRules rules)
    {
        if (change is { Limit: null, Points: null, Unannounced: false })
            return new Refusal("order.change-nothing");
        if (change.Limit is { } text && (Limit.Parse(text) is null || !state.Ahead.Contains(OrderStatus.Reply)))
            return new Refusal("order.change-limit");
        if (change.Points is { } points && (points < 0 || points >= state.Lost))
            return new Refusal("order.change-points", $"{state.Lost}");
        var next =
            change.Limit is { } limit && state.Status == OrderStatus.Reply
                ? OrderDuties.Of(OrderStatus.Reply, state with { Limit = limit }, act.RecordedAt, rules)
            : change.Unannounced && state.Status == OrderStatus.Announce
                ? OrderDecide.After(state, OrderStatus.Announce, act, rules)
            : GoesOn(state, act, rules);
        return (OrderEvent[])
            [
                new OrderAppealDecided(AppealOutcome.Changed, change.Limit, next),
                .. change.Points is { } left ? OrderDecide.Returned(state, state.Lost - left, next) : [],
                .. change.Unannounced ? OrderDecide.Unannounced(state, next) : [],
            ];
    }

    // What stood still goes on with what was left of it; what had run out runs on as it was.
    private static Duty? GoesOn(OrderState state, Act act, CaseRules rules) =>
        state.Stopped is not { } stopped ? null
        : Limit.Parse(stopped.Rest) is not { } rest ? stopped.Was
        : Duty.Open(
            stopped.Was.Kind,
            stopped.Was.Post,
            stopped.Was.Checker,
            act.RecordedAt,
            rest,
            rules.Playbook.Limits.YellowAt,
            rules.Calendar
        );

    private static string Body(string level, OrderState state) => level == Signers.Issuer ? state.SignedBy : level;

    // Whoever signed it or decided about it.
    private static IEnumerable<Made> Heard(OrderState state) =>
        state.Appeals.Select(appeal => appeal.Decided).Prepend(state.Signed).OfType<Made>();
}
