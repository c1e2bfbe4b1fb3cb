using CivicLoop.Core.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>A refusal with the field that it is about; null where it is about none.</summary>
internal sealed record ApiWrong(string? Field, Refusal Refusal)
{
    public static implicit operator ApiWrong(Refusal refusal) => new(FieldOf(refusal), refusal);

    private static string? FieldOf(Refusal refusal) =>
        refusal.Code switch
        {
            "api.bad-field" or "api.bad-twice" or "api.bad-query" or "api.bad-moment" or "answer.missing" or "answer.unfit" =>
                refusal.Args[0],
            "category.unknown" or "intake.category-missing" => "category",
            "what.missing" => "what",
            "api.place" or "api.where" => "place",
            "place.outside" or "api.position" => "lon",
            "api.crs" => "crs",
            "act.future" => "foundAt",
            "intake.source-long" => "sourceNumber",
            "intake.link-broken" => "sourceLink",
            _ when refusal.Code.StartsWith("photo.", StringComparison.Ordinal) => "photos",
            _ => null,
        };
}

/// <summary>How the API answers: JSON, and problem+json with the sentences of the pages.</summary>
internal static class ApiAnswers
{
    public static IResult Answer(object value, int status = StatusCodes.Status200OK) =>
        Results.Text(ApiJson.Written(value), "application/json", statusCode: status);

    /// <summary>All that is wrong, at once; the first names the whole.</summary>
    public static IResult Wrong(this Sentences t, params IReadOnlyList<ApiWrong> all) =>
        Results.Problem(
            title: t.Refused(all[0].Refusal),
            statusCode: all.Max(one => one.Refusal.Status()),
            extensions: new Dictionary<string, object?>
            {
                ["code"] = all[0].Refusal.Code,
                ["errors"] = all.Select(one => new ApiMistake(one.Field, one.Refusal.Code, t.Refused(one.Refusal))).ToList(),
            }
        );
}
