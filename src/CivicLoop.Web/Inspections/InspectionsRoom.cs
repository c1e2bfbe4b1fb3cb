using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Inspections;

/// <summary>The room Inspections: visits to places by the checklists of the standards, and the handbook of what is looked at.</summary>
public static class InspectionsRoom
{
    /// <summary>A whole checklist with a few photos to each line.</summary>
    private const long Largest = 64 * 1024 * 1024;

    public static void AddInspections(this IServiceCollection services)
    {
        services.AddScoped<VisitTable>();
        services.AddScoped<VisitPages>();
        services.AddScoped<HandbookPages>();
    }

    public static void MapInspections(this IEndpointRouteBuilder city)
    {
        var visits = city.MapGroup("/visits").May(Right.Read);
        visits.MapGet("", (HttpRequest request, VisitPages pages) => pages.List(request.Query));
        visits
            .MapGet("/export.{form}", (string form, HttpRequest request, VisitPages pages) => pages.Export(form, request.Query))
            .Exports("visits");
        visits.MapGet("/{number:long}", (long number, string? done, VisitPages pages) => pages.One(number, done));
        visits
            .MapPost(
                "/{number:long}/withdraw",
                (long number, HttpRequest request, VisitPages pages) => pages.Withdraw(number, request)
            )
            .May(Right.Inspect);
        visits.MapGet("/new", (HttpRequest request, VisitPages pages) => pages.New(request.Query)).May(Right.Inspect);
        visits
            .MapPost("/new", (HttpRequest request, VisitPages pages) => pages.Record(request))
            .May(Right.Inspect)
            .WithMetadata(new LargeBody(Largest));

        var handbook = city.MapGroup("/handbook").May(Right.Read);
        handbook.MapGet("", (HandbookPages pages) => pages.All());
        handbook.MapGet("/{code}", (string code, HandbookPages pages) => pages.One(code));
    }
}
