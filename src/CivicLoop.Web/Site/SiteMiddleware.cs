using Microsoft.AspNetCore.Antiforgery;

namespace CivicLoop.Web.Site;

/// <summary>
/// Fills <see cref="SiteContext"/> before anything else looks at the request: the language, the city of the
/// address, who is signed in to it. An unknown city is a 404 here, so that no room meets one.
/// </summary>
public static class SiteMiddleware
{
    public static void UseSite(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                var site = context.RequestServices.GetRequiredService<SiteContext>();
                site.Language = Language.Of(context);
                var named = context.GetEndpoint()?.Metadata.GetMetadata<CityInQuery>() is null
                    ? context.Request.RouteValues.GetValueOrDefault("city") as string
                    : context.Request.Query["city"].FirstOrDefault();
                if (!string.IsNullOrEmpty(named))
                {
                    site.City = context.RequestServices.GetRequiredService<CitiesHere>().Find(named);
                    if (site.City is null)
                    {
                        context.Response.StatusCode = StatusCodes.Status404NotFound;
                        return;
                    }
                }
                else if (context.GetEndpoint() is null && context.Request.Path.Value!.Split('/') is [_, var first, ..])
                {
                    // No such page, but perhaps in a city: the page that says so keeps its frame.
                    site.City = context.RequestServices.GetRequiredService<CitiesHere>().Find(first);
                }
                await next(context);
            }
        );

    /// <summary>
    /// Every form of the pages carries its token; an endpoint that is no form says so with
    /// <c>DisableAntiforgery()</c>. Runs after authorization, so that a stranger's upload is never read.
    /// </summary>
    public static void UseFormTokens(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                var endpoint = context.GetEndpoint();
                var form = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
                if (
                    form
                    && endpoint is not null
                    && endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>()?.RequiresValidation != false
                )
                {
                    try
                    {
                        if (!await Turn.ReadForm(context))
                        {
                            await Errors.Busy(context);
                            return;
                        }
                        await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
                    }
                    catch (AntiforgeryValidationException)
                    {
                        await Errors.Answer(context, StatusCodes.Status400BadRequest, "stale");
                        return;
                    }
                }
                await next(context);
            }
        );
}
