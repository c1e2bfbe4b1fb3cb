using CivicLoop.Core.Organisation;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Guidance;

/// <summary>The room Guidance: teams sent from above, the ground they look after, and what they say.</summary>
public static class GuidanceRoom
{
    public static void AddGuidance(this IServiceCollection services)
    {
        services.AddScoped<TeamPages>();
        services.AddScoped<FeedbackPages>();
        services.AddScoped<IDutySubjects, FeedbackDuties>();
        services.AddHostedService<TeamRounds>();
    }

    public static void MapGuidance(this IEndpointRouteBuilder city)
    {
        var teams = city.MapGroup("/teams").May(Right.ReadGround);
        teams.MapGet("", (TeamPages pages) => pages.List());
        teams.MapGet("/{number:long}", (long number, string? done, TeamPages pages) => pages.One(number, done));
        teams.MapGet("/new", (TeamPages pages) => pages.New()).May(Right.RunTeams);
        teams.MapPost("/new", (HttpRequest request, TeamPages pages) => pages.Open(request)).May(Right.RunTeams);
        teams
            .MapPost(
                "/{number:long}/{what}",
                (long number, string what, HttpRequest request, TeamPages pages) => pages.Act(number, what, request)
            )
            .May(Right.RunTeams);

        var feedback = city.MapGroup("/feedback").May(Right.ReadGround);
        feedback.MapGet("/{number:long}", (long number, string? done, FeedbackPages pages) => pages.One(number, done));
        feedback.MapGet("/new", (FeedbackPages pages) => pages.New()).May(Right.GiveFeedback);
        feedback.MapPost("/new", (HttpRequest request, FeedbackPages pages) => pages.Give(request)).May(Right.GiveFeedback);
        feedback
            .MapPost(
                "/{number:long}/{what}",
                (long number, string what, HttpRequest request, FeedbackPages pages) => pages.Act(number, what, request)
            )
            .May(Right.ActOnFeedback);
    }
}
