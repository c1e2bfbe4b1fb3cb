using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Lessons;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Lessons;

/// <summary>A lesson as somebody writes it.</summary>
public sealed record LessonInput(string Title, string Words, string? Category, string? PlaceType, LessonSource Source);

/// <summary>The only door through which lessons change.</summary>
public static class LessonStore
{
    public const int LongestTitle = 120;
    public const int LongestWords = 6000;

    public static Task<Outcome<Done<LessonState>>> Tell(City city, CaseRules rules, ActForm form, LessonInput input) =>
        Write(city, rules, form, null, "tell", input);

    public static Task<Outcome<Done<LessonState>>> Change(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        LessonInput input
    ) => Write(city, rules, form, stream, "change", input);

    public static Task<Outcome<Done<LessonState>>> Judge(City city, CaseRules rules, ActForm form, Guid stream, bool published) =>
        StreamDoor.Open(
            city,
            (transaction, at) =>
                Apply(
                    transaction,
                    rules,
                    form,
                    stream,
                    published ? "publish" : "send-back",
                    [],
                    new Drafts(),
                    at,
                    () => published ? new PublishLesson() : new SendLessonBack()
                )
        );

    public static Task<Outcome<Done<LessonState>>> MakeInstitution(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        string document,
        DateOnly validFrom
    ) =>
        StreamDoor.Open(
            city,
            (transaction, at) =>
                Apply(
                    transaction,
                    rules,
                    form,
                    stream,
                    "institution",
                    [document, validFrom],
                    new Drafts(),
                    at,
                    () =>
                        transaction.Number("select count(*) from lessons where document = $1 and stream <> $2", document, stream)
                        > 0
                            ? new Refusal("lesson.document-taken", document)
                            : new MakeInstitution(document, validFrom)
                )
        );

    private static Task<Outcome<Done<LessonState>>> Write(
        City city,
        CaseRules rules,
        ActForm form,
        Guid? stream,
        string act,
        LessonInput input
    ) =>
        StreamDoor.Open(
            city,
            (transaction, at) =>
            {
                var drafts = new Drafts();
                return Apply(
                    transaction,
                    rules,
                    form,
                    stream,
                    act,
                    [input],
                    drafts,
                    at,
                    () =>
                        Unfit(transaction, rules, input) is { } unfit ? unfit
                        : stream is null
                            ? new TellLesson(
                                LessonStream.Kind.NextNumber(transaction),
                                drafts.Text(input.Title),
                                drafts.Text(input.Words),
                                input.Category,
                                input.PlaceType,
                                input.Source
                            )
                        : new ChangeLesson(drafts.Text(input.Title), drafts.Text(input.Words), input.Category, input.PlaceType)
                );
            }
        );

    private static Refusal? Unfit(CityTransaction transaction, CaseRules rules, LessonInput input)
    {
        if (input.Title.Length == 0)
            return new Refusal("lesson.title-missing");
        if (input.Title.Length > LongestTitle)
            return new Refusal("text.too-long", $"{LongestTitle}");
        if (input.Words.Length == 0)
            return new Refusal("lesson.words-missing");
        if (input.Words.Length > LongestWords)
            return new Refusal("text.too-long", $"{LongestWords}");
        if (input.Category is { } category && rules.Playbook.Category(category) is null)
            return new Refusal("lesson.category", category);
        if (input.PlaceType is { } type && rules.Playbook.Places.Types.All(one => one.Code != type))
            return new Refusal("lesson.category", type);
        // What it was learnt from is there, or it was learnt from nothing.
        foreach (
            var (table, number) in new[]
            {
                ("cases", input.Source.Case),
                ("self_review_rounds", input.Source.Round),
                ("tallies", input.Source.Tally),
            }
        )
            if (number is { } known && transaction.Number($"select count(*) from {table} where number = $1", known) == 0)
                return new Refusal("lesson.source-unknown", $"{known}");
        return null;
    }

    private static Outcome<Done<LessonState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid? stream,
        string act,
        IEnumerable<object?> fields,
        Drafts drafts,
        DateTime recordedAt,
        Func<Outcome<LessonCommand>> command
    ) =>
        StreamDoor.ApplyOne<LessonState, LessonEvent>(
            transaction,
            LessonStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, $"lesson.{act}", fields),
            drafts,
            recordedAt,
            (state, made) => command().Then(wanted => LessonDecide.Decide(state, wanted, made, rules))
        );
}
