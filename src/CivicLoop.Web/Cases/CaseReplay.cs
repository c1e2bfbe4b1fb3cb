using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>A duty as the events leave it: the number of the event that opened it, and when it was done.</summary>
internal sealed record ReplayedDuty(int Number, Duty Duty, DateTime? DoneAt);

/// <summary>One stream folded again: what its row and its duties must be, and what the chain says of it.</summary>
internal sealed class CaseReplay
{
    private readonly List<ReplayedDuty> duties = [];
    private readonly List<TextRef> texts = [];
    private readonly List<PhotoRef> photos = [];
    private string head = "";

    public CaseState? State { get; private set; }

    public string Head => head;

    public IReadOnlyList<ReplayedDuty> Duties => duties;

    public IReadOnlyList<TextRef> Texts => texts;

    public IReadOnlyList<PhotoRef> Photos => photos;

    /// <summary>Number of the first event that is bent, and how; null when the stream is whole.</summary>
    public (int Number, string How)? Bent { get; private set; }

    public void Add(StoredEvent stored)
    {
        var expected = (State?.Version ?? 0) + 1;
        if (stored.Number != expected)
            Bent ??= (expected, "missing");
        if (stored.Previous != head)
            // What stands before it is not what it stood on: the one before is the one that changed.
            Bent ??= (Math.Max(stored.Number - 1, 1), "changed");
        head = Chain.Hash(stored);
        try
        {
            var happened = CaseEventJson.Read(stored.Kind, stored.Body);
            var made = EventStore.Made(stored);
            var owed = State?.Next;
            State = CaseEvolve.Evolve(State, happened, made);
            texts.Add(made.Reason);
            texts.AddRange(CaseRefs.Texts(happened));
            photos.AddRange(CaseRefs.Photos(happened));
            Owe(State.Version, owed, State.Next, made.RecordedAt);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            Bent ??= (stored.Number, "unreadable");
        }
    }

    // Mirrors DutyStore.Change, which tests hold it to.
    private void Owe(int number, Duty? before, Duty? after, DateTime at)
    {
        if (before == after)
            return;
        if (before is not null && duties.Count > 0)
            duties[^1] = duties[^1] with { DoneAt = at };
        if (after is not null)
            duties.Add(new ReplayedDuty(number, after, null));
    }
}
