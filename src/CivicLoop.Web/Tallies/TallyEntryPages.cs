using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Tallies;

/// <summary>One entry: made, read with its history, counted in, sent back, corrected by another.</summary>
public sealed class TallyEntryPages(SiteContext site, RulesNow rulesNow, Sentences t, TallyTable table, PhotoTokens tokens)
{
    private static readonly TallyAct[] Acts = [TallyAct.CountIn, TallyAct.SendBack, TallyAct.Withdraw];

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult Ask(IQueryCollection asked)
    {
        if (long.TryParse(asked["corrects"], out var number))
            return Find(number) is { } entry && May.Do(Reader, TallyAct.Enter, entry.State.Unit, entry.State.District)
                ? Form(TallyForm.Correcting(entry, t[$"tallies.bound.{entry.State.Amount.Bound}"]), [], 200)
                : Results.NotFound();
        var day = Values.Day(site.Today);
        return Form(
            TallyForm.Blank(("counter", asked["counter"].ToString()), ("unit", Reader.Unit), ("from", day), ("to", day)),
            [],
            200
        );
    }

    public async Task<IResult> Enter(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var form = await TallyForm.Read(sent, city, Reader.Person, tokens);
        if (form.Id == Guid.Empty)
            return Results.BadRequest();
        var (input, mistakes) = table.Read(city, Rules, column => form[column]);
        List<Refusal> wanting = [.. mistakes.Select(mistake => mistake.Why), .. form.Unfit.Select(one => one.Refusal)];
        if (form.Reason.Length == 0)
            wanting.Add(new Refusal("reason.missing"));
        // What somebody may not see is to them none, and shows nothing.
        foreach (var number in input?.Cases ?? [])
            if (!Sees(number))
                wanting.Add(new Refusal("tally.case-unknown", $"{number}"));
        if (wanting.Count == 0)
        {
            try
            {
                var act = new ActForm(form.Id, Reader, "desk", form.Reason, null, null);
                var outcome = await TallyStore.Enter(city, Rules, act, input!, form.Photos, form.Corrects);
                if (outcome.Value is { } done)
                    return new SeeOther($"{site.At("tallies", $"{done.State.Number}")}?done={TallyAct.Enter}");
                wanting.Add(outcome.Refusal!);
            }
            catch (StorageTrouble trouble)
            {
                wanting.Add(trouble.Refusal);
            }
        }
        return Form(form with { Id = Guid.CreateVersion7() }, wanting, wanting.Max(refusal => refusal.Status()));
    }

    public IResult One(long number, string? done) =>
        Find(number) is { } entry
            ? Page(entry, null, Enum.TryParse<TallyAct>(done, out var act) ? act : null, 200)
            : Results.NotFound();

    public async Task<IResult> Act(long number, string name, HttpRequest request)
    {
        if (!Enum.TryParse<TallyAct>(name, out var act) || !Acts.Contains(act) || Find(number) is not { } entry)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id) || !int.TryParse(sent["expected"], out var version))
            return Results.BadRequest();
        var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, version);
        try
        {
            var outcome = await TallyStore.Act(city, Rules, form, entry.Stream, act);
            return outcome.Refusal is { } refusal
                ? Page(Find(number) ?? entry, refusal, null, refusal.Status())
                : new SeeOther($"{site.At("tallies", $"{number}")}?done={act}");
        }
        catch (StorageTrouble trouble)
        {
            return Page(entry, trouble.Refusal, null, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private bool Sees(long number) =>
        city.Database.Read(connection => CaseReads.Find(connection, number)) is { } found && CaseReads.Sees(Reader, found.State);

    private TallyEntry? Find(long number) =>
        city.Database.Read(connection => TallyReads.Find(connection, number)) is { } entry
        && May.See(Reader, entry.State.Unit, entry.State.District)
            ? entry
            : null;

    private RazorComponentResult<EnterPage> Form(TallyForm form, IReadOnlyList<Refusal> refusals, int status) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(EnterPage.Form)] = form,
                [nameof(EnterPage.Rules)] = Rules,
                [nameof(EnterPage.Refusals)] = refusals,
            }
        )
        {
            StatusCode = status,
        };

    private RazorComponentResult<EntryPage> Page(TallyEntry entry, Refusal? refusal, TallyAct? done, int status)
    {
        var (history, texts, photos, correcting) = city.Database.Read(connection =>
            (
                TallyReads.History(connection, entry.Stream),
                Rectification.ItemReads.Texts(connection, entry.Stream),
                PhotoReads.Kept(connection, entry.Stream),
                TallyReads.Correcting(connection, entry.State)
            )
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(EntryPage.Entry)] = entry,
                [nameof(EntryPage.History)] = history,
                [nameof(EntryPage.Texts)] = texts,
                [nameof(EntryPage.Photos)] = photos,
                [nameof(EntryPage.Correcting)] = correcting,
                [nameof(EntryPage.Rules)] = Rules,
                [nameof(EntryPage.Refusal)] = refusal,
                [nameof(EntryPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
    }
}
