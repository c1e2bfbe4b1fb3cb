using CivicLoop.Web.Cases;

namespace CivicLoop.Web.Playbooks;

/// <summary>The room Playbooks: rules as data, and the rules in force made of them.</summary>
public static class PlaybooksRoom
{
    public static void AddPlaybooks(this IServiceCollection services)
    {
        services.AddSingleton<PlaybookReads>();
        services.AddSingleton(provider => new RulesNow(provider.GetRequiredService<PlaybookReads>().On));
    }
}
