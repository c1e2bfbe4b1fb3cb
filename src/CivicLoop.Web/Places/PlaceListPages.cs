using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Places;

/// <summary>The list of places and its export: one filter.</summary>
public sealed class PlaceListPages(SiteContext site, RulesNow rulesNow, Sentences t, HttpContext context)
{
    private const int ToAPage = 50;
    private const int MostOnMap = 1500;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public IResult List()
    {
        var filter = PlaceQuery.Of(context.Request.Query) with { Reader = site.Who.Actor };
        var page = PageNumber.Of(context.Request.Query);
        return city.Database.Read(connection =>
        {
            var count = PlaceReads.Count(connection, filter, site.Today);
            return new RazorComponentResult<PlacesPage>(
                new Dictionary<string, object?>
                {
                    [nameof(PlacesPage.Playbook)] = Rules.Playbook,
                    [nameof(PlacesPage.Organisation)] = Rules.Organisation,
                    [nameof(PlacesPage.Filter)] = filter,
                    [nameof(PlacesPage.Places)] = PlaceReads.Search(
                        connection,
                        filter,
                        site.Today,
                        ToAPage,
                        (page - 1) * ToAPage
                    ),
                    [nameof(PlacesPage.Points)] = PlaceReads.Search(connection, filter, site.Today, MostOnMap),
                    [nameof(PlacesPage.Count)] = count,
                    [nameof(PlacesPage.Number)] = page,
                    [nameof(PlacesPage.Last)] = PageNumber.Last(count, ToAPage),
                }
            );
        });
    }

    /// <summary>What a filter leaves, with the headers that an import understands.</summary>
    public IResult Export(string form)
    {
        var filter = PlaceQuery.Of(context.Request.Query) with { Reader = site.Who.Actor };
        var (playbook, organisation) = (Rules.Playbook, Rules.Organisation);
        string[] columns = ["code", "name", "type", "district", "street", "community", "lon", "lat", "owner"];
        return new TableFile(
            $"{city.Code}-{t["places.list"]}",
            [.. columns.Select(code => new SheetColumn(t[$"import.field.{code}"]))],
            city.Database.Read(connection => PlaceReads.Search(connection, filter, site.Today, SheetReader.MostRows - 2))
                .Select(place =>
                    (IReadOnlyList<object?>)
                        [
                            place.Code,
                            place.Name,
                            playbook.TypeName(place.Type),
                            playbook.DivisionName(place.District),
                            playbook.DivisionName(place.Street),
                            playbook.CommunityName(place.District, place.Street, place.Community),
                            place.Lon,
                            place.Lat,
                            organisation.Unit(place.Owner)?.Name ?? place.Owner,
                        ]
                )
        ).As(form, site, t);
    }
}
