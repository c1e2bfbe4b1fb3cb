using CivicLoop.Core.Events;

namespace CivicLoop.Web.Site;

/// <summary>The one place where an expected "no" becomes a sentence, a status and problem+json.</summary>
public static class Refusals
{
    public static string Refused(this Sentences t, Refusal refusal) => t[refusal.Code, [.. refusal.Args]];

    /// <summary>404 for what is not there, 403 for what is not yours, 409 for what somebody did first, otherwise 422.</summary>
    public static int Status(this Refusal refusal) =>
        refusal.Code switch
        {
            "case.unknown" => StatusCodes.Status404NotFound,
            "self-check.unknown"
            or "rectification-item.unknown"
            or "tally.unknown"
            or "self-review.unknown"
            or "lesson.unknown"
            or "plan.unknown"
            or "mechanism-run.unknown"
            or "mechanism.unknown"
            or "task.unknown" => StatusCodes.Status404NotFound,
            "token.missing" or "token.wrong" => StatusCodes.Status401Unauthorized,
            "token.not-for-this" => StatusCodes.Status403Forbidden,
            "sign-in.too-often" or "token.too-often" or "suggesting.too-often" or "subscriptions.too-often" =>
                StatusCodes.Status429TooManyRequests,
            "act.changed" or "act.id-reused" or "fan-out.changed" or "visit.cases-changed" => StatusCodes.Status409Conflict,
            "api.too-large" => StatusCodes.Status413PayloadTooLarge,
            "api.type" or "api.type-form" => StatusCodes.Status415UnsupportedMediaType,
            _ when refusal.Code.StartsWith("api.bad-", StringComparison.Ordinal) || refusal.Code == "ogc.parameter" =>
                StatusCodes.Status400BadRequest,
            _ when refusal.Code.EndsWith(".not-yours", StringComparison.Ordinal) => StatusCodes.Status403Forbidden,
            "contract.unknown" or "sign-off.unknown" or "upstream.unknown" or "visit.unknown" or "material.unknown" =>
                StatusCodes.Status404NotFound,
            "contract.other-post" => StatusCodes.Status403Forbidden,
            _ when refusal.Code.StartsWith("storage.", StringComparison.Ordinal) => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status422UnprocessableEntity,
        };

    public static IResult Problem(this Sentences t, Refusal refusal) =>
        Results.Problem(
            title: t.Refused(refusal),
            statusCode: refusal.Status(),
            extensions: new Dictionary<string, object?> { ["code"] = refusal.Code }
        );
}
