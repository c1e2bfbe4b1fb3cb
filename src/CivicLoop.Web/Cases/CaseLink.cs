using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>
/// The other case of an act between two: held before anything is decided, told afterwards in the same transaction. Rows
/// are held in the order of their ids, whichever of the two is acted on, so that two people never wait for each other.
/// </summary>
internal sealed class CaseLink
{
    private readonly Guid stream;
    private readonly string head;
    private readonly List<CaseEvent> told = [];
    private Made? made;

    private CaseLink(Guid stream, CaseState state, string head) => (this.stream, State, this.head) = (stream, state, head);

    public CaseState State { get; }

    /// <summary>Null where the act is about one case alone, or the number names none.</summary>
    public static CaseLink? Hold(CityTransaction transaction, Guid? stream, CaseInput input)
    {
        if ((input.Other ?? Tied(transaction, stream, input.Kind)) is not { } number)
            return null;
        if (transaction.One("select stream from cases where number = $1", row => row.GetString(0), number) is not { } found)
            return null;
        var other = Guid.Parse(found);
        foreach (var held in new[] { stream, other }.OfType<Guid>().Distinct().OrderBy(Values.Id, StringComparer.Ordinal))
            transaction.Execute("update cases set head = head where stream = $1", held);
        var (state, head) = CaseStream.Kind.Load(transaction, other);
        return state is null ? null : new CaseLink(other, state, head);
    }

    private static long? Tied(CityTransaction transaction, Guid? stream, CaseAct act) =>
        act == CaseAct.Reopen && stream is { } known
            ? CaseLinks.Other(CaseStream.Kind.Load(transaction, known).State, act)
            : null;

    /// <summary>Remembers what the other case is to be told once everything is accepted.</summary>
    public void Decided(CaseState? before, Act act, IReadOnlyList<CaseEvent>? events)
    {
        made = act.Made;
        told.AddRange((events ?? []).Select(happened => CaseLinks.Told(State, before, happened)).OfType<CaseEvent>());
    }

    /// <param name="reason">Each history keeps a copy of its own: erased in one, it stays in the other until it is erased there.</param>
    public void Tell(CityTransaction transaction, string reason)
    {
        if (told.Count == 0)
            return;
        var drafts = new Drafts();
        CaseStream.Kind.Append(transaction, stream, State, head, told, made! with { Reason = drafts.Text(reason) });
        drafts.Keep(transaction, stream);
    }
}
