using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Intake;

/// <summary>What whoever told it sends by the link, kept as it was typed.</summary>
public sealed record TellForm
{
    /// <summary>Made with the form: sent twice, it is one act.</summary>
    public Guid Act { get; init; } = Guid.CreateVersion7();

    public string What { get; init; } = "";

    public string Stars { get; init; } = "";

    public IReadOnlyList<StagedPhoto> Photos { get; init; } = [];

    public IReadOnlyList<(string Name, Refusal Refusal)> Unfit { get; init; } = [];
}

/// <summary>All that the page of a link shows.</summary>
/// <param name="Offered">What may be said now.</param>
/// <param name="Shown">What everybody sees of it; null while nothing is shown.</param>
/// <param name="Tried">What was said and not taken.</param>
public sealed record TrackingView(
    Tracked Tracked,
    CaseRules Rules,
    string Code,
    string Address,
    IReadOnlyList<CaseAct> Offered,
    IReadOnlyList<(DateTime At, string Words)> Replies,
    PublicDossier? Shown,
    TellForm Form,
    CaseAct? Tried,
    IReadOnlyList<Refusal> Refusals,
    string? Done,
    Func<StagedPhoto, string> Seal
)
{
    /// <summary>Whether mail goes to whoever told it; null where they left no address for it.</summary>
    public bool? Mailed { get; init; }

    /// <summary>Whether the city sends any.</summary>
    public bool SendsMail { get; init; }
}

/// <summary>
/// A citizen's link: what became of it, and what they say to it. Knowing the code is the right; who follows what
/// another told confirms that it is put right, and no more.
/// </summary>
public sealed class TrackingPages(
    SiteContext site,
    Texts texts,
    RulesNow rulesNow,
    PhotoTokens tokens,
    ReportLimiter limiter,
    IHttpContextAccessor http
)
{
    public const int Stars = 5;

    private static readonly TextRef NoText = new(Guid.Empty, "");

    private static readonly Dictionary<string, CaseAct> Says = new()
    {
        ["add"] = CaseAct.AddWords,
        ["confirm"] = CaseAct.ConfirmFix,
        ["dispute"] = CaseAct.DisputeFix,
        ["rate"] = CaseAct.Rate,
    };

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public static string Name(CaseAct act) => Says.First(pair => pair.Value == act).Key;

    /// <param name="done">What has just been done: sent, followed, add, confirm, dispute, rate.</param>
    public IResult Show(string code, string? done) =>
        Find(code) is { } tracked ? Page(tracked, code, new TellForm(), done: done) : Results.NotFound();

    public async Task<IResult> Say(string code, string said, HttpRequest request)
    {
        if (Find(code) is not { } tracked || !Says.TryGetValue(said, out var act))
            return Results.NotFound();
        if (tracked.Follows && act != CaseAct.ConfirmFix)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var kept = sent["kept"].Select(token => tokens.Open(city, Guid.Empty, token)).OfType<StagedPhoto>().ToList();
        var form = new TellForm
        {
            Act = Guid.TryParse(sent["act"], out var id) ? id : Guid.Empty,
            What = sent["what"].ToString().Trim(),
            Stars = sent["stars"].ToString(),
            Photos = kept,
        };
        if (form.Act == Guid.Empty)
            return Results.BadRequest();
        if (limiter.Refuses(request.HttpContext.Connection.RemoteIpAddress) is { } tooOften)
            return Page(tracked, code, form, act, [tooOften], StatusCodes.Status429TooManyRequests);
        var files = sent.Files.GetFiles("photos").Where(file => file.Length > 0 || file.FileName.Length > 0).ToList();
        var staged = await PhotoStaging.StageAll(city, files, kept, staff: false);
        form = form with { Photos = staged.Photos, Unfit = staged.Refused };
        Refusal[] wanting = [.. staged.Refused.Select(one => one.Refusal), .. Wanting(act, form)];
        if (wanting.Length > 0)
            return Page(tracked, code, form, act, wanting, wanting.Max(refusal => refusal.Status()));
        return await Act(tracked, code, form, act);
    }

    private async Task<IResult> Act(Tracked tracked, string code, TellForm form, CaseAct act)
    {
        CaseInput input = act switch
        {
            CaseAct.ConfirmFix => new PlainInput(act),
            CaseAct.Rate => new RateInput(int.Parse(form.Stars, CultureInfo.InvariantCulture), form.What),
            _ => new WordsInput(act, form.What, form.Photos),
        };
        var reason = texts.In(Texts.Simplified)["intake.reason.citizen"];
        var actForm = new ActForm(form.Act, Actor.Citizen, "public", reason, HappenedAt: null, Expected: null);
        try
        {
            var outcome = await CaseStore.Act(city, Rules, tracked.Stream, actForm, input);
            if (outcome.Refusal is not { } refusal)
                return new SeeOther($"{site.At("report", code)}?done={Name(act)}#done");
            // What was sent under this id stands; what is sent now is said anew. The case may have moved on meanwhile.
            return Page(Find(code)!, code, form with { Act = Guid.CreateVersion7() }, act, [refusal], refusal.Status());
        }
        catch (StorageTrouble trouble)
        {
            return Page(tracked, code, form, act, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IEnumerable<Refusal> Wanting(CaseAct act, TellForm form)
    {
        if (act is CaseAct.AddWords or CaseAct.DisputeFix && form.What.Length == 0)
            yield return new Refusal("what.missing");
        if (act == CaseAct.Rate && !int.TryParse(form.Stars, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            yield return new Refusal("rate.stars");
    }

    // What the decision itself takes now.
    private List<CaseAct> Offered(Tracked tracked)
    {
        var now = site.Now < tracked.State.ReportedAt ? tracked.State.ReportedAt : site.Now;
        var act = new Act(Guid.Empty, Actor.Citizen, now, now, "public", NoText);
        CaseCommand[] trials = tracked.Follows
            ? [new ConfirmFix()]
            : [new ConfirmFix(), new DisputeFix(NoText, []), new Rate(Stars, null), new AddWords(NoText, [])];
        return
        [
            .. trials
                .Where(trial => CaseDecide.Decide(tracked.State, trial, act, Rules).Refusal is null)
                .Select(trial => trial.Kind),
        ];
    }

    // The code of the report itself: who follows what another told gets no mail.
    private static bool? Mailed(System.Data.Common.DbConnection connection, string code) =>
        Trackings.StreamOf(connection, code) is { } stream ? ContactStore.Mailed(connection, stream) : null;

    /// <summary>Whether mail goes, and the button that stops it or lets it go again.</summary>
    public IResult Mail(string code, string? done)
    {
        http.HttpContext!.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return city.Database.Read(connection => Mailed(connection, code)) is { } goes
            ? new RazorComponentResult<TrackingMailPage>(
                new Dictionary<string, object?>
                {
                    [nameof(TrackingMailPage.Code)] = code,
                    [nameof(TrackingMailPage.Goes)] = goes,
                    [nameof(TrackingMailPage.Done)] = done == "yes",
                }
            )
            : Results.NotFound();
    }

    /// <summary>Stops the mails at once, for a person as for their mail program (RFC 8058); <c>again</c> lets them go again.</summary>
    public async Task<IResult> StopMail(string code, HttpRequest request)
    {
        var sent = request.HasFormContentType
            ? await request.ReadFormAsync(request.HttpContext.RequestAborted)
            : FormCollection.Empty;
        var again = sent["again"].Count > 0;
        DateTime? stopped = again ? null : site.Now;
        if (
            city.Database.Read(connection => Trackings.StreamOf(connection, code)) is not { } stream
            || !await city.Database.Write(transaction => ContactStore.Stop(transaction, stream, stopped))
        )
            return Results.NotFound();
        return sent.ContainsKey("List-Unsubscribe") ? Results.Ok() : new SeeOther($"{site.At("report", code, "mail")}?done=yes");
    }

    private Tracked? Find(string code) => city.Database.Read(connection => Trackings.Find(connection, code));

    private RazorComponentResult<TrackingPage> Page(
        Tracked tracked,
        string code,
        TellForm form,
        CaseAct? tried = null,
        IReadOnlyList<Refusal>? refusals = null,
        int status = StatusCodes.Status200OK,
        string? done = null
    )
    {
        var context = http.HttpContext!;
        // The address is a secret between the city and one citizen: no search engine keeps it.
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var (mailed, sends, replies, shown) = city.Database.Read(connection =>
            (
                tracked.Follows ? null : Mailed(connection, code),
                MessageSettings.Of(connection).ReachesOutside,
                tracked.Follows ? [] : Trackings.Replies(connection, tracked.Stream),
                tracked.State.Publication is { Shown: true } ? PublicReads.Find(connection, tracked.State.Number) : null
            )
        );
        var view = new TrackingView(
            tracked,
            Rules,
            code,
            $"{context.Request.Scheme}://{context.Request.Host}{site.At("report", code)}",
            Offered(tracked),
            replies,
            shown,
            form,
            tried,
            refusals ?? [],
            done is "sent" or "followed" || done is not null && Says.ContainsKey(done) ? done : null,
            photo => tokens.Seal(city, Guid.Empty, photo)
        )
        {
            Mailed = mailed,
            SendsMail = sends,
        };
        return new(new Dictionary<string, object?> { [nameof(TrackingPage.View)] = view }) { StatusCode = status };
    }
}
