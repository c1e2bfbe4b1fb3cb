using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Intake;

/// <summary>The room Intake: what people report, with an account and without.</summary>
public static class IntakeRoom
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<ReportLimiter>();
        services.AddScoped<ReportPages>();
    }

    /// <param name="city">Addresses below a city that is known to exist. All but 即整即改 is open to everyone.</param>
    public static void MapIntake(this IEndpointRouteBuilder city)
    {
        city.MapGet(
                "/report",
                (long? sent, string? place, string? facility, ReportPages pages) =>
                    pages.Show(CaseAct.Report, sent, place, facility)
            )
            .May(Right.Report);
        city.MapPost("/report", (HttpContext context, ReportPages pages) => pages.Send(CaseAct.Report, context))
            .May(Right.Report);
        city.MapGet("/report/on-the-spot", (ReportPages pages) => pages.Show(CaseAct.FixOnTheSpot, null)).May(Right.FixOnTheSpot);
        city.MapPost("/report/on-the-spot", (HttpContext context, ReportPages pages) => pages.Send(CaseAct.FixOnTheSpot, context))
            .May(Right.FixOnTheSpot);
        city.MapGet("/report/places", Places).May(Right.Report);
        city.MapGet("/report/{code:length(16)}", Tracked).May(Right.Open);
    }

    private static IResult Places(
        ReportPages pages,
        string? district,
        string? street,
        string? words,
        string? place,
        string? lon,
        string? lat,
        string? system
    ) =>
        pages.Places(
            ReportForm.Blank() with
            {
                District = district ?? "",
                Street = street ?? "",
                Words = words?.Trim() ?? "",
                Place = place ?? "",
                Lon = lon ?? "",
                Lat = lat ?? "",
                System = system ?? "WGS84",
                Finding = true,
            }
        );

    private static IResult Tracked(string code, string? sent, SiteContext site, RulesNow rules, HttpContext context)
    {
        var city = site.Here.City;
        if (city.Database.Read(connection => Trackings.Find(connection, code)) is not { } tracked)
            return Results.NotFound();
        // The address is a secret between the city and one citizen: no search engine keeps it.
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return new RazorComponentResult<TrackingPage>(
            new Dictionary<string, object?>
            {
                [nameof(TrackingPage.Tracked)] = tracked,
                [nameof(TrackingPage.Playbook)] = rules.Of(city).Playbook,
                [nameof(TrackingPage.Code)] = code,
                [nameof(TrackingPage.Address)] = $"{context.Request.Scheme}://{context.Request.Host}{site.At("report", code)}",
                [nameof(TrackingPage.Sent)] = sent is not null,
            }
        );
    }
}
