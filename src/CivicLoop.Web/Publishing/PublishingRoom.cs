using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Publishing;

/// <summary>The room Publishing: what the city shows to everybody, and the gate before it.</summary>
public static class PublishingRoom
{
    public static void AddPublishing(this IServiceCollection services)
    {
        services.AddSingleton<HomeKept>();
        services.AddScoped<PublicPages>();
        services.AddScoped<ModerationPages>();
    }

    public static void MapPublishing(this IEndpointRouteBuilder city)
    {
        city.MapGet("/", Home).May(Right.Open);
        var everybody = city.MapGroup("/public").May(Right.Open);
        everybody.MapGet("", (HttpRequest request, PublicPages pages) => pages.List(request.Query));
        everybody.MapGet("/{number:long}", (long number, PublicPages pages) => pages.One(number));
        everybody.MapGet("/photos/{id:guid}", (Guid id, HttpContext context, PublicPages pages) => pages.Photo(id, context));
        everybody.MapGet("/feed.atom", (HttpContext context, PublicPages pages) => pages.Feed(context));
        var gate = city.MapGroup("/moderation").May(Right.Moderate);
        gate.MapGet("", (string? order, string? after, ModerationPages pages) => pages.List(order == "newest", after));
        gate.MapGet("/{number:long}", (long number, string? done, ModerationPages pages) => pages.Show(number, done));
        gate.MapPost(
            "/{number:long}/{what}",
            (long number, string what, HttpRequest request, ModerationPages pages) => pages.Decide(number, what, request)
        );
    }

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
