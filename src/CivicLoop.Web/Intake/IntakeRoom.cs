using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake;

/// <summary>The room Intake: what people report, with an account and without.</summary>
public static class IntakeRoom
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<ReportLimiter>();
        services.AddScoped<ReportPages>();
        services.AddScoped<TrackingPages>();
        services.AddHostedService<ContactSweep>();
        services.AddSingleton<IOutsiders, Reporters>();
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
        city.MapGet("/report/places", (HttpRequest request, ReportPages pages) => pages.Places(ReportForm.Read(request.Query)))
            .May(Right.Report);
        city.MapGet(
                "/report/check",
                (HttpRequest request, ReportPages pages) => pages.Check(ReportForm.Read(request.Query), request.Query["part"])
            )
            .May(Right.Report);
        // What somebody types does not stand in an address. It changes nothing, so it needs no token of the form.
        city.MapPost("/report/check", (HttpContext context, ReportPages pages) => pages.Suggest(context))
            .May(Right.Report)
            .DisableAntiforgery();
        city.MapPost("/report/follow", (HttpContext context, ReportPages pages) => pages.Follow(context)).May(Right.Report);
        city.MapGet("/report/{code:length(16)}", (string code, string? done, TrackingPages pages) => pages.Show(code, done))
            .May(Right.Open);
        city.MapGet("/report/{code:length(16)}/mail", (string code, string? done, TrackingPages pages) => pages.Mail(code, done))
            .May(Right.Open);
        // Mail programs stop it as well, and they know no token of a form: the code is the right.
        city.MapPost(
                "/report/{code:length(16)}/mail",
                (string code, HttpRequest request, TrackingPages pages) => pages.StopMail(code, request)
            )
            .May(Right.Open)
            .DisableAntiforgery();
        city.MapPost(
                "/report/{code:length(16)}/{said:regex(^(add|confirm|dispute|rate)$)}",
                (string code, string said, HttpRequest request, TrackingPages pages) => pages.Say(code, said, request)
            )
            .May(Right.Open);
    }
}
