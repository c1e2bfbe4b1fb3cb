using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Guidance;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Upstream;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Upstream;

namespace CivicLoop.Web.Guidance;

/// <summary>What a team says, as it is typed; the words are the reason of the act.</summary>
/// <param name="Unit">Whom it is said to; null for the office.</param>
public sealed record FeedbackInput(
    string District,
    string? Street,
    string? Place,
    string? Unit,
    IReadOnlyList<StagedPhoto> Photos
);

/// <summary>The door through which teams say something, and through which it is passed on, answered and settled.</summary>
public static class FeedbackStore
{
    public static Task<Outcome<Done<FeedbackState>>> Give(City city, CaseRules rules, ActForm form, FeedbackInput input) =>
        StreamDoor.Open(city, (transaction, recordedAt) => Give(transaction, rules, form, input, recordedAt));

    public static Task<Outcome<Done<FeedbackState>>> Ask(City city, CaseRules rules, Guid stream, ActForm form, string unit) =>
        StreamDoor.Open(city, (transaction, recordedAt) => Ask(transaction, rules, stream, form, unit, recordedAt));

    /// <summary>Turns it into a case in the same transaction.</summary>
    public static Task<Outcome<Done<FeedbackState>>> File(
        City city,
        CaseRules rules,
        Guid stream,
        FeedbackState state,
        ActForm form,
        string category
    )
    {
        var at = At(city, rules, state);
        return StreamDoor.Open(
            city,
            (transaction, recordedAt) => File(city.Database, transaction, rules, stream, state, form, category, at, recordedAt)
        );
    }

    public static Task<Outcome<Done<FeedbackState>>> Answer(
        City city,
        CaseRules rules,
        Guid stream,
        ActForm form,
        IReadOnlyList<StagedPhoto> photos
    ) => StreamDoor.Open(city, (transaction, recordedAt) => Answer(transaction, rules, stream, form, photos, recordedAt));

    public static Task<Outcome<Done<FeedbackState>>> Weigh(City city, CaseRules rules, Guid stream, ActForm form, bool settled) =>
        StreamDoor.Open(city, (transaction, recordedAt) => Weigh(transaction, rules, stream, form, settled, recordedAt));

    internal static Outcome<Done<FeedbackState>> Give(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        FeedbackInput input,
        DateTime recordedAt
    )
    {
        if (GuidanceReads.OfUnit(transaction, form.By.Unit) is not { } team || !team.IsHere(recordedAt))
            return new Refusal("feedback.not-yours");
        var drafts = new Drafts();
        return Apply(
            transaction,
            rules,
            null,
            form,
            ["give", input.District, input.Street, input.Place, input.Unit, .. input.Photos.Select(photo => photo.Blob)],
            drafts,
            recordedAt,
            _ => new GiveFeedback(
                FeedbackStream.Kind.NextNumber(transaction),
                team.Number,
                input.District,
                input.Street,
                input.Place,
                input.Unit,
                drafts.Photos(input.Photos)
            )
        );
    }

    internal static Outcome<Done<FeedbackState>> Ask(
        CityTransaction transaction,
        CaseRules rules,
        Guid stream,
        ActForm form,
        string unit,
        DateTime recordedAt
    ) => Apply(transaction, rules, stream, form, ["ask", unit], new Drafts(), recordedAt, _ => new AskUnit(unit));

    internal static Outcome<Done<FeedbackState>> File(
        CityDatabase database,
        CityTransaction transaction,
        CaseRules rules,
        Guid stream,
        FeedbackState state,
        ActForm form,
        string category,
        Location? at,
        DateTime recordedAt
    )
    {
        if (rules.Playbook.Category(category) is null)
            return new Refusal("category.unknown", category);
        if (at is null)
            return new Refusal("place.outside");
        var said = transaction.One(
            "select text from texts where id = $1 and text is not null",
            row => row.GetString(0),
            state.Given.Reason.Id
        );
        if (said is not { } words)
            return new Refusal("feedback.erased");
        return Apply(
            transaction,
            rules,
            stream,
            form,
            ["file", category],
            new Drafts(),
            recordedAt,
            _ => new FileFeedback(Case(database, transaction, rules, state, form, category, at, words, recordedAt)),
            // Whoever may not, or comes late, is told so before there is a case.
            new FileFeedback(0)
        );
    }

    internal static Outcome<Done<FeedbackState>> Answer(
        CityTransaction transaction,
        CaseRules rules,
        Guid stream,
        ActForm form,
        IReadOnlyList<StagedPhoto> photos,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        return Apply(
            transaction,
            rules,
            stream,
            form,
            ["answer", .. photos.Select(photo => photo.Blob)],
            drafts,
            recordedAt,
            state => new AnswerFeedback(drafts.Photos(photos), IsHere(transaction, state, recordedAt))
        );
    }

    internal static Outcome<Done<FeedbackState>> Weigh(
        CityTransaction transaction,
        CaseRules rules,
        Guid stream,
        ActForm form,
        bool settled,
        DateTime recordedAt
    ) =>
        Apply(
            transaction,
            rules,
            stream,
            form,
            ["weigh", settled],
            new Drafts(),
            recordedAt,
            state =>
                settled
                    ? new SettleFeedback(IsHere(transaction, state, recordedAt))
                    : new DisputeFeedback(IsHere(transaction, state, recordedAt))
        );

    /// <summary>The team left: what waits for its word is handed over, in the transaction in which it ends.</summary>
    internal static void HandOver(
        CityTransaction transaction,
        CaseRules rules,
        TeamState team,
        string reason,
        DateTime recordedAt
    )
    {
        var waiting = transaction.Many(
            "select stream from feedback where team = $1 and status = $2 order by number",
            row => Guid.Parse(row.GetString(0)),
            team.Number,
            FeedbackStatus.Answered
        );
        foreach (var stream in waiting)
        {
            var form = new ActForm(Guid.CreateVersion7(recordedAt), Actor.System, "system", reason, null, null);
            var handed = Apply(
                transaction,
                rules,
                stream,
                form,
                ["hand-over"],
                new Drafts(),
                recordedAt,
                _ => new HandOverFeedback()
            );
            if (handed.Refusal is { } refusal)
                throw new UndoneException(refusal);
        }
    }

    // Where no place is named it lies in the middle of its district.
    internal static Location? At(City city, CaseRules rules, FeedbackState state) =>
        UpstreamStore.At(city, rules, new Finding("", "", "", state.District, state.Place ?? "")) is { } at
            ? at with
            {
                Street = at.Street ?? state.Street,
            }
            : null;

    private static bool IsHere(CityTransaction transaction, FeedbackState? state, DateTime now) =>
        state is not null && GuidanceReads.Find(transaction, state.Team) is { } team && team.IsHere(now);

    private static long Case(
        CityDatabase database,
        CityTransaction transaction,
        CaseRules rules,
        FeedbackState state,
        ActForm form,
        string category,
        Location at,
        string words,
        DateTime recordedAt
    )
    {
        var done = CaseStore.Apply(
            database,
            transaction,
            rules,
            null,
            form with
            {
                Id = Guid.CreateVersion7(recordedAt),
                Expected = null,
            },
            new ReceiveInput(category, at, words, [], Finders.Guidance, new Source(Finders.Guidance, $"{state.Number}", null)),
            recordedAt
        );
        return done.Refusal is { } refusal ? throw new UndoneException(refusal) : done.Value!.Number;
    }

    private static Outcome<Done<FeedbackState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        IReadOnlyList<object?> said,
        Drafts drafts,
        DateTime recordedAt,
        Func<FeedbackState?, FeedbackCommand> command,
        FeedbackCommand? first = null
    ) =>
        StreamDoor.ApplyOne<FeedbackState, FeedbackEvent>(
            transaction,
            FeedbackStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, "feedback", said),
            drafts,
            recordedAt,
            (state, act) =>
            {
                if (first is not null && FeedbackDecide.Decide(state, first, act, rules).Refusal is { } no)
                    return no;
                return FeedbackDecide.Decide(state, command(state), act, rules);
            }
        );
}
