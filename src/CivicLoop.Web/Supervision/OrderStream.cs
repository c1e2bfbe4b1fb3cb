using CivicLoop.Core.Events;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Supervision;

/// <summary>Orders as streams of the one history.</summary>
public sealed class OrderStream : StreamKind<OrderState, OrderEvent>
{
    private OrderStream()
        : base(
            "order",
            "orders",
            OrderEventJson.Kinds,
            OrderEventContext.Default.OrderState,
            [
                new("status", state => state.Status),
                new("rung", state => state.Rung),
                new("unit", state => state.Over.Unit),
                new("district", state => state.Over.District),
                new("place", state => state.Over.Place),
                new("matter", state => state.Over.Matter.Stream),
                new("matter_of", state => state.Over.Matter.Of),
                new("matter_number", state => state.Over.Matter.Number),
                new("proposed", state => state.Proposed),
                new("signer", state => state.Signer),
                new("paper_rung", state => state.Paper?.Rung),
                new("paper_year", state => state.Paper?.Year),
                new("paper_number", state => state.Paper?.Number),
                new("points", state => state.Lost),
                new("appraised", state => state is { IsIssued: true, IsAppraised: true }),
                new("announce", state => state.Ahead.Contains(OrderStatus.Announce)),
                new("lapsed", state => state.IsUnansweredAt(DateTime.MinValue)),
                new("counted", state => string.Join(',', state.Why.Counted ?? [])),
                new("watchers", state => string.Concat(state.Watchers.Select(post => $"|{post}|"))),
                new("next_kind", state => state.Next?.Kind),
                new("next_post", state => state.Next?.Post),
                new("due", state => state.Next?.Due),
                new("drafted_at", state => state.DraftedAt),
                new("signed_at", state => state.Signed?.RecordedAt),
                new("ended_at", state => state.EndedAt),
            ]
        ) { }

    public static OrderStream Kind { get; } = new();

    public override OrderState Evolve(OrderState? before, OrderEvent happened, Made made) =>
        OrderEvolve.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(OrderEvent happened) => OrderRefs.Texts(happened);

    public override IEnumerable<PhotoRef> Photos(OrderEvent happened) => OrderRefs.Photos(happened);
}
