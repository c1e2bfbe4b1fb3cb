using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Publishing;

/// <summary>The room Publishing: what the city shows to everybody. For now its home page.</summary>
public static class PublishingRoom
{
    public static void AddPublishing(this IServiceCollection services) => services.AddSingleton<HomeKept>();

    public static void MapPublishing(this IEndpointRouteBuilder city) => city.MapGet("/", Home).May(Right.Open);

    private static RazorComponentResult<HomePage> Home(SiteContext site, RulesNow rules, HomeKept kept)
    {
        var city = site.Here.City;
        var playbook = rules.Of(city).Playbook;
        return new(
            new Dictionary<string, object?>
            {
                [nameof(HomePage.Now)] = kept.Of(city, playbook),
                [nameof(HomePage.Playbook)] = playbook,
            }
        );
    }
}
