using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Places;

/// <summary>The room Places: 点位 with their types and owners. Internal pages, for whoever may read any.</summary>
public static class PlacesRoom
{
    private const int ToAPage = 50;
    private const double Around = 700;

    public static void AddPlaces(this IServiceCollection services)
    {
        services.AddSingleton<ImportWork>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportWork>());
        services.AddScoped<ImportPages>();
    }

    public static void MapPlaces(this IEndpointRouteBuilder city)
    {
        city.MapImport();
        city.MapGet("/places", List).May(Right.Read);
        city.MapGet("/places/{code}", One).May(Right.Read);
    }

    private static IResult List(SiteContext site, RulesNow rules, string? words, string? district, string? type, int page = 1)
    {
        if (Reader(site) is null)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var city = site.Here.City;
        var filter = new PlaceFilter(words?.Trim() ?? "", Given(district), null, Given(type));
        page = Math.Clamp(page, 1, 10_000);
        var (places, count) = city.Database.Read(connection =>
            (
                PlaceReads.Search(connection, filter, site.Today, ToAPage, (page - 1) * ToAPage),
                PlaceReads.Count(connection, filter)
            )
        );
        return new RazorComponentResult<PlacesPage>(
            new Dictionary<string, object?>
            {
                [nameof(PlacesPage.Playbook)] = rules.Of(city).Playbook,
                [nameof(PlacesPage.Organisation)] = rules.Of(city).Organisation,
                [nameof(PlacesPage.Filter)] = filter,
                [nameof(PlacesPage.Places)] = places,
                [nameof(PlacesPage.Count)] = count,
                [nameof(PlacesPage.Number)] = page,
                [nameof(PlacesPage.Last)] = (int)Math.Max(1, (count + ToAPage - 1) / ToAPage),
            }
        );
    }

    private static IResult One(string code, SiteContext site, RulesNow rules)
    {
        if (Reader(site) is not { } reader)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var city = site.Here.City;
        var (place, near, cases) = city.Database.Read(connection =>
            PlaceReads.Find(connection, code, site.Today) is { } found
                ? (
                    found,
                    PlaceReads.Near(connection, found.Lon, found.Lat, Around, site.Today, most: 80),
                    PlaceReads.OpenCases(connection, code)
                )
                : (null, [], [])
        );
        if (place is null)
            return Results.NotFound();
        return new RazorComponentResult<PlacePage>(
            new Dictionary<string, object?>
            {
                [nameof(PlacePage.Playbook)] = rules.Of(city).Playbook,
                [nameof(PlacePage.Organisation)] = rules.Of(city).Organisation,
                [nameof(PlacePage.Place)] = place,
                [nameof(PlacePage.Near)] = near.Where(other => other.Code != place.Code).ToList(),
                [nameof(PlacePage.Cases)] = cases.Where(one => May.See(reader, one.Unit, place.District)).ToList(),
                [nameof(PlacePage.Metres)] = Around,
            }
        );
    }

    // Whoever may read some internal page may read the list of places; a citizen none.
    private static Actor? Reader(SiteContext site) =>
        site.Me is { } me && May.Read(me.Actor.Role) != Scope.None ? me.Actor : null;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
