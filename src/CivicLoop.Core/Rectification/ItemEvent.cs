using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Rectification;

/// <summary>What happened to an item of a list. Released kinds are stone.</summary>
/// <param name="Next">Who owes what now; null when nobody does.</param>
public abstract record ItemEvent(Duty? Next);

public sealed record ItemAdded(
    Guid List,
    long Number,
    TextRef Item,
    TextRef Cause,
    TextRef Measure,
    DateOnly Due,
    DateOnly? Promised,
    string Unit,
    string? Responsible,
    string? Checker,
    string? Place,
    string District,
    string? Standard,
    MirroredCase? Case,
    Duty? Next
) : ItemEvent(Next);

/// <summary>Only what changed; an empty code took away what stood there.</summary>
public sealed record ItemChanged(
    TextRef? Item,
    TextRef? Cause,
    TextRef? Measure,
    DateOnly? Due,
    DateOnly? Promised,
    string? Unit,
    string? Responsible,
    string? Checker,
    string? Place,
    string? District,
    string? Standard,
    int? CaseVersion,
    Duty? Next
) : ItemEvent(Next);

public sealed record ItemDone(string Unit, IReadOnlyList<PhotoRef> Photos, long? Case, Duty? Next) : ItemEvent(Next);

public sealed record ItemChecked(IReadOnlyList<PhotoRef> Photos, Duty? Next) : ItemEvent(Next);

public sealed record ItemFailed(IReadOnlyList<PhotoRef> Photos, Duty? Next) : ItemEvent(Next);

public sealed record ItemLimitRecounted(Duty? Next) : ItemEvent(Next);

public sealed record ItemStruckOff() : ItemEvent((Duty?)null);

public sealed record ItemWithdrawn() : ItemEvent((Duty?)null);

/// <summary>The erasable texts and photos that an event names, besides the reason of its act.</summary>
public static class ItemRefs
{
    public static IEnumerable<TextRef> Texts(ItemEvent happened) =>
        happened switch
        {
            ItemAdded added => [added.Item, added.Cause, added.Measure],
            ItemChanged changed => new[] { changed.Item, changed.Cause, changed.Measure }.OfType<TextRef>(),
            _ => [],
        };

    public static IEnumerable<PhotoRef> Photos(ItemEvent happened) =>
        happened switch
        {
            ItemDone done => done.Photos,
            ItemChecked passed => passed.Photos,
            ItemFailed failed => failed.Photos,
            _ => [],
        };
}
