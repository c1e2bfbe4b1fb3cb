using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Places.Import;

/// <summary>The addresses of files on their way in.</summary>
public static class ImportRoutes
{
    public static void MapImport(this IEndpointRouteBuilder city)
    {
        var import = city.MapGroup("/places/import").May(Right.EditPlaces);
        import.MapGet("", (ImportPages pages, string? kind) => pages.Start(kind));
        import
            .MapPost("", (ImportPages pages, HttpContext context) => pages.Upload(context))
            .WithMetadata(new LargeBody(ImportPages.Largest));
        import.MapGet(
            "/template/{kind}",
            (ImportPages pages, string kind) =>
                Enum.TryParse<ImportKind>(kind, out var known) && Enum.IsDefined(known)
                    ? pages.Template(known)
                    : Results.NotFound()
        );
        import.MapGet("/{id:guid}", (ImportPages pages, Guid id, HttpContext context) => pages.Show(id, context));
        import.MapPost("/{id:guid}/columns", (ImportPages pages, Guid id, HttpContext context) => pages.Explain(id, context));
        import.MapPost("/{id:guid}/confirm", (ImportPages pages, Guid id, HttpContext context) => pages.Confirm(id, context));
        import.MapPost("/{id:guid}/drop", (ImportPages pages, Guid id) => pages.Drop(id));
        import.MapGet("/{id:guid}/bad", (ImportPages pages, Guid id) => pages.Bad(id));
    }
}
