using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Duties;

/// <summary>The room Duties: the desk.</summary>
public static class DutiesRoom
{
    public static void AddDuties(this IServiceCollection services)
    {
        services.AddSingleton<CityFigures>();
        services.AddScoped<DeskPages>();
        services.AddScoped<DutySubjects>();
        services.AddScoped<LeaderReads>();
        services.AddHostedService<CountRounds>();
    }

    public static void MapDuties(this IEndpointRouteBuilder city)
    {
        var desk = city.MapGroup("/desk").May(Right.ReadGround);
        desk.MapGet(
            "",
            (string? done, string? kind, string? open, string? at, string? since, DeskPages pages) =>
                pages.Show(done, kind, open, at, since)
        );
        desk.MapGet(
                "/export.csv",
                (string? kind, DeskPages pages, SiteContext site, Sentences t) => pages.Export(kind).Csv(site, t)
            )
            .Exports("duties");
        desk.MapGet(
                "/export.xlsx",
                (string? kind, DeskPages pages, SiteContext site, Sentences t) => pages.Export(kind).Xlsx(site, t)
            )
            .Exports("duties");
        desk.MapGet("/districts.{form:regex(^(csv|xlsx)$)}", (string form, DeskPages pages) => pages.Districts(form))
            .Exports("districts");
    }
}
