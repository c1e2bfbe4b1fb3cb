using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards.Forms;

namespace CivicLoop.Web.Standards;

/// <summary>The room Standards: what is asked of the city, edition by edition, each rule to be tried.</summary>
public static class StandardsRoom
{
    /// <summary>Largest file of an edition; a hundred thousand rows are a fifth of it.</summary>
    private const long Largest = 32 * 1024 * 1024;

    public static void AddStandards(this IServiceCollection services)
    {
        services.AddSingleton<EditionReads>();
        services.AddScoped<EditionFile>();
        services.AddScoped<EditionPages>();
        services.AddScoped<EditionImportPages>();
        services.AddScoped<FormPages>();
    }

    public static void MapStandards(this IEndpointRouteBuilder city)
    {
        var room = city.MapGroup("/standards").May(Right.Read);
        room.MapGet("", (EditionPages pages) => pages.All());
        room.MapGet(
            "/{system}/{code}",
            (string system, string code, HttpRequest request, EditionPages pages) => pages.One(system, code, request.Query)
        );
        room.MapGet(
            "/{system}/{code}/against/{other}",
            (string system, string code, string other, EditionPages pages) => pages.Against(system, code, other)
        );
        room.MapGet(
                "/{system}/{code}/export.{form}",
                (string system, string code, string form, EditionPages pages) => pages.Export(system, code, form)
            )
            .Exports("standards");
        room.MapGet("/{system}/{code}/forms", (string system, string code, FormPages pages) => pages.All(system, code));
        room.MapGet(
            "/{system}/{code}/forms/{form}",
            (string system, string code, string form, HttpRequest request, FormPages pages) =>
                pages.One(system, code, form, request.Query)
        );
        room.MapGet(
                "/{system}/{code}/forms/{form}/export.{format}",
                (string system, string code, string form, string format, HttpRequest request, FormPages pages) =>
                    pages.Export(system, code, form, format, request.Query)
            )
            .Exports("forms");
        room.MapGet(
            "/{system}/{code}/{standard}",
            (string system, string code, string standard, HttpRequest request, EditionPages pages) =>
                pages.Standard(system, code, standard, request.Query)
        );

        var import = city.MapGroup("/standards/import").May(Right.ImportStandards);
        import.MapGet("", (EditionImportPages pages) => pages.Start());
        import
            .MapPost("", (EditionImportPages pages, HttpContext context) => pages.Upload(context))
            .WithMetadata(new LargeBody(Largest));
        import.MapGet("/{id:guid}", (EditionImportPages pages, Guid id) => pages.Show(id));
        import.MapPost(
            "/{id:guid}/confirm",
            (EditionImportPages pages, Guid id, HttpContext context) => pages.Confirm(id, context)
        );
        import.MapPost("/{id:guid}/drop", (EditionImportPages pages, Guid id) => pages.Drop(id));
    }
}
