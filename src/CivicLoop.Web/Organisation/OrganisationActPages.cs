using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Organisation;

/// <summary>What a form about the organisation comes to: the page of what was done, or its own page again with the reason why not.</summary>
public sealed class OrganisationActPages(SiteContext site, RulesNow rulesNow, OrganisationPages pages)
{
    private readonly City city = site.Here.City;

    /// <param name="page">The page that the form stands on: <c>units</c>, <c>posts</c>, <c>people</c>, <c>handovers</c>; empty for the tree.</param>
    public async Task<IResult> Act(string page, string code, string name, HttpRequest request)
    {
        if (!Enum.TryParse<OrganisationAct>(name, out var act) || !Enum.IsDefined(act) || !pages.Has(page, code))
            return Results.NotFound();
        var sent = OrganisationSent.Of(act, await request.ReadFormAsync(request.HttpContext.RequestAborted));
        if (sent.Id == Guid.Empty)
            return Results.BadRequest();

        var command = sent.Command(code, PersonOf);
        if (command.Refusal is { } unfit)
            return pages.Again(page, code, sent.Refused(unfit), unfit.Status());
        try
        {
            var form = new OrganisationForm(sent.Id, site.Who.Actor, sent.Reason);
            var outcome = await OrganisationDoor.Act(city, rulesNow.Of(city), form, command.Value!);
            rulesNow.Forget(city);
            return outcome.Refusal is { } refusal
                ? pages.Again(page, code, sent.Refused(refusal), refusal.Status())
                : new SeeOther(site.At("organisation") + After(page, code, command.Value!, outcome.Value!) + $"?done={act}");
        }
        catch (Exception exception) when (StorageTrouble.From(exception) is { } trouble)
        {
            // Nobody knows whether it was kept: the very same form may be sent again.
            return pages.Again(page, code, sent with { Refusals = [trouble.Refusal] }, trouble.Refusal.Status());
        }
    }

    // What was made is shown; what was changed is shown where it was changed.
    private static string After(string page, string code, OrganisationCommand command, OrganisationDone done) =>
        command switch
        {
            AddUnit => $"/units/{Uri.EscapeDataString(done.Subject)}",
            AddPost => $"/posts/{Uri.EscapeDataString(done.Subject)}",
            HandOver => $"/handovers/{done.Subject}",
            _ when page.Length > 0 => $"/{page}/{Uri.EscapeDataString(code)}",
            _ => "",
        };

    private Guid? PersonOf(string login) => city.Database.Read(connection => HoldingReads.PersonOf(connection, login))?.Id;
}
