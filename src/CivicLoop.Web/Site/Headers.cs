namespace CivicLoop.Web.Site;

/// <summary>What every answer carries. The pages have no inline script and no inline style, and ask no other host.</summary>
public static class Headers
{
    private const string Policy =
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // Asked for anew each time, yet the back button finds the form as it was left; signing out clears it.
    private const string Fresh = "private, no-cache";

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                Put(context);
                headers.CacheControl = Fresh;
                context.Response.OnStarting(() =>
                {
                    // The page about a bug starts from nothing.
                    Put(context);
                    // A form's token would have its page never stored; files say for themselves how long they keep.
                    if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
                        headers.CacheControl = Fresh;
                    headers.Remove("Pragma");
                    headers.Remove("blazor-enhanced-nav");
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );

    private static void Put(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
    }
}
