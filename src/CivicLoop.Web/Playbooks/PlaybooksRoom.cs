using CivicLoop.Web.Cases;

namespace CivicLoop.Web.Playbooks;

/// <summary>The room Playbooks: the rules in force, and the page that shows them.</summary>
public static class PlaybooksRoom
{
    public static void AddPlaybooks(this IServiceCollection services)
    {
        services.AddSingleton<PlaybookReads>();
        services.AddSingleton(provider => new RulesNow(provider.GetRequiredService<PlaybookReads>().On));
    }

    public static void MapPlaybooks(this IEndpointRouteBuilder city) { }
}
