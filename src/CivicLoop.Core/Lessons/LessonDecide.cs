using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Lessons;

/// <summary>经验做法: told by whoever found it, published by somebody else, made an institution by the office. Pure.</summary>
public static class LessonDecide
{
    public const string Review = "lesson-review";
    public const string Mend = "lesson-mend";

    /// <summary>Longest number of a document, in characters.</summary>
    public const int LongestDocument = 60;

    public static Outcome<LessonEvent> Decide(LessonState? state, LessonCommand command, Act act, CaseRules rules)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (!May.Do(act.By, command.Kind, state?.Unit ?? act.By.Unit))
            return new Refusal("lesson.not-yours");
        if (command is TellLesson tell)
            return state is not null
                ? new Refusal("lesson.exists")
                : new LessonTold(
                    tell.Number,
                    act.By.Unit,
                    new LessonText(1, tell.Title, tell.Words),
                    tell.Category,
                    tell.PlaceType,
                    tell.Source,
                    Reviewing(act, rules)
                );
        if (state is null)
            return new Refusal("lesson.unknown");
        return command switch
        {
            // What is an institution is changed by the next one.
            ChangeLesson when state.Status == LessonStatus.Institution => NotNow(state),
            ChangeLesson change => new LessonChanged(
                new LessonText(state.Text.Edition + 1, change.Title, change.Words),
                change.Category,
                change.PlaceType,
                Reviewing(act, rules)
            ),
            PublishLesson or SendLessonBack when state.Status != LessonStatus.Told => NotNow(state),
            // Four eyes: nobody publishes what they or their own unit wrote.
            PublishLesson or SendLessonBack when act.By.Person == state.WrittenBy || act.By.Unit == state.WrittenUnit =>
                new Refusal("lesson.own-unit"),
            PublishLesson => new LessonPublished(),
            SendLessonBack => new LessonSentBack(Mending(state, act, rules)),
            MakeInstitution when state.Status != LessonStatus.Published => NotNow(state),
            MakeInstitution { Document: { Length: 0 or > LongestDocument } } => new Refusal(
                "lesson.document-missing",
                $"{LongestDocument}"
            ),
            MakeInstitution made => new LessonMadeInstitution(made.Document, made.ValidFrom),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    private static Refusal NotNow(LessonState state) => new("lesson.not-now", state.Status.ToString());

    private static Duty? Reviewing(Act act, CaseRules rules) =>
        (
            rules.Organisation.Covering(Role.OfficeClerk, null, act.By.Unit)
            ?? rules.Organisation.Covering(Role.Supervisor, null, act.By.Unit)
        )
            is { } post
            ? Open(Review, post.Code, act, rules)
            : null;

    private static Duty? Mending(LessonState state, Act act, CaseRules rules) =>
        rules.Organisation.Post(state.WrittenPost) is { Closed: false } post ? Open(Mend, post.Code, act, rules) : null;

    private static Duty Open(string kind, string post, Act act, CaseRules rules) =>
        Duty.Open(
            kind,
            post,
            null,
            act.RecordedAt,
            rules.Playbook.Limits.Stage("check"),
            rules.Playbook.Limits.YellowAt,
            rules.Calendar
        );

    public static LessonState Evolve(LessonState? before, LessonEvent happened, Made made)
    {
        var state = happened switch
        {
            LessonTold told => new LessonState(
                0,
                told.Number,
                told.Unit,
                told.Text,
                null,
                told.Category,
                told.PlaceType,
                told.Source,
                LessonStatus.Told,
                null,
                null,
                made.Person,
                made.Post,
                told.Unit,
                made.RecordedAt,
                null
            ),
            _ when before is null => throw new InvalidOperationException("a lesson begins with being told"),
            LessonChanged changed => before with
            {
                Text = changed.Text,
                Category = changed.Category,
                PlaceType = changed.PlaceType,
                Status = LessonStatus.Told,
                WrittenBy = made.Person,
                WrittenPost = made.Post,
            },
            LessonSentBack => before with { Status = LessonStatus.SentBack },
            LessonPublished => before with { Status = LessonStatus.Published, Shown = before.Text },
            LessonMadeInstitution institution => before with
            {
                Status = LessonStatus.Institution,
                Document = institution.Document,
                ValidFrom = institution.ValidFrom,
            },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }
}
