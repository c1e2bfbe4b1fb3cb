using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Supervision;

/// <summary>The only door through which an order changes.</summary>
public static class OrderStore
{
    private const int LongestIssue = 60;

    /// <summary>Somebody drafts an order by hand.</summary>
    public static Task<Outcome<Done<OrderState>>> Draft(
        City city,
        CaseRules rules,
        ActForm form,
        string rung,
        Subject over,
        Why why,
        string words
    ) => StreamDoor.Open(city, (transaction, recordedAt) => Draft(transaction, rules, form, rung, over, why, words, recordedAt));

    /// <summary>The same inside a transaction that the caller holds; a refusal has written nothing.</summary>
    /// <param name="words">Empty where the signer is to find them.</param>
    public static Outcome<Done<OrderState>> Draft(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        string rung,
        Subject over,
        Why why,
        string words,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        return Apply(
            transaction,
            rules,
            null,
            form,
            [OrderAct.Draft, rung, over.Matter.Stream, words],
            drafts,
            recordedAt,
            _ =>
                words.Length > ActForm.LongestText ? TooLong(ActForm.LongestText)
                : Standing(transaction, rules, rung, over) is { } standing ? standing
                : new DraftOrder(
                    OrderStream.Kind.NextNumber(transaction),
                    rung,
                    over,
                    why,
                    words.Length == 0 ? null : drafts.Text(words),
                    OrderWatchers.ByContract(transaction, rules, over.Place, recordedAt)
                )
        );
    }

    /// <summary>Signs a draft: its number on paper is given in the same transaction, so that none is lost and none is given twice.</summary>
    public static Task<Outcome<Done<OrderState>>> Sign(City city, CaseRules rules, Guid stream, ActForm form, string words) =>
        StreamDoor.Open(city, (transaction, recordedAt) => Sign(transaction, rules, stream, form, words, recordedAt));

    public static Outcome<Done<OrderState>> Sign(
        CityTransaction transaction,
        CaseRules rules,
        Guid stream,
        ActForm form,
        string words,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        if (words.Length == 0)
            return new Refusal("order.words-missing");
        if (words.Length > ActForm.LongestText)
            return TooLong(ActForm.LongestText);
        var text = drafts.Text(words);
        var year = rules.Calendar.DayOf(recordedAt).Year;
        var outcome = Decided(
            transaction,
            stream,
            form,
            [OrderAct.Sign, words],
            drafts,
            recordedAt,
            (state, act) =>
            {
                // A number is taken only for what will be signed.
                if (OrderDecide.Decide(state, new SignOrder(new Paper("", year, 0), text), act, rules).Refusal is { } refusal)
                    return refusal;
                var paper = new Paper(state!.Rung, year, NextPaper(transaction, state.Rung, year));
                return OrderDecide.Decide(state, new SignOrder(paper, text), act, rules);
            }
        );
        if (outcome.Value is { Repeated: false } done && rules.Playbook.Ladder.OnePerMatter)
            Supersede(transaction, rules, done, recordedAt);
        return outcome;
    }

    /// <summary>What needs nothing but a reason: dismissed, received, withdrawn, upheld, revoked.</summary>
    public static Task<Outcome<Done<OrderState>>> Act(City city, CaseRules rules, Guid stream, ActForm form, OrderInput input) =>
        StreamDoor.Open(city, (transaction, recordedAt) => Act(transaction, rules, stream, form, input, recordedAt));

    public static Outcome<Done<OrderState>> Act(
        CityTransaction transaction,
        CaseRules rules,
        Guid stream,
        ActForm form,
        OrderInput input,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        var outcome = Apply(
            transaction,
            rules,
            stream,
            form,
            [input.Act, .. input.Fields],
            drafts,
            recordedAt,
            state => input.Wanting() is { } wanting ? wanting : input.Command(drafts, () => IsOpen(transaction, state!))
        );
        if (
            input is not CheckedInput { Act: OrderAct.Fail, Escalate: true } failed
            || outcome.Value is not { Repeated: false } done
        )
            return outcome;
        // What did not pass goes back, and the next rung is proposed with it.
        var higher = Higher(rules, done.State, failed.Judged);
        var drafted = higher is null
            ? new Refusal("order.no-higher-rung")
            : Draft(
                transaction,
                rules,
                form with
                {
                    Id = Guid.CreateVersion7(),
                    Expected = null,
                },
                higher.Value.Rung,
                done.State.Over,
                higher.Value.Why,
                "",
                recordedAt
            );
        return drafted.Refusal is { } no ? throw new UndoneException(no) : outcome;
    }

    internal static Outcome<Done<OrderState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        IReadOnlyList<object?> fields,
        Drafts drafts,
        DateTime recordedAt,
        Func<OrderState?, Outcome<OrderCommand>> command
    ) =>
        Decided(
            transaction,
            stream,
            form,
            fields,
            drafts,
            recordedAt,
            (state, act) => command(state).Then(wanted => OrderDecide.Decide(state, wanted, act, rules))
        );

    private static Outcome<Done<OrderState>> Decided(
        CityTransaction transaction,
        Guid? stream,
        ActForm form,
        IReadOnlyList<object?> fields,
        Drafts drafts,
        DateTime recordedAt,
        Func<OrderState?, Act, Outcome<IReadOnlyList<OrderEvent>>> decide
    )
    {
        IReadOnlyList<OrderEvent> happened = [];
        var outcome = StreamDoor.Apply<OrderState, OrderEvent>(
            transaction,
            OrderStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, $"order.{fields[0]}", fields.Skip(1)),
            drafts,
            recordedAt,
            (state, act) =>
            {
                var decided = decide(state, act);
                happened = decided.Value ?? [];
                return decided;
            }
        );
        if (outcome.Value is { Repeated: false } done)
            OrderWatchers.Tell(transaction, done.Stream, done.State, happened, form.By.Post, recordedAt);
        return outcome;
    }

    private static Outcome<Done<OrderState>> Alone(
        CityTransaction transaction,
        CaseRules rules,
        Guid stream,
        OrderCommand command,
        string reason,
        DateTime recordedAt
    ) =>
        Apply(
            transaction,
            rules,
            stream,
            new ActForm(Guid.CreateVersion7(), Actor.System, "system", reason, null, null),
            [command.Kind],
            new Drafts(),
            recordedAt,
            _ => command
        );

    /// <summary>Its time to be received ran out: it goes on as if it had been.</summary>
    internal static Outcome<Done<OrderState>> Deem(
        CityTransaction transaction,
        CaseRules rules,
        Guid stream,
        string reason,
        DateTime recordedAt
    ) => Alone(transaction, rules, stream, new DeemReceived(), reason, recordedAt);

    // 一事一单: what was signed takes the place of what stood over the same matter.
    private static void Supersede(CityTransaction transaction, CaseRules rules, Done<OrderState> done, DateTime recordedAt)
    {
        var lower = transaction.Many(
            "select stream from orders where matter = $1 and stream <> $2 and signed_at is not null and ended_at is null",
            row => Guid.Parse(row.GetString(0)),
            done.State.Over.Matter.Stream,
            done.Stream
        );
        foreach (var one in lower)
            if (
                Alone(transaction, rules, one, new SupersedeOrder(done.State.Number), done.State.Name, recordedAt).Refusal is
                { Code: not "order.appeal-pending" } refusal
            )
                throw new InvalidOperationException($"an order that stands could not give way: {refusal}");
    }

    // Of the same rung one stands over a matter at a time; where the rules say so, one of whatever rung.
    private static Refusal? Standing(CityTransaction transaction, CaseRules rules, string rung, Subject over)
    {
        var standing = transaction.Many(
            "select rung, status from orders where matter = $1 and ended_at is null",
            row => (Rung: row.GetString(0), Status: Enum.Parse<OrderStatus>(row.GetString(1))),
            over.Matter.Stream
        );
        var ladder = rules.Playbook.Ladder;
        int At(string code) => ladder.Rungs.Index().FirstOrDefault(pair => pair.Item.Code == code, (-1, null!)).Index;
        return standing.Any(one => one.Rung == rung) ? new Refusal("order.stands-already")
            : ladder.OnePerMatter && standing.Any(one => one.Status == OrderStatus.Draft || At(one.Rung) > At(rung))
                ? new Refusal("order.one-per-matter")
            : null;
    }

    private static (string Rung, Why Why)? Higher(CaseRules rules, OrderState state, bool judged)
    {
        var rungs = rules.Playbook.Ladder.Rungs;
        var above = rungs.SkipWhile(rung => rung.Code != state.Rung).Skip(1).ToList();
        if (above.Find(rung => rung.SignedBy != Signers.System) is not { } next)
            return null;
        var condition = judged
            ? next.When.SelectMany(way => way).FirstOrDefault(one => one.Key == LadderConditions.Judged)
            : null;
        return (
            next.Code,
            new Why(condition is null ? [] : [condition], Counted: [state.Number], Judged: condition?.Value)
            {
                FailedChecks = state.Failures,
            }
        );
    }

    private static long NextPaper(CityTransaction transaction, string rung, int year)
    {
        // Whoever else signs waits here until this act is kept, or undone with its number.
        transaction.Execute(
            """
            insert into order_numbers (rung, year, last)
            values ($1, $2, (select coalesce(max(paper_number), 0) + 1 from orders where paper_rung = $1 and paper_year = $2))
            on conflict (rung, year) do update set last = order_numbers.last + 1
            """,
            rung,
            year
        );
        return transaction.Number("select last from order_numbers where rung = $1 and year = $2", rung, year);
    }

    private static bool IsOpen(CityTransaction transaction, OrderState state) =>
        transaction.Number("select count(*) from duties where subject = $1 and done_at is null", state.Over.Matter.Stream) > 0;

    internal static Refusal TooLong(int most) => new("text.too-long", most.ToString(CultureInfo.InvariantCulture));

    internal static Refusal? Issue(string text) =>
        text.Length == 0 ? new Refusal("order.issue-missing")
        : text.Length > LongestIssue ? TooLong(LongestIssue)
        : null;
}
