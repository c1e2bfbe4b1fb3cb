using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Supervision;

/// <summary>An order by hand as it was typed.</summary>
public sealed record DraftForm(
    Guid Id,
    string Rung,
    string Unit,
    string Words,
    bool Judged,
    string Suggested,
    string Own,
    string Reason
)
{
    public static DraftForm Fresh() => new(Guid.CreateVersion7(), "", "", "", false, "", "", "");

    public static DraftForm Read(IFormCollection sent) =>
        new(
            Guid.TryParse(sent["act"], out var id) ? id : Guid.Empty,
            sent["rung"].ToString(),
            sent["unit"].ToString(),
            sent["words"].ToString().ReplaceLineEndings("\n").Trim(),
            sent["judged"] == "true",
            sent["suggested"].ToString().Trim(),
            sent["reason"].ToString().Trim(),
            ReasonField.Stated(sent)
        );
}

/// <summary>Somebody drafts an order by hand: over what, how it stands to each rung, which one and why.</summary>
public sealed class NewOrderPages(SiteContext site, RulesNow rulesNow)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult Ask(IQueryCollection query)
    {
        var (of, number) = Named(query);
        if (number is null)
            return Page(
                null,
                null,
                DraftForm.Fresh(),
                query["case"].ToString().Length > 0 ? [new Refusal("order.matter-unknown")] : []
            );
        return Find(of, number.Value) is { } found
            ? Page(found, null, DraftForm.Fresh(), [])
            : Page(null, number, DraftForm.Fresh(), [new Refusal("order.matter-unknown")]);
    }

    public async Task<IResult> Draft(HttpRequest request)
    {
        var (of, number) = Named(request.Query);
        var form = DraftForm.Read(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        if (number is null || Find(of, number.Value) is not { } found)
            return Results.NotFound();
        if (form.Id == Guid.Empty)
            return Results.BadRequest();
        var unit = found.Units.Contains(form.Unit) ? form.Unit : found.Units.FirstOrDefault();
        var look = unit is null ? null : Looks(found).FirstOrDefault(one => one.Rung.Code == form.Rung);
        Refusal? wanting =
            unit is null ? new Refusal("order.matter-nobodys")
            : look is null ? new Refusal("order.rung-missing")
            : form.Reason.Length == 0 ? new Refusal("reason.missing")
            : null;
        if (wanting is not null)
            return Page(found, number, form with { Id = Guid.CreateVersion7() }, [wanting], wanting.Status());
        try
        {
            var send = new ActForm(form.Id, Reader, "desk", form.Reason, HappenedAt: null, Expected: null);
            var why = Ladder.WhyByHand(look!, found.Owed, form.Judged, site.Now);
            var outcome = await OrderStore.Draft(city, Rules, send, form.Rung, found.Against(unit!), why, form.Words);
            return outcome.Value is { } done
                ? new SeeOther($"{site.At("orders", $"{done.State.Number}")}?done=draft")
                : Page(found, number, form with { Id = Guid.CreateVersion7() }, [outcome.Refusal!], outcome.Refusal!.Status());
        }
        catch (StorageTrouble trouble)
        {
            return Page(found, number, form, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

    // A case by its number; anything else by its kind and number.
    private static (string Of, long? Number) Named(IQueryCollection query)
    {
        var asked = query["case"].ToString();
        var (of, text) = asked.Length > 0 ? ("case", asked) : (query["of"].ToString(), query["number"].ToString());
        return (of, long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);
    }

    // Whoever drafts sees the whole city, but no order of their own house.
    private MatterFound? Find(string of, long number) =>
        city.Database.Read(connection => MatterReads.Find(connection, Rules, site.Now, of, number)) is { } found
            ? found with
            {
                Units = [.. found.Units.Where(unit => !OrderSight.IsOf(Reader, unit, Rules.Organisation))],
            }
            : null;

    private IReadOnlyList<RungLook> Looks(MatterFound found) =>
        Ladder.Look(
            found.Owed,
            found.Against(found.Units.Count > 0 ? found.Units[0] : ""),
            city.Database.Read(connection => LadderReads.Orders(connection, site.Now)),
            Rules,
            site.Now
        );

    private RazorComponentResult<NewOrderPage> Page(
        MatterFound? found,
        long? asked,
        DraftForm form,
        IReadOnlyList<Refusal> refusals,
        int status = StatusCodes.Status200OK
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(NewOrderPage.Found)] = found,
                [nameof(NewOrderPage.Asked)] = asked,
                [nameof(NewOrderPage.Looks)] = found is null ? [] : Looks(found),
                [nameof(NewOrderPage.Form)] = form,
                [nameof(NewOrderPage.Rules)] = Rules,
                [nameof(NewOrderPage.Refusals)] = refusals,
            }
        )
        {
            StatusCode = status,
        };
}
