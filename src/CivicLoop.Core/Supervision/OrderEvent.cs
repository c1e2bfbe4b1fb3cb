using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Supervision;

/// <summary>What happened to an order. Released kinds are stone.</summary>
/// <param name="Next">Who owes what now; null when nobody does.</param>
public abstract record OrderEvent(Duty? Next);

/// <summary>Told whole: what the rung said on that day stays what the order stands on.</summary>
public sealed record OrderDrafted(
    long Number,
    string Rung,
    string Name,
    string? Colour,
    string SignedBy,
    Subject Over,
    Why Why,
    bool Proposed,
    TextRef? Words,
    string? Limit,
    int? Points,
    IReadOnlyList<string> Makes,
    IReadOnlyList<string> Watchers,
    Duty? Next
) : OrderEvent(Next);

public sealed record OrderDismissed() : OrderEvent((Duty?)null);

/// <param name="Ahead">What is to be done now, in order.</param>
public sealed record OrderSigned(Paper Paper, TextRef Words, IReadOnlyList<OrderStatus> Ahead, Duty? Next) : OrderEvent(Next);

public sealed record OrderReceived(Duty? Next) : OrderEvent(Next);

public sealed record OrderDeemedReceived(Duty? Next) : OrderEvent(Next);

public sealed record OrderReplied(TextRef Words, IReadOnlyList<PhotoRef> Photos, Duty? Next) : OrderEvent(Next);

public sealed record OrderPassed(IReadOnlyList<PhotoRef> Photos, Duty? Next) : OrderEvent(Next);

public sealed record OrderFailed(IReadOnlyList<PhotoRef> Photos, Duty? Next) : OrderEvent(Next);

public sealed record OrderAnnounced(TextRef Issue, Duty? Next) : OrderEvent(Next);

public sealed record OrderTalked(TalkHeld Talk, Duty? Next) : OrderEvent(Next);

public sealed record OrderReferred(TextRef To, TextRef What, Duty? Next) : OrderEvent(Next);

public sealed record OrderWithdrawn() : OrderEvent((Duty?)null);

public sealed record OrderSuperseded(long By) : OrderEvent((Duty?)null);

/// <param name="Stopped">The clock that stands still meanwhile; null where none ran.</param>
public sealed record OrderAppealed(
    int Level,
    string Body,
    TextRef Words,
    IReadOnlyList<PhotoRef> Evidence,
    Stopped? Stopped,
    Duty? Next
) : OrderEvent(Next);

/// <param name="Limit">The limit of the answer from now on, where it was changed.</param>
public sealed record OrderAppealDecided(AppealOutcome Outcome, string? Limit, Duty? Next) : OrderEvent(Next);

/// <summary>What it had cost is given back, or a part of it.</summary>
public sealed record OrderPointsReturned(int Points, Duty? Next) : OrderEvent(Next);

/// <summary>What stood in the bulletin, or waited for it, stands there no more.</summary>
public sealed record OrderBulletinWithdrawn(Duty? Next) : OrderEvent(Next);

public sealed record OrderWatched(string Post, Duty? Next) : OrderEvent(Next);

public sealed record OrderUnwatched(string Post, Duty? Next) : OrderEvent(Next);

public sealed record OrderRecounted(Duty? Next) : OrderEvent(Next);

/// <summary>The erasable texts and photos that an event names, besides the reason of its act.</summary>
public static class OrderRefs
{
    public static IEnumerable<TextRef> Texts(OrderEvent happened) =>
        happened switch
        {
            OrderDrafted { Words: { } words } => [words],
            OrderSigned signed => [signed.Words],
            OrderReplied replied => [replied.Words],
            OrderAnnounced announced => [announced.Issue],
            OrderTalked { Talk: var talk } => [talk.Where, talk.Minutes, talk.Measures],
            OrderReferred referred => [referred.To, referred.What],
            OrderAppealed appealed => [appealed.Words],
            _ => [],
        };

    public static IEnumerable<PhotoRef> Photos(OrderEvent happened) =>
        happened switch
        {
            OrderReplied replied => replied.Photos,
            OrderPassed passed => passed.Photos,
            OrderFailed failed => failed.Photos,
            OrderAppealed appealed => appealed.Evidence,
            _ => [],
        };
}
