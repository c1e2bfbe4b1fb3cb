using Microsoft.AspNetCore.Http.Features;

namespace CivicLoop.Web.Site;

/// <summary>An address that takes larger files than forms usually bring, in bytes of one request.</summary>
public sealed record LargeBody(long Most);

/// <summary>What is too large to take in gets a page that says so, not a connection that breaks.</summary>
public static class LargeBodies
{
    // Beyond this nobody sends photos; the connection is closed at once.
    private const int Patience = 8;

    /// <param name="most">Bytes of one request.</param>
    public static void UseBodyLimit(this IApplicationBuilder app, long most) =>
        app.Use(
            async (context, next) =>
            {
                var here = context.GetEndpoint()?.Metadata.GetMetadata<LargeBody>()?.Most ?? most;
                if (context.Request.ContentLength is not { } length || length <= here)
                {
                    if (here > most && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                        limit.MaxRequestBodySize = here;
                    await next(context);
                    return;
                }
                if (length <= here * Patience)
                    await Swallow(context, length);
                else
                    context.Response.Headers.Connection = "close";
                await Errors.Answer(context, StatusCodes.Status413PayloadTooLarge);
            }
        );

    // A browser reads no answer before it has sent everything: what it still sends is read and thrown away.
    private static async Task Swallow(HttpContext context, long length)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = length;
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
    }
}
