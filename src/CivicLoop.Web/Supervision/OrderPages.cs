using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Supervision;

/// <summary>One order and the acts on it. Whoever may not see it is told that there is none.</summary>
public sealed class OrderPages(SiteContext site, RulesNow rulesNow, PhotoTokens tokens)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult One(long number, string? done) =>
        Find(number) is { } found
            ? Page(found, null, [], done == "draft" ? OrderAct.Draft : Known(done), StatusCodes.Status200OK)
            : Results.NotFound();

    public async Task<IResult> Act(long number, string name, HttpRequest request)
    {
        if (Known(name) is not { } act || Find(number) is not { } found)
            return Results.NotFound();
        var form = await OrderForm.Read(
            act,
            await request.ReadFormAsync(request.HttpContext.RequestAborted),
            city,
            Reader.Person,
            tokens
        );
        if (form.Id == Guid.Empty)
            return Results.BadRequest();
        List<Refusal> wanting = [.. form.Unfit.Select(one => one.Refusal)];
        if (form.Reason.Length == 0)
            wanting.Add(new Refusal("reason.missing"));
        if (wanting.Count == 0)
        {
            try
            {
                var outcome = await Send(found, form);
                if (outcome.Value is not null)
                    // Whoever signed it away may not see it any more, and finds the desk instead.
                    return new SeeOther(
                        Find(number) is null ? site.At("desk") : $"{site.At("orders", $"{number}")}?done={Name(act)}"
                    );
                wanting = [outcome.Refusal!];
            }
            catch (StorageTrouble trouble)
            {
                return Page(found, form, [trouble.Refusal], null, StatusCodes.Status503ServiceUnavailable);
            }
        }
        var now = Find(number) ?? found;
        var again = form with { Id = Guid.CreateVersion7(), Version = now.State.Version };
        return Page(now, again, wanting, null, wanting.Max(refusal => refusal.Status()));
    }

    /// <summary>An act as it stands in addresses: <c>hold-talk</c>.</summary>
    public static string Name(OrderAct act) => act == OrderAct.HoldTalk ? "hold-talk" : act.ToString().ToLowerInvariant();

    private static OrderAct? Known(string? name) =>
        OrderOffers.Acts.Where(act => Name(act) == name).Select(act => (OrderAct?)act).FirstOrDefault();

    private async Task<Outcome<Done<OrderState>>> Send(OrderDossier found, OrderForm form)
    {
        var send = new ActForm(form.Id, Reader, "desk", form.Reason, HappenedAt: null, form.Version);
        return form.Input(Rules.Calendar) is { } input
            ? await OrderStore.Act(city, Rules, found.Stream, send, input)
            : await OrderStore.Sign(city, Rules, found.Stream, send, form.Words);
    }

    private OrderDossier? Find(long number) =>
        city.Database.Read(connection => OrderReads.Find(connection, number, Reader, Rules.Organisation));

    private RazorComponentResult<OrderPage> Page(
        OrderDossier found,
        OrderForm? form,
        IReadOnlyList<Refusal> refusals,
        OrderAct? done,
        int status
    )
    {
        var over = found.State.Over.Matter;
        var (matter, place, others) = city.Database.Read(connection =>
            (
                MatterReads.Find(connection, Rules, site.Now, over.Of, over.Number),
                found.State.Over.Place is { } code
                    ? CaseListReads.PlaceNames(connection, [code]).ToDictionary().GetValueOrDefault(code)
                    : null,
                OrderReads.Over(connection, over.Stream, Reader, Rules.Organisation)
            )
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(OrderPage.Order)] = found,
                [nameof(OrderPage.Matter)] = matter,
                [nameof(OrderPage.Place)] = place,
                [nameof(OrderPage.Others)] = others.FindAll(one => one.Number != found.State.Number),
                [nameof(OrderPage.Rules)] = Rules,
                [nameof(OrderPage.Offers)] = OrderOffers.Of(found.State, Reader, Rules, site.Now, matter?.Owed is not null),
                [nameof(OrderPage.Form)] = form,
                [nameof(OrderPage.Refusals)] = refusals,
                [nameof(OrderPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
    }
}
