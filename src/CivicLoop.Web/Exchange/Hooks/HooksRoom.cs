using CivicLoop.Core.Organisation;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Hooks;

/// <summary>Webhooks: other systems are told what happens.</summary>
public static class HooksRoom
{
    public static void AddHooks(this IServiceCollection services)
    {
        services.AddSingleton<HookBodies>();
        services.AddSingleton<HookRounds>();
        services.AddHostedService<HookService>();
        services.AddScoped<HookPages>();
    }

    public static void MapHooks(this IEndpointRouteBuilder city)
    {
        var hooks = city.MapGroup("/webhooks").May(Right.RunAccounts);
        hooks.MapGet("", (HookPages pages) => pages.List());
        hooks.MapPost("", async (HttpRequest request, HookPages pages) => await pages.Make(await Form(request)));
        hooks.MapGet("/{id:guid}", (Guid id, string? state, string? done, HookPages pages) => pages.One(id, state, done));
        hooks.MapPost(
            "/{id:guid}/ping",
            async (Guid id, HttpRequest request, HookPages pages) => await pages.Ping(id, await Form(request))
        );
        hooks.MapPost(
            "/{id:guid}/off",
            async (Guid id, HttpRequest request, HookPages pages) => await pages.Off(id, await Form(request))
        );
        hooks.MapPost(
            "/{id:guid}/on",
            async (Guid id, HttpRequest request, HookPages pages) => await pages.On(id, await Form(request))
        );
        hooks.MapPost("/{id:guid}/again", (Guid id, HookPages pages) => pages.Again(id, null));
        hooks.MapPost(
            "/{id:guid}/deliveries/{delivery:guid}/again",
            (Guid id, Guid delivery, HookPages pages) => pages.Again(id, delivery)
        );
    }

    private static Task<IFormCollection> Form(HttpRequest request) => request.ReadFormAsync(request.HttpContext.RequestAborted);
}
