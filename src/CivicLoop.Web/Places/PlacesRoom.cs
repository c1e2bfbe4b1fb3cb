using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Places;

/// <summary>The room Places: 点位, what stands on them and the ground they lie on. Internal pages, for whoever may read any.</summary>
public static class PlacesRoom
{
    public static void AddPlaces(this IServiceCollection services)
    {
        services.AddSingleton<ImportWork>();
        services.AddHttpContextAccessor();
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext!);
        services.AddScoped<ImportPages>();
        services.AddScoped<PlaceListPages>();
        services.AddScoped<PlacePages>();
        services.AddScoped<FacilityPages>();
        services.AddScoped<GroundPages>();
        services.AddScoped<PlatePages>();
    }

    public static void MapPlaces(this IEndpointRouteBuilder city)
    {
        city.MapImport();
        var places = city.MapGroup("/places").May(Right.ReadGround);
        places.MapGet("", (PlaceListPages pages) => pages.List());
        places
            .MapGet("/export.{form:regex(^(csv|xlsx)$)}", (PlaceListPages pages, string form) => pages.Export(form))
            .Exports("places");
        places.MapGet("/plates", (PlatePages pages) => pages.Show()).May(Right.Read);
        places.MapGet("/{code}", (PlacePages pages, string code) => pages.Show(code));
        places.MapPost("/{code}/edit", (PlacePages pages, string code) => pages.Edit(code)).May(Right.EditPlaces);
        places.MapPost("/{code}/owner", (PlacePages pages, string code) => pages.Own(code)).May(Right.EditPlaces);
        places.MapPost("/{code}/photo", (PlacePages pages, string code) => pages.Photograph(code)).May(Right.PhotographPlaces);
        places.MapPost("/{code}/take-down", (PlacePages pages, string code) => pages.TakeDown(code)).May(Right.PhotographPlaces);

        var facilities = city.MapGroup("/facilities").May(Right.Read);
        facilities.MapGet("", (FacilityPages pages) => pages.List());
        facilities
            .MapGet("/export.{form:regex(^(csv|xlsx)$)}", (FacilityPages pages, string form) => pages.Export(form))
            .Exports("facilities");
        facilities.MapGet("/{code}", (FacilityPages pages, string code) => pages.Show(code));
        facilities.MapPost("/{code}/tend", (FacilityPages pages, string code) => pages.Tend(code)).May(Right.TendFacilities);
        facilities
            .MapPost("/{code}/photo", (FacilityPages pages, string code) => pages.Photograph(code))
            .May(Right.PhotographPlaces);
        facilities
            .MapPost("/{code}/take-down", (FacilityPages pages, string code) => pages.TakeDown(code))
            .May(Right.PhotographPlaces);

        city.MapGet("/grids", (GroundPages pages) => pages.Grids()).May(Right.Read);
        city.MapGet("/grids/export.{form:regex(^(csv|xlsx)$)}", (GroundPages pages, string form) => pages.ExportGrids(form))
            .Exports("grids")
            .May(Right.Read);
        city.MapGet("/grids/{code}", (GroundPages pages, string code) => pages.Grid(code)).May(Right.Read);
        city.MapGet("/segments", (GroundPages pages) => pages.Segments()).May(Right.Read);
        city.MapGet("/segments/export.{form:regex(^(csv|xlsx)$)}", (GroundPages pages, string form) => pages.ExportSegments(form))
            .Exports("segments")
            .May(Right.Read);
        city.MapGet("/segments/{code}", (GroundPages pages, string code) => pages.Segment(code)).May(Right.Read);

        city.MapGet("/place-photos/{id:guid}", Photo).May(Right.ReadGround);
        city.MapGet("/p/{code}", (PlatePages pages, string code) => pages.Open(code)).May(Right.Open);
    }

    // Whoever may read the page of a place may see how it looks.
    private static IResult Photo(Guid id, SiteContext site, PlacePages places, HttpContext context)
    {
        var city = site.Here.City;
        if (
            site.Who.Actor.Role == Role.Guide
                && !places.Knows(city.Database.Read(connection => PlacePhotos.Subject(connection, id, "place")))
            || city.Database.Read(connection => PlacePhotos.Find(connection, id)) is not { Blob: { } blob } photo
            || new BlobStore(city.PhotoFolder).Open(blob) is not { } bytes
        )
            return Results.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = "private, max-age=86400";
        headers.ContentDisposition = "inline";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(bytes, photo.Type);
    }
}
