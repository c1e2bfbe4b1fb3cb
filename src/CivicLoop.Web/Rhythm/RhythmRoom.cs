using CivicLoop.Core.Organisation;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Rhythm;

/// <summary>The room Rhythm: the beats of the city, when they come and what comes of them.</summary>
public static class RhythmRoom
{
    public static void AddRhythm(this IServiceCollection services)
    {
        services.AddSingleton<CityBeats>();
        services.AddScoped<RhythmPages>();
        services.AddScoped<MeetingPages>();
        services.AddScoped<IDutySubjects, MeetingDuties>();
        services.AddHostedService<BeatRounds>();
    }

    public static void MapRhythm(this IEndpointRouteBuilder city)
    {
        city.MapGet("/rhythm", (RhythmPages pages) => pages.Show()).May(Right.ReadGround);
        city.MapGet("/rhythm/past", (long? before, RhythmPages pages) => pages.Past(before)).May(Right.ReadMeetings);
        city.MapGet("/rhythm/{number:long}", (long number, string? done, MeetingPages pages) => pages.One(number, done))
            .May(Right.ReadMeetings);
        city.MapPost(
                "/rhythm/{number:long}/{what}",
                (long number, string what, HttpRequest request, MeetingPages pages) => pages.Settle(number, what, request)
            )
            .May(Right.HoldMeetings);
        // No more than the public page of the rules says, so that any calendar may fetch it.
        city.MapGet("/rhythm.ics", (HttpRequest request, RhythmPages pages) => pages.Feed(request)).May(Right.Open);
    }
}
