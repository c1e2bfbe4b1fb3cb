using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Places;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;
using CivicLoop.Web.Suggesting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Intake;

/// <summary>
/// Takes reports in: a citizen's without account, a person's in post, and 即整即改. One plain form; what is
/// refused comes back as it was typed, its photos included.
/// </summary>
public sealed class ReportPages(
    SiteContext site,
    Texts texts,
    Sentences sentences,
    RulesNow rulesNow,
    PhotoTokens tokens,
    ReportLimiter limiter,
    Suggestions suggestions,
    SuggestLimiter suggestLimiter
)
{
    private const int MostPlaces = 30;
    private const double Nearby = 500;
    private const int LongestNumber = 60;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Who => site.Me?.Actor ?? Actor.Citizen;

    private bool Staff => site.Me is not null;

    /// <param name="place">Code of the place whose plate was read: chosen already.</param>
    /// <param name="facility">Code of the facility whose plate was read: its position is filled in.</param>
    public IResult Show(CaseAct act, long? sent, string? place = null, string? facility = null)
    {
        if (!Reaches(act))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        // While photo and place are being chosen, the city learns what its words mean.
        suggestions.Expect(city);
        return Page(act, At(ReportForm.Blank(), place, facility), [], StatusCodes.Status200OK, sent: sent);
    }

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

    /// <summary>What the city says to what was filled in so far, as a piece of the form.</summary>
    /// <param name="part"><c>where</c>, or anything else for what it is.</param>
    public IResult Check(ReportForm form, string? part) =>
        new RazorComponentResult<ReportCheck>(
            new Dictionary<string, object?>
            {
                [nameof(ReportCheck.Advice)] = Advice(form),
                [nameof(ReportCheck.Rules)] = Rules,
                [nameof(ReportCheck.Follows)] = !Staff,
                [nameof(ReportCheck.Where)] = part == "where",
            }
        );

    /// <summary>The categories that the words so far are likely to mean, as a piece of the form.</summary>
    public async Task<IResult> Suggest(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (!Staff && suggestLimiter.Refuses(context.Connection.RemoteIpAddress) is { } tooOften)
            return sentences.Problem(tooOften);
        var form = ReportForm.Read(await context.Request.ReadFormAsync(context.RequestAborted));
        if (form.What.Length > ActForm.LongestText)
            return sentences.Problem(new Refusal("text.too-long", $"{ActForm.LongestText}"));
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ReportSuggested>(
            new Dictionary<string, object?>
            {
                [nameof(ReportSuggested.Advice)] = Advice(form with { Category = "" }),
                [nameof(ReportSuggested.Chosen)] = form.Category,
                [nameof(ReportSuggested.Form)] = site.At("report"),
            }
        );
    }

    private ReportAdvice Advice(ReportForm form)
    {
        var now = city.Clock.Now;
        var advice = city.Database.Read(connection =>
            ReportAdvice.Of(
                connection,
                Rules.Playbook,
                form.Category,
                form.Where(new Territory(Rules.Playbook, connection, Rules.Calendar.DayOf(now))),
                asked: form.Place.Length + form.Lon.Length + form.Lat.Length > 0,
                now
            )
        );
        return form.What.Length is 0 or > ActForm.LongestText
            ? advice
            : advice with
            {
                ByWords = true,
                Suggested =
                [
                    .. SuggestingRoom
                        .Of(suggestions, Rules.Playbook, city, form.What, advice.Where?.PlaceType, Staff)
                        .Select(one => one.Category),
                ],
            };
    }

    /// <summary>"It is this one": nothing is reported; the citizen gets a link to follow what another told.</summary>
    public async Task<IResult> Follow(HttpContext context)
    {
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var form = ReportForm.Read(sent) with { Photos = Kept(sent, "kept") };
        if (limiter.Refuses(context.Connection.RemoteIpAddress) is { } tooOften)
            return Page(CaseAct.Report, form, [tooOften], StatusCodes.Status429TooManyRequests);
        var stream = city.Database.Read(connection =>
            long.TryParse(sent["follow"], out var number) && PublicCases.Find(connection, number) is not null
                ? Sql.One(connection, "select stream from cases where number = $1", row => row.GetString(0), number)
                : null
        );
        if (stream is null)
            return Results.NotFound();
        var now = city.Clock.Now;
        try
        {
            var code = await city.Database.Write(transaction => Trackings.Follow(transaction, Guid.Parse(stream), form.Act, now));
            return new Site.SeeOther(site.At("report", code) + "?done=followed");
        }
        catch (StorageTrouble trouble)
        {
            return Page(CaseAct.Report, form, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

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
        // Once, before anything is sent; a form that was accepted already is only answered again.
        var known = city.Database.Read(connection => ActStore.Knows(connection, form.Act));
        if (!Staff && form.Ask && !known && Advice(form).Likely.Count > 0)
            return Page(act, form, [], StatusCodes.Status200OK);
        return await Act(act, form, at.Value!);
    }

    private async Task<IResult> Act(CaseAct act, ReportForm form, Location at)
    {
        var input = Input(act, form, at);
        // The history is written in the language of the office, whatever language the page speaks.
        var reason = Staff ? form.Reason : texts.In(Texts.Simplified)["intake.reason.citizen"];
        // A caller's language is not the clerk's.
        var language = Staff ? Texts.Simplified : site.Language;
        var actForm = new ActForm(form.Act, Who, Staff ? "desk" : "public", reason, null, null);
        try
        {
            var outcome = await Reporters.Take(city, Rules, actForm, input, form.Contact, language);
            if (outcome.Value is { } done)
                return new Site.SeeOther(After(done, form));
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
        act == CaseAct.FixOnTheSpot ? new SpotInput(form.Category, at, form.What, form.Photos, form.After)
        : Received(form)
            ? new ReceiveInput(
                form.Category,
                at,
                form.What,
                form.Photos,
                form.Way,
                new Source(form.Way, Said(form.SourceNumber), Said(form.SourceLink)),
                Trackings.NewCode()
            )
        : new ReportInput(form.Category, at, form.What, form.Photos, Staff ? null : Trackings.NewCode());

    private static string? Said(string text) => text.Length > 0 ? text : null;

    private bool MayReceive => May.Act(Who.Role, CaseAct.Receive) != Scope.None;

    // A clerk writes down what somebody else told.
    private bool Received(ReportForm form) => Staff && MayReceive && form.Way.Length > 0;

    // A citizen goes to the link to keep; staff to the case where they may see it, otherwise to the next report.
    private string After(CaseDone done, ReportForm form)
    {
        if (!Staff)
            return site.At("report", city.Database.Read(connection => Trackings.Of(connection, done.Stream))!) + "?done=sent";
        // The caller is told a link before they ring off.
        if (Received(form))
            return $"{site.At("report")}?sent={done.Number}";
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
        if (!Staff && Rules.Playbook.Category(form.Category) is { CallOnly: true, Call: { } call })
            wanting.Add(new Refusal("intake.call-only", call));
        if (form.Contact.Length > ContactStore.Longest)
            wanting.Add(new Refusal("intake.contact-long", $"{ContactStore.Longest}"));
        if (Received(form) && form.SourceNumber.Length > LongestNumber)
            wanting.Add(new Refusal("intake.source-long", $"{LongestNumber}"));
        if (Received(form) && form.SourceLink.Length > 0 && SourceLink.Read(form.SourceLink) is null)
            wanting.Add(new Refusal("intake.link-broken"));
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
        )
        {
            Rules = Rules,
            Advice = Advice(form),
            MayReceive = MayReceive,
            SendsMail = city.Database.Read(MessageSettings.Of).ReachesOutside,
            CallersLink = sent is { } number && MayReceive ? CallersLink(number) : null,
        };
        return new(new Dictionary<string, object?> { [nameof(ReportPage.View)] = view }) { StatusCode = status };
    }

    // Only of what this clerk wrote down: the link is the caller's, not the office's.
    private string? CallersLink(long number) =>
        city.Database.Read(connection =>
            CaseReads.Find(connection, number) is { } found
            && found.State.Source is not null
            && found.State.ReportedBy == Who.Person
                ? Trackings.Of(connection, found.Stream)
                : null
        )
            is { } code
            ? site.At("report", code)
            : null;
}
