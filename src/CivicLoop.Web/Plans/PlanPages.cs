using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Plans;

/// <summary>The tree of plans, and one of them with what it lacks and how far it is.</summary>
public sealed class PlanPages(SiteContext site, RulesNow rulesNow, EditionReads editions)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult All() => ListPage(null, null, 200);

    public async Task<IResult> Draft(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id))
            return Results.BadRequest();
        var input = Input(sent, null);
        try
        {
            var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, null);
            var outcome = input.Value is { } read ? await PlanStore.Draft(city, Rules, form, read) : input.Refusal!;
            return outcome.Value is { } done
                ? new SeeOther($"{site.At("plans", $"{done.State.Number}")}?done=draft")
                : ListPage(outcome.Refusal!, sent, outcome.Refusal!.Status());
        }
        catch (StorageTrouble trouble)
        {
            return ListPage(trouble.Refusal, sent, StatusCodes.Status503ServiceUnavailable);
        }
    }

    public IResult One(long number, IQueryCollection asked) =>
        Find(number) is { } plan ? Page(plan, null, null, asked["done"], TaskFilter.Of(asked), 200) : Results.NotFound();

    public async Task<IResult> Act(long number, string what, HttpRequest request)
    {
        if (what is not ("change" or "publish" or "close") || Find(number) is not { } plan)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id) || !int.TryParse(sent["expected"], out var version))
            return Results.BadRequest();
        var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, version);
        try
        {
            var outcome = what switch
            {
                "change" => Input(sent, plan.Head.Kind) is var input && input.Value is { } read
                    ? await PlanStore.Change(city, Rules, form, plan.Stream, read)
                    : input.Refusal!,
                "publish" => await Publish(form, plan),
                _ => await PlanStore.Close(city, Rules, form, plan.Stream),
            };
            return outcome.Refusal is { } refusal
                ? Page(Find(number) ?? plan, refusal, sent, null, TaskFilter.None, refusal.Status())
                : new SeeOther($"{site.At("plans", $"{number}")}?done={what}");
        }
        catch (StorageTrouble trouble)
        {
            return Page(plan, trouble.Refusal, sent, null, TaskFilter.None, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<Outcome<Done<PlanState>>> Publish(ActForm form, PlanRow plan)
    {
        var view = View(plan);
        return await PlanStore.Publish(city, Rules, form, plan.Stream, view.Editions, view.Places);
    }

    /// <param name="kind">Of the plan that is changed: it stays.</param>
    private static Outcome<PlanWritten> Input(IFormCollection sent, PlanKind? kind)
    {
        if (kind is null)
        {
            if (!Enum.TryParse<PlanKind>(sent["kind"], out var said) || !Enum.IsDefined(said))
                return new Refusal("plan.kind-missing");
            kind = said;
        }
        if (
            ItemSheet.ParseDay(sent["from"].ToString()) is not { } from
            || ItemSheet.ParseDay(sent["to"].ToString()) is not { } to
        )
            return new Refusal("cell.day-missing");
        return new PlanWritten(
            kind.Value,
            sent["name"].ToString().Trim(),
            sent["words"].ToString().ReplaceLineEndings("\n").Trim(),
            from,
            to,
            long.TryParse(sent["parent"], NumberStyles.None, CultureInfo.InvariantCulture, out var parent) ? parent : null,
            [
                .. sent["edition"]
                    .Select(StandardRef.Parse)
                    .OfType<StandardRef>()
                    .Select(one => new EditionRef(one.System, one.Code)),
            ],
            [.. sent["unit"].OfType<string>()]
        );
    }

    private PlanRow? Find(long number) => city.Database.Read(connection => PlanReads.Find(connection, number, Reader));

    private PlanView View(PlanRow plan) =>
        city.Database.Read(connection => PlanView.Of(connection, editions, plan, Rules, site.Today));

    private RazorComponentResult<PlansPage> ListPage(Refusal? refusal, IFormCollection? sent, int status)
    {
        var (plans, versions) = city.Database.Read(connection =>
            (PlanReads.All(connection, Reader), EditionReads.Versions(connection))
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(PlansPage.Plans)] = plans,
                [nameof(PlansPage.Versions)] = versions,
                [nameof(PlansPage.Rules)] = Rules,
                [nameof(PlansPage.Refusal)] = refusal,
                [nameof(PlansPage.Sent)] = sent,
            }
        )
        {
            StatusCode = status,
        };
    }

    private RazorComponentResult<PlanPage> Page(
        PlanRow plan,
        Refusal? refusal,
        IFormCollection? sent,
        string? done,
        TaskFilter filter,
        int status
    )
    {
        var (all, versions, history, texts) = city.Database.Read(connection =>
            (
                PlanReads.All(connection, Reader),
                EditionReads.Versions(connection),
                PlanReads.History(connection, PlanEventJson.Plans, plan.Stream),
                ItemReads.Texts(connection, plan.Stream)
            )
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(PlanPage.View)] = View(plan),
                [nameof(PlanPage.All)] = all,
                [nameof(PlanPage.Versions)] = versions,
                [nameof(PlanPage.History)] = history,
                [nameof(PlanPage.Texts)] = texts,
                [nameof(PlanPage.Filter)] = filter,
                [nameof(PlanPage.Refusal)] = refusal,
                [nameof(PlanPage.Sent)] = sent,
                [nameof(PlanPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
    }
}
