using CivicLoop.Core.Events;

namespace CivicLoop.Core.Supervision;

/// <summary>The acts by name: what rights are given for and what forms are called.</summary>
public enum OrderAct
{
    Draft,
    Sign,
    Dismiss,
    Receive,
    Reply,
    Pass,
    Fail,
    Announce,
    HoldTalk,
    Refer,
    Withdraw,
    Appeal,
    Uphold,
    Change,
    Revoke,
    Watch,
    Unwatch,

    /// <summary>The system's alone: its time to be received ran out.</summary>
    Deem,

    /// <summary>The system's alone: the next rung was signed.</summary>
    Supersede,

    /// <summary>The system's alone: a limit counted again by a calendar that knows more.</summary>
    Recount,
}

public abstract record OrderCommand(OrderAct Kind);

/// <summary>The system proposes it, or somebody drafts it by hand.</summary>
/// <param name="Rung">Code of the rung.</param>
/// <param name="Words">What is asked; null where the signer is to find the words.</param>
/// <param name="Watchers">Posts that hold the place by a contract.</param>
public sealed record DraftOrder(long Number, string Rung, Subject Over, Why Why, TextRef? Words, IReadOnlyList<string> Watchers)
    : OrderCommand(OrderAct.Draft);

public sealed record SignOrder(Paper Paper, TextRef Words) : OrderCommand(OrderAct.Sign);

public sealed record DismissOrder() : OrderCommand(OrderAct.Dismiss);

public sealed record ReceiveOrder() : OrderCommand(OrderAct.Receive);

public sealed record DeemReceived() : OrderCommand(OrderAct.Deem);

public sealed record ReplyToOrder(TextRef Words, IReadOnlyList<PhotoRef> Photos) : OrderCommand(OrderAct.Reply);

public sealed record PassOrder(IReadOnlyList<PhotoRef> Photos) : OrderCommand(OrderAct.Pass);

public sealed record FailOrder(IReadOnlyList<PhotoRef> Photos) : OrderCommand(OrderAct.Fail);

/// <param name="Issue">Which bulletin it stands in.</param>
public sealed record AnnounceOrder(TextRef Issue) : OrderCommand(OrderAct.Announce);

public sealed record KeepTalk(TalkHeld Talk) : OrderCommand(OrderAct.HoldTalk);

/// <param name="To">Which body calls to account; never a person.</param>
/// <param name="What">The matter in whole figures.</param>
public sealed record ReferOrder(TextRef To, TextRef What) : OrderCommand(OrderAct.Refer);

public sealed record WithdrawOrder() : OrderCommand(OrderAct.Withdraw);

/// <param name="By">Number of the order that takes its place.</param>
public sealed record SupersedeOrder(long By) : OrderCommand(OrderAct.Supersede);

public sealed record AppealOrder(TextRef Words, IReadOnlyList<PhotoRef> Evidence) : OrderCommand(OrderAct.Appeal);

public sealed record UpholdOrder() : OrderCommand(OrderAct.Uphold);

/// <param name="Limit">A new limit of the answer from now on; null for what was left of the old one.</param>
/// <param name="Points">What it is to cost from now on, not more than before; null for as before.</param>
/// <param name="Unannounced">It is taken out of the bulletin.</param>
public sealed record ChangeOrder(string? Limit, int? Points, bool Unannounced) : OrderCommand(OrderAct.Change);

public sealed record RevokeOrder() : OrderCommand(OrderAct.Revoke);

public sealed record WatchOrder(string Post) : OrderCommand(OrderAct.Watch);

/// <param name="MatterOpen">Whether what the order is over still goes on.</param>
public sealed record UnwatchOrder(string Post, bool MatterOpen) : OrderCommand(OrderAct.Unwatch);

public sealed record RecountOrder() : OrderCommand(OrderAct.Recount);
