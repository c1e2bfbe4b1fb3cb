using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Rectification;

/// <summary>One item: its history and what may be done with it; and items made from the plan of a case.</summary>
public sealed class ItemPages(SiteContext site, RulesNow rulesNow, Sentences t, PhotoTokens tokens)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult One(long number, string? done) =>
        Find(number) is { } item
            ? Page(item, null, [], Enum.TryParse<ItemAct>(done, out var act) ? t["rectification.done.act", act] : null, 200)
            : Results.NotFound();

    public async Task<IResult> Act(long number, string name, HttpRequest request)
    {
        if (!Enum.TryParse<ItemAct>(name, out var act) || !ItemActForm.Acts.Contains(act) || Find(number) is not { } item)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var form = await ItemActForm.Read(act, sent, city, Reader.Person, tokens);
        if (form.Id == Guid.Empty)
            return Results.BadRequest();
        List<Refusal> wanting = [.. form.Unfit.Select(one => one.Refusal)];
        if (form.Reason.Length == 0)
            wanting.Add(new Refusal("reason.missing"));
        // A case that somebody may not see is to them none, and shows nothing.
        if (form.Evidence is { } evidence && !Sees(evidence))
            wanting.Add(new Refusal("item.case-open", $"{evidence}"));
        if (wanting.Count == 0)
        {
            try
            {
                var sending = new ActForm(form.Id, Reader, "desk", form.Reason, null, form.Version);
                var outcome = await ItemStore.Act(city, Rules, sending, item.Stream, act, form.Photos, form.Evidence);
                if (outcome.Value is not null)
                    return new SeeOther($"{site.At("rectification", "items", $"{number}")}?done={act}");
                wanting = [outcome.Refusal!];
            }
            catch (StorageTrouble trouble)
            {
                return Page(item, form, [trouble.Refusal], null, StatusCodes.Status503ServiceUnavailable);
            }
        }
        var now = Find(number) ?? item;
        var again = form with { Id = Guid.CreateVersion7(), Version = now.State.Version };
        return Page(now, again, wanting, null, wanting.Max(refusal => refusal.Status()));
    }

    /// <summary>An item that says what the plan of a case says, in one act.</summary>
    public async Task<IResult> FromPlan(long number, HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var found = city.Database.Read(connection => CaseReads.Find(connection, number));
        if (
            found is null
            || !CaseReads.Sees(Reader, found.State)
            || PlanOf(found) is not { } plan
            || !long.TryParse(sent["list"], out var wanted)
            || city.Database.Read(connection => ItemReads.FindList(connection, wanted)) is not { } list
            || !Guid.TryParse(sent["act"], out var id)
        )
            return Results.NotFound();
        var act = new ActForm(id, Reader, "desk", t["rectification.reason.plan", number], null, null);
        var mirrored = new MirroredCase(found.Stream, number, plan.Number);
        var outcome = await ItemStore.Add(city, Rules, act, list.Id, ValuesOf(found, plan), mirrored);
        return outcome.Value is { } made
            ? new SeeOther($"{site.At("rectification", "items", $"{made.Number}")}?done={ItemAct.Add}")
            : Refused(outcome.Refusal!);
    }

    /// <summary>The plan of the mirrored case was made anew: the item says what it says now.</summary>
    public async Task<IResult> FollowPlan(long number, HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (
            Find(number) is not { State.Case: { } mirrored } item
            || city.Database.Read(connection => CaseReads.Find(connection, mirrored.Number)) is not { } found
            || PlanOf(found) is not { } plan
            || !Guid.TryParse(sent["act"], out var id)
        )
            return Results.NotFound();
        var said = ValuesOf(found, plan);
        // What the office set by hand stays: a plan says item, cause, measure, promise and who.
        var values = item.Values with
        {
            Item = May.Act(Reader.Role, ItemAct.Change) == Scope.City ? said.Item : item.Values.Item,
            Cause = said.Cause,
            Measure = said.Measure,
            Promised = said.Promised <= item.Values.Due ? said.Promised : item.Values.Promised,
            Responsible = said.Unit == item.Values.Unit ? said.Responsible : item.Values.Responsible,
        };
        var act = new ActForm(id, Reader, "desk", t["rectification.reason.plan", mirrored.Number], null, item.State.Version);
        var outcome = await ItemStore.Change(city, Rules, act, item.Stream, values, plan.Number);
        return outcome.Value is not null
            ? new SeeOther($"{site.At("rectification", "items", $"{number}")}?done={ItemAct.Change}")
            : Page(item, null, [outcome.Refusal!], null, outcome.Refusal!.Status());
    }

    /// <summary>The last plan of a case; null where none was made or nobody owes the case.</summary>
    internal static CaseMoment? PlanOf(CaseDossier found) =>
        found.State.Unit is null ? null : found.History.LastOrDefault(moment => moment.Event is PlanMade);

    private ItemValues ValuesOf(CaseDossier found, CaseMoment moment)
    {
        var plan = (PlanMade)moment.Event;
        string Text(TextRef text) => ItemValues.Said(found.Texts.GetValueOrDefault(text.Id));
        var limit = found.State.Rectify is { } rectify ? Rules.Calendar.DayOf(rectify.Due) : plan.Promised;
        return new ItemValues(
            Text(plan.Item),
            Text(plan.Cause),
            Text(plan.Measure),
            limit < plan.Promised ? plan.Promised : limit,
            plan.Promised,
            found.State.Unit!,
            plan.Responsible,
            "",
            found.State.At.Place ?? "",
            found.State.At.District,
            ""
        );
    }

    private bool Sees(long number) =>
        city.Database.Read(connection => CaseReads.Find(connection, number)) is { } found && CaseReads.Sees(Reader, found.State);

    private ListedItem? Find(long number) =>
        city.Database.Read(connection => ItemReads.Find(connection, number)) is { } item && ListedItem.Sees(Reader, item.State)
            ? item
            : null;

    private RazorComponentResult<ErrorPage> Refused(Refusal refusal) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(ErrorPage.Kind)] = "bad",
                [nameof(ErrorPage.Refusal)] = refusal,
                [nameof(ErrorPage.Sent)] = true,
            }
        )
        {
            StatusCode = refusal.Status(),
        };

    private RazorComponentResult<ItemPage> Page(
        ListedItem item,
        ItemActForm? form,
        IReadOnlyList<Refusal> refusals,
        string? done,
        int status
    )
    {
        var (list, history, texts, photos, mirrored) = city.Database.Read(connection =>
            (
                ItemReads.ListOf(connection, item.State)!,
                ItemReads.History(connection, item.Stream),
                ItemReads.Texts(connection, item.Stream),
                PhotoReads.Kept(connection, item.Stream),
                item.State.Case is { } of ? CaseReads.Find(connection, of.Number) : null
            )
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(ItemPage.Item)] = item,
                [nameof(ItemPage.List)] = list,
                [nameof(ItemPage.History)] = history,
                [nameof(ItemPage.Texts)] = texts,
                [nameof(ItemPage.Photos)] = photos,
                [nameof(ItemPage.Mirrored)] = mirrored,
                [nameof(ItemPage.Rules)] = Rules,
                [nameof(ItemPage.Form)] = form,
                [nameof(ItemPage.Refusals)] = refusals,
                [nameof(ItemPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
    }
}
