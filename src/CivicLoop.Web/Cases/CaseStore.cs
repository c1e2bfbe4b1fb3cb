using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Messages;

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
    /// <param name="stream">Null for a case that begins with this act.</param>
    public static Task<Outcome<CaseDone>> Act(City city, CaseRules rules, Guid? stream, ActForm form, CaseInput input) =>
        StreamDoor.Open(
            city,
            (transaction, recordedAt) => Apply(city.Database, transaction, rules, stream, form, input, recordedAt)
        );

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
        var link = CaseLink.Hold(transaction, stream, input);
        var drafts = new CaseDrafts();
        CaseState? before = null;
        var outcome = StreamDoor.Apply(
            transaction,
            CaseStream.Kind,
            stream,
            form,
            CaseFingerprint.Of(stream, form, input),
            drafts,
            recordedAt,
            (state, act) =>
            {
                before = state;
                if (Wanting(input) is { } wanting)
                    return wanting;
                if (Known(transaction, input) is { } known)
                    return known;
                var command = drafts.Command(input, () => database.NextCaseNumber(transaction), link?.State);
                var decided = CaseDecide.Decide(state, command, act, rules);
                link?.Decided(state, act, decided.Value);
                return decided;
            },
            (input as ImportInput)?.Moments
        );
        if (outcome.Refusal is { } refusal)
            return refusal;
        var done = outcome.Value!;
        link?.Tell(transaction, form.Reason);
        if (Code(input) is { } code && !done.Repeated)
            transaction.Execute("insert into trackings (code, stream) values ($1, $2)", code, done.Stream);
        if (!done.Repeated)
        {
            CaseWords.Follow(transaction, before, done.State, What(input));
            ReporterNotes.Follow(transaction, done.Stream, before, done.State, input is ReplyInput, recordedAt);
        }
        return new CaseDone(done.Stream, done.State.Number, done.Version, done.Repeated);
    }

    // What another system calls by one number is one case, however often it is handed in.
    private static Refusal? Known(CityTransaction transaction, CaseInput input)
    {
        var source = input switch
        {
            ReceiveInput received => received.Source,
            ImportInput import => import.Source,
            _ => null,
        };
        return source is { Number: { } number } && CaseSources.Find(transaction, source.System, number) is > 0 and var known
            ? new Refusal("source.known", number, $"{known}")
            : null;
    }

    private static string? Code(CaseInput input) =>
        input switch
        {
            ReportInput report => report.Tracking,
            ReceiveInput received => received.Tracking,
            _ => null,
        };

    private static string? What(CaseInput input) =>
        input switch
        {
            ReportInput report => report.What,
            ReceiveInput received => received.What,
            ImportInput import => import.Draft.What,
            SpotInput spot => spot.What,
            _ => null,
        };

    // What Core never sees, because it holds only references: texts that are missing or without end.
    private static Refusal? Wanting(CaseInput input)
    {
        string[] texts = input switch
        {
            ReportInput report => [report.What],
            ReceiveInput received => [received.What],
            ImportInput import => [import.Draft.What],
            WordsInput words => [words.What],
            SeenAgainInput seen => [seen.What],
            ReplyInput reply => [reply.Words],
            PublishInput shown => [shown.Words],
            SpotInput spot => [spot.What],
            PlanInput plan => [plan.Item, plan.Cause, plan.Measure],
            _ => [],
        };
        if (texts.Any(string.IsNullOrWhiteSpace))
            return new Refusal(input is PlanInput ? "plan.incomplete" : "what.missing");
        if (input is RateInput rate && rate.Words.Length > ActForm.LongestText)
            texts = [rate.Words];
        if (input is ReceiveInput && texts[0].Length <= ReceiveInput.LongestWhat)
            return null;
        return texts.Any(text => text.Length > ActForm.LongestText)
            ? new Refusal("text.too-long", ActForm.LongestText.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : null;
    }
}
