using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Publishing;

/// <summary>
/// 审核: a clerk reads what came from outside, covers what must not show, and lets everybody see it; or does not, or
/// turns back what is about a person.
/// </summary>
public sealed class ModerationPages(SiteContext site, RulesNow rulesNow)
{
    private const int MostCounted = 1000;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public IResult List(bool newest, string? after)
    {
        var (page, count) = city.Database.Read(connection =>
        {
            var behind = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? ModerationReads.Find(connection, number)
                : null;
            return (ModerationReads.Page(connection, newest, behind), ModerationReads.Count(connection, MostCounted + 1));
        });
        return new RazorComponentResult<ModerationListPage>(
            new Dictionary<string, object?>
            {
                [nameof(ModerationListPage.Waiting)] = page.Take(ModerationReads.PageSize).ToList(),
                [nameof(ModerationListPage.More)] = page.Count > ModerationReads.PageSize,
                [nameof(ModerationListPage.Count)] = count,
                [nameof(ModerationListPage.Newest)] = newest,
                [nameof(ModerationListPage.Rules)] = Rules,
            }
        );
    }

    public IResult Show(long number, string? done) =>
        Find(number) is { } found ? Page(found, Fresh(found), done: done) : Results.NotFound();

    /// <param name="what">look, publish, withhold or refuse.</param>
    public async Task<IResult> Decide(long number, string what, HttpRequest request)
    {
        if (what is not ("look" or "publish" or "withhold" or "refuse") || Find(number) is not { } found)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        // The forms that show nothing have no fields of their own beside the reason.
        var form = what is "withhold" or "refuse"
            ? Fresh(found) with
            {
                Act = Guid.TryParse(sent["act"], out var act) ? act : Guid.Empty,
                Version = int.TryParse(sent["version"], out var version) ? version : 0,
                Suggested = sent["suggested"].ToString().Trim(),
                Reason = sent["reason"].ToString().Trim(),
            }
            : ModerationForm.Read(sent, found);
        if (form.Act == Guid.Empty || form.Version < 1)
            return Results.BadRequest();
        if (what == "look")
            return Page(found, form);
        var outcome = what switch
        {
            "publish" => await Publish(found, form),
            "withhold" => await Plain(found, form, CaseAct.Withhold),
            _ => await Plain(found, form, CaseAct.RefuseToFile),
        };
        if (outcome.Done)
            return new Site.SeeOther($"{site.At("moderation", $"{number}")}?done={what}");
        // What is typed stays; the case is shown as it stands now.
        var now = Find(number) ?? found;
        var again = outcome.Unanswered ? form : form with { Act = Guid.CreateVersion7(), Version = now.State.Version };
        return Page(now, again, outcome.Refusals, what, outcome.Status);
    }

    private sealed record Tried(bool Done, IReadOnlyList<Refusal> Refusals, int Status = 303, bool Unanswered = false)
    {
        public static Tried No(params IReadOnlyList<Refusal> refusals) =>
            new(false, refusals, refusals.Max(refusal => refusal.Status()));
    }

    private async Task<Tried> Publish(CaseDossier found, ModerationForm form)
    {
        var wanting = form.Wanting().ToList();
        if (wanting.Count > 0)
            return Tried.No(wanting);
        var copies = new List<(OfferedPhoto Photo, StagedPhoto Copy)>();
        try
        {
            foreach (var photo in form.Photos.Where(photo => photo.Show))
            {
                var made = PhotoCopies.Make(city, photo.Id, photo.Covered);
                if (made.Refusal is { } refusal)
                    return Tried.No(refusal);
                copies.Add((photo, made.Value!));
            }
            return await Act(
                found,
                form,
                new PublishInput(form.Words, [.. copies.Select(one => one.Copy)]),
                (transaction, now) =>
                {
                    foreach (var (photo, copy) in copies)
                        PhotoCopies.Keep(
                            transaction,
                            found.Stream,
                            photo.Id,
                            new CopyMade(copy.Blob, photo.AfterFix, photo.Covered),
                            now
                        );
                }
            );
        }
        catch (StorageTrouble trouble)
        {
            return new Tried(false, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable, Unanswered: true);
        }
    }

    private async Task<Tried> Plain(CaseDossier found, ModerationForm form, CaseAct act)
    {
        if (form.StatedReason.Length == 0)
            return Tried.No(new Refusal("reason.missing"));
        try
        {
            return await Act(found, form, new PlainInput(act), (_, _) => { });
        }
        catch (StorageTrouble trouble)
        {
            return new Tried(false, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable, Unanswered: true);
        }
    }

    private async Task<Tried> Act(
        CaseDossier found,
        ModerationForm form,
        CaseInput input,
        Action<CityTransaction, DateTime> beside
    )
    {
        var actForm = new ActForm(form.Act, site.Who.Actor, "desk", form.StatedReason, HappenedAt: null, form.Version);
        var outcome = await StreamDoor.Open(
            city,
            (transaction, now) =>
            {
                var done = CaseStore.Apply(city.Database, transaction, Rules, found.Stream, actForm, input, now);
                if (done.Value is { Repeated: false })
                    beside(transaction, now);
                return done;
            }
        );
        return outcome.Refusal is { } refusal ? Tried.No(refusal) : new Tried(true, []);
    }

    // What stands there at first: what is shown now, or else what was told, and no photo.
    private ModerationForm Fresh(CaseDossier found)
    {
        var shown = found.State.Publication is { Shown: true } publication ? publication : null;
        var made = city.Database.Read(connection =>
        {
            var copies = shown is null ? [] : PhotoCopies.Of(connection, found.Stream);
            var blobs = shown is null ? [] : PhotoCopies.Blobs(connection, [.. shown.Photos.Select(photo => photo.Id)]);
            return copies.Where(one => blobs.Contains(one.Value.Blob)).ToDictionary();
        });
        return ModerationForm.Fresh(found, found.Texts.GetValueOrDefault((shown?.Words ?? found.State.What).Id), made);
    }

    private CaseDossier? Find(long number) => city.Database.Read(connection => CaseReads.Find(connection, number));

    private RazorComponentResult<ModerationPage> Page(
        CaseDossier found,
        ModerationForm form,
        IReadOnlyList<Refusal>? refusals = null,
        string? tried = null,
        int status = StatusCodes.Status200OK,
        string? done = null
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(ModerationPage.Case)] = found,
                [nameof(ModerationPage.Form)] = form,
                [nameof(ModerationPage.Rules)] = Rules,
                [nameof(ModerationPage.Refusals)] = refusals ?? [],
                [nameof(ModerationPage.Tried)] = tried,
                [nameof(ModerationPage.Done)] = done is "publish" or "withhold" or "refuse" ? done : null,
            }
        )
        {
            StatusCode = status,
        };
}
