namespace CivicLoop.Web.Events;

/// <summary>The room Events: the one history and its nightly seal.</summary>
public static class EventsRoom
{
    public static void AddEvents(this IServiceCollection services) => services.AddHostedService<SealingService>();
}
