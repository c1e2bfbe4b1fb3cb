using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Erasures;
using CivicLoop.Core.Events;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Erasures;

/// <summary>The door through which requests for erasure come in and are decided.</summary>
public static class ErasureStore
{
    /// <summary>Somebody asks. One request of a case, visit or material waits at a time: a second one finds the first.</summary>
    public static Task<Outcome<Done<ErasureState>>> Ask(City city, CaseRules rules, ErasureOf of, Guid stream, ActForm form) =>
        StreamDoor.Open(
            city,
            (transaction, recordedAt) =>
            {
                var number = transaction.Number($"select number from {of.Kind.Table} where stream = $1", stream);
                if (number == 0)
                    return new Refusal($"{of.Kind.Name}.unknown");
                return Apply(
                    transaction,
                    rules,
                    null,
                    form,
                    "ask",
                    [stream],
                    recordedAt,
                    (_, _) =>
                        Waiting(transaction, stream)
                            ? new Refusal("erasure.waiting")
                            : new AskErasure(ErasureStream.Kind.NextNumber(transaction), stream, number, of.Name)
                );
            }
        );

    /// <summary>
    /// The office erases what was chosen, or says why not. Texts and photos that are not of what the request is about, or of
    /// the request itself, are refused whole: nobody erases elsewhere by a bent form.
    /// </summary>
    /// <param name="command">What to do; nothing chosen is refused.</param>
    public static async Task<Outcome<Done<ErasureState>>> Decide(
        City city,
        CaseRules rules,
        Guid request,
        ActForm form,
        ErasureCommand command
    )
    {
        var orphans = new List<string>();
        var outcome = await StreamDoor.Open(
            city,
            (transaction, recordedAt) =>
            {
                orphans.Clear();
                var erase = command as EraseNow ?? new EraseNow([], []);
                var done = Apply(
                    transaction,
                    rules,
                    request,
                    form,
                    command.GetType().Name,
                    [.. erase.Texts.Cast<object?>(), .. erase.Photos.Cast<object?>()],
                    recordedAt,
                    (state, _) =>
                        state is null || AllOf(transaction, [state.Case, request], erase)
                            ? command
                            : new Refusal("erasure.elsewhere")
                );
                if (done.Value is { Repeated: false })
                {
                    foreach (var text in erase.Texts)
                    {
                        TextStore.Erase(transaction, text, form.By.Person, recordedAt);
                        ContactStore.Erase(transaction, text, form.By.Person, recordedAt);
                    }
                    foreach (var photo in erase.Photos)
                        if (PhotoRows.Erase(transaction, photo, form.By.Person, recordedAt).Orphan is { } orphan)
                            orphans.Add(orphan);
                    if (erase.Texts.Count + erase.Photos.Count > 0)
                        Audit.Write(
                            transaction,
                            AuditKind.Erased,
                            new AuditBy(form.By.Person, form.By.Post, ""),
                            Values.Id(request),
                            $"{erase.Texts.Count}+{erase.Photos.Count}"
                        );
                }
                return done;
            }
        );
        // Only what is surely gone from the tables leaves the disk.
        if (outcome.Refusal is null)
            foreach (var orphan in orphans)
                new BlobStore(city.PhotoFolder).Delete(orphan);
        return outcome;
    }

    private static Outcome<Done<ErasureState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        Guid? request,
        ActForm form,
        string act,
        IEnumerable<object?> fields,
        DateTime recordedAt,
        Func<ErasureState?, Act, Outcome<ErasureCommand>> command
    ) =>
        StreamDoor.Apply<ErasureState, ErasureEvent>(
            transaction,
            ErasureStream.Kind,
            request,
            form,
            form.Fingerprint(request, $"erasure.{act}", fields),
            new Drafts(),
            recordedAt,
            (state, made) =>
                command(state, made)
                    .Then(wanted =>
                        ErasureDecide.Decide(
                            state,
                            wanted,
                            made,
                            rules.Organisation,
                            rules.Calendar,
                            rules.Playbook.Limits.YellowAt
                        )
                    )
        );

    private static bool Waiting(CityTransaction transaction, Guid stream) =>
        transaction.Number("select count(*) from erasures where case_stream = $1 and status = $2", stream, ErasureStatus.Asked)
        > 0;

    private static bool AllOf(CityTransaction transaction, Guid[] streams, EraseNow erase) =>
        erase.Texts.All(text => Of(transaction, "texts", streams, text) || ContactStore.IsOf(transaction, text, streams[0]))
        && erase.Photos.All(photo => Of(transaction, "photos", streams, photo));

    private static bool Of(CityTransaction transaction, string table, Guid[] streams, Guid id) =>
        transaction.Number($"select count(*) from {table} where id = $1 and stream in ($2, $3)", id, streams[0], streams[1]) == 1;
}
