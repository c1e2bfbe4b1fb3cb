using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Cases;

/// <summary>The room Cases: the list, one case and what may be done with it.</summary>
public static class CasesRoom
{
    public static void AddCases(this IServiceCollection services)
    {
        services.AddScoped<CasePages>();
        services.AddScoped<CaseListPages>();
    }

    public static void MapCases(this IEndpointRouteBuilder city)
    {
        var cases = city.MapGroup("/cases").ForStaff();
        cases.MapGet("", (HttpRequest request, CaseListPages pages) => pages.Show(request.Query));
        cases.MapGet("/export.csv", (HttpRequest request, CaseListPages pages) => pages.Export(request.Query));
        cases.MapGet(
            "/{number:long}",
            (long number, string? act, string? done, CasePages pages) => pages.Show(number, act, Number(done))
        );
        cases.MapPost(
            "/{number:long}/acts/{name}",
            (long number, string name, HttpRequest request, CasePages pages) => pages.Act(number, name, request)
        );
    }

    /// <summary>Internal pages: whoever reads nothing of them is turned away, whatever else they may.</summary>
    public static RouteGroupBuilder ForStaff(this RouteGroupBuilder group)
    {
        group
            .RequireSignIn()
            .AddEndpointFilter(
                async (context, next) =>
                    context.HttpContext.RequestServices.GetRequiredService<SiteContext>().Me is { } me
                    && May.Read(me.Actor.Role) != Scope.None
                        ? await next(context)
                        : Results.StatusCode(StatusCodes.Status403Forbidden)
            );
        return group;
    }

    // What an address says and is no number is as if it said nothing.
    private static int? Number(string? text) => int.TryParse(text, out var number) ? number : null;
}
