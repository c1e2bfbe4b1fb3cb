using CivicLoop.Core.Organisation;
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
        var cases = city.MapGroup("/cases").May(Right.Read);
        cases.MapGet("", (HttpRequest request, CaseListPages pages) => pages.Show(request.Query));
        cases.MapGet(
            "/export.csv",
            (HttpRequest request, CaseListPages pages, SiteContext site, Sentences t) => pages.Export(request.Query).Csv(site, t)
        );
        cases.MapGet(
            "/export.xlsx",
            (HttpRequest request, CaseListPages pages, SiteContext site, Sentences t) => pages.Export(request.Query).Xlsx(site, t)
        );
        cases.MapGet(
            "/{number:long}",
            (long number, string? act, string? done, CasePages pages) => pages.Show(number, act, Number(done))
        );
        cases
            .MapPost(
                "/{number:long}/acts/{name}",
                (long number, string name, HttpRequest request, CasePages pages) => pages.Act(number, name, request)
            )
            .May(Right.ActOnCases);
    }

    // What an address says and is no number is as if it said nothing.
    private static int? Number(string? text) => int.TryParse(text, out var number) ? number : null;
}
