using CivicLoop.Core.Organisation;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Publishing.Subscriptions;

/// <summary>Mail of an area: for everybody below /public, counted for the office below /messages.</summary>
public static class SubscriptionsRoom
{
    public static void AddSubscriptions(this IServiceCollection services)
    {
        services.AddSingleton<SubscribeLimiter>();
        services.AddSingleton<IOutsiders, Subscribers>();
        services.AddScoped<SubscriptionPages>();
        services.AddHostedService<NewsRound>();
    }

    public static void MapSubscriptions(this IEndpointRouteBuilder city)
    {
        var everybody = city.MapGroup("/public/mail").May(Right.Open);
        everybody.MapGet("", (HttpRequest request, SubscriptionPages pages) => pages.Show(request.Query));
        everybody.MapPost("", (HttpRequest request, SubscriptionPages pages) => pages.Ask(request));
        everybody.MapGet("/{code:length(16)}", (string code, string? done, SubscriptionPages pages) => pages.One(code, done));
        // Mail programs stop it as well, and they know no token of a form: the code is the right.
        everybody
            .MapPost(
                "/{code:length(16)}",
                (string code, HttpRequest request, SubscriptionPages pages) => pages.Settle(code, request)
            )
            .DisableAntiforgery();
        city.MapGet("/messages/subscriptions", (long? erased, SubscriptionPages pages) => pages.Counts(erased))
            .May(Right.ReadMessages);
        city.MapPost("/messages/subscriptions/erase", (HttpRequest request, SubscriptionPages pages) => pages.Erase(request))
            .May(Right.RunMessages);
    }
}
