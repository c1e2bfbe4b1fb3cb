using CivicLoop.Core.Organisation;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Organisation;

/// <summary>The room Organisation: units, posts, who holds them, and every change of it.</summary>
public static class OrganisationRoom
{
    public static void AddOrganisation(this IServiceCollection services)
    {
        services.AddScoped<OrganisationPages>();
        services.AddScoped<OrganisationActPages>();
    }

    public static void MapOrganisation(this IEndpointRouteBuilder city)
    {
        var organisation = city.MapGroup("/organisation").May(Right.Read);
        organisation.MapGet("", (string? q, string? on, OrganisationPages pages) => pages.Tree(q, on));
        organisation.MapGet("/units/{code}", (string code, OrganisationPages pages) => pages.Unit(code));
        organisation.MapGet("/posts/{code}", (string code, OrganisationPages pages) => pages.Post(code));
        organisation.MapGet("/people", (string? q, OrganisationPages pages, int page = 1) => pages.People(q, page));
        organisation.MapGet("/people/{id:guid}", (Guid id, OrganisationPages pages) => pages.Person(id));
        organisation.MapGet("/handovers/{id:guid}", (Guid id, OrganisationPages pages) => pages.Handover(id));
        var acts = city.MapGroup("/organisation").May(Right.Organise);
        acts.MapPost(
            "/acts/{name}",
            (string name, HttpRequest request, OrganisationActPages pages) => pages.Act("", "", name, request)
        );
        acts.MapPost(
            "/{page}/{code}/acts/{name}",
            (string page, string code, string name, HttpRequest request, OrganisationActPages pages) =>
                pages.Act(page, code, name, request)
        );
    }
}
