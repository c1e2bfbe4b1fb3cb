using CivicLoop.Core.Organisation;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Erasures;

/// <summary>The room Erasures: what is personal in a case, visit or material can go, and that it went stays.</summary>
public static class ErasuresRoom
{
    public static void AddErasures(this IServiceCollection services)
    {
        services.AddScoped<ErasurePages>();
        services.AddScoped<IDutySubjects, ErasureDuties>();
    }

    public static void MapErasures(this IEndpointRouteBuilder city)
    {
        // Knowing the code of a report is the right to ask about it.
        city.MapGet("/report/{code:length(16)}/erasure", (string code, ErasurePages pages) => pages.Ask(code)).May(Right.Open);
        city.MapPost(
                "/report/{code:length(16)}/erasure",
                (string code, HttpRequest request, ErasurePages pages) => pages.SendAsk(code, request)
            )
            .May(Right.Open);
        foreach (var of in ErasureOf.All)
        {
            var path = $"/{of.Path}/{{number:long}}/erasure";
            city.MapGet(path, (long number, ErasurePages pages) => pages.Record(of, number)).May(Right.Erase);
            city.MapPost(path, (long number, HttpRequest request, ErasurePages pages) => pages.SendRecord(of, number, request))
                .May(Right.Erase);
        }
        city.MapGet("/erasures", (ErasurePages pages) => pages.List()).May(Right.ReadErasures);
        city.MapGet("/erasures/{number:long}", (long number, ErasurePages pages) => pages.One(number)).May(Right.ReadErasures);
        city.MapPost(
                "/erasures/{number:long}/{what}",
                (long number, string what, HttpRequest request, ErasurePages pages) => pages.Decide(number, what, request)
            )
            .May(Right.Erase);
    }
}
