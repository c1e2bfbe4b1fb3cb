namespace CivicLoop.Web.Exchange.Hooks;

/// <summary>Another system that is told what happens.</summary>
/// <param name="Secret">Sealed with the keys of the city.</param>
/// <param name="Kinds">Of <see cref="Core.Exchange.Happening.All"/>.</param>
/// <param name="Token">Whose key it is: of what came by it the system hears its own numbers and the city's answers. Null for what everybody may know.</param>
/// <param name="SinceAt">Told of what was recorded from then on, by the city's clock.</param>
/// <param name="ToldAt">Everything recorded up to then was put down.</param>
/// <param name="LastAt">When it last took something; null for never.</param>
/// <param name="OffAt">Since when it is told nothing; null while it is told.</param>
public sealed record Webhook(
    Guid Id,
    string Name,
    string Address,
    string Secret,
    IReadOnlyList<string> Kinds,
    Guid? Token,
    DateTime SinceAt,
    DateTime ToldAt,
    DateTime? LastAt,
    DateTime CreatedAt,
    DateTime? OffAt
)
{
    /// <summary>Waiting for their turn, and given up; counted for pages.</summary>
    public long Waiting { get; init; }

    /// <summary>Of those that wait, how many were tried in vain.</summary>
    public long Tried { get; init; }

    public long GivenUp { get; init; }
}

public enum HookState
{
    Waiting,
    Arrived,
    GivenUp,

    /// <summary>What was waiting when it was switched off, and what nobody may know any more when its turn came.</summary>
    Dropped,
}

/// <summary>One thing to tell.</summary>
/// <param name="Stream">The case; null for a test.</param>
/// <param name="Number">Of the event in the history of the case.</param>
/// <param name="Answer">What came of the last attempt: a status, or the code of a refusal; null before the first.</param>
public sealed record HookDelivery(
    Guid Id,
    Guid Webhook,
    string? Stream,
    int? Number,
    string Kind,
    DateTime HappenedAt,
    HookState State,
    int Attempts,
    DateTime AddedAt,
    DateTime DueAt,
    DateTime? SettledAt,
    string? Answer
)
{
    /// <summary>Not taken so far, and not dropped either.</summary>
    public bool Failed => State == HookState.GivenUp || State == HookState.Waiting && Attempts > 0;

    /// <summary>Number of the case; filled in for pages.</summary>
    public long? Case { get; init; }
}
