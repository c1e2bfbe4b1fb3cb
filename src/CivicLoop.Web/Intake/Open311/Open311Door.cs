using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>
/// What every call of Open311 passes: the city that it is about, and for what is handed in the key. One server answers
/// for all cities at <c>/open311</c>, where the jurisdiction is always said, and for each at <c>/{city}/open311</c>.
/// </summary>
public sealed class Open311Door(SiteContext site, CitiesHere cities, RulesNow rules, Sentences t, TokenDoor tokens)
{
    private static readonly string[] Forms = ["application/x-www-form-urlencoded", "multipart/form-data"];

    /// <summary>Null when the call may go on: then the city is known, and its form read.</summary>
    public async Task<IResult?> Enter(HttpContext http)
    {
        var json = Open311Result.IsJson(http.Request);
        var post = HttpMethods.IsPost(http.Request.Method);
        if (post)
        {
            var type = http.Request.ContentType?.Split(';')[0].Trim();
            if (!Forms.Contains(type, StringComparer.OrdinalIgnoreCase))
                return Refuse(json, new Refusal("open311.form"));
            if (!await Turn.ReadForm(http))
                return Open311Result.Refused(json, new Open311Error(429, t["site.error.busy"]));
        }
        var named = Said(http, "jurisdiction_id");
        if (site.City is { } here)
            return named.Length == 0 || named == here.Code
                ? NoRules(json)
                : Refuse(json, new Refusal("open311.jurisdiction-unknown", named));
        if (named.Length == 0)
            return Refuse(json, new Refusal("open311.jurisdiction-missing"));
        site.City = cities.Find(named);
        return site.City is null ? Refuse(json, new Refusal("open311.jurisdiction-unknown", named)) : NoRules(json);
    }

    /// <summary>The key in the form, in the address or in the headers.</summary>
    public Task<Outcome<ApiToken>> Open(HttpContext http) =>
        tokens.Open(
            site.Here.City,
            Said(http, "api_key") is { Length: > 0 } sent ? sent : TokenDoors.KeyOf(http.Request),
            ApiScope.Open311
        );

    /// <summary>An argument of the form or of the address; one that is empty is as if it were not there.</summary>
    public static string Said(HttpContext http, string name)
    {
        var request = http.Request;
        var said = request.HasFormContentType && HttpMethods.IsPost(request.Method) ? request.Form[name].ToString() : "";
        return (said.Length > 0 ? said : request.Query[name].ToString()).Trim();
    }

    public Open311Result Refuse(bool json, params IReadOnlyList<Refusal> refusals) =>
        Open311Result.Refused(json, [.. refusals.Select(t.Error)]);

    // A city that has no playbook yet answers for nothing.
    private Open311Result? NoRules(bool json) =>
        site.Here.Campaign is null ? Refuse(json, new Refusal("open311.jurisdiction-unknown", site.Here.Code)) : null;

    public CaseRules Rules => rules.Of(site.Here.City);
}
