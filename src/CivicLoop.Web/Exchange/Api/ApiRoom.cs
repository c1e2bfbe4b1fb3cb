using CivicLoop.Core.Accounts;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>The product's own JSON API, one for each city, and its description.</summary>
public static class ApiRoom
{
    /// <summary>Below the address of a city.</summary>
    public const string Root = "/api/v1";

    public static void AddApi(this IServiceCollection services)
    {
        services.AddScoped(provider =>
        {
            var site = provider.GetRequiredService<SiteContext>();
            var request = provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request;
            return new ApiTeller(
                CaseNames.Of(provider.GetRequiredService<RulesNow>().Of(site.Here.City)),
                provider.GetRequiredService<Sentences>(),
                $"{request.Scheme}://{request.Host}{site.At()}",
                site.Here.Demo
            );
        });
        services.AddScoped<ApiReading>();
        services.AddScoped<ApiFiling>();
        services.AddScoped<OpenApiPages>();
    }

    /// <param name="root">Addresses that belong to no city.</param>
    public static void MapApi(this IEndpointRouteBuilder root, IEndpointRouteBuilder city)
    {
        root.MapGet("/openapi/v1.json", (HttpContext http, OpenApiPages pages) => pages.Json(http)).May(Right.Open);
        root.MapGet("/openapi", (OpenApiPages pages) => pages.Show()).May(Right.Open);
        var api = city.MapGroup(Root).May(Right.Open).AddEndpointFilter(HasRules);
        api.MapGet("/categories", (ApiReading it) => it.Categories())
            .WithMetadata(new ApiCall("categories", typeof(ApiCategories)));
        api.MapGet("/cases", (ApiReading it) => it.Cases())
            .WithToken(ApiScope.Read)
            .WithMetadata(new ApiCall("cases", typeof(ApiCases)) { Arguments = ApiQuery.Arguments });
        api.MapGet("/cases/{number:long}", (long number, ApiReading it) => it.Case(number))
            .WithToken(ApiScope.Read)
            .WithMetadata(new ApiCall("case", typeof(ApiCase)));
        api.MapPost("/photos", (ApiFiling it) => it.Photos())
            .WithToken(ApiScope.Write)
            .WithMetadata(new ApiCall("photos", typeof(ApiPhotos), StatusCodes.Status201Created) { Photos = true });
        api.MapPost("/reports", (ApiFiling it) => it.Report())
            .WithToken(ApiScope.Write)
            .WithMetadata(
                new ApiCall("report", typeof(ApiCase), StatusCodes.Status201Created)
                {
                    Body = typeof(ApiReport),
                    Photos = true,
                    Repeats = true,
                }
            );
        api.MapGet("/reports", (HttpContext http, ApiReading it) => it.Reports(http.Token()))
            .WithToken(ApiScope.Write)
            .WithMetadata(new ApiCall("reports", typeof(ApiCases)) { Arguments = ApiOwnQuery.Arguments });
        api.MapGet("/reports/{number:long}", (long number, HttpContext http, ApiReading it) => it.Report(http.Token(), number))
            .WithToken(ApiScope.Write)
            .WithMetadata(new ApiCall("own", typeof(ApiCase)));
        api.MapPost("/reports/{number:long}/words", (long number, ApiFiling it) => it.Add(number))
            .WithToken(ApiScope.Write)
            .WithMetadata(new ApiCall("words", typeof(ApiCase)) { Body = typeof(ApiWords), Photos = true });
        api.MapPost("/reports/{number:long}/confirm", (long number, ApiFiling it) => it.Confirm(number))
            .WithToken(ApiScope.Write)
            .WithMetadata(new ApiCall("confirm", typeof(ApiCase)) { Body = typeof(ApiConfirmation) });
        api.MapPost("/reports/{number:long}/dispute", (long number, ApiFiling it) => it.Dispute(number))
            .WithToken(ApiScope.Write)
            .WithMetadata(new ApiCall("dispute", typeof(ApiCase)) { Body = typeof(ApiWords), Photos = true });
    }

    // A city that has no playbook yet answers for nothing.
    private static async ValueTask<object?> HasRules(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var services = context.HttpContext.RequestServices;
        return services.GetRequiredService<SiteContext>().Here.Campaign is null ? Results.NotFound() : await next(context);
    }
}
