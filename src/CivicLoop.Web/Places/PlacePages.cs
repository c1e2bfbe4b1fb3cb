using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Places;

/// <summary>One place: what it is, who answers for it, what is open there; edited by the office, its photo also by its owner.</summary>
public sealed class PlacePages(SiteContext site, RulesNow rulesNow, Sentences t, HttpContext context)
{
    private const double Around = 700;
    private const int Weeks = 13;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Who => site.Who.Actor;

    public IResult Show(string code) => Find(code) is { } place ? Page(place, null) : Results.NotFound();

    /// <summary>Name, type and position, held against the same rules as a row of a file.</summary>
    public async Task<IResult> Edit(string code)
    {
        if (Find(code) is not { } place)
            return Results.NotFound();
        var sent = await PlaceSent.Read("edit", context);
        var outcome = PlaceRows.Check(Rules, ImportKind.Places, code, sent);
        sent = sent.With(outcome.Problems.Select(problem => t.Said(problem, Rules.Playbook)));
        if (sent.Reason.Length == 0)
            sent = sent.With(t, new Refusal("reason.missing"));
        if (sent.Wrong.Count > 0)
            return Page(place, sent);
        await Write(
            (transaction, hand) =>
            {
                var draft = (PlaceDraft)outcome.Draft! with { Owner = null };
                PlaceStore.Change(transaction, place, draft.Onto(place), hand);
            },
            sent,
            site.Today
        );
        return new SeeOther(At(code));
    }

    /// <summary>Another owner from a day on. What was stays; the day may lie in the past, not in the future.</summary>
    public async Task<IResult> Own(string code)
    {
        if (Find(code) is not { } place)
            return Results.NotFound();
        var sent = await PlaceSent.Read("owner", context);
        var wrong = new List<Refusal>();
        if (Rules.Organisation.Unit(sent["unit"]) is null)
            wrong.Add(new Refusal("places.unit-unknown"));
        if (!DateOnly.TryParseExact(sent["from"], "yyyy-MM-dd", out var from))
            wrong.Add(new Refusal("import.day-broken", sent["from"]));
        else if (from > site.Today)
            wrong.Add(new Refusal("import.day-future", Values.Day(from)));
        if (sent.Reason.Length == 0)
            wrong.Add(new Refusal("reason.missing"));
        // Said again it changes nothing: the second click finds what the first one wrote.
        if (wrong.Count == 0 && place.Owner == sent["unit"])
            return new SeeOther(At(code));
        if (wrong.Count > 0)
            return Page(place, sent.With(t, wrong));
        await Write((transaction, hand) => PlaceStore.Own(transaction, [(code, sent["unit"])], hand), sent, from);
        return new SeeOther(At(code));
    }

    public async Task<IResult> Photograph(string code)
    {
        if (Find(code) is not { } place)
            return Results.NotFound();
        if (!MayPhotograph(place))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var sent = await PlaceSent.Read("photo", context);
        var outcome = await PlaceRows.Photo(city, sent);
        if (outcome.Refusal is { } refusal)
            return Page(place, sent.With(t, refusal));
        var now = city.Clock.Now;
        await city.Database.Write(transaction =>
        {
            PlacePhotos.Keep(transaction, sent.Id, "place", code, outcome.Value!, Who, now);
            return 0;
        });
        return new SeeOther(At(code));
    }

    public async Task<IResult> TakeDown(string code)
    {
        if (Find(code) is not { } place)
            return Results.NotFound();
        if (!MayPhotograph(place))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var now = city.Clock.Now;
        await city.Database.Write(transaction =>
        {
            PlacePhotos.TakeDown(transaction, "place", code, now);
            return 0;
        });
        return new SeeOther(At(code));
    }

    private bool MayPhotograph(Place place) => May.Do(Who, Right.PhotographPlaces, place.Owner, place.District);

    private Task Write(Action<CityTransaction, PlaceHand> write, PlaceSent sent, DateOnly from)
    {
        var hand = new PlaceHand(Who, sent.Reason, city.Clock.Now, from);
        return city.Database.Write(transaction =>
        {
            write(transaction, hand);
            return 0;
        });
    }

    /// <summary>Whether the reader finds a place of this code.</summary>
    internal bool Knows(string? code) => code is not null && Find(code) is not null;

    // Whoever came from outside finds only what lies on their ground; everybody else of the house every place.
    private Place? Find(string code) =>
        city.Database.Read(connection => PlaceReads.Find(connection, code, site.Today)) is { } place
        && (Who.Role != Role.Guide || May.See(Who, place.Owner, Lies(place)))
            ? place
            : null;

    private static Spot Lies(Place place) => new(place.District, place.Street);

    private string At(string code) => site.At("places", Uri.EscapeDataString(code));

    private RazorComponentResult<PlacePage> Page(Place place, PlaceSent? sent)
    {
        var view = city.Database.Read(connection => new PlaceView(
            place,
            Rules.Playbook,
            Rules.Organisation,
            [
                .. PlaceReads
                    .Near(connection, place.Lon, place.Lat, Around, site.Today, most: 80)
                    .Where(other =>
                        other.Code != place.Code && (Who.Role != Role.Guide || May.See(Who, other.Owner, Lies(other)))
                    ),
            ],
            [.. PlaceReads.OpenCases(connection, place.Code).Where(one => May.See(Who, one.Unit, Lies(place)))],
            PlaceHistory.Weeks(connection, place.Code, site.Now, Weeks),
            FacilityReads.At(connection, place.Code, site.Today),
            GroundReads.GridAt(connection, place.Lon, place.Lat),
            PlaceHistory.Owners(connection, place.Code),
            PlaceChanges.Of(connection, "place", place.Code),
            PlacePhotos.Newest(connection, "place", place.Code),
            Plates.Address(context.Request, city.Code, place.Code),
            May.Do(Who, Right.EditPlaces, place.Owner, place.District),
            MayPhotograph(place),
            sent
        ));
        return new(new Dictionary<string, object?> { [nameof(PlacePage.View)] = view })
        {
            StatusCode = sent is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }
}

/// <summary>All that a place's page shows.</summary>
/// <param name="Weeks">Cases reported in each of the last weeks.</param>
/// <param name="Address">What its plate opens.</param>
/// <param name="Sent">A form that was refused.</param>
public sealed record PlaceView(
    Place Place,
    Core.Playbooks.Playbook Playbook,
    OrganisationNow Organisation,
    IReadOnlyList<Place> Near,
    IReadOnlyList<PlaceCase> Cases,
    IReadOnlyList<int> Weeks,
    IReadOnlyList<Facility> Facilities,
    Grid? Grid,
    IReadOnlyList<OwnershipLine> Owners,
    IReadOnlyList<PlaceChanged> Changes,
    PlacePhoto? Photo,
    string Address,
    bool MayEdit,
    bool MayPhotograph,
    PlaceSent? Sent
);
