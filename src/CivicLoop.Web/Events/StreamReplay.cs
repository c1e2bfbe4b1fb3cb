using System.Text.Json;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Web.Events;

/// <summary>A duty as the events leave it: the number of the event that opened it, and when it was done.</summary>
internal sealed record ReplayedDuty(int Number, Duty Duty, DateTime? DoneAt);

/// <summary>One stream folded again: what its row and its duties must be, and what the chain says of it.</summary>
internal sealed class StreamReplay
{
    private readonly List<ReplayedDuty> duties = [];
    private readonly List<TextRef> texts = [];
    private readonly List<PhotoRef> photos = [];
    private readonly IStreamFold fold;

    /// <param name="kinds">All there are; the first event says which one this is. What none knows is read as the first kind, and cannot be.</param>
    public StreamReplay(IReadOnlyList<IStreamKind> kinds, IReadOnlyList<StoredEvent> events)
    {
        Kind = kinds.FirstOrDefault(kind => kind.Events.Knows(events[0].Kind)) ?? kinds[0];
        fold = Kind.Begin();
        foreach (var stored in events)
            Add(stored);
    }

    public IStreamKind Kind { get; }

    public int Version => fold.Version;

    public long Number => fold.Number;

    public string Head { get; private set; } = "";

    /// <summary>The hash of each event, in their order.</summary>
    public List<string> Hashes { get; } = [];

    public IReadOnlyList<ReplayedDuty> Duties => duties;

    public IReadOnlyList<TextRef> Texts => texts;

    public IReadOnlyList<PhotoRef> Photos => photos;

    /// <summary>Number of the first event that is bent, and how; null when the stream is whole.</summary>
    public (int Number, string How)? Bent { get; private set; }

    public object?[] Row(Guid stream) => fold.Row(stream, Head);

    private void Add(StoredEvent stored)
    {
        var expected = Version + 1;
        if (stored.Number != expected)
            Bent ??= (expected, "missing");
        if (stored.Previous != Head)
            // What stands before it is not what it stood on: the one before is the one that changed.
            Bent ??= (Math.Max(stored.Number - 1, 1), "changed");
        Head = Chain.Hash(stored);
        Hashes.Add(Head);
        try
        {
            var made = EventStore.Made(stored);
            var owed = fold.Owed;
            var named = fold.Add(stored);
            texts.Add(made.Reason);
            texts.AddRange(named.Texts);
            photos.AddRange(named.Photos);
            Owe(owed, fold.Owed, made.RecordedAt);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            Bent ??= (stored.Number, "unreadable");
        }
    }

    // Mirrors DutyStore.Change, which tests hold it to.
    private void Owe(Duty? before, Duty? after, DateTime at)
    {
        if (before == after)
            return;
        if (before is not null && duties.Count > 0)
            duties[^1] = duties[^1] with { DoneAt = at };
        if (after is not null)
            duties.Add(new ReplayedDuty(Version, after, null));
    }
}
