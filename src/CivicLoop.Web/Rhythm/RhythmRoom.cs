using CivicLoop.Core.Organisation;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Rhythm;

/// <summary>The room Rhythm: the beats of the city, when they come and what comes of them.</summary>
public static class RhythmRoom
{
    public static void AddRhythm(this IServiceCollection services)
    {
        services.AddSingleton<CityBeats>();
        services.AddScoped<RhythmPages>();
    }

    public static void MapRhythm(this IEndpointRouteBuilder city)
    {
        city.MapGet("/rhythm", (RhythmPages pages) => pages.Show()).May(Right.Read);
        // No more than the public page of the rules says, so that any calendar may fetch it.
        city.MapGet("/rhythm.ics", (HttpRequest request, RhythmPages pages) => pages.Feed(request)).May(Right.Open);
    }
}
