using CivicLoop.Core.Organisation;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>Open311 GeoReport v2 with its extensions, for all cities at once and for each.</summary>
public static class Open311Room
{
    private const string Form = "{format:regex(^(xml|json)$)}";

    public static void AddOpen311(this IServiceCollection services)
    {
        services.AddSingleton(Open311Result.ForAll);
        services.AddScoped<Open311Door>();
        services.AddScoped<Open311Discovery>();
        services.AddScoped<Open311Services>();
        services.AddScoped<Open311Requests>();
        services.AddScoped<Open311Filing>();
        services.AddScoped<Open311Updates>();
        services.AddScoped<Open311Bulk>();
    }

    /// <param name="root">Addresses that belong to no city.</param>
    /// <param name="city">Addresses below a city that is known to exist.</param>
    public static void MapOpen311(this IEndpointRouteBuilder root, IEndpointRouteBuilder city)
    {
        city.MapGet("/open311", (SiteContext site) => new RazorComponentResult<Open311Page>()).May(Right.Open);
        Map(root.MapGroup("/open311").May(Right.Open).DisableAntiforgery());
        Map(city.MapGroup("/open311").May(Right.Open).DisableAntiforgery());
    }

    private static void Map(RouteGroupBuilder open311)
    {
        open311.MapGet($"/discovery.{Form}", (HttpContext http, string format, Open311Discovery it) => it.Show(http, format));
        var v2 = open311
            .MapGroup("/v2")
            .AddEndpointFilter(
                async (context, next) =>
                    await context.HttpContext.RequestServices.GetRequiredService<Open311Door>().Enter(context.HttpContext)
                    ?? await next(context)
            );
        v2.MapGet($"/services.{Form}", (HttpContext http, Open311Services it) => it.List(http));
        v2.MapGet($"/services/{{code}}.{Form}", (HttpContext http, string code, Open311Services it) => it.Definition(http, code));
        v2.MapGet($"/requests.{Form}", (HttpContext http, Open311Requests it) => it.List(http));
        v2.MapPost($"/requests.{Form}", (HttpContext http, Open311Filing it) => it.Post(http));
        v2.MapGet("/requests/bulk.csv", (HttpContext http, Open311Bulk it) => it.Csv(http));
        v2.MapGet($"/requests/{{id}}.{Form}", (HttpContext http, string id, Open311Requests it) => it.One(http, id));
        v2.MapGet($"/tokens/{{token}}.{Form}", (HttpContext http, string token, Open311Requests it) => it.Token(http, token));
        v2.MapGet($"/servicerequestupdates.{Form}", (HttpContext http, Open311Updates it) => it.List(http));
        v2.MapPost($"/servicerequestupdates.{Form}", (HttpContext http, Open311Updates it) => it.Post(http));
    }
}
