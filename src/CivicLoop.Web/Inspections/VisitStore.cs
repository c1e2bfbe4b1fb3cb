using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Inspections;
using CivicLoop.Core.Places;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Inspections;

/// <summary>What was answered to one line of a checklist.</summary>
/// <param name="Words">What was seen, in the visitor's own words; may be empty.</param>
public sealed record Answered(ItemAnswer Answer, string Words, IReadOnlyList<StagedPhoto> Photos);

/// <param name="Shown">What the form told beforehand of the cases; null where nobody looked at one.</param>
public sealed record VisitInput(Location At, Stood? Stood, string Note, IReadOnlyList<Answered> Answers, string? Shown)
{
    /// <summary>Of the place as a whole.</summary>
    public IReadOnlyList<StagedPhoto> Photos { get; init; } = [];
}

/// <summary>
/// The door of visits: what was found and what it does to the cases of the place is one act in one transaction.
/// </summary>
public static class VisitStore
{
    /// <param name="words">How what was found is put in the cases that come of it.</param>
    /// <param name="editions">Those in force on the day of the visit.</param>
    public static Task<Outcome<Done<VisitState>>> Record(
        City city,
        CaseRules rules,
        ActForm form,
        VisitInput input,
        FoundWords words,
        IReadOnlyList<Edition> editions
    ) => StreamDoor.Open(city, (transaction, at) => Record(city.Database, transaction, rules, form, input, words, editions, at));

    /// <summary>The same inside a transaction that the caller holds; a refusal has written nothing.</summary>
    /// <exception cref="UndoneException">A case would not have it after something was written.</exception>
    public static Outcome<Done<VisitState>> Record(
        CityDatabase database,
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        VisitInput input,
        FoundWords words,
        IReadOnlyList<Edition> editions,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        var done = StreamDoor.Apply<VisitState, VisitEvent>(
            transaction,
            VisitStream.Kind,
            null,
            form,
            Fingerprint(form, input),
            drafts,
            recordedAt,
            (state, act) =>
            {
                if (TooLong(input) is { } tooLong)
                    return tooLong;
                var checklist = Checklist.Of(input.At.PlaceType ?? "", editions);
                var judged = checklist.Judge(input.Answers.Select(one => one.Answer));
                if (judged.Refusal is { } unfit)
                    return unfit;
                var number = VisitStream.Kind.NextNumber(transaction);
                // Whether the visit may be recorded at all is asked first: only then is anything done to a case.
                var visit = new RecordVisit(
                    number,
                    input.At,
                    input.Stood,
                    null,
                    [.. judged.Value!.Select(one => Item(one, null, [], ItemEffect.None, null))],
                    []
                );
                if (VisitDecide.Decide(state, visit, act, rules).Refusal is { } refusal)
                    return refusal;
                var effects = new VisitEffects(input.At, VisitReads.CasesAt(transaction, input.At.Place!), act, rules);
                if (input.Shown is { } shown && shown != effects.Shown(Categories(checklist)))
                    return new Refusal("visit.cases-changed");
                var done = Do(database, transaction, rules, form, number, input, words, judged.Value!, effects, recordedAt);
                visit = visit with
                {
                    Note = input.Note.Length > 0 ? drafts.Text(input.Note) : null,
                    Items = [.. judged.Value!.Zip(input.Answers, (one, answered) => Item(one, answered, done, drafts))],
                    Photos = drafts.Photos(input.Photos),
                };
                var recorded = VisitDecide.Decide(state, visit, act, rules);
                return new[] { recorded.Value! };
            }
        );
        if (done.Value is { Repeated: false } fresh)
            VisitItems.Keep(transaction, fresh.Stream, fresh.State);
        return done;
    }

    /// <summary>What it did to cases stays: they have a history of their own.</summary>
    public static Task<Outcome<Done<VisitState>>> Withdraw(City city, CaseRules rules, ActForm form, Guid stream) =>
        StreamDoor.Open(city, (transaction, recordedAt) => Withdraw(transaction, rules, form, stream, recordedAt));

    /// <summary>The same inside a transaction that the caller holds; a refusal has written nothing.</summary>
    public static Outcome<Done<VisitState>> Withdraw(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid stream,
        DateTime recordedAt
    )
    {
        var done = StreamDoor.ApplyOne<VisitState, VisitEvent>(
            transaction,
            VisitStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, "visit.withdraw"),
            new Drafts(),
            recordedAt,
            (state, act) => VisitDecide.Decide(state, new WithdrawVisit(), act, rules)
        );
        if (done.Value is { Repeated: false, State.WithdrawnAt: { } at })
            VisitItems.Withdraw(transaction, stream, at);
        return done;
    }

    /// <summary>Categories that anything on a checklist can become.</summary>
    public static IEnumerable<string> Categories(Checklist checklist) =>
        checklist.Items.Select(item => item.Standard.Category).OfType<string>();

    // Each category once: its case gets the words and photos of all its items.
    private static Dictionary<string, (ItemEffect Effect, long? Case)> Do(
        CityDatabase database,
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        long number,
        VisitInput input,
        FoundWords words,
        IReadOnlyList<Judged> judged,
        VisitEffects effects,
        DateTime recordedAt
    )
    {
        var done = new Dictionary<string, (ItemEffect, long?)>(StringComparer.Ordinal);
        foreach (var (category, consequence) in effects.Of(judged))
        {
            var its = judged
                .Zip(input.Answers)
                .Where(one => one.First.Item.Standard.Category == category)
                .Where(one => consequence.Effect == ItemEffect.CheckPassed ? one.First.Passed : one.First.Failed)
                .ToList();
            var photos = its.SelectMany(one => one.Second.Photos).DistinctBy(photo => photo.Blob).ToList();
            CaseInput? act = consequence.Effect switch
            {
                ItemEffect.Reported => new ReportInput(category, input.At, words.Of(its), photos, Tracking: null),
                ItemEffect.Joined => new SeenAgainInput(number, words.Of(its), photos),
                ItemEffect.CheckFailed => new SeenInput(CaseAct.FailCheck, photos),
                ItemEffect.CheckPassed => new SeenInput(CaseAct.PassCheck, photos),
                _ => null,
            };
            if (act is null)
                continue;
            var outcome = CaseStore.Apply(
                database,
                transaction,
                rules,
                consequence.Case?.Stream,
                form with
                {
                    Id = Guid.CreateVersion7(recordedAt),
                    Expected = null,
                },
                act,
                recordedAt
            );
            // What was written before it must go with it: nothing but an exception takes a transaction back.
            done[category] = outcome.Refusal is { } refusal
                ? throw new UndoneException(refusal)
                : (consequence.Effect, outcome.Value!.Number);
        }
        return done;
    }

    // What is in order beside a failure of its category ended nothing; what could not be judged is no reason for anything.
    private static VisitItem Item(
        Judged one,
        Answered answered,
        Dictionary<string, (ItemEffect Effect, long? Case)> done,
        Drafts drafts
    )
    {
        var (effect, number) = done.GetValueOrDefault(one.Item.Standard.Category ?? "");
        var its = effect != ItemEffect.None && (effect == ItemEffect.CheckPassed ? one.Passed : one.Failed);
        return Item(
            one,
            answered.Words.Length > 0 ? drafts.Text(answered.Words) : null,
            drafts.Photos(answered.Photos),
            its ? effect : ItemEffect.None,
            its ? number : null
        );
    }

    private static VisitItem Item(Judged one, TextRef? words, IReadOnlyList<PhotoRef> photos, ItemEffect effect, long? number) =>
        new(
            one.Item.Edition.System,
            one.Item.Edition.Code,
            one.Item.Standard.Code,
            [.. one.Trace.Inputs.Select(input => new Figure(input.Key, input.Value))],
            one.Trace.Code,
            one.Trace.Args,
            VisitItem.ShareOf(one.Trace),
            one.Item.Standard.Category,
            words,
            photos,
            effect,
            number
        );

    private static Refusal? TooLong(VisitInput input) =>
        input.Answers.Select(one => one.Words).Append(input.Note).Any(text => text.Length > ActForm.LongestText)
            ? new Refusal("text.too-long", $"{ActForm.LongestText}")
            : null;

    private static string Fingerprint(ActForm form, VisitInput input) =>
        form.Fingerprint(
            null,
            "visit.record",
            [
                input.At.Place,
                input.Stood,
                input.Note,
                .. input.Photos.Select(photo => photo.Blob),
                .. input.Answers.SelectMany(one =>
                    (object?[])
                        [
                            one.Answer.Edition,
                            one.Answer.Standard,
                            one.Answer.Measured.Applies,
                            string.Join(',', one.Answer.Measured.Values.OrderBy(value => value.Key, StringComparer.Ordinal)),
                            one.Words,
                            .. one.Photos.Select(photo => photo.Blob),
                        ]
                ),
            ]
        );
}
