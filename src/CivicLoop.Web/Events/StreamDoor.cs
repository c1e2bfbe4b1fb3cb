using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <summary>What an accepted act came to.</summary>
/// <param name="State">The stream after the act; after a repeated one as it stands now.</param>
/// <param name="Repeated">True when this id had been accepted before and nothing new was written.</param>
public sealed record Done<TState>(Guid Stream, TState State, int Version, bool Repeated);

/// <summary>
/// The one way into history. One act, one transaction: events, row, duties, texts, photos and the memory of the
/// act's id, or none of them. Rooms come in through a door of their own that names the decision.
/// </summary>
public static class StreamDoor
{
    /// <summary>Opens a transaction for an act and stamps its time; tries again where somebody took the same number
    /// first, and refuses it where a part of it was refused.</summary>
    public static async Task<Outcome<T>> Open<T>(City city, Func<CityTransaction, DateTime, Outcome<T>> act)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await city.Database.Write(transaction => act(transaction, Stamp(city, transaction)));
            }
            catch (UndoneException undone)
            {
                return undone.Refusal;
            }
            catch (Exception exception) when (StorageTrouble.IsTaken(exception))
            {
                // Somebody wrote the same number first. Once more: the new state decides, or says who was first.
                if (attempt == 3)
                    return new Refusal("act.changed");
            }
        }
    }

    /// <summary>When an act of this transaction is recorded; from here on no seal passes it by.</summary>
    public static DateTime Stamp(City city, CityTransaction transaction)
    {
        city.Database.HoldOffSeals(transaction);
        var sealedThrough = SealStore.SealedThrough(transaction);
        var now = city.Clock.Now;
        // A clock set back must not slip an act under a seal.
        return now > sealedThrough ? now : sealedThrough.AddMilliseconds(1);
    }

    /// <summary>The act inside a transaction that the caller holds; a refusal has written nothing.</summary>
    /// <param name="stream">Null for one that begins with this act.</param>
    /// <param name="fingerprint">Everything the form said.</param>
    /// <param name="decide">The room's decision on the state now; it drafts the texts and photos that its events name.</param>
    /// <param name="moments">When each event happened, where the form tells of several moments; null where they are one.</param>
    public static Outcome<Done<TState>> Apply<TState, TEvent>(
        CityTransaction transaction,
        StreamKind<TState, TEvent> kind,
        Guid? stream,
        ActForm form,
        string fingerprint,
        Drafts drafts,
        DateTime recordedAt,
        Func<TState?, Act, Outcome<IReadOnlyList<TEvent>>> decide,
        IReadOnlyList<DateTime>? moments = null
    )
        where TState : class, IStreamState
        where TEvent : class
    {
        var (first, reused) = ActStore.Find(transaction, form.Id, fingerprint);
        if (reused is not null)
            return reused;
        if (first is not null)
            return new Done<TState>(first.Stream, kind.Load(transaction, first.Stream).State!, first.Version, Repeated: true);
        if (string.IsNullOrWhiteSpace(form.Reason))
            return new Refusal("reason.missing");
        if (form.Reason.Length > ActForm.LongestText)
            return new Refusal("text.too-long", ActForm.LongestText.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var (state, head) = stream is { } known ? kind.Load(transaction, known) : (null, "");
        if (stream is not null && state is null)
            return new Refusal($"{kind.Name}.unknown");
        if (form.Expected is { } expected && (state is null || expected != state.Version))
            // Between the two looks the very same form may have come in by another way: then it is one act.
            return ActStore.Find(transaction, form.Id, fingerprint).First is { } meanwhile
                ? new Done<TState>(meanwhile.Stream, state!, meanwhile.Version, Repeated: true)
                : new Refusal("act.changed");

        var act = new Act(form.Id, form.By, form.HappenedAt ?? recordedAt, recordedAt, form.Via, drafts.Text(form.Reason));
        var outcome = decide(state, act);
        if (outcome.Refusal is { } refusal)
            return refusal;

        var id = stream ?? Guid.CreateVersion7(recordedAt);
        var after = kind.Append(transaction, id, state, head, outcome.Value!, act.Made, moments);
        drafts.Keep(transaction, id);
        var version = after.Version;
        ActStore.Remember(transaction, form.Id, fingerprint, new Accepted(id, version));
        return new Done<TState>(id, after, version, Repeated: false);
    }

    /// <summary><see cref="Apply"/> where an act comes to one event.</summary>
    public static Outcome<Done<TState>> ApplyOne<TState, TEvent>(
        CityTransaction transaction,
        StreamKind<TState, TEvent> kind,
        Guid? stream,
        ActForm form,
        string fingerprint,
        Drafts drafts,
        DateTime recordedAt,
        Func<TState?, Act, Outcome<TEvent>> decide
    )
        where TState : class, IStreamState
        where TEvent : class =>
        Apply(
            transaction,
            kind,
            stream,
            form,
            fingerprint,
            drafts,
            recordedAt,
            (state, act) => decide(state, act).Then(Outcome<IReadOnlyList<TEvent>> (happened) => new[] { happened })
        );
}
