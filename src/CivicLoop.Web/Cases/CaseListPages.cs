using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases.Views;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
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
        return city.Database.Read<IResult>(connection =>
        {
            var views = ViewStore.For(connection, Reader.Person, Reader.Unit);
            // An address that says nothing at all begins where the reader wants the list to begin.
            if (
                !asked.Any(pair => pair.Key != "lang")
                && ViewStore.First(connection, Reader.Person) is { } first
                && views.Find(view => view.Id == first) is { } begins
            )
                return Results.LocalRedirect(site.At("cases") + begins.Query);
            var words = Words(connection, filter);
            var query = CaseListQuery.Of(filter, Ask(filter, words));
            var page = CaseListReads.Page(connection, query, cursor);
            return new RazorComponentResult<CaseListPage>(
                new Dictionary<string, object?>
                {
                    [nameof(CaseListPage.Filter)] = filter,
                    [nameof(CaseListPage.Page)] = page,
                    [nameof(CaseListPage.Count)] = CaseListReads.Count(connection, query),
                    [nameof(CaseListPage.Rules)] = Rules,
                    [nameof(CaseListPage.Terms)] = words?.Terms ?? [],
                    [nameof(CaseListPage.Said)] = words is null
                        ? null
                        : CaseWords.Descriptions(connection, [.. page.Rows.Select(row => row.Number)]),
                    [nameof(CaseListPage.Views)] = views
                        .Select(view => (view, view.Counted ? Cases(connection, view.Filter) : (long?)null))
                        .ToList(),
                }
            );
        });
    }

    /// <summary>The whole list of a filter, however long, read page by page while the file is written.</summary>
    public TableFile Export(IQueryCollection asked)
    {
        var filter = CaseFilter.Of(asked);
        var query = city.Database.Read(connection => Asked(connection, filter));
        var rows = CaseListReads.All(at => city.Database.Read(connection => CaseListReads.Page(connection, query, at, 500)));
        return new CaseTable(t, CaseNames.Of(Rules), site).File(rows);
    }

    /// <summary>The same list as the record that platforms exchange, with the stages of each case.</summary>
    public TableFile Records(IQueryCollection asked)
    {
        var filter = CaseFilter.Of(asked);
        var query = city.Database.Read(connection => Asked(connection, filter));
        var rules = Rules;
        var records = CaseListReads
            .All(at => city.Database.Read(connection => CaseListReads.Page(connection, query, at, 500)))
            .Chunk(500)
            .SelectMany(rows => city.Database.Read(connection => CaseRecordReads.Of(connection, rows)));
        return new CaseRecordTable(t, CaseNames.Of(rules), rules, site).File(records);
    }

    /// <summary>The list of a filter, as far as the reader sees.</summary>
    internal CaseListQuery Asked(DbConnection connection, CaseFilter filter) =>
        CaseListQuery.Of(filter, Ask(filter, Words(connection, filter)));

    /// <summary>Numbers of the first cases of a filter, in its order.</summary>
    public IReadOnlyList<long> First(IQueryCollection asked, int most)
    {
        var filter = CaseFilter.Of(asked);
        return city.Database.Read(connection =>
        {
            return CaseListReads.Page(connection, Asked(connection, filter), null, most).Rows.Select(row => row.Number).ToList();
        });
    }

    private long Cases(DbConnection connection, CaseFilter filter) =>
        CaseListReads.Count(connection, Asked(connection, filter)).Cases;

    private AskedWords? Words(DbConnection connection, CaseFilter filter) =>
        CaseWords.Asked(connection, Rules.Playbook, filter.Words);

    /// <param name="words">What the filter's words come to; null where it has none.</param>
    internal CaseListAsk Ask(CaseFilter filter, AskedWords? words)
    {
        // "The last 7 days" are today and the six before it, from midnight of the city.
        var first = Rules.Calendar.DayOf(site.Now).AddDays(1 - (filter.Days ?? 1));
        return new CaseListAsk(
            Reader,
            Rules.Playbook,
            site.Now,
            Rules.Calendar.ToUtc(first, TimeOnly.MinValue),
            words,
            Rules.Organisation.Unit(Reader.Unit) is { Kind: UnitKinds.Zone }
        );
    }
}
