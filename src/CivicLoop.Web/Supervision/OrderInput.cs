using CivicLoop.Core.Events;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Supervision;

/// <summary>What a form says besides its reason. Texts and photos become references only when the act is decided.</summary>
public abstract record OrderInput(OrderAct Act)
{
    /// <summary>The form's own fields in a fixed order.</summary>
    internal abstract IReadOnlyList<object?> Fields { get; }

    /// <summary>What is missing or too long, which Core never sees.</summary>
    internal abstract Refusal? Wanting();

    /// <param name="matterOpen">Whether what the order is over still goes on.</param>
    internal abstract Outcome<OrderCommand> Command(Drafts drafts, Func<bool> matterOpen);

    private protected static Refusal? Texts(string missing, params IReadOnlyList<string> texts) =>
        texts.Any(text => text.Length == 0) ? new Refusal(missing)
        : texts.Any(text => text.Length > ActForm.LongestText) ? OrderStore.TooLong(ActForm.LongestText)
        : null;
}

/// <summary>Nothing but the reason.</summary>
public sealed record PlainOrderInput(OrderAct Act) : OrderInput(Act)
{
    internal override IReadOnlyList<object?> Fields => [];

    internal override Refusal? Wanting() => null;

    internal override Outcome<OrderCommand> Command(Drafts drafts, Func<bool> matterOpen) =>
        Act switch
        {
            OrderAct.Dismiss => new DismissOrder(),
            OrderAct.Receive => new ReceiveOrder(),
            OrderAct.Withdraw => new WithdrawOrder(),
            OrderAct.Uphold => new UpholdOrder(),
            OrderAct.Revoke => new RevokeOrder(),
            _ => throw new ArgumentOutOfRangeException(nameof(drafts), Act, "needs more than a reason"),
        };
}

/// <summary>What was done, or what is said against it.</summary>
public sealed record WordsOrderInput(OrderAct Act, string Words, IReadOnlyList<StagedPhoto> Photos) : OrderInput(Act)
{
    internal override IReadOnlyList<object?> Fields => [Words, .. Photos.Select(photo => photo.Blob)];

    internal override Refusal? Wanting() => Texts(Act == OrderAct.Reply ? "order.reply-missing" : "order.appeal-missing", Words);

    internal override Outcome<OrderCommand> Command(Drafts drafts, Func<bool> matterOpen) =>
        Act == OrderAct.Reply
            ? new ReplyToOrder(drafts.Text(Words), drafts.Photos(Photos))
            : new AppealOrder(drafts.Text(Words), drafts.Photos(Photos));
}

/// <param name="Escalate">Failed: the next rung is proposed with it.</param>
/// <param name="Judged">Whoever looked at it judges what the next rung asks to be judged.</param>
public sealed record CheckedInput(OrderAct Act, IReadOnlyList<StagedPhoto> Photos, bool Escalate, bool Judged) : OrderInput(Act)
{
    internal override IReadOnlyList<object?> Fields => [Escalate, Judged, .. Photos.Select(photo => photo.Blob)];

    internal override Refusal? Wanting() => null;

    internal override Outcome<OrderCommand> Command(Drafts drafts, Func<bool> matterOpen) =>
        Act == OrderAct.Pass ? new PassOrder(drafts.Photos(Photos)) : new FailOrder(drafts.Photos(Photos));
}

/// <param name="Issue">In which bulletin it stands.</param>
public sealed record AnnounceInput(string Issue) : OrderInput(OrderAct.Announce)
{
    internal override IReadOnlyList<object?> Fields => [Issue];

    internal override Refusal? Wanting() => OrderStore.Issue(Issue);

    internal override Outcome<OrderCommand> Command(Drafts drafts, Func<bool> matterOpen) =>
        new AnnounceOrder(drafts.Text(Issue));
}

/// <param name="At">UTC; null where the form says no time that can be read.</param>
public sealed record TalkInput(DateTime? At, string Where, IReadOnlyList<string> Posts, string Minutes, string Measures)
    : OrderInput(OrderAct.HoldTalk)
{
    internal override IReadOnlyList<object?> Fields => [At?.Ticks, Where, string.Join(',', Posts), Minutes, Measures];

    internal override Refusal? Wanting() =>
        At is null ? new Refusal("order.talk-when") : Texts("order.talk-missing", Where, Minutes, Measures);

    internal override Outcome<OrderCommand> Command(Drafts drafts, Func<bool> matterOpen) =>
        new KeepTalk(new TalkHeld(At!.Value, drafts.Text(Where), Posts, drafts.Text(Minutes), drafts.Text(Measures)));
}

/// <param name="To">The body that calls to account.</param>
/// <param name="What">The matter in whole figures; no natural person.</param>
public sealed record ReferInput(string To, string What) : OrderInput(OrderAct.Refer)
{
    internal override IReadOnlyList<object?> Fields => [To, What];

    internal override Refusal? Wanting() => Texts("order.refer-missing", To, What);

    internal override Outcome<OrderCommand> Command(Drafts drafts, Func<bool> matterOpen) =>
        new ReferOrder(drafts.Text(To), drafts.Text(What));
}

/// <summary>变更: what an appeal changes of it.</summary>
public sealed record ChangeInput(string? Limit, int? Points, bool Unannounced) : OrderInput(OrderAct.Change)
{
    internal override IReadOnlyList<object?> Fields => [Limit, Points, Unannounced];

    internal override Refusal? Wanting() => null;

    internal override Outcome<OrderCommand> Command(Drafts drafts, Func<bool> matterOpen) =>
        new ChangeOrder(Limit, Points, Unannounced);
}

public sealed record WatchInput(OrderAct Act, string Post) : OrderInput(Act)
{
    internal override IReadOnlyList<object?> Fields => [Post];

    internal override Refusal? Wanting() => null;

    internal override Outcome<OrderCommand> Command(Drafts drafts, Func<bool> matterOpen) =>
        Act == OrderAct.Watch ? new WatchOrder(Post) : new UnwatchOrder(Post, matterOpen());
}
