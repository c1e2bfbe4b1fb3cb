using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Lessons;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Lessons;

/// <summary>The library, a new lesson, and one of them.</summary>
public sealed class LessonPages(SiteContext site, RulesNow rulesNow, Sentences t)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult All(IQueryCollection asked)
    {
        var filter = LessonFilter.Of(asked);
        return new RazorComponentResult<LessonsPage>(
            new Dictionary<string, object?>
            {
                [nameof(LessonsPage.Filter)] = filter,
                [nameof(LessonsPage.Lessons)] = city.Database.Read(connection => LessonReads.All(connection, filter, Reader)),
                [nameof(LessonsPage.Rules)] = Rules,
            }
        );
    }

    public IResult Export(string form, IQueryCollection asked)
    {
        if (form is not ("xlsx" or "csv"))
            return Results.NotFound();
        var names = CaseNames.Of(Rules);
        string[] columns = ["number", "title", "words", "category", "place-type", "unit", "status", "document", "valid-from"];
        return new TableFile(
            $"{site.Here.Code}-{t["lessons.title"]}-{Data.Values.Day(site.Today)}",
            [.. columns.Select(column => new SheetColumn(t[$"lessons.col.{column}"], column is "title" or "words" ? 50 : 16))],
            city.Database.Read(connection => LessonReads.All(connection, LessonFilter.Of(asked), Reader))
                .Select(
                    IReadOnlyList<object?> (one) =>
                        [
                            one.State.Number,
                            one.Title,
                            one.Words,
                            one.State.Category is { } category ? names.Category(category) : null,
                            one.State.PlaceType is { } type ? names.PlaceType(type) : null,
                            names.Unit(one.State.Unit, t),
                            t[$"lessons.status.{one.State.Status}"],
                            one.State.Document,
                            one.State.ValidFrom,
                        ]
                )
        ).As(form, site, t);
    }

    /// <summary>A blank one, or one that begins with the case that it was learnt from.</summary>
    public IResult Ask(IQueryCollection asked)
    {
        var blank = new Dictionary<string, string>();
        if (Number(asked["case"].ToString()) is { } number && Sees(number) is { } state)
            blank = new()
            {
                ["case"] = $"{number}",
                ["category"] = state.Category,
                ["place-type"] = state.At.PlaceType ?? "",
            };
        return NewPage(blank, null, 200);
    }

    public async Task<IResult> Tell(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id))
            return Results.BadRequest();
        var fields = sent.ToDictionary(field => field.Key, field => field.Value.ToString());
        try
        {
            var input = Input(sent);
            // A case that somebody may not see is to them none.
            var outcome =
                input.Source.Case is { } number && Sees(number) is null
                    ? new Refusal("lesson.source-unknown", $"{number}")
                    : await LessonStore.Tell(
                        city,
                        Rules,
                        new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, null),
                        input
                    );
            return outcome.Value is { } done
                ? new SeeOther($"{site.At("lessons", $"{done.State.Number}")}?done=tell")
                : NewPage(fields, outcome.Refusal!, outcome.Refusal!.Status());
        }
        catch (StorageTrouble trouble)
        {
            return NewPage(fields, trouble.Refusal, StatusCodes.Status503ServiceUnavailable);
        }
    }

    public IResult One(long number, string? done) =>
        Find(number) is { } lesson ? Page(lesson, null, null, done, 200) : Results.NotFound();

    public async Task<IResult> Act(long number, string what, HttpRequest request)
    {
        if (what is not ("change" or "publish" or "send-back" or "institution") || Find(number) is not { } lesson)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id) || !int.TryParse(sent["expected"], out var version))
            return Results.BadRequest();
        var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, version);
        try
        {
            var outcome = what switch
            {
                "change" => await LessonStore.Change(city, Rules, form, lesson.Stream, Input(sent)),
                "institution" => await Institution(form, lesson.Stream, sent),
                _ => await LessonStore.Judge(city, Rules, form, lesson.Stream, what == "publish"),
            };
            return outcome.Refusal is { } refusal
                ? Page(Find(number) ?? lesson, refusal, sent, null, refusal.Status())
                : new SeeOther($"{site.At("lessons", $"{number}")}?done={what}");
        }
        catch (StorageTrouble trouble)
        {
            return Page(lesson, trouble.Refusal, sent, null, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<Outcome<Done<LessonState>>> Institution(ActForm form, Guid stream, IFormCollection sent) =>
        ItemSheet.ParseDay(sent["valid-from"].ToString()) is { } day
            ? await LessonStore.MakeInstitution(city, Rules, form, stream, sent["document"].ToString().Trim(), day)
            : new Refusal("cell.day-missing");

    private static LessonInput Input(IFormCollection sent)
    {
        string? Code(string name) => sent[name].ToString().Trim() is { Length: > 0 } code ? code : null;
        return new LessonInput(
            sent["title"].ToString().Trim(),
            sent["words"].ToString().ReplaceLineEndings("\n").Trim(),
            Code("category"),
            Code("place-type"),
            new LessonSource(Number(sent["case"].ToString()), Number(sent["round"].ToString()), Number(sent["tally"].ToString()))
        );
    }

    private static long? Number(string said) =>
        long.TryParse(said.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private CaseState? Sees(long number) =>
        city.Database.Read(connection => CaseReads.Find(connection, number)) is { } found && CaseReads.Sees(Reader, found.State)
            ? found.State
            : null;

    private Lesson? Find(long number) => city.Database.Read(connection => LessonReads.Find(connection, number, Reader));

    private RazorComponentResult<NewLessonPage> NewPage(
        IReadOnlyDictionary<string, string> fields,
        Refusal? refusal,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(NewLessonPage.Fields)] = fields,
                [nameof(NewLessonPage.Rules)] = Rules,
                [nameof(NewLessonPage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = status,
        };

    private RazorComponentResult<LessonPage> Page(
        Lesson lesson,
        Refusal? refusal,
        IFormCollection? sent,
        string? done,
        int status
    )
    {
        var (history, texts) = city.Database.Read(connection =>
            (LessonReads.History(connection, lesson.Stream), Rectification.ItemReads.Texts(connection, lesson.Stream))
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(LessonPage.Lesson)] = lesson,
                [nameof(LessonPage.History)] = history,
                [nameof(LessonPage.Texts)] = texts,
                [nameof(LessonPage.Rules)] = Rules,
                [nameof(LessonPage.Refusal)] = refusal,
                [nameof(LessonPage.Sent)] = sent,
                [nameof(LessonPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
    }
}
