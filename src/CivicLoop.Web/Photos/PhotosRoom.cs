using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Photos;

/// <summary>The room Photos: taken in clean, shown only to who may see the case.</summary>
public static class PhotosRoom
{
    public static void AddPhotos(this IServiceCollection services)
    {
        services.AddSingleton<PhotoTokens>();
        services.AddHostedService<PhotoSweepService>();
    }

    public static void MapPhotos(this IEndpointRouteBuilder city) => city.MapGet("/photos/{id:guid}", Show).May(Right.ReadGround);

    // Whoever may not see a case does not learn that it has photos either: everything but a photo is a 404.
    private static IResult Show(Guid id, SiteContext site, Sentences t, HttpContext context)
    {
        var city = site.Here.City;
        if (site.Me is not { } me || city.Database.Read(connection => PhotoReads.Find(connection, id)) is not { } photo)
            return Results.NotFound();
        if (!CaseReads.Sees(me.Actor, photo.Unit, photo.At, photo.ReportedBy, photo.With))
            return Results.NotFound();
        if (photo.Blob is null)
            return Results.Text(ErasedPhoto.Draw(t["photos.erased"]), "image/svg+xml", statusCode: StatusCodes.Status410Gone);
        if (new BlobStore(city.PhotoFolder).Open(photo.Blob) is not { } bytes)
            return Results.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = "private, max-age=31536000, immutable";
        headers.ContentDisposition = "inline";
        // A picture opened by itself is a document: it may load nothing and run nothing.
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(bytes, photo.Type);
    }
}
