using CivicLoop.Core.Organisation;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Outside.Open311;

/// <summary>外部对接: other Open311 servers, as the system administrator runs them.</summary>
public static class PeersRoom
{
    public static void AddPeers(this IServiceCollection services)
    {
        services.AddSingleton<OutsideHttp>();
        services.AddSingleton<PeerRounds>();
        services.AddScoped<PeerPages>();
        services.AddHostedService<PeerService>();
    }

    public static void MapPeers(this IEndpointRouteBuilder city)
    {
        var peers = city.MapGroup("/peers").May(Right.RunAccounts);
        peers.MapGet("", (PeerPages pages) => pages.List());
        peers.MapPost("", async (HttpRequest request, PeerPages pages) => await pages.Put(await Form(request)));
        peers.MapGet(
            "/{code}",
            (string code, string? status, int? page, string? done, PeerPages pages) => pages.One(code, status, page, done)
        );
        foreach (var what in new[] { "now", "end" })
            peers.MapPost(
                $"/{{code}}/{what}",
                async (string code, HttpRequest request, PeerPages pages) => await pages.Do(code, what, await Form(request))
            );
        peers.MapPost("/{code}/again/{id:guid}", (string code, Guid id, PeerPages pages) => pages.Again(code, id));
    }

    private static Task<IFormCollection> Form(HttpRequest request) => request.ReadFormAsync(request.HttpContext.RequestAborted);
}
