using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Places;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Intake;

/// <summary>
/// Takes reports in: a citizen's without account, a person's in post, and 即整即改. One plain form; what is
/// refused comes back as it was typed, its photos included.
/// </summary>
public sealed class ReportPages(SiteContext site, Texts texts, RulesNow rulesNow, PhotoTokens tokens, ReportLimiter limiter)
{
    private const int MostPlaces = 30;
    private const double Nearby = 500;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Who => site.Me?.Actor ?? Actor.Citizen;

    private bool Staff => site.Me is not null;

    /// <param name="place">Code of the place whose plate was read: chosen already.</param>
    /// <param name="facility">Code of the facility whose plate was read: its position is filled in.</param>
    public IResult Show(CaseAct act, long? sent, string? place = null, string? facility = null) =>
        Reaches(act)
            ? Page(act, At(ReportForm.Blank(), place, facility), [], StatusCodes.Status200OK, sent: sent)
            : Results.StatusCode(StatusCodes.Status403Forbidden);

    private ReportForm At(ReportForm form, string? place, string? facility)
    {
        var day = Rules.Calendar.DayOf(city.Clock.Now);
        if (place is not null && city.Database.Read(connection => PlaceReads.Find(connection, place, day)) is { } found)
            return form with { Place = found.Code, District = found.District, Street = found.Street };
        if (facility is null || city.Database.Read(connection => FacilityReads.Find(connection, facility, day)) is not { } stands)
            return form;
        return form with
        {
            Place = stands.Place ?? "",
            District = stands.District,
            Lon = stands.Lon.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Lat = stands.Lat.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The places that fit what was chosen so far, as a piece of the form.</summary>
    public IResult Places(ReportForm form) =>
        new RazorComponentResult<ReportPlaces>(
            new Dictionary<string, object?>
            {
                [nameof(ReportPlaces.Form)] = form,
                [nameof(ReportPlaces.Found)] = Found(form),
                [nameof(ReportPlaces.Playbook)] = Rules.Playbook,
            }
        );

    public async Task<IResult> Send(CaseAct act, HttpContext context)
    {
        if (!Reaches(act))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var form = ReportForm.Read(sent) with { Photos = Kept(sent, "kept"), After = Kept(sent, "kept-after") };
        if (
            !Staff
            && (!form.Finding || sent.Files.Count > 0)
            && limiter.Refuses(context.Connection.RemoteIpAddress) is { } tooOften
        )
            return Page(act, form, [tooOften], StatusCodes.Status429TooManyRequests);

        var photos = await PhotoStaging.StageAll(city, sent.Files.GetFiles("photos"), form.Photos, Staff);
        var after = await PhotoStaging.StageAll(city, sent.Files.GetFiles("after"), form.After, Staff);
        form = form with { Photos = photos.Photos, After = after.Photos };
        (string Name, Refusal Refusal)[] unfit = [.. photos.Refused, .. after.Refused];
        if (PhotoStaging.TooMany(form.Photos.Count + form.After.Count, Staff) is { } tooMany)
            unfit = [.. unfit, ("", tooMany)];
        if (form.Finding)
            return Page(act, form, [.. unfit.Select(one => one.Refusal)], StatusCodes.Status200OK, unfit);

        var day = Rules.Calendar.DayOf(city.Clock.Now);
        var at = city.Database.Read(connection => form.Where(new Territory(Rules.Playbook, connection, day)));
        Refusal[] refusals = [.. unfit.Select(one => one.Refusal), .. Wanting(form, at)];
        if (refusals.Length > 0)
            return Page(act, form, refusals, refusals.Max(refusal => refusal.Status()), unfit);
        return await Act(act, form, at.Value!);
    }

    private async Task<IResult> Act(CaseAct act, ReportForm form, Location at)
    {
        var input = Input(act, form, at);
        // The history is written in the language of the office, whatever language the page speaks.
        var reason = Staff ? form.Reason : texts.In(Texts.Simplified)["intake.reason.citizen"];
        var actForm = new ActForm(form.Act, Who, Staff ? "desk" : "public", reason, null, null);
        try
        {
            var outcome = await CaseStore.Act(city, Rules, null, actForm, input);
            if (outcome.Value is { } done)
                return new Site.SeeOther(After(done, at));
            var refusal = outcome.Refusal!;
            // What was sent under this id stands; what is sent now becomes a report of its own.
            if (refusal.Code == "act.id-reused")
                form = form with { Act = Guid.CreateVersion7() };
            return Page(act, form, [refusal], refusal.Status());
        }
        catch (StorageTrouble trouble)
        {
            return Page(act, form, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

    private CaseInput Input(CaseAct act, ReportForm form, Location at) =>
        act == CaseAct.FixOnTheSpot
            ? new SpotInput(form.Category, at, form.What, form.Photos, form.After)
            : new ReportInput(form.Category, at, form.What, form.Photos, Staff ? null : Trackings.NewCode());

    // A citizen goes to the link to keep; staff to the case where they may see it, otherwise to the next report.
    private string After(CaseDone done, Location at)
    {
        if (!Staff)
            return site.At("report", city.Database.Read(connection => Trackings.Of(connection, done.Stream))!) + "?sent=1";
        var (unit, district) = city.Database.Read(connection =>
            Sql.Many(
                connection,
                "select unit, district from cases where stream = $1",
                row => (Sql.Text(row, 0), row.GetString(1)),
                done.Stream
            )
        )[0];
        return May.See(Who, unit, district) ? site.At("cases", $"{done.Number}") : $"{site.At("report")}?sent={done.Number}";
    }

    private List<Refusal> Wanting(ReportForm form, Outcome<Location> at)
    {
        var wanting = new List<Refusal>();
        if (at.Refusal is { } nowhere)
            wanting.Add(nowhere);
        if (form.Category.Length == 0)
            wanting.Add(new Refusal("intake.category-missing"));
        if (form.What.Length == 0)
            wanting.Add(new Refusal("what.missing"));
        if (Staff && form.Reason.Length == 0)
            wanting.Add(new Refusal("reason.missing"));
        return wanting;
    }

    // A right in principle; how far it reaches is decided on the place.
    private bool Reaches(CaseAct act) => May.Act(Who.Role, act) != Scope.None;

    private List<StagedPhoto> Kept(IFormCollection sent, string field)
    {
        var dropped = sent["drop"].ToHashSet();
        return
        [
            .. sent[field]
                .Select(token => tokens.Open(city, Who.Person, token))
                .OfType<StagedPhoto>()
                .Where(photo => !dropped.Contains(photo.Blob)),
        ];
    }

    private IReadOnlyList<Place> Found(ReportForm form)
    {
        var day = Rules.Calendar.DayOf(city.Clock.Now);
        return city.Database.Read(connection =>
        {
            var chosen = form.Place.Length > 0 ? PlaceReads.Find(connection, form.Place, day) : null;
            var found = Looked(form, connection, day);
            return chosen is null || found.Any(place => place.Code == chosen.Code) ? found : [chosen, .. found];
        });
    }

    private List<Place> Looked(ReportForm form, System.Data.Common.DbConnection connection, DateOnly day)
    {
        var filter = new PlaceFilter(
            form.Words,
            form.District.Length > 0 ? form.District : null,
            form.Street.Length > 0 ? form.Street : null
        );
        if (filter != new PlaceFilter())
            return PlaceReads.Search(connection, filter, day, MostPlaces);
        var position = (form with { Place = "" }).Where(new Territory(Rules.Playbook, connection, day)).Value;
        return position is null ? [] : PlaceReads.Near(connection, position.Lon, position.Lat, Nearby, day, most: 6);
    }

    private RazorComponentResult<ReportPage> Page(
        CaseAct act,
        ReportForm form,
        IReadOnlyList<Refusal> refusals,
        int status,
        IReadOnlyList<(string Name, Refusal Refusal)>? unfit = null,
        long? sent = null
    )
    {
        var view = new ReportView(
            act,
            Staff,
            form,
            Rules.Playbook,
            Found(form),
            refusals,
            unfit ?? [],
            photo => tokens.Seal(city, Who.Person, photo),
            sent,
            May.Act(Who.Role, CaseAct.FixOnTheSpot) != Scope.None
        );
        return new(new Dictionary<string, object?> { [nameof(ReportPage.View)] = view }) { StatusCode = status };
    }
}

/// <summary>All that the report form shows.</summary>
/// <param name="Found">Places that fit what was chosen so far.</param>
/// <param name="Unfit">Photos that could not be taken, by the name of their file.</param>
/// <param name="Seal">A photo that is taken in already, as the hidden field that brings it along.</param>
/// <param name="Sent">Number of the case that was reported just before.</param>
public sealed record ReportView(
    CaseAct Act,
    bool Staff,
    ReportForm Form,
    Core.Playbooks.Playbook Playbook,
    IReadOnlyList<Place> Found,
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyList<(string Name, Refusal Refusal)> Unfit,
    Func<StagedPhoto, string> Seal,
    long? Sent,
    bool MayFixOnTheSpot
);
