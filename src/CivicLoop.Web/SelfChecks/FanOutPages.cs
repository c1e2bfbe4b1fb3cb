using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.SelfChecks;

/// <summary>A fan-out before it is sent: which siblings, who would owe how many; then it is sent.</summary>
public sealed class FanOutPages(SiteContext site, RulesNow rulesNow)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    /// <param name="type">Code of the place type; null before anything was chosen.</param>
    /// <param name="reach">As <c>District:650203</c>.</param>
    public IResult Show(long number, string? type, string? reach) =>
        Find(number) is { } found ? Page(found, Scope(found, type, reach), null, null, 200) : Results.NotFound();

    public async Task<IResult> Send(long number, HttpRequest request)
    {
        if (Find(number) is not { } found)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (
            !Guid.TryParse(sent["act"], out var id)
            || Scope(found, sent["type"], sent["reach"]) is not { } scope
            || !int.TryParse(sent["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        )
            return Results.BadRequest();
        var form = new ActForm(id, site.Who.Actor, "desk", ReasonField.Stated(sent), HappenedAt: null, Expected: null);
        try
        {
            var outcome = await SelfCheckStore.Send(city, Rules, form, found.Stream, scope, count);
            return outcome.Refusal is { } refusal
                ? Page(found, scope, refusal, sent, refusal.Status())
                : new SeeOther($"{site.At("self-checks", $"{outcome.Value!.Number}")}?done=sent-{outcome.Value.Asked}");
        }
        catch (StorageTrouble trouble)
        {
            return Page(found, scope, trouble.Refusal, sent, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private CaseDossier? Find(long number) =>
        city.Database.Read(connection => CaseReads.Find(connection, number)) is { } found
        && CaseReads.Sees(site.Who.Actor, found.State)
            ? found
            : null;

    // What an address says and is no type or no reach is as if it said nothing.
    private FanOutScope? Scope(CaseDossier found, string? type, string? said)
    {
        type ??= "";
        if (Rules.Playbook.Places.Types.All(known => known.Code != type) || said is null)
            return null;
        return said.Split(':', 2) is [var kind, var within] && Enum.TryParse<Reach>(kind, out var reach) && Enum.IsDefined(reach)
            ? new FanOutScope(type, reach, reach == Reach.City ? "" : within)
            : null;
    }

    private RazorComponentResult<FanOutPage> Page(
        CaseDossier found,
        FanOutScope? scope,
        Refusal? refusal,
        IFormCollection? sent,
        int status
    )
    {
        var rules = Rules;
        var plan = scope is null
            ? null
            : city.Database.Read(connection =>
                FanOut.Plan(
                    found.State.At.Place,
                    SelfCheckReads.Siblings(connection, scope, site.Today),
                    SelfCheckReads.Asked(connection, found.Stream),
                    rules.Organisation
                )
            );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(FanOutPage.Case)] = found,
                [nameof(FanOutPage.Rules)] = rules,
                [nameof(FanOutPage.Scope)] = scope,
                [nameof(FanOutPage.Plan)] = plan,
                [nameof(FanOutPage.Refusal)] = refusal,
                [nameof(FanOutPage.Sent)] = sent,
            }
        )
        {
            StatusCode = status,
        };
    }
}
