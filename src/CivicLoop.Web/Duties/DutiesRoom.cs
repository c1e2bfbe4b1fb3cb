using CivicLoop.Core.Organisation;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Duties;

/// <summary>The room Duties: the desk.</summary>
public static class DutiesRoom
{
    public static void AddDuties(this IServiceCollection services)
    {
        services.AddSingleton<CityFigures>();
        services.AddScoped<DeskPages>();
        services.AddSingleton<DutySubjects>();
    }

    public static void MapDuties(this IEndpointRouteBuilder city) =>
        city.MapGroup("/desk").May(Right.Read).MapGet("", (string? done, DeskPages pages) => pages.Show(done));
}
