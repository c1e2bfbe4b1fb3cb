using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Inspections;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Erasures;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Places;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Inspections;

/// <summary>All that a score sheet shows.</summary>
/// <param name="Effects">What each line would do to the cases of the place, tried on what is open now.</param>
/// <param name="Wrong">By the key of the line: why its answer cannot be taken.</param>
public sealed record SheetView(
    Place Place,
    Checklist Checklist,
    VisitForm Form,
    VisitEffects Effects,
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyDictionary<string, Refusal> Wrong,
    CaseRules Rules
);

/// <summary>Visits: the list, a place to be chosen, its score sheet, one visit and its withdrawal.</summary>
public sealed class VisitPages(
    SiteContext site,
    Sentences t,
    RulesNow rulesNow,
    EditionReads editions,
    PhotoTokens tokens,
    VisitTable table,
    Texts texts
)
{
    private const int PageSize = 50;
    private const int MostPlaces = 30;
    private const int MostInFile = 100_000;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult List(IQueryCollection asked)
    {
        var filter = VisitFilter.Of(asked);
        var before = long.TryParse(asked["before"], out var number) ? number : (long?)null;
        var visits = Some(filter, before, PageSize + 1);
        return new RazorComponentResult<VisitsPage>(
            new Dictionary<string, object?>
            {
                [nameof(VisitsPage.Filter)] = filter,
                [nameof(VisitsPage.Visits)] = visits.Take(PageSize).ToList(),
                [nameof(VisitsPage.PlaceName)] = filter.Place is { } place ? Find(place)?.Name : null,
                [nameof(VisitsPage.Older)] = visits.Count > PageSize ? visits[PageSize - 1].State.Number : (long?)null,
                [nameof(VisitsPage.Rules)] = Rules,
            }
        );
    }

    public IResult Export(string form, IQueryCollection asked) =>
        form is "xlsx" or "csv"
            ? table.Of(Some(VisitFilter.Of(asked), null, MostInFile), Known(), Rules).As(form, site, t)
            : Results.NotFound();

    /// <summary>The score sheet of a place; without one, a place is chosen first.</summary>
    public IResult New(IQueryCollection asked)
    {
        var code = asked["place"].ToString().Trim();
        if (code.Length == 0)
            return Choose(asked["words"].ToString().Trim());
        if (Find(code) is not { } place)
            return Results.NotFound();
        if (!May.Do(Reader, VisitAct.Record, place.District))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        return Sheet(
            place,
            new VisitForm(),
            On(place, site.Today),
            site.Now,
            [],
            new Dictionary<string, Refusal>(),
            StatusCodes.Status200OK
        );
    }

    public async Task<IResult> Record(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (Find(sent["place"].ToString()) is not { } place)
            return Results.NotFound();
        var (at, late) = VisitForm.Moment(sent["when"].ToString().Trim(), site.Here.Zone);
        var happened = at ?? site.Now;
        var checklist = On(place, Rules.Calendar.DayOf(happened));
        var form = await VisitForm.Read(sent, checklist, city, Reader.Person, tokens);
        if (form.Id == Guid.Empty)
            return Results.BadRequest();
        var (stood, lost) = form.Position();
        List<Refusal> refusals = [.. new[] { late, lost }.OfType<Refusal>()];
        var (answers, wrong) = Answers(checklist, form);
        if (wrong.Count > 0)
            refusals.Add(new Refusal("visit.items-wrong", $"{wrong.Count}"));
        refusals.AddRange(form.Whole.Unfit.Select(one => one.Refusal));
        if (form.Reason.Length == 0)
            refusals.Add(new Refusal("reason.missing"));
        if (refusals.Count == 0)
        {
            try
            {
                var outcome = await VisitStore.Record(
                    city,
                    Rules,
                    new ActForm(form.Id, Reader, "desk", form.Reason, at, Expected: null),
                    new VisitInput(At(place), stood, form.Note, answers, form.Shown) { Photos = form.Whole.Photos },
                    new FoundWords(texts.In(Texts.Simplified)),
                    [.. checklist.Items.Select(item => item.Edition).Distinct()]
                );
                if (outcome.Value is { } done)
                    return new SeeOther($"{site.At("visits", $"{done.State.Number}")}?done={VisitAct.Record}");
                refusals.Add(outcome.Refusal!);
            }
            catch (StorageTrouble trouble)
            {
                refusals.Add(trouble.Refusal);
            }
        }
        return Sheet(
            place,
            form with
            {
                Id = Guid.CreateVersion7(),
            },
            checklist,
            happened,
            refusals,
            wrong,
            refusals.Max(refusal => refusal.Status())
        );
    }

    public IResult One(long number, string? done) =>
        Seen(number) is { } visit
            ? Page(visit, null, Enum.TryParse<VisitAct>(done, out var act) ? act : null, StatusCodes.Status200OK)
            : Results.NotFound();

    public async Task<IResult> Withdraw(long number, HttpRequest request)
    {
        if (Seen(number) is not { } visit)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id) || !int.TryParse(sent["expected"], out var version))
            return Results.BadRequest();
        var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), HappenedAt: null, version);
        try
        {
            var outcome = await VisitStore.Withdraw(city, Rules, form, visit.Stream);
            return outcome.Refusal is { } refusal
                ? Page(Seen(number) ?? visit, refusal, null, refusal.Status())
                : new SeeOther($"{site.At("visits", $"{number}")}?done={VisitAct.Withdraw}");
        }
        catch (StorageTrouble trouble)
        {
            return Page(visit, trouble.Refusal, null, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static (List<Answered> Answers, Dictionary<string, Refusal> Wrong) Answers(Checklist checklist, VisitForm form)
    {
        var (answers, wrong) = (new List<Answered>(), new Dictionary<string, Refusal>());
        foreach (var item in checklist.Items.Where(item => !form[item].IsBlank))
        {
            var measured = form[item].Measured();
            if ((measured.Refusal ?? item.Rule.Apply(measured.Value!).Refusal) is { } refusal)
                wrong[item.Key] = refusal;
            else
                answers.Add(
                    new Answered(
                        new ItemAnswer(item.Edition.Code, item.Standard.Code, measured.Value!),
                        form[item].Words,
                        form[item].Photos
                    )
                );
        }
        return (answers, wrong);
    }

    private Checklist On(Place place, DateOnly day) =>
        Checklist.Of(place.Type, city.Database.Read(connection => editions.InForce(connection, day)));

    private Place? Find(string code) => city.Database.Read(connection => PlaceReads.Find(connection, code, site.Today));

    private Location At(Place place) =>
        city.Database.Read(connection => new Territory(Rules.Playbook, connection, site.Today).Of(place.Code))!;

    private VisitSeen? Seen(long number) =>
        city.Database.Read(connection => VisitReads.Find(connection, number)) is { } visit
        && May.See(Reader, visit.State.At.Owner, visit.State.At.District)
            ? visit
            : null;

    private List<VisitLine> Some(VisitFilter filter, long? before, int most) =>
        city.Database.Read(connection => VisitReads.Some(connection, filter, Reader, Rules.Calendar, before, most));

    // An edition never goes: what a visit of long ago looked at is still there to be read.
    private Dictionary<string, Edition> Known() =>
        city.Database.Read(connection =>
            EditionReads
                .Versions(connection)
                .Select(version => editions.Of(connection, version.Id))
                .DistinctBy(edition => edition.Code)
                .ToDictionary(edition => edition.Code)
        );

    private RazorComponentResult<ChoosePlacePage> Choose(string words)
    {
        var district = May.Act(Reader.Role, VisitAct.Record) == Scope.OwnDistrict ? Reader.District : null;
        var filter = new PlaceFilter(words, district);
        return new(
            new Dictionary<string, object?>
            {
                [nameof(ChoosePlacePage.Words)] = words,
                [nameof(ChoosePlacePage.Found)] = city.Database.Read(connection =>
                    PlaceReads.Search(connection, filter, site.Today, MostPlaces)
                ),
                [nameof(ChoosePlacePage.Rules)] = Rules,
            }
        );
    }

    private RazorComponentResult<SheetPage> Sheet(
        Place place,
        VisitForm form,
        Checklist checklist,
        DateTime happened,
        IReadOnlyList<Refusal> refusals,
        IReadOnlyDictionary<string, Refusal> wrong,
        int status
    )
    {
        var act = new Act(Guid.Empty, Reader, happened, site.Now, "desk", new TextRef(Guid.Empty, ""));
        var here = city.Database.Read(connection => VisitReads.CasesAt(connection, place.Code));
        var effects = new VisitEffects(At(place), here, act, Rules);
        return new(
            new Dictionary<string, object?>
            {
                [nameof(SheetPage.View)] = new SheetView(
                    place,
                    checklist,
                    form with
                    {
                        Shown = effects.Shown(VisitStore.Categories(checklist)),
                    },
                    effects,
                    refusals,
                    wrong,
                    Rules
                ),
            }
        )
        {
            StatusCode = status,
        };
    }

    private RazorComponentResult<VisitPage> Page(VisitSeen visit, Refusal? refusal, VisitAct? done, int status) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(VisitPage.Visit)] = visit,
                [nameof(VisitPage.Editions)] = Known(),
                [nameof(VisitPage.Erasures)] = city.Database.Read(connection => ErasureReads.OfStream(connection, visit.Stream)),
                [nameof(VisitPage.Rules)] = Rules,
                [nameof(VisitPage.Refusal)] = refusal,
                [nameof(VisitPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
}
