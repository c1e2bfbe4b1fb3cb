using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.SelfReviews;

/// <summary>自我检视: a unit says what it did and what that took; somebody else takes it or sends it back. Pure.</summary>
public static class SelfReviewDecide
{
    public const string Submit = "self-review";
    public const string Check = "self-review-check";

    private const int MostPeople = 100_000;

    public static Outcome<SelfReviewEvent> Decide(SelfReviewState? state, SelfReviewCommand command, Act act, CaseRules rules)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (command is AskSelfReview ask)
            return state is null ? OnAsk(ask, act, rules) : new Refusal("self-review.exists");
        if (state is null)
            return new Refusal("self-review.unknown");
        if (!May.Do(act.By, command.Kind, state.Unit))
            return new Refusal("self-review.not-yours");
        var waits = state.Status is SelfReviewStatus.Asked or SelfReviewStatus.SentBack;
        if (command is SubmitSelfReview ? !waits : state.Status != SelfReviewStatus.Submitted)
            return new Refusal("self-review.not-now", state.Status.ToString());
        return command switch
        {
            SubmitSelfReview { People: < 0 or > MostPeople } => new Refusal("self-review.people"),
            SubmitSelfReview submit => new SelfReviewSubmitted(
                submit.Work,
                submit.Effort,
                submit.People,
                submit.Money.Thousandths,
                submit.Figures,
                Checking(act, rules)
            ),
            // Whoever looks at it is of another body.
            _ when act.By.Unit == state.Unit || act.By.Person == state.SubmittedBy => new Refusal("self-review.own-unit"),
            SendSelfReviewBack => new SelfReviewSentBack(Rework(state, act, rules)),
            AcceptSelfReview => new SelfReviewAccepted(),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    private static Outcome<SelfReviewEvent> OnAsk(AskSelfReview ask, Act act, CaseRules rules)
    {
        if (!May.Do(act.By, SelfReviewAct.Ask, ask.Unit))
            return new Refusal("self-review.not-yours");
        if (rules.Organisation.ClerkOf(ask.Unit) is not { } clerk)
            return new Refusal("unit.nobody", rules.Organisation.Unit(ask.Unit)?.Name ?? ask.Unit);
        if (ask.To < ask.From)
            return new Refusal("self-review.period-backwards");
        if (ask.DueDay < rules.Calendar.DayOf(act.RecordedAt))
            return new Refusal("self-review.due-past");
        var days = ask.DueDay.DayNumber - rules.Calendar.DayOf(act.RecordedAt).DayNumber + 1;
        var since = act.RecordedAt;
        var due = rules.Calendar.ToUtc(ask.DueDay.AddDays(1), TimeOnly.MinValue).AddMilliseconds(-1);
        var yellow =
            since + TimeSpan.FromMilliseconds(Math.Round((due - since).TotalMilliseconds * rules.Playbook.Limits.YellowAt));
        var limit = new Limit(Math.Min(days, Limit.Most), LimitClock.NaturalDays).ToString();
        return new SelfReviewAsked(
            ask.Round,
            ask.Number,
            ask.Unit,
            ask.From,
            ask.To,
            new Duty(Submit, clerk.Code, null, since, yellow, due, limit, Provisional: false)
        );
    }

    private static Duty? Checking(Act act, CaseRules rules) =>
        (
            rules.Organisation.Covering(Role.Supervisor, null, act.By.Unit)
            ?? rules.Organisation.Covering(Role.OfficeClerk, null, act.By.Unit)
        )
            is { } post
            ? Open(Check, post.Code, "check", act, rules)
            : null;

    private static Duty? Rework(SelfReviewState state, Act act, CaseRules rules) =>
        rules.Organisation.ClerkOf(state.Unit) is { } clerk ? Open(Submit, clerk.Code, "rework", act, rules) : null;

    private static Duty Open(string kind, string post, string stage, Act act, CaseRules rules) =>
        Duty.Open(
            kind,
            post,
            null,
            act.RecordedAt,
            rules.Playbook.Limits.Stage(stage),
            rules.Playbook.Limits.YellowAt,
            rules.Calendar
        );

    public static SelfReviewState Evolve(SelfReviewState? before, SelfReviewEvent happened, Made made)
    {
        var state = happened switch
        {
            SelfReviewAsked asked => new SelfReviewState(
                0,
                asked.Number,
                asked.Round,
                asked.Unit,
                asked.From,
                asked.To,
                SelfReviewStatus.Asked,
                null,
                null,
                0,
                0,
                [],
                null,
                null,
                null
            ),
            _ when before is null => throw new InvalidOperationException("a self-review begins with being asked"),
            SelfReviewSubmitted submitted => before with
            {
                Status = SelfReviewStatus.Submitted,
                Work = submitted.Work,
                Effort = submitted.Effort,
                People = submitted.People,
                MoneyThousandths = submitted.MoneyThousandths,
                Figures = submitted.Figures,
                SubmittedAt = made.RecordedAt,
                SubmittedBy = made.Person,
            },
            SelfReviewSentBack => before with { Status = SelfReviewStatus.SentBack },
            SelfReviewAccepted => before with { Status = SelfReviewStatus.Accepted },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }
}
