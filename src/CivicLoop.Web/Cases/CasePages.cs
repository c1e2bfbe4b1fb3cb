using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Cases;

/// <summary>The page of one case and the acts on it. Who may not see a case is told that there is none.</summary>
public sealed class CasePages(SiteContext site, RulesNow rulesNow, Sentences t, PhotoTokens tokens)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    /// <param name="done">Number of the event that the reader has just made.</param>
    public IResult Show(long number, string? act, int? done) =>
        Find(number) is { } found
            ? Page(
                found,
                asked: act is null ? null : CaseActNames.Find(act),
                done: done is { } made ? CaseSaid.Of(t, found, made, Reader.Person) : null
            )
            : Results.NotFound();

    public async Task<IResult> Act(long number, string name, HttpRequest request)
    {
        if (CaseActNames.Find(name) is not { } act)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var id = Guid.TryParse(sent["act"], out var made) ? made : Guid.Empty;
        // A unit that returned a case sees it no more; the same form sent twice is still answered as the first.
        var found = Find(number) ?? city.Database.Read(connection => DoneBefore(connection, number, id));
        if (found is null)
            return Results.NotFound();
        var form = await CaseActForm.Read(sent, city, Reader.Person, tokens);
        if (form.Id == Guid.Empty || form.Version < 1)
            return Results.BadRequest();

        var outcome = await Try(found, act, form);
        if (outcome.Done is { } done)
            return After(done, sent["then"].ToString());
        // Somebody may have acted meanwhile: the page shows the case as it stands now, with what was typed.
        if (Find(number) is not { } now)
            return Results.NotFound();
        var again = outcome.Unanswered ? form : form.Again(now.State.Version);
        return Page(now, filled: new CaseActFilled(act, again, outcome.Refusals), status: outcome.Status);
    }

    private sealed record Tried(CaseDone? Done, IReadOnlyList<Refusal> Refusals, int Status, bool Unanswered = false)
    {
        public static Tried No(params IReadOnlyList<Refusal> refusals) =>
            new(null, refusals, refusals.Max(refusal => refusal.Status()));
    }

    private async Task<Tried> Try(CaseDossier found, CaseAct act, CaseActForm form)
    {
        var input = form.Input(act);
        // All that is wrong at once, where the door would stop at the first.
        var wanting = form.Unfit.Select(one => one.Refusal).ToList();
        if (input.Refusal is { } missing)
            wanting.Add(missing);
        if (form.StatedReason.Length == 0)
            wanting.Add(new Refusal("reason.missing"));
        if (wanting.Count > 0)
            return Tried.No(CaseOffers.Refuses(found.State, act, Reader, Rules, site.Now) is { } may ? [may] : wanting);
        try
        {
            var send = new ActForm(form.Id, Reader, "desk", form.StatedReason, HappenedAt: null, form.Version);
            var outcome = await CaseStore.Act(city, Rules, found.Stream, send, input.Value!);
            return outcome.Refusal is { } refusal
                ? Tried.No(refusal)
                : new Tried(outcome.Value, [], StatusCodes.Status303SeeOther);
        }
        catch (StorageTrouble trouble)
        {
            // Nobody knows whether it was kept: sent again as it is, it is one act.
            return new Tried(null, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable, Unanswered: true);
        }
    }

    /// <param name="then">The kind of duty whose next one the reader wants on the desk; empty where they came from the case.</param>
    private SeeOther After(CaseDone done, string then)
    {
        if (DutyActs.Kinds.Contains(then))
            return new SeeOther($"{site.At("desk")}?kind={then}&open=next&done={done.Number}-{done.Version}");
        var seen = Find(done.Number) is not null;
        return new SeeOther(
            seen
                ? $"{site.At("cases", $"{done.Number}")}?done={done.Version}"
                : $"{site.At("desk")}?done={done.Number}-{done.Version}"
        );
    }

    private CaseDossier? Find(long number) =>
        city.Database.Read(connection => CaseReads.Find(connection, number)) is { } found && CaseReads.Sees(Reader, found.State)
            ? found
            : null;

    private CaseDossier? DoneBefore(DbConnection connection, long number, Guid act) =>
        CaseReads.Find(connection, number) is { } found
        && found.History.Any(moment => moment.Made.Act == act && moment.Made.Person == Reader.Person)
            ? found
            : null;

    // Only for the acts that need it: whoever just reads waits for nothing.
    private CaseDossier WithNeighbours(CaseDossier found, IReadOnlyList<CaseOffer> offers) =>
        city.Database.Read(connection =>
            found with
            {
                Duplicates = offers.Any(offer => offer is { Act: CaseAct.Merge, WhyNot: null })
                    ? CaseNeighbours.Duplicates(connection, found.State, site.Now)
                    : [],
                Rebounds = offers.Any(offer => offer is { Act: CaseAct.File, WhyNot: null })
                    ? CaseNeighbours.Rebounds(connection, found.State, Rules)
                    : [],
            }
        );

    private RazorComponentResult<CasePage> Page(
        CaseDossier found,
        CaseActFilled? filled = null,
        CaseAct? asked = null,
        string? done = null,
        int status = StatusCodes.Status200OK
    )
    {
        var offers = CaseOffers.For(found.State, Reader, Rules, site.Now);
        return new(
            new Dictionary<string, object?>
            {
                [nameof(CasePage.Case)] = WithNeighbours(found, offers),
                [nameof(CasePage.Rules)] = Rules,
                [nameof(CasePage.Offers)] = offers,
                [nameof(CasePage.Filled)] = filled,
                [nameof(CasePage.Asked)] = asked,
                [nameof(CasePage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
    }
}
