using System.Globalization;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Maps;

/// <summary>The list of cases laid out on a map: the same filter, the same rights.</summary>
public sealed class MapPages(SiteContext site, RulesNow rules, CaseListPages lists, DotsKept kept)
{
    private readonly City city = site.Here.City;

    public IResult Show(IQueryCollection asked)
    {
        // Read in while the page is on its way to the browser.
        _ = kept.Of(city);
        var filter = CaseFilter.Of(asked);
        var (page, count, points) = city.Database.Read(connection =>
        {
            var query = lists.Asked(connection, filter);
            var first = CaseListReads.Page(connection, query, null);
            return (first, CaseListReads.Count(connection, query), MapReads.Points(connection, first.Rows, site.Now));
        });
        return new RazorComponentResult<MapPage>(
            new Dictionary<string, object?>
            {
                [nameof(MapPage.Filter)] = filter,
                [nameof(MapPage.Page)] = page,
                [nameof(MapPage.Count)] = count,
                [nameof(MapPage.Points)] = points,
                [nameof(MapPage.Rules)] = rules.Of(city),
            }
        );
    }

    /// <summary>The cases under one mark: those of its numbers that the list of the filter has.</summary>
    public IResult Card(IQueryCollection asked)
    {
        var filter = CaseFilter.Of(asked);
        var numbers = asked["case"]
            .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .Where(number => number > 0)
            .Distinct()
            .Take(Core.Maps.DotCluster.MostNumbers);
        var rows = city.Database.Read(connection =>
            numbers
                .SelectMany(number =>
                {
                    var one = filter with { Words = number.ToString(CultureInfo.InvariantCulture) };
                    return CaseListReads.Page(connection, lists.Asked(connection, one), null, 1).Rows;
                })
                .ToList()
        );
        if (rows.Count == 0)
            return Results.NotFound();
        return new RazorComponentResult<MapCard>(
            new Dictionary<string, object?> { [nameof(MapCard.Rows)] = rows, [nameof(MapCard.Rules)] = rules.Of(city) }
        );
    }
}
