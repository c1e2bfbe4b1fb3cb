using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Suggesting;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Suggesting;

/// <summary>How often one address may ask what its words may mean: a form asks while somebody types.</summary>
public sealed class SuggestLimiter(IConfiguration configuration)
    : AddressLimiter(configuration.GetValue("CIVICLOOP_SUGGESTIONS", 600), "suggesting.too-often");

/// <summary>The room Suggesting: which category words are likely to mean, learnt from the city's own cases.</summary>
public static class SuggestingRoom
{
    public static void AddSuggesting(this IServiceCollection services)
    {
        services.AddSingleton<Suggestions>();
        services.AddHostedService(provider => provider.GetRequiredService<Suggestions>());
        services.AddSingleton<SuggestLimiter>();
    }

    public static void MapSuggesting(this IEndpointRouteBuilder city)
    {
        city.MapGet(
                "/report/suggest",
                (string? words, string? type, HttpContext context, SiteContext site) => Answer(words, type, context, site)
            )
            .May(Right.Open);
        // The same for words that should not stand in an address. It changes nothing, so it needs no token of a form.
        city.MapPost(
                "/report/suggest",
                async (HttpContext context, SiteContext site) =>
                {
                    if (!context.Request.HasFormContentType)
                        return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
                    var form = await context.Request.ReadFormAsync(context.RequestAborted);
                    return Answer(form["words"], form["type"], context, site);
                }
            )
            .May(Right.Open)
            .DisableAntiforgery();
    }

    /// <summary>Up to three categories, the likeliest first: those that the playbook has now, and that this person may name.</summary>
    public static IReadOnlyList<(Category Category, Suggestion Suggestion)> Of(
        Suggestions suggestions,
        Playbook playbook,
        Data.City city,
        string? words,
        string? placeType,
        bool staff
    ) =>
        [
            .. suggestions
                .Of(city, words ?? "", placeType ?? "")
                .Select(one => (Category: playbook.Category(one.Label), Suggestion: one))
                .Where(one => one.Category is not null && (staff || one.Category.FoundBy.Contains("citizen")))
                .Select(one => (one.Category!, one.Suggestion)),
        ];

    private static IResult Answer(string? words, string? type, HttpContext context, SiteContext site)
    {
        var services = context.RequestServices;
        if (
            site.Me is null
            && services.GetRequiredService<SuggestLimiter>().Refuses(context.Connection.RemoteIpAddress) is { } refusal
        )
            return services.GetRequiredService<Sentences>().Problem(refusal);
        if (words?.Length > ActForm.LongestText)
            return services.GetRequiredService<Sentences>().Problem(new Refusal("text.too-long", $"{ActForm.LongestText}"));
        var playbook = services.GetRequiredService<RulesNow>().Of(site.Here.City).Playbook;
        var found = Of(services.GetRequiredService<Suggestions>(), playbook, site.Here.City, words, type, site.Me is not null);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new
            {
                suggestions = found.Select(one => new
                {
                    category = one.Category.Code,
                    name = one.Category.Name,
                    theme = playbook.Problems.ThemeOf(one.Category.Code)?.Name,
                    confidence = Math.Round(one.Suggestion.Confidence, 3),
                }),
            }
        );
    }
}
