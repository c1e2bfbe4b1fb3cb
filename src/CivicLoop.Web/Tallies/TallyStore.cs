using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Tallies;

/// <summary>The only door through which the ledger changes. What an entry says is never changed: another one takes its place.</summary>
public static class TallyStore
{
    /// <param name="corrects">Number of the entry that it is to stand for; null for none.</param>
    public static Task<Outcome<Done<TallyState>>> Enter(
        City city,
        CaseRules rules,
        ActForm form,
        TallyInput input,
        IReadOnlyList<StagedPhoto> photos,
        long? corrects = null
    ) => StreamDoor.Open(city, (transaction, at) => Enter(transaction, rules, form, input, photos, corrects, at));

    /// <summary>The same inside a transaction that the caller holds; a refusal has written nothing.</summary>
    public static Outcome<Done<TallyState>> Enter(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        TallyInput input,
        IReadOnlyList<StagedPhoto> photos,
        long? corrects,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        (Guid Stream, TallyState State)? earlier = corrects is { } number ? Find(transaction, number) : null;
        if (corrects is not null && earlier is null)
            return new Refusal("tally.unknown");
        var entered = Apply(
            transaction,
            rules,
            null,
            form,
            form.Fingerprint(
                null,
                "tally.enter",
                [
                    input.Counter.Code,
                    input.Amount,
                    input.Unit,
                    input.District,
                    input.From,
                    input.To,
                    input.Key,
                    input.Note,
                    string.Join(',', input.Cases),
                    string.Join(',', input.Lists),
                    corrects,
                    .. photos.Select(photo => photo.Blob),
                ]
            ),
            drafts,
            recordedAt,
            () =>
                NotThere(transaction, input)
                ?? (Outcome<TallyCommand>)
                    new EnterTally(
                        TallyStream.Kind.NextNumber(transaction),
                        input.Counter,
                        input.Amount,
                        input.Unit,
                        input.District,
                        input.From,
                        input.To,
                        input.Key is null
                            ? null
                            : new CountedThing(input.Place, input.Case, input.Name.Length > 0 ? drafts.Text(input.Name) : null),
                        input.Note.Length > 0 ? drafts.Text(input.Note) : null,
                        drafts.Photos(photos),
                        input.Cases,
                        input.Lists,
                        TallyThings.Before(transaction, input.Counter.Code, input.Unit, input.From, input.To, input.Key),
                        earlier?.State
                    )
        );
        if (entered.Value is { Repeated: false } done)
        {
            TallyThings.Keep(transaction, done.Stream, done.State.Counter, input.Key);
            // What counts goes on counting until somebody else has counted in what corrects it.
            if (earlier is { } before && before.State.Status != TallyStatus.Counted)
                Supersede(transaction, rules, form, before.Stream, done.State.Number, recordedAt);
        }
        return entered;
    }

    /// <summary>Counted in, sent back or withdrawn.</summary>
    public static Task<Outcome<Done<TallyState>>> Act(City city, CaseRules rules, ActForm form, Guid stream, TallyAct act) =>
        StreamDoor.Open(city, (transaction, at) => Act(transaction, rules, form, stream, act, at));

    public static Outcome<Done<TallyState>> Act(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid stream,
        TallyAct act,
        DateTime recordedAt
    )
    {
        TallyCommand command = act switch
        {
            TallyAct.CountIn => new CountTally(),
            TallyAct.SendBack => new SendTallyBack(),
            TallyAct.Withdraw => new WithdrawTally(),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "no such act"),
        };
        var fingerprint = form.Fingerprint(stream, $"tally.{act}");
        var outcome = Apply(transaction, rules, stream, form, fingerprint, new Drafts(), recordedAt, () => command);
        if (
            act == TallyAct.CountIn
            && outcome.Value is { Repeated: false, State: { Corrects: { } corrected } state }
            && Find(transaction, corrected) is { State.Stands: true } earlier
        )
            Supersede(transaction, rules, form, earlier.Stream, state.Number, recordedAt);
        return outcome;
    }

    private static void Supersede(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid stream,
        long by,
        DateTime recordedAt
    )
    {
        var follows = form with { Id = ManyActs.Of(form.Id, -1), Expected = null };
        var outcome = Apply(
            transaction,
            rules,
            stream,
            follows,
            follows.Fingerprint(stream, "tally.supersede", by),
            new Drafts(),
            recordedAt,
            () => new SupersedeTally(by)
        );
        if (outcome.Refusal is { } refusal)
            throw new UndoneException(refusal);
    }

    private static Outcome<Done<TallyState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        string fingerprint,
        Drafts drafts,
        DateTime recordedAt,
        Func<Outcome<TallyCommand>> command
    ) =>
        StreamDoor.ApplyOne<TallyState, TallyEvent>(
            transaction,
            TallyStream.Kind,
            stream,
            form,
            fingerprint,
            drafts,
            recordedAt,
            (state, act) => command().Then(wanted => TallyDecide.Decide(state, wanted, act, rules))
        );

    private static (Guid Stream, TallyState State)? Find(CityTransaction transaction, long number) =>
        transaction
            .Many(
                "select stream, state from tallies where number = $1",
                row => (Guid.Parse(row.GetString(0)), TallyStream.Kind.ReadState(row.GetString(1))),
                number
            )
            .Select(found => ((Guid, TallyState)?)found)
            .FirstOrDefault();

    // Evidence that is not there is none.
    private static Outcome<TallyCommand>? NotThere(CityTransaction transaction, TallyInput input)
    {
        foreach (var number in input.Case is { } one ? input.Cases.Append(one) : input.Cases)
            if (transaction.Number("select count(*) from cases where number = $1", number) == 0)
                return new Refusal("tally.case-unknown", $"{number}");
        foreach (var number in input.Lists)
            if (transaction.Number("select count(*) from rectification_lists where number = $1", number) == 0)
                return new Refusal("tally.list-unknown", $"{number}");
        return null;
    }
}
