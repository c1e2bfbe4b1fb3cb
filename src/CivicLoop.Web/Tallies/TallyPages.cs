using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Tallies;

/// <summary>The totals, one counter, and what waits to be counted in.</summary>
public sealed class TallyPages(SiteContext site, RulesNow rulesNow, Sentences t, TallyTable table)
{
    public const int PageSize = 50;

    /// <summary>As many entries as are looked through and ticked at once.</summary>
    private const int MostWaiting = 200;

    private const int MostInFile = 100_000;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult Totals(IQueryCollection asked)
    {
        var filter = TallyFilter.Of(asked);
        var (sums, days) = city.Database.Read(connection =>
            (TallyReads.Totals(connection, filter, Reader), TallyReads.Days(connection, filter, Reader, null))
        );
        return new RazorComponentResult<TalliesPage>(
            new Dictionary<string, object?>
            {
                [nameof(TalliesPage.Filter)] = filter,
                [nameof(TalliesPage.Sums)] = sums,
                [nameof(TalliesPage.Days)] = days,
                [nameof(TalliesPage.Rules)] = Rules,
                [nameof(TalliesPage.Imported)] = int.TryParse(asked["imported"], out var count) ? count : (int?)null,
            }
        );
    }

    public IResult Counter(string code, IQueryCollection asked)
    {
        var filter = TallyFilter.Of(asked);
        var before = long.TryParse(asked["before"], out var number) ? number : (long?)null;
        var (parts, days, entries) = city.Database.Read(connection =>
            (
                TallyReads.Parts(connection, filter, Reader, code),
                TallyReads.Days(connection, filter, Reader, code),
                TallyReads.Entries(connection, filter, Reader, code, null, before, PageSize + 1)
            )
        );
        // A counter that the rules no longer have is still read where something was counted by it.
        if (Rules.Playbook.Counter(code) is null && parts.Count == 0)
            return Results.NotFound();
        return new RazorComponentResult<CounterPage>(
            new Dictionary<string, object?>
            {
                [nameof(CounterPage.Code)] = code,
                [nameof(CounterPage.Filter)] = filter,
                [nameof(CounterPage.Parts)] = parts,
                [nameof(CounterPage.Days)] = days,
                [nameof(CounterPage.Entries)] = entries.Take(PageSize).ToList(),
                [nameof(CounterPage.Older)] = entries.Count > PageSize ? entries[PageSize - 1].State.Number : (long?)null,
                [nameof(CounterPage.Rules)] = Rules,
            }
        );
    }

    public IResult Export(string form, IQueryCollection asked) =>
        As(
            form,
            table.Sums(city.Database.Read(connection => TallyReads.Parts(connection, TallyFilter.Of(asked), Reader, null)), Rules)
        );

    public IResult Export(string code, string form, IQueryCollection asked) =>
        As(
            form,
            table.Entries(
                "entries",
                city.Database.Read(connection =>
                    TallyReads.Entries(connection, TallyFilter.Of(asked), Reader, code, null, null, MostInFile)
                ),
                Rules
            )
        );

    public IResult Waiting(string? done) => WaitingPage(null, int.TryParse(done, out var count) ? count : null, 200);

    /// <summary>Those that were ticked, all or none.</summary>
    public async Task<IResult> CountIn(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id))
            return Results.BadRequest();
        var numbers = sent["entry"].Select(text => long.TryParse(text, out var number) ? number : 0).Distinct().Order().ToList();
        if (numbers.Count == 0)
            return WaitingPage(new Refusal("tally.none-ticked"), null, StatusCodes.Status422UnprocessableEntity);
        var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, null);
        var entries = city.Database.Read(connection =>
            numbers.Select(number => TallyReads.Find(connection, number)).OfType<TallyEntry>().ToList()
        );
        try
        {
            var refused = await ManyActs.All(
                city,
                form,
                entries.Count,
                (transaction, act, index, at) =>
                    TallyStore.Act(transaction, Rules, act, entries[index].Stream, TallyAct.CountIn, at).Refusal
            );
            return refused.Count > 0
                ? WaitingPage(refused[0].Why, null, refused[0].Why.Status())
                : new SeeOther($"{site.At("tallies", "waiting")}?done={entries.Count}");
        }
        catch (StorageTrouble trouble)
        {
            return WaitingPage(trouble.Refusal, null, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private IResult As(string form, Sheets.TableFile file) =>
        form is "xlsx" or "csv" ? file.As(form, site, t) : Results.NotFound();

    private RazorComponentResult<WaitingPage> WaitingPage(Refusal? refusal, int? done, int status) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(Tallies.WaitingPage.Entries)] = city.Database.Read(connection =>
                    TallyReads.Entries(connection, new TallyFilter(), Reader, null, TallyStatus.Entered, null, MostWaiting)
                ),
                [nameof(Tallies.WaitingPage.Rules)] = Rules,
                [nameof(Tallies.WaitingPage.Refusal)] = refusal,
                [nameof(Tallies.WaitingPage.Counted)] = done,
            }
        )
        {
            StatusCode = status,
        };
}
