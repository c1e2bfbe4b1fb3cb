using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Guidance;

/// <summary>What a team says is passed on, answered, and settled by somebody who did not answer. Pure.</summary>
public static class FeedbackDecide
{
    /// <summary>The office looks at what was said to it.</summary>
    public const string See = "see-feedback";

    /// <summary>A unit answers; the office, where it became a case.</summary>
    public const string Answers = "answer-feedback";

    /// <summary>The team says whether that settles it.</summary>
    public const string Weigh = "weigh-feedback";

    public static readonly IReadOnlyList<string> Kinds = [See, Answers, Weigh];

    // No source gives a figure.
    private static readonly Limit SeeWithin = new(1, LimitClock.WorkingDays);
    private static readonly Limit AnswerWithin = new(5, LimitClock.WorkingDays);
    private static readonly Limit TellWithin = new(15, LimitClock.WorkingDays);
    private static readonly Limit WeighWithin = new(5, LimitClock.WorkingDays);

    public const int MostPhotos = 9;

    public static Outcome<FeedbackEvent> Decide(FeedbackState? state, FeedbackCommand command, Act act, CaseRules rules)
    {
        if (command is GiveFeedback give)
            return state is null ? Give(give, act, rules) : new Refusal("feedback.exists");
        if (state is null)
            return new Refusal("feedback.unknown");
        if (state.Status == FeedbackStatus.Settled)
            return new Refusal("feedback.settled-already");
        if (command is HandOverFeedback)
            return act.By != Actor.System ? NotYours
                : state.Status != FeedbackStatus.Answered ? new Refusal("feedback.nothing-waits")
                : new FeedbackHandedOver(Weighing(state, here: false, act, rules));
        if (
            !May.Do(
                act.By,
                ActOf(command),
                rules.Organisation.Answering(state.Unit ?? ""),
                new Spot(state.District, state.Street)
            )
        )
            return NotYours;
        return command switch
        {
            AskUnit or FileFeedback when state.Status is not (FeedbackStatus.Given or FeedbackStatus.Asked) => new Refusal(
                "feedback.passed-on-already"
            ),
            AskUnit ask => Ask(ask, act, rules),
            FileFeedback file => new FeedbackFiled(file.Case, Office(Answers, TellWithin, act, rules)),
            AnswerFeedback answer => Answer(state, answer, act, rules),
            SettleFeedback settle => Weighed(state, settle.Here, act, rules) is { } no ? no : new FeedbackSettled(),
            DisputeFeedback dispute => Weighed(state, dispute.Here, act, rules) is { } no
                ? no
                : new FeedbackDisputed(Again(state, act, rules)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    public static FeedbackState Evolve(FeedbackState? before, FeedbackEvent happened, Made made) =>
        happened switch
        {
            FeedbackGiven given => new FeedbackState(
                1,
                given.Number,
                given.Team,
                given.TeamUnit,
                given.Post,
                given.District,
                given.Street,
                given.Place,
                given.Unit,
                given.Photos,
                given.Unit is null ? FeedbackStatus.Given : FeedbackStatus.Asked,
                null,
                made,
                null,
                0,
                given.Next
            ),
            _ when before is null => throw new InvalidOperationException("feedback begins with what was said"),
            FeedbackAsked asked => Then(before, happened) with { Unit = asked.Unit, Status = FeedbackStatus.Asked },
            FeedbackFiled filed => Then(before, happened) with { Case = filed.Case, Status = FeedbackStatus.Filed },
            FeedbackAnswered => Then(before, happened) with { Status = FeedbackStatus.Answered, Answered = made },
            FeedbackSettled => Then(before, happened) with { Status = FeedbackStatus.Settled },
            FeedbackDisputed => Then(before, happened) with { Status = Before(before), Disputes = before.Disputes + 1 },
            FeedbackHandedOver => Then(before, happened),
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };

    /// <summary>The act of a command, as rights name it.</summary>
    public static FeedbackAct ActOf(FeedbackCommand command) =>
        command switch
        {
            GiveFeedback => FeedbackAct.Give,
            AskUnit => FeedbackAct.Ask,
            FileFeedback => FeedbackAct.File,
            AnswerFeedback => FeedbackAct.Answer,
            DisputeFeedback => FeedbackAct.Dispute,
            _ => FeedbackAct.Settle,
        };

    private static Refusal NotYours => new("feedback.not-yours");

    private static FeedbackState Then(FeedbackState before, FeedbackEvent happened) =>
        before with
        {
            Version = before.Version + 1,
            Next = happened.Next,
        };

    private static Outcome<FeedbackEvent> Give(GiveFeedback give, Act act, CaseRules rules)
    {
        var at = new Spot(give.District, give.Street);
        if (May.Act(act.By.Role, FeedbackAct.Give) == Scope.None)
            return NotYours;
        if (!May.Do(act.By, FeedbackAct.Give, null, at))
            return new Refusal("feedback.outside");
        if (give.Photos.Count > MostPhotos)
            return new Refusal("photo.too-many", $"{MostPhotos}", $"{give.Photos.Count}");
        if (give.Unit is not null && rules.Organisation.ClerkOf(give.Unit) is null)
            return new Refusal("feedback.unit-unknown");
        return new FeedbackGiven(
            give.Number,
            give.Team,
            act.By.Unit,
            act.By.Post,
            give.District,
            give.Street,
            give.Place,
            give.Unit,
            give.Photos,
            give.Unit is { } unit ? OfUnit(unit, act, rules) : Office(See, SeeWithin, act, rules)
        );
    }

    private static Outcome<FeedbackEvent> Ask(AskUnit ask, Act act, CaseRules rules) =>
        rules.Organisation.ClerkOf(ask.Unit) is null
            ? new Refusal("feedback.unit-unknown")
            : new FeedbackAsked(ask.Unit, OfUnit(ask.Unit, act, rules));

    private static Outcome<FeedbackEvent> Answer(FeedbackState state, AnswerFeedback answer, Act act, CaseRules rules)
    {
        if (state.Status == FeedbackStatus.Answered)
            return new Refusal("feedback.answered-already");
        // What a unit is asked it answers itself.
        if (state.Status == FeedbackStatus.Asked && act.By.Role != Role.UnitClerk)
            return new Refusal("feedback.unit-answers");
        if (state.Status != FeedbackStatus.Asked && act.By.Role == Role.UnitClerk)
            return NotYours;
        if (answer.Photos.Count > MostPhotos)
            return new Refusal("photo.too-many", $"{MostPhotos}", $"{answer.Photos.Count}");
        return new FeedbackAnswered(answer.Photos, Weighing(state, answer.Here, act, rules));
    }

    // Four eyes: nobody says of their own answer, or of that of their own unit, that it settles anything.
    private static Refusal? Weighed(FeedbackState state, bool here, Act act, CaseRules rules)
    {
        if (act.By.Role == Role.Guide ? act.By.Unit != state.TeamUnit : here)
            return NotYours;
        if (state.Status != FeedbackStatus.Answered || state.Answered is not { } answered)
            return new Refusal("feedback.not-answered");
        return answered.Person == act.By.Person || rules.Organisation.Post(answered.Post)?.Unit == act.By.Unit
            ? new Refusal("feedback.own-answer")
            : null;
    }

    private static FeedbackStatus Before(FeedbackState state) =>
        state.Case is not null ? FeedbackStatus.Filed
        : state.Unit is not null ? FeedbackStatus.Asked
        : FeedbackStatus.Given;

    private static Duty? Again(FeedbackState state, Act act, CaseRules rules) =>
        Before(state) switch
        {
            FeedbackStatus.Filed => Office(Answers, TellWithin, act, rules),
            FeedbackStatus.Asked => OfUnit(state.Unit!, act, rules),
            _ => Office(See, SeeWithin, act, rules),
        };

    private static Duty? OfUnit(string unit, Act act, CaseRules rules) =>
        rules.Organisation.ClerkOf(rules.Organisation.Answering(unit)) is { } clerk
            ? Open(Answers, clerk, AnswerWithin, act, rules)
            : Office(See, SeeWithin, act, rules);

    private static Duty? Office(string kind, Limit within, Act act, CaseRules rules) =>
        rules.Organisation.Covering(Role.OfficeClerk, null) is { } office ? Open(kind, office, within, act, rules) : null;

    private static Duty? Weighing(FeedbackState state, bool here, Act act, CaseRules rules)
    {
        var post = here ? rules.Organisation.Post(state.Post) : rules.Organisation.Covering(Role.Supervisor, null);
        return post is null ? null : Open(Weigh, post, WeighWithin, act, rules);
    }

    private static Duty Open(string kind, Post post, Limit within, Act act, CaseRules rules) =>
        Duty.Open(kind, post.Code, null, act.RecordedAt, within, rules.Playbook.Limits.YellowAt, rules.Calendar);
}
