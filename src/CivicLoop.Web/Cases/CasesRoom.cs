using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases.Bulk;
using CivicLoop.Web.Cases.Views;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Cases;

/// <summary>The room Cases: the list, one case and what may be done with it.</summary>
public static class CasesRoom
{
    public static void AddCases(this IServiceCollection services)
    {
        services.AddScoped<CasePages>();
        services.AddScoped<CaseListPages>();
        services.AddScoped<BulkPages>();
        services.AddScoped<ViewPages>();
    }

    public static void MapCases(this IEndpointRouteBuilder city)
    {
        var cases = city.MapGroup("/cases").May(Right.ReadGround);
        cases.MapGet("", (HttpRequest request, CaseListPages pages) => pages.Show(request.Query));
        cases
            .MapGet(
                "/export.csv",
                (HttpRequest request, CaseListPages pages, SiteContext site, Sentences t) =>
                    pages.Export(request.Query).Csv(site, t)
            )
            .Exports("cases");
        cases
            .MapGet(
                "/export.xlsx",
                (HttpRequest request, CaseListPages pages, SiteContext site, Sentences t) =>
                    pages.Export(request.Query).Xlsx(site, t)
            )
            .Exports("cases");
        cases
            .MapGet(
                "/record.{form:regex(^(csv|xlsx)$)}",
                (string form, HttpRequest request, CaseListPages pages, SiteContext site, Sentences t) =>
                    pages.Records(request.Query).As(form, site, t)
            )
            .Exports("case-records");
        MapBulk(cases.MapGroup("/bulk"));
        MapViews(cases.MapGroup("/views"));
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

    private static void MapBulk(RouteGroupBuilder bulk)
    {
        bulk.May(Right.ActInBulk);
        bulk.MapGet("", (HttpRequest request, BulkPages pages) => pages.Show(request.Query));
        bulk.MapPost("", (HttpRequest request, BulkPages pages) => pages.Confirm(request));
        bulk.MapGet("/{bulk:guid}", (Guid bulk, string? from, BulkPages pages) => pages.Done(bulk, from));
    }

    private static void MapViews(RouteGroupBuilder views)
    {
        views.MapGet("", (ViewPages pages) => pages.Show());
        views.MapGet("/new", (HttpRequest request, ViewPages pages) => pages.New(request.Query));
        views.MapPost("", (HttpRequest request, ViewPages pages) => pages.Add(request));
        views.MapPost(
            "/{id:guid}/{change:regex(^(rename|up|down|first|counted|delete)$)}",
            (Guid id, string change, HttpRequest request, ViewPages pages) => pages.Change(id, change, request)
        );
        views
            .MapPost("/{id:guid}/share", (Guid id, HttpRequest request, ViewPages pages) => pages.Change(id, "share", request))
            .May(Right.ShareViews);
    }

    // What an address says and is no number is as if it said nothing.
    private static int? Number(string? text) => int.TryParse(text, out var number) ? number : null;
}
