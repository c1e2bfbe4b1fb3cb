using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.SelfReviews;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.SelfReviews;

/// <summary>A round as the office opens it.</summary>
/// <param name="From">What is reviewed, day by day.</param>
public sealed record RoundInput(string Title, DateOnly From, DateOnly To, DateOnly Due, IReadOnlyList<string> Units);

public sealed record RoundMade(Guid Id, long Number, bool Repeated);

/// <summary>What a unit says of itself.</summary>
/// <param name="Money">In 万元.</param>
public sealed record ReviewInput(string Work, string Effort, int People, Amount Money);

/// <summary>The only door through which rounds of self-review change.</summary>
public static class SelfReviewStore
{
    public const int LongestTitle = 100;
    public const int LongestWords = 4000;

    /// <summary>A round, and every unit in it asked; all or none.</summary>
    public static Task<Outcome<RoundMade>> Ask(City city, CaseRules rules, ActForm form, RoundInput input) =>
        StreamDoor.Open(city, (transaction, at) => Ask(transaction, rules, form, input, at));

    private static Outcome<RoundMade> Ask(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        RoundInput input,
        DateTime recordedAt
    )
    {
        var fingerprint = form.Fingerprint(
            null,
            "self-review.ask",
            [input.Title, input.From, input.To, input.Due, .. input.Units]
        );
        var (first, reused) = ActStore.Find(transaction, form.Id, fingerprint);
        if (reused is not null)
            return reused;
        if (first is not null)
            return new RoundMade(first.Stream, first.Version, Repeated: true);
        if (May.Act(form.By.Role, SelfReviewAct.Ask) == Scope.None)
            return new Refusal("self-review.not-yours");
        if (input.Title.Length == 0)
            return new Refusal("self-review.title-missing");
        if (input.Title.Length > LongestTitle)
            return new Refusal("text.too-long", $"{LongestTitle}");
        if (input.Units.Count == 0)
            return new Refusal("self-review.units-missing");
        var id = Guid.CreateVersion7(recordedAt);
        var number = transaction.Number("select coalesce(max(number), 0) + 1 from self_review_rounds");
        transaction.Execute(
            "insert into self_review_rounds (id, number, title, from_day, to_day, due_day, person, post, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            id,
            number,
            input.Title,
            input.From,
            input.To,
            input.Due,
            form.By.Person,
            form.By.Post,
            recordedAt
        );
        foreach (var unit in input.Units.Distinct())
        {
            var asked = Apply(
                transaction,
                rules,
                null,
                form with
                {
                    Id = Guid.CreateVersion7(),
                },
                $"{id} {unit}",
                new Drafts(),
                recordedAt,
                () => new AskSelfReview(id, SelfReviewStream.Kind.NextNumber(transaction), unit, input.From, input.To, input.Due)
            );
            // What was written before it must go with it.
            if (asked.Refusal is { } refusal)
                throw new UndoneException(refusal);
        }
        ActStore.Remember(transaction, form.Id, fingerprint, new Accepted(id, (int)number));
        return new RoundMade(id, number, Repeated: false);
    }

    /// <param name="figures">As they were shown to whoever says that it is so.</param>
    public static Task<Outcome<Done<SelfReviewState>>> Submit(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        ReviewInput input,
        IReadOnlyList<SelfReviewFigure> figures
    ) =>
        StreamDoor.Open(
            city,
            (transaction, at) =>
            {
                if (input.Work.Length == 0)
                    return new Refusal("self-review.work-missing");
                if (input.Work.Length > LongestWords || input.Effort.Length > LongestWords)
                    return new Refusal("text.too-long", $"{LongestWords}");
                var drafts = new Drafts();
                return Apply(
                    transaction,
                    rules,
                    stream,
                    form,
                    form.Fingerprint(stream, "self-review.submit", input),
                    drafts,
                    at,
                    () =>
                        new SubmitSelfReview(
                            drafts.Text(input.Work),
                            drafts.Text(input.Effort),
                            input.People,
                            input.Money,
                            figures
                        )
                );
            }
        );

    public static Task<Outcome<Done<SelfReviewState>>> Judge(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        bool accepted
    ) =>
        StreamDoor.Open(
            city,
            (transaction, at) =>
                Apply(
                    transaction,
                    rules,
                    stream,
                    form,
                    form.Fingerprint(stream, accepted ? "self-review.accept" : "self-review.send-back"),
                    new Drafts(),
                    at,
                    () => accepted ? new AcceptSelfReview() : new SendSelfReviewBack()
                )
        );

    private static Outcome<Done<SelfReviewState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        string fingerprint,
        Drafts drafts,
        DateTime recordedAt,
        Func<SelfReviewCommand> command
    ) =>
        StreamDoor.ApplyOne<SelfReviewState, SelfReviewEvent>(
            transaction,
            SelfReviewStream.Kind,
            stream,
            form,
            fingerprint,
            drafts,
            recordedAt,
            (state, act) => SelfReviewDecide.Decide(state, command(), act, rules)
        );
}
