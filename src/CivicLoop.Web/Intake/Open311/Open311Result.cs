using CivicLoop.Core.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake.Open311;

/// <param name="Code">May say more than the status of the answer does.</param>
public sealed record Open311Error(int Code, string Description);

/// <summary>An answer in the form that the address ends with, exactly typed.</summary>
public sealed class Open311Result(bool json, string root, object content, int status = StatusCodes.Status200OK) : IResult
{
    public const string Xml = "text/xml; charset=utf-8";
    public const string Json = "application/json; charset=utf-8";

    /// <summary>The element around a list and its items: <c>errors</c> of <c>error</c>.</summary>
    public static Open311Result List(bool json, string root, string item, IEnumerable<Fields> items) =>
        new(json, root, new Listed(item, [.. items]));

    /// <summary>Errors, always as a list. Nothing else than 404, 403 and 400 is said to whoever asked wrongly.</summary>
    public static Open311Result Refused(bool json, params IReadOnlyList<Open311Error> errors) =>
        new(
            json,
            "errors",
            new Listed(
                "error",
                [.. errors.Select(error => new Fields { { "code", error.Code }, { "description", error.Description } })]
            ),
            Status(errors.Max(error => error.Code))
        );

    public static int Status(int code) =>
        code is 403 or 404 or 429 or >= 500 ? code
        : code == 401 ? 403
        : 400;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var body = new MemoryStream();
        if (json)
            Wire.WriteJson(body, content);
        else
            Wire.WriteXml(body, root, content);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = json ? Json : Xml;
        response.ContentLength = body.Length;
        if (status is 429 or 503)
            response.Headers.RetryAfter = "10";
        body.Position = 0;
        await body.CopyToAsync(response.Body, httpContext.RequestAborted);
    }

    /// <summary>What the product answers by itself (no such address, too large, busy, a bug), said as Open311 says it.</summary>
    public static readonly ErrorForm ForAll = new(
        request =>
            request.Path.Value is { } path
            && (
                path.Contains("/open311/v2/", StringComparison.Ordinal)
                || path.Contains("/open311/discovery.", StringComparison.Ordinal)
            ),
        (context, code, sentence) => Refused(IsJson(context.Request), new Open311Error(code, sentence)).ExecuteAsync(context)
    );

    public static bool IsJson(HttpRequest request) => request.Path.Value!.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}

public static class Open311Refusals
{
    /// <summary>A refusal of ours as Open311 counts: the key 403, what is not there 404, the rest 400.</summary>
    public static Open311Error Error(this Sentences t, Refusal refusal) =>
        new(
            refusal.Code switch
            {
                "token.missing" or "token.wrong" or "token.not-for-this" => 403,
                "category.unknown" or "open311.request-unknown" or "open311.token-unknown" or "open311.jurisdiction-unknown" =>
                    404,
                _ when refusal.Status() is 422 => 400,
                _ => refusal.Status(),
            },
            t.Refused(refusal)
        );
}
