using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>What an accepted act came to.</summary>
/// <param name="Number">The case's number within its city.</param>
/// <param name="Repeated">True when this id had been accepted before and nothing new was written.</param>
public sealed record CaseDone(Guid Stream, long Number, int Version, bool Repeated);

/// <summary>
/// The only door through which a case changes. One act, one transaction: events, row, duties, texts, photos and
/// the memory of the act's id, or none of them.
/// </summary>
public static class CaseStore
{
    /// <summary>Longest reason or description, in characters.</summary>
    public const int LongestText = 1000;

    /// <param name="stream">Null for a case that begins with this act.</param>
    public static async Task<Outcome<CaseDone>> Act(City city, CaseRules rules, Guid? stream, ActForm form, CaseInput input)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await city.Database.Write(transaction =>
                {
                    city.Database.HoldOffSeals(transaction);
                    var sealedThrough = SealStore.SealedThrough(transaction);
                    var now = city.Clock.Now;
                    // A clock set back must not slip an act under a seal.
                    var recordedAt = now > sealedThrough ? now : sealedThrough.AddMilliseconds(1);
                    return Apply(city.Database, transaction, rules, stream, form, input, recordedAt);
                });
            }
            catch (Exception exception) when (StorageTrouble.IsTaken(exception))
            {
                // Somebody wrote the same number first. Once more: the new state decides, or says who was first.
                if (attempt == 3)
                    return new Refusal("act.changed");
            }
        }
    }

    /// <summary>The act inside a transaction that the caller holds; a refusal has written nothing.</summary>
    public static Outcome<CaseDone> Apply(
        CityDatabase database,
        CityTransaction transaction,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        CaseInput input,
        DateTime recordedAt
    )
    {
        var fingerprint = CaseFingerprint.Of(stream, form, input);
        var (first, reused) = ActStore.Find(transaction, form.Id, fingerprint);
        if (reused is not null)
            return reused;
        if (first is not null)
            return new CaseDone(first.Stream, NumberOf(transaction, first.Stream), first.Version, Repeated: true);
        if (Wanting(form, input) is { } wanting)
            return wanting;

        var (state, head) = stream is { } known ? Load(transaction, known) : (null, "");
        if (stream is not null && state is null)
            return new Refusal("case.unknown");
        if (form.Expected is { } expected && expected != state?.Version)
            return new Refusal("act.changed");

        var drafts = new CaseDrafts();
        var act = new Act(form.Id, form.By, form.HappenedAt ?? recordedAt, recordedAt, form.Via, drafts.Text(form.Reason));
        var command = drafts.Command(input, () => database.NextCaseNumber(transaction));
        var outcome = CaseDecide.Decide(state, command, act, rules);
        if (outcome.Refusal is { } refusal)
            return refusal;

        var id = stream ?? Guid.CreateVersion7(recordedAt);
        var after = Append(transaction, id, state, head, outcome.Value!, act.Made);
        drafts.Keep(transaction, id);
        if (input is ReportInput { Tracking: { } code })
            transaction.Execute("insert into trackings (code, stream) values ($1, $2)", code, id);
        ActStore.Remember(transaction, form.Id, fingerprint, new Accepted(id, after.Version));
        return new CaseDone(id, after.Number, after.Version, Repeated: false);
    }

    private static CaseState Append(
        CityTransaction transaction,
        Guid stream,
        CaseState? before,
        string head,
        IReadOnlyList<CaseEvent> events,
        Made made
    )
    {
        var state = before;
        foreach (var happened in events)
        {
            var owed = state?.Next;
            state = CaseEvolve.Evolve(state, happened, made);
            var body = CaseEventJson.Write(happened);
            head = EventStore.Append(
                transaction,
                EventStore.Stored(stream, state.Version, CaseEventJson.KindOf(happened), body, made, head)
            );
            DutyStore.Change(transaction, stream, state.Version, owed, state.Next, made.RecordedAt);
        }
        if (before is null)
            CaseColumns.Insert(transaction, stream, head, state!);
        else
            CaseColumns.Update(transaction, stream, head, state!);
        return state!;
    }

    private static (CaseState? State, string Head) Load(CityTransaction transaction, Guid stream) =>
        transaction.One(
            "select state, head from cases where stream = $1",
            row => new { State = CaseColumns.Read(row.GetString(0)), Head = row.GetString(1) },
            stream
        )
            is { } row
            ? (row.State, row.Head)
            : (null, "");

    private static long NumberOf(CityTransaction transaction, Guid stream) =>
        transaction.Number("select number from cases where stream = $1", stream);

    // What Core never sees, because it holds only references: texts that are missing or without end.
    private static Refusal? Wanting(ActForm form, CaseInput input)
    {
        string[] texts = input switch
        {
            ReportInput report => [report.What],
            SpotInput spot => [spot.What],
            PlanInput plan => [plan.Item, plan.Cause, plan.Measure],
            _ => [],
        };
        if (string.IsNullOrWhiteSpace(form.Reason))
            return new Refusal("reason.missing");
        if (texts.Any(string.IsNullOrWhiteSpace))
            return new Refusal(input is PlanInput ? "plan.incomplete" : "what.missing");
        return texts.Append(form.Reason).Any(text => text.Length > LongestText)
            ? new Refusal("text.too-long", LongestText.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : null;
    }
}
