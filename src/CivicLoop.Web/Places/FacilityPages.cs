using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Places;

/// <summary>Facilities: the list by kind, condition and attributes, and one of them with its dated history.</summary>
public sealed class FacilityPages(SiteContext site, RulesNow rulesNow, Sentences t, HttpContext context)
{
    private const int ToAPage = 50;
    private const int MostOnMap = 1500;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Who => site.Who.Actor;

    public IResult List()
    {
        var filter = FacilityQuery.Of(context.Request.Query, Rules.Playbook);
        var page = PageNumber.Of(context.Request.Query);
        return city.Database.Read(connection =>
        {
            var count = FacilityReads.Count(connection, filter, site.Today);
            return new RazorComponentResult<FacilitiesPage>(
                new Dictionary<string, object?>
                {
                    [nameof(FacilitiesPage.Filter)] = filter,
                    [nameof(FacilitiesPage.Playbook)] = Rules.Playbook,
                    [nameof(FacilitiesPage.Organisation)] = Rules.Organisation,
                    [nameof(FacilitiesPage.Rows)] = FacilityReads.Search(
                        connection,
                        filter,
                        site.Today,
                        ToAPage,
                        (page - 1) * ToAPage
                    ),
                    [nameof(FacilitiesPage.Points)] = FacilityReads.Search(connection, filter, site.Today, MostOnMap),
                    [nameof(FacilitiesPage.Counts)] = FacilityReads.Counts(connection, filter, site.Today),
                    [nameof(FacilitiesPage.Count)] = count,
                    [nameof(FacilitiesPage.Number)] = page,
                    [nameof(FacilitiesPage.Last)] = PageNumber.Last(count, ToAPage),
                }
            );
        });
    }

    public IResult Export(string form)
    {
        var filter = FacilityQuery.Of(context.Request.Query, Rules.Playbook);
        var (playbook, organisation) = (Rules.Playbook, Rules.Organisation);
        // With one kind its attributes are columns; with several, all of them.
        List<FacilityAttribute> attributes =
        [
            .. playbook
                .Places.Facilities.Where(kind => filter.Kind is null || kind.Code == filter.Kind)
                .SelectMany(kind => kind.Attributes)
                .DistinctBy(one => one.Code),
        ];
        var rows = city
            .Database.Read(connection => FacilityReads.Search(connection, filter, site.Today, SheetReader.MostRows - 2))
            .Select(one =>
                (IReadOnlyList<object?>)
                    [
                        one.Code,
                        playbook.FacilityName(one.Kind),
                        one.Name,
                        playbook.DivisionName(one.District),
                        playbook.DivisionName(one.Street),
                        one.Place,
                        one.Lon,
                        one.Lat,
                        organisation.Unit(one.State.Unit ?? "")?.Name,
                        t[$"places.condition.{one.State.Condition}"],
                        .. attributes.Select(attribute => (object?)t.Attribute(one.State.Attributes[attribute.Code])),
                    ]
            );
        string[] columns = ["code", "kind", "name", "district", "street", "place", "lon", "lat", "owner", "condition"];
        return new TableFile(
            $"{city.Code}-{t["places.facilities"]}",
            [
                .. columns.Select(code => new SheetColumn(t[$"import.field.{code}"])),
                .. attributes.Select(attribute => new SheetColumn(attribute.Name)),
            ],
            rows
        ).As(form, site, t);
    }

    public IResult Show(string code) => Find(code) is { } facility ? Page(facility, null) : Results.NotFound();

    /// <summary>Condition, owner and attributes from today on: a row of its own.</summary>
    public async Task<IResult> Tend(string code)
    {
        if (Find(code) is not { } facility)
            return Results.NotFound();
        if (!Reaches(Right.TendFacilities, facility))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var sent = await PlaceSent.Read("tend", context);
        if (Rules.Playbook.Places.Facility(facility.Kind) is not { } kind)
            return Page(facility, sent.With(t, new Refusal("places.kind-gone")));
        var (state, wrong) = Becomes(facility, kind, sent);
        sent = sent.With(wrong);
        if (sent.Reason.Length == 0)
            sent = sent.With(t, new Refusal("reason.missing"));
        if (sent.Wrong.Count > 0)
            return Page(facility, sent);
        // Said again it changes nothing.
        if (state != facility.State)
        {
            var hand = new PlaceHand(Who, sent.Reason, city.Clock.Now, site.Today);
            await city.Database.Write(transaction =>
            {
                GroundStore.Change(transaction, facility, facility with { State = state }, hand);
                return 0;
            });
        }
        return new SeeOther(At(code));
    }

    public async Task<IResult> Photograph(string code)
    {
        if (Find(code) is not { } facility)
            return Results.NotFound();
        if (!Reaches(Right.PhotographPlaces, facility))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var sent = await PlaceSent.Read("photo", context);
        var outcome = await PlaceRows.Photo(city, sent);
        if (outcome.Refusal is { } refusal)
            return Page(facility, sent.With(t, refusal));
        var now = city.Clock.Now;
        await city.Database.Write(transaction =>
        {
            PlacePhotos.Keep(transaction, sent.Id, "facility", code, outcome.Value!, Who, now);
            return 0;
        });
        return new SeeOther(At(code));
    }

    public async Task<IResult> TakeDown(string code)
    {
        if (Find(code) is not { } facility)
            return Results.NotFound();
        if (!Reaches(Right.PhotographPlaces, facility))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var now = city.Clock.Now;
        await city.Database.Write(transaction =>
        {
            PlacePhotos.TakeDown(transaction, "facility", code, now);
            return 0;
        });
        return new SeeOther(At(code));
    }

    private (FacilityState State, List<string> Wrong) Becomes(Facility facility, FacilityKind kind, PlaceSent sent)
    {
        var wrong = new List<string>();
        if (!Enum.TryParse<FacilityCondition>(sent["condition"], out var condition) || !Enum.IsDefined(condition))
            wrong.Add(t["import.problem.condition", sent["condition"]]);
        var values = new Dictionary<string, string>();
        foreach (var attribute in kind.Attributes)
        {
            var text = sent[FacilityQuery.Has + attribute.Code];
            if (text.Length == 0)
                values[attribute.Code] = "";
            else if (AttributeValues.Read(attribute, text) is { } value)
                values[attribute.Code] = value;
            else
                wrong.Add(
                    t[
                        "import.problem.in",
                        attribute.Name,
                        t[$"import.problem.attribute-{attribute.Kind}", text, string.Join("、", attribute.Options)]
                    ]
                );
        }
        // Whose it is, the office says; from anybody else the field is not even read.
        var unit = facility.State.Unit;
        if (Reaches(Right.EditPlaces, facility) && sent["unit"] is { Length: > 0 } named)
        {
            if (Rules.Organisation.Unit(named) is null)
                wrong.Add(t["places.unit-unknown"]);
            unit = named;
        }
        return (new FacilityState(unit, condition, facility.State.Attributes.With(values)), wrong);
    }

    private bool Reaches(Right right, Facility facility) => May.Do(Who, right, facility.State.Unit, facility.District);

    private Facility? Find(string code) => city.Database.Read(connection => FacilityReads.Find(connection, code, site.Today));

    private string At(string code) => site.At("facilities", Uri.EscapeDataString(code));

    private RazorComponentResult<FacilityPage> Page(Facility facility, PlaceSent? sent)
    {
        var view = city.Database.Read(connection => new FacilityView(
            facility,
            Rules.Playbook,
            Rules.Organisation,
            facility.Place is { } place ? PlaceReads.Find(connection, place, site.Today) : null,
            [
                .. FacilityReads
                    .Near(connection, facility.Lon, facility.Lat, 400, site.Today, most: 40)
                    .Where(near => near.Facility.Code != facility.Code),
            ],
            PlaceHistory.States(connection, facility.Code),
            PlaceChanges.Of(connection, "facility", facility.Code),
            PlacePhotos.Newest(connection, "facility", facility.Code),
            Plates.Address(context.Request, city.Code, facility.Code),
            Reaches(Right.EditPlaces, facility),
            Reaches(Right.TendFacilities, facility),
            Reaches(Right.PhotographPlaces, facility),
            sent
        ));
        return new(new Dictionary<string, object?> { [nameof(FacilityPage.View)] = view })
        {
            StatusCode = sent is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }
}

/// <summary>All that a facility's page shows.</summary>
public sealed record FacilityView(
    Facility Facility,
    Playbook Playbook,
    OrganisationNow Organisation,
    Place? Place,
    IReadOnlyList<(Facility Facility, double Metres)> Near,
    IReadOnlyList<StateLine> States,
    IReadOnlyList<PlaceChanged> Changes,
    PlacePhoto? Photo,
    string Address,
    bool MayEdit,
    bool MayTend,
    bool MayPhotograph,
    PlaceSent? Sent
);
