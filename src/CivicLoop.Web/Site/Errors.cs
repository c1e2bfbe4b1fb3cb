using System.Diagnostics;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Site;

/// <summary>Whatever was not answered by a page: a calm page for people, problem+json for programs.</summary>
public static class Errors
{
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(bug => bug.Run(OnException));
        app.UseStatusCodePages(answered => OnStatus(answered.HttpContext));
    }

    // Forbidden to nobody in particular means: say first who you are.
    private static Task OnStatus(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status403Forbidden
        && context.RequestServices.GetRequiredService<SiteContext>() is { City: not null, Me: null }
        && !WantsJson(context.Request)
            ? context.ChallengeAsync()
            : Answer(context, context.Response.StatusCode);

    private static Task OnException(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        // Too large or cut off: the request was bad, not we.
        if (error is BadHttpRequestException bad)
            return Answer(context, bad.StatusCode);
        if (error is InvalidDataException && context.Request.HasFormContentType)
            return Answer(context, StatusCodes.Status400BadRequest);
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("CivicLoop");
        if (error is not null && StorageTrouble.From(error) is { } trouble)
        {
            log.LogWarning(error, "The storage said no: {Code}", trouble.Refusal.Code);
            return Answer(context, trouble.Refusal.Status(), "storage", trouble.Refusal);
        }
        if (error is not null && StorageTrouble.IsTaken(error))
        {
            log.LogWarning(error, "Somebody acted first");
            var first = new Refusal("act.changed");
            return Answer(context, first.Status(), "storage", first);
        }
        // The number that the page shows; never the address, which may hold a citizen's link.
        log.LogError(error, "Bug {Trace}", Trace(context));
        return Answer(context, StatusCodes.Status500InternalServerError);
    }

    /// <summary>More ask than can be answered: each is told to come back soon, and nothing was done.</summary>
    public static Task Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "10";
        return Answer(context, StatusCodes.Status429TooManyRequests, "busy");
    }

    public static async Task Answer(HttpContext context, int status, string? kind = null, Refusal? refusal = null)
    {
        kind ??= status switch
        {
            401 or 403 => "forbidden",
            404 or 405 => "missing",
            413 => "large",
            >= 500 => "bug",
            _ => "bad",
        };
        var trace = kind == "bug" ? Trace(context) : null;
        context.Response.StatusCode = status;
        if (context.RequestServices.GetServices<ErrorForm>().FirstOrDefault(form => form.Fits(context.Request)) is { } other)
        {
            var said = context.RequestServices.GetRequiredService<Sentences>();
            await other.Answer(
                context,
                status,
                refusal is null ? said[$"site.error.{kind}"] + Traced(trace) : said.Refused(refusal)
            );
            return;
        }
        if (WantsJson(context.Request))
        {
            var t = context.RequestServices.GetRequiredService<Sentences>();
            var extensions = trace is null ? null : new Dictionary<string, object?> { ["traceId"] = trace };
            if (refusal is not null)
            {
                await t.Problem(refusal).ExecuteAsync(context);
                return;
            }
            await Results
                .Problem(title: t[$"site.error.{kind}"], statusCode: status, extensions: extensions)
                .ExecuteAsync(context);
            return;
        }
        var parameters = new Dictionary<string, object?>
        {
            [nameof(ErrorPage.Kind)] = kind,
            [nameof(ErrorPage.Trace)] = trace,
            [nameof(ErrorPage.Refusal)] = refusal,
            [nameof(ErrorPage.Sent)] = HttpMethods.IsPost(context.Request.Method),
        };
        await new RazorComponentResult<ErrorPage>(parameters) { StatusCode = status }.ExecuteAsync(context);
    }

    private static string Traced(string? trace) => trace is null ? "" : $" ({trace})";

    private static string Trace(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static bool WantsJson(HttpRequest request) =>
        request.Path.Value!.Contains("/api/", StringComparison.Ordinal)
        || request.Headers.Accept.ToString() is { Length: > 0 } accept
            && accept.Contains("json", StringComparison.Ordinal)
            && !accept.Contains("html", StringComparison.Ordinal);
}
