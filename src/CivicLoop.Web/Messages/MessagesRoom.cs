using CivicLoop.Core.Organisation;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Messages;

/// <summary>The room Messages: what people are told, when, and over which channel.</summary>
public static class MessagesRoom
{
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<HttpPort>();
        services.AddSingleton<IChannel, MailChannel>();
        services.AddSingleton<IChannel, SmsChannel>();
        services.AddSingleton<IChannel, WeComChannel>();
        services.AddSingleton<IChannel, DingTalkChannel>();
        services.AddSingleton<IChannel, FeishuChannel>();
        services.AddSingleton<AllChannels>();
        services.AddSingleton<Sender>();
        services.AddHostedService(provider => provider.GetRequiredService<Sender>());
        services.AddScoped<MessagePages>();
        services.AddScoped<SettingPages>();
        services.AddScoped<WishPages>();
    }

    public static void MapMessages(this IEndpointRouteBuilder city)
    {
        var messages = city.MapGroup("/messages").May(Right.ReadMessages);
        messages.MapGet("", (string? state, string? before, MessagePages pages) => pages.List(state, before));
        messages.MapGet("/{id:guid}", (Guid id, string? done, MessagePages pages) => pages.One(id, done));
        messages
            .MapPost(
                "/{id:guid}/retry",
                async (Guid id, HttpRequest request, MessagePages pages) => await pages.Retry(id, await Form(request))
            )
            .May(Right.RunMessages);
        messages
            .MapPost(
                "/{id:guid}/drop",
                async (Guid id, HttpRequest request, MessagePages pages) => await pages.Drop(id, await Form(request))
            )
            .May(Right.RunMessages);
        Set(city.MapGroup("/messages/settings").May(Right.SetMessages));
        var own = city.MapGroup("/account/messages").May(Right.OwnAccount);
        own.MapGet("", (string? done, WishPages pages) => pages.Show(done));
        own.MapPost("", async (HttpRequest request, WishPages pages) => await pages.Keep(await Form(request)));
    }

    private static void Set(RouteGroupBuilder settings)
    {
        settings.MapGet("", (string? done, SettingPages pages) => pages.Show(done));
        settings.MapPost("", async (HttpRequest request, SettingPages pages) => await pages.Set(await Form(request)));
        settings.MapPost(
            "/{channel}",
            async (string channel, HttpRequest request, SettingPages pages) =>
                await pages.SetChannel(channel, await Form(request))
        );
        settings.MapPost(
            "/{channel}/try",
            async (string channel, HttpRequest request, SettingPages pages) => await pages.Try(channel, await Form(request))
        );
        settings.MapPost(
            "/{channel}/remove",
            async (string channel, HttpRequest request, SettingPages pages) =>
                await pages.RemoveChannel(channel, await Form(request))
        );
    }

    private static Task<IFormCollection> Form(HttpRequest request) => request.ReadFormAsync(request.HttpContext.RequestAborted);
}
