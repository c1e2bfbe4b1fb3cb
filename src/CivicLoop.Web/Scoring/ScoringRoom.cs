using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Scoring;

/// <summary>The room Scoring: what a day comes to for every place and unit, with its reasons, and where the city is weak.</summary>
public static class ScoringRoom
{
    public static void AddScoring(this IServiceCollection services)
    {
        services.AddSingleton<ScoreReads>();
        services.AddScoped<ScorePages>();
        services.AddScoped<WeaknessPages>();
        services.AddHostedService<ScoreRounds>();
    }

    public static void MapScoring(this IEndpointRouteBuilder city)
    {
        var scores = city.MapGroup("/scores").May(Right.Read);
        scores.MapGet("", (HttpRequest request, ScorePages pages) => pages.All(request.Query));
        scores
            .MapGet("/export.{form}", (string form, HttpRequest request, ScorePages pages) => pages.Export(form, request.Query))
            .Exports("scores");
        scores.MapGet("/places/{code}", (string code, HttpRequest request, ScorePages pages) => pages.Place(code, request.Query));
        scores.MapGet("/units/{code}", (string code, HttpRequest request, ScorePages pages) => pages.Unit(code, request.Query));
        var weakness = city.MapGroup("/weakness").May(Right.Read);
        weakness.MapGet("", (HttpRequest request, WeaknessPages pages) => pages.Matrix(request.Query));
        weakness
            .MapGet(
                "/export.{form}",
                (string form, HttpRequest request, WeaknessPages pages) => pages.Export(form, request.Query)
            )
            .Exports("weakness");
    }
}
