using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Cases.Bulk;

/// <summary>One act on many cases: first what would come of it, then, confirmed with one reason, what came of it.</summary>
public sealed class BulkPages(SiteContext site, RulesNow rulesNow, CaseListPages list)
{
    // Enough to fill the groups of a database and to let others act in between.
    private const int AtOnce = 32;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    /// <summary>The preview. <c>all=1</c> stands for the first cases of the list instead of those ticked on its page.</summary>
    public IResult Show(IQueryCollection asked)
    {
        var form = BulkForm.Read(name => asked[name]);
        if (asked["all"] == "1")
            form = form with
            {
                Cases =
                [
                    .. list.First(asked, BulkForm.Most).Select(number => new Chosen(number, null)).OrderBy(one => one.Number),
                ],
                From = CaseFilter.Of(asked).Query(),
            };
        return Page(form, []);
    }

    public async Task<IResult> Confirm(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var form = BulkForm.Read(name => sent[name]);
        if (city.Database.Read(connection => BulkStore.ActOf(connection, form.Id, Reader.Person)) is not null)
            return Result(form);
        if (form.Wanting is { } wanting)
            return Page(form, [wanting]);
        if (form.Cases.Any(chosen => chosen.Version is null))
            return Results.BadRequest();
        if (form.StatedReason.Length == 0)
            return Page(form, [new Refusal("reason.missing")]);
        try
        {
            var outcomes = await Do(form);
            await city.Database.Write(transaction =>
            {
                BulkStore.Keep(transaction, form, Reader.Person, site.Now, outcomes);
                return 0;
            });
            return Result(form);
        }
        catch (StorageTrouble trouble)
        {
            // Some may be done and some not: sent again as it is, what is done is only repeated.
            return Page(form, [trouble.Refusal]);
        }
    }

    /// <summary>What came of a confirmation; only who confirmed it sees it.</summary>
    public IResult Done(Guid bulk, string? from) =>
        city.Database.Read<IResult>(connection =>
            BulkStore.ActOf(connection, bulk, Reader.Person) is { } act
                ? new RazorComponentResult<BulkDonePage>(
                    new Dictionary<string, object?>
                    {
                        [nameof(BulkDonePage.Act)] = act,
                        [nameof(BulkDonePage.Said)] = BulkStore.Said(connection, bulk),
                        [nameof(BulkDonePage.Rules)] = Rules,
                        [nameof(BulkDonePage.From)] = from is ['?', ..] ? from : "",
                    }
                )
                : Results.NotFound()
        );

    private async Task<IReadOnlyList<BulkOutcome>> Do(BulkForm form)
    {
        var rules = Rules;
        var cases = city.Database.Read(connection => Reachable(connection, form));
        var outcomes = new List<BulkOutcome>(form.Cases.Count);
        // Cases that go into the same one take turns at it.
        foreach (var some in form.Cases.Chunk(form.Act == CaseAct.Merge ? 1 : AtOnce))
            outcomes.AddRange(await Task.WhenAll(some.Select(One)));
        return outcomes;

        async Task<BulkOutcome> One(Chosen chosen)
        {
            if (!cases.TryGetValue(chosen.Number, out var found))
                return new BulkOutcome(chosen.Number, null, new Refusal("case.unknown"));
            var send = new ActForm(form.IdOn(chosen.Number), Reader, "desk", form.StatedReason, HappenedAt: null, chosen.Version);
            var outcome = await CaseStore.Act(city, rules, found.Stream, send, form.Input(found.State, rules));
            return new BulkOutcome(chosen.Number, outcome.Value?.Version, outcome.Refusal);
        }
    }

    // A unit that returned a case sees it no more; the same form sent twice is still answered as the first.
    private Dictionary<long, (Guid Stream, CaseState State)> Reachable(DbConnection connection, BulkForm form)
    {
        var all = BulkTrial.All(connection, form);
        var done = Sql.Many(
                connection,
                $"select id from acts where id in ({string.Join(", ", form.Cases.Select((_, at) => $"${at + 1}"))})",
                row => Guid.Parse(row.GetString(0)),
                [.. form.Cases.Select(chosen => (object)form.IdOn(chosen.Number))]
            )
            .ToHashSet();
        return all.Where(one => CaseReads.Sees(Reader, one.Value.State) || done.Contains(form.IdOn(one.Key))).ToDictionary();
    }

    private SeeOther Result(BulkForm form) =>
        new(site.At("cases", "bulk", $"{form.Id:D}") + (form.From.Length > 0 ? QueryString.Create("from", form.From).Value : ""));

    private static bool IsStorage(Refusal refusal) => refusal.Code.StartsWith("storage.", StringComparison.Ordinal);

    private RazorComponentResult<BulkPage> Page(BulkForm form, IReadOnlyList<Refusal> refusals)
    {
        var rules = Rules;
        return new(
            new Dictionary<string, object?>
            {
                [nameof(BulkPage.Form)] = form,
                [nameof(BulkPage.Lines)] =
                    form.Wanting is null && !refusals.Any(IsStorage)
                        ? city.Database.Read(connection => BulkTrial.Of(connection, form, Reader, rules, site.Now))
                        : [],
                [nameof(BulkPage.Refusals)] = refusals,
                [nameof(BulkPage.Rules)] = rules,
            }
        )
        {
            StatusCode = refusals.Count == 0 ? StatusCodes.Status200OK : refusals.Max(refusal => refusal.Status()),
        };
    }
}
