using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Cases;

/// <summary>The list of cases and its export: one filter, one scope.</summary>
public sealed class CaseListPages(SiteContext site, RulesNow rulesNow, Sentences t)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult Show(IQueryCollection asked)
    {
        var filter = CaseFilter.Of(asked);
        var cursor = CaseCursor.Of(asked);
        var (page, count) = city.Database.Read(connection =>
        {
            var query = CaseListQuery.Of(filter, Ask(filter, CaseListReads.PlacesNamed(connection, filter.Words)));
            return (CaseListReads.Page(connection, query, cursor), CaseListReads.Count(connection, query));
        });
        return new RazorComponentResult<CaseListPage>(
            new Dictionary<string, object?>
            {
                [nameof(CaseListPage.Filter)] = filter,
                [nameof(CaseListPage.Page)] = page,
                [nameof(CaseListPage.Count)] = count,
                [nameof(CaseListPage.Rules)] = Rules,
            }
        );
    }

    /// <summary>
    /// The whole list of a filter, however long, as CSV that a spreadsheet opens without running anything: written
    /// page by page as it is read.
    /// </summary>
    public IResult Export(IQueryCollection asked)
    {
        var filter = CaseFilter.Of(asked);
        var rules = Rules;
        var csv = new CaseCsv(t, CaseNames.Of(rules), site);
        return Results.Stream(
            async stream =>
            {
                await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                await writer.WriteAsync(csv.Head());
                var query = city.Database.Read(connection =>
                    CaseListQuery.Of(filter, Ask(filter, CaseListReads.PlacesNamed(connection, filter.Words)))
                );
                var rows = CaseListReads.All(at =>
                    city.Database.Read(connection => CaseListReads.Page(connection, query, at, 500))
                );
                foreach (var row in rows)
                    await writer.WriteAsync(csv.Row(row));
            },
            "text/csv; charset=utf-8",
            $"{site.Here.Code}-{site.Today:yyyy-MM-dd}.csv"
        );
    }

    private CaseListAsk Ask(CaseFilter filter, IReadOnlyList<string> places)
    {
        // "The last 7 days" are today and the six before it, from midnight of the city.
        var first = Rules.Calendar.DayOf(site.Now).AddDays(1 - (filter.Days ?? 1));
        return new CaseListAsk(Reader, Rules.Playbook, site.Now, Rules.Calendar.ToUtc(first, TimeOnly.MinValue), places);
    }
}
