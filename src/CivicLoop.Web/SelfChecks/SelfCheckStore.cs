using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.SelfChecks;

/// <summary>What a fan-out came to.</summary>
/// <param name="Number">Of the fan-out, within the city.</param>
public sealed record FannedOut(long Number, int Asked, bool Repeated);

/// <summary>What answers came to; <paramref name="FoundNumber"/> is the case that a found one opened.</summary>
public sealed record Answered(int Count, long? FoundNumber, bool Repeated);

/// <summary>
/// The door of self-checks: a whole fan-out is one act in one transaction, and so are the answers that somebody gives
/// together.
/// </summary>
public static class SelfCheckStore
{
    /// <param name="expected">How many the preview told; another number now means that it is to be looked at again.</param>
    public static Task<Outcome<FannedOut>> Send(
        City city,
        CaseRules rules,
        ActForm form,
        Guid origin,
        FanOutScope scope,
        int expected
    ) => StreamDoor.Open(city, (transaction, recordedAt) => Send(transaction, rules, form, origin, scope, expected, recordedAt));

    /// <summary>The fan-out inside a transaction that the caller holds; a refusal has written nothing.</summary>
    public static Outcome<FannedOut> Send(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid origin,
        FanOutScope scope,
        int expected,
        DateTime recordedAt
    )
    {
        var fingerprint = form.Fingerprint(origin, "fan-out", scope.PlaceType, scope.Reach, scope.Within, expected);
        var (first, reused) = ActStore.Find(transaction, form.Id, fingerprint);
        if (reused is not null)
            return reused;
        if (first is not null)
            return new FannedOut(SelfCheckReads.NumberOf(transaction, first.Stream), first.Version, Repeated: true);
        if (Wanting(form) is { } wanting)
            return wanting;
        if (CaseStream.Kind.Load(transaction, origin).State is not { } from)
            return new Refusal("case.unknown");

        var siblings = SelfCheckReads.Siblings(transaction, scope, rules.Calendar.DayOf(recordedAt));
        if (siblings.Count > FanOut.Most)
            return new Refusal("fan-out.too-many", FanOut.Most.ToString(CultureInfo.InvariantCulture));
        var plan = FanOut.Plan(from.At.Place, siblings, SelfCheckReads.Asked(transaction, origin), rules.Organisation);
        if (plan.Count == 0)
            return new Refusal("fan-out.nothing");
        if (plan.Count != expected)
            return new Refusal("fan-out.changed");

        var id = Guid.CreateVersion7(recordedAt);
        var number = SelfCheckStream.Kind.NextNumber(transaction);
        foreach (var sibling in plan.Asked)
        {
            var drafts = new Drafts();
            var act = Act(form, drafts, recordedAt);
            var command = new AskSelfCheck(
                number++,
                id,
                origin,
                from.Number,
                FanOut.IsConfirmed(from),
                from.Category,
                sibling.At
            );
            var outcome = SelfCheckDecide.Decide(null, command, act, rules);
            // The same for every sibling: the first is refused before anything is written.
            if (outcome.Refusal is { } refusal)
                return refusal;
            var stream = Guid.CreateVersion7(recordedAt);
            SelfCheckStream.Kind.Append(transaction, stream, null, "", [outcome.Value!], act.Made);
            drafts.Keep(transaction, stream);
        }
        var fanOut = SelfCheckReads.LastNumber(transaction) + 1;
        transaction.Execute(
            "insert into fan_outs (id, number, case_stream, place_type, reach, within, person, post, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            id,
            fanOut,
            origin,
            scope.PlaceType,
            scope.Reach,
            scope.Within,
            form.By.Person,
            form.By.Post,
            recordedAt
        );
        ActStore.Remember(transaction, form.Id, fingerprint, new Accepted(id, plan.Count));
        return new FannedOut(fanOut, plan.Count, Repeated: false);
    }

    /// <summary>Answers that all these places are clean, or withdraws them all: one act, all of them or none.</summary>
    public static Task<Outcome<Answered>> All(
        City city,
        CaseRules rules,
        ActForm form,
        IReadOnlyList<Guid> streams,
        SelfCheckCommand command
    ) => StreamDoor.Open(city, (transaction, recordedAt) => All(transaction, rules, form, streams, command, recordedAt));

    /// <summary>The same inside a transaction that the caller holds; a refusal has written nothing.</summary>
    public static Outcome<Answered> All(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        IReadOnlyList<Guid> streams,
        SelfCheckCommand command,
        DateTime recordedAt
    )
    {
        var fingerprint = form.Fingerprint(null, command.Kind.ToString(), streams.Select(stream => (object?)stream));
        var (first, reused) = ActStore.Find(transaction, form.Id, fingerprint);
        if (reused is not null)
            return reused;
        if (first is not null)
            return new Answered(first.Version, null, Repeated: true);
        if (streams.Count == 0)
            return new Refusal("self-check.none-chosen");
        if (Wanting(form) is { } wanting)
            return wanting;

        var known = SelfCheckReads.Load(transaction, streams);
        var decided = new List<(Guid Stream, SelfCheckState? State, string Head, SelfCheckEvent Event, Act Act, Drafts Drafts)>();
        foreach (var stream in streams.Distinct())
        {
            var (state, head) = known.GetValueOrDefault(stream);
            var drafts = new Drafts();
            var act = Act(form, drafts, recordedAt);
            var outcome = SelfCheckDecide.Decide(state, command, act, rules);
            if (outcome.Refusal is { } refusal)
                return refusal;
            decided.Add((stream, state, head, outcome.Value!, act, drafts));
        }
        foreach (var one in decided)
        {
            SelfCheckStream.Kind.Append(transaction, one.Stream, one.State, one.Head, [one.Event], one.Act.Made);
            one.Drafts.Keep(transaction, one.Stream);
        }
        ActStore.Remember(transaction, form.Id, fingerprint, new Accepted(streams[0], decided.Count));
        return new Answered(decided.Count, null, Repeated: false);
    }

    /// <summary>Answers that the problem is here too: the case that tells it begins in the same transaction.</summary>
    public static Task<Outcome<Answered>> Found(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        string category,
        string what,
        IReadOnlyList<StagedPhoto> photos
    ) =>
        StreamDoor.Open(
            city,
            (transaction, recordedAt) =>
                Found(city.Database, transaction, rules, form, stream, category, what, photos, recordedAt)
        );

    /// <summary>The same inside a transaction that the caller holds; a refusal has written nothing.</summary>
    public static Outcome<Answered> Found(
        CityDatabase database,
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid stream,
        string category,
        string what,
        IReadOnlyList<StagedPhoto> photos,
        DateTime recordedAt
    )
    {
        object?[] fields = [category, what, .. photos.Select(photo => photo.Blob)];
        var fingerprint = form.Fingerprint(stream, nameof(SelfCheckAct.AnswerFound), fields);
        var (first, reused) = ActStore.Find(transaction, form.Id, fingerprint);
        if (reused is not null)
            return reused;
        if (first is not null)
            return new Answered(1, SelfCheckStream.Kind.Load(transaction, first.Stream).State?.FoundNumber, Repeated: true);
        if (Wanting(form) is { } wanting)
            return wanting;

        var (state, head) = SelfCheckStream.Kind.Load(transaction, stream);
        var drafts = new Drafts();
        var act = Act(form, drafts, recordedAt);
        // Whether the answer may be given is asked first: only then is there a case to begin.
        if (SelfCheckDecide.Decide(state, new AnswerFound(Guid.Empty, 0, photos.Count), act, rules).Refusal is { } refusal)
            return refusal;
        var report = new ReportInput(category, state!.At, what, photos, Tracking: null);
        var reported = CaseStore.Apply(
            database,
            transaction,
            rules,
            null,
            new ActForm(Guid.CreateVersion7(recordedAt), form.By, form.Via, form.Reason, form.HappenedAt, null),
            report,
            recordedAt
        );
        if (reported.Refusal is { } unfit)
            return unfit;
        var opened = reported.Value!;
        var found = SelfCheckDecide.Decide(state, new AnswerFound(opened.Stream, opened.Number, photos.Count), act, rules);
        SelfCheckStream.Kind.Append(transaction, stream, state, head, [found.Value!], act.Made);
        drafts.Keep(transaction, stream);
        ActStore.Remember(transaction, form.Id, fingerprint, new Accepted(stream, state.Version + 1));
        return new Answered(1, opened.Number, Repeated: false);
    }

    private static Act Act(ActForm form, Drafts drafts, DateTime recordedAt) =>
        new(form.Id, form.By, form.HappenedAt ?? recordedAt, recordedAt, form.Via, drafts.Text(form.Reason));

    private static Refusal? Wanting(ActForm form) =>
        string.IsNullOrWhiteSpace(form.Reason) ? new Refusal("reason.missing")
        : form.Reason.Length > ActForm.LongestText
            ? new Refusal("text.too-long", ActForm.LongestText.ToString(CultureInfo.InvariantCulture))
        : null;
}
