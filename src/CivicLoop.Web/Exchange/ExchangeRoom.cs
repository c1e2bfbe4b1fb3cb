using CivicLoop.Core.Organisation;
using CivicLoop.Web.Exchange.Api;
using CivicLoop.Web.Exchange.Hooks;
using CivicLoop.Web.Exchange.Import;
using CivicLoop.Web.Exchange.Open;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange;

/// <summary>The room Exchange: cases come from other systems, and what is public goes to them.</summary>
public static class ExchangeRoom
{
    public static void AddExchange(this IServiceCollection services)
    {
        services.AddSingleton<CaseImportWork>();
        services.AddScoped<CaseImportPages>();
        services.AddScoped<DownloadPages>();
        services.AddScoped<OgcPages>();
        services.AddApi();
        services.AddHooks();
    }

    /// <param name="root">Addresses that belong to no city.</param>
    public static void MapExchange(this IEndpointRouteBuilder root, IEndpointRouteBuilder city)
    {
        var import = city.MapGroup("/exchange/import").May(Right.ImportCases);
        import.MapGet("", (CaseImportPages pages) => pages.Start());
        import
            .MapPost("", (CaseImportPages pages, HttpContext context) => pages.Upload(context))
            .WithMetadata(new LargeBody(CaseImportPages.Largest));
        import.MapGet("/{id:guid}", (CaseImportPages pages, Guid id, HttpContext context) => pages.Show(id, context));
        import.MapPost("/{id:guid}/confirm", (CaseImportPages pages, Guid id, HttpContext context) => pages.Confirm(id, context));
        import.MapPost("/{id:guid}/drop", (CaseImportPages pages, Guid id) => pages.Drop(id));
        import.MapGet("/{id:guid}/bad", (CaseImportPages pages, Guid id) => pages.Bad(id));
        city.MapOpen();
        root.MapApi(city);
        city.MapHooks();
    }

    // What everybody may have.
    private static void MapOpen(this IEndpointRouteBuilder city)
    {
        var open = city.MapGroup("/open").May(Right.Open);
        open.MapGet("/cases.geojson", (DownloadPages pages) => pages.CasesGeo());
        open.MapGet("/cases.csv", (DownloadPages pages) => pages.CasesCsv());
        open.MapGet("/places.geojson", (DownloadPages pages) => pages.PlacesGeo());
        open.MapGet("/places.csv", (DownloadPages pages) => pages.PlacesCsv());

        var ogc = city.MapGroup("/ogc").May(Right.Open);
        ogc.MapGet("", (OgcPages pages) => pages.Landing());
        ogc.MapGet("/api", (OgcPages pages) => pages.Api());
        ogc.MapGet("/conformance", (OgcPages pages) => pages.Conforms());
        ogc.MapGet("/collections", (OgcPages pages) => pages.Collections());
        ogc.MapGet("/collections/{collection}", (OgcPages pages, string collection) => pages.One(collection));
        ogc.MapGet("/collections/{collection}/items", (OgcPages pages, string collection) => pages.Items(collection));
        ogc.MapGet(
            "/collections/{collection}/items/{feature}",
            (OgcPages pages, string collection, string feature) => pages.Item(collection, feature)
        );
    }
}
