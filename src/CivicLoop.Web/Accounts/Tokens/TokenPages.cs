using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Accounts.Tokens;

/// <summary>接口密钥: the system administrator gives keys to outside systems, sees when they were used, and ends them.</summary>
public sealed class TokenPages(SiteContext site, IHttpContextAccessor http)
{
    private readonly City city = site.Here.City;

    private HttpContext Context => http.HttpContext!;

    private Guid Me => site.Who.Actor.Person;

    /// <param name="shown">A key that was just made; shown this once.</param>
    public IResult Show(string? done = null, TokenForm? form = null, Refusal? refusal = null, (ApiToken, ApiKey)? shown = null)
    {
        var (tokens, makers) = city.Database.Read(connection => (TokenStore.List(connection), TokenStore.Makers(connection)));
        return new RazorComponentResult<TokensPage>(
            new Dictionary<string, object?>
            {
                [nameof(TokensPage.Tokens)] = tokens,
                [nameof(TokensPage.Makers)] = makers,
                [nameof(TokensPage.Done)] = done,
                [nameof(TokensPage.Form)] = form ?? TokenForm.Blank(),
                [nameof(TokensPage.Refusal)] = refusal,
                [nameof(TokensPage.Shown)] = shown,
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };
    }

    /// <summary>A new key, shown in this answer and never again. The same form sent twice makes one.</summary>
    public async Task<IResult> Make(IFormCollection sent)
    {
        var form = TokenForm.Read(sent);
        if (form.Reason.Length == 0)
            return Show(form: form, refusal: new Refusal("reason.missing"));
        // Taken from the request here: a transaction runs on a thread of its own.
        var (key, me, by, machine) = (ApiKey.New(), Me, AuditBy.Of(Context), CityClock.Machine);
        var made = await city.Database.Write(transaction =>
        {
            if (transaction.Number("select count(*) from api_tokens where id = $1", form.Id) > 0)
                return new Made(null, null);
            var outcome = TokenStore.Make(
                transaction,
                form.Id,
                key,
                form.Code,
                form.Name,
                form.Scopes,
                form.FoundBy,
                me,
                machine
            );
            if (outcome.Value is { } token)
                Audit.Write(transaction, AuditKind.TokenMade, by, token.Code, ApiScopes.Written(token.Scopes), form.Reason);
            return new Made(outcome.Value, outcome.Refusal);
        });
        return made.Refusal is { } refusal ? Show(form: form, refusal: refusal)
            : made.Token is { } shown ? Show(shown: (shown, key))
            : new SeeOther(site.At("tokens") + "?done=made-before");
    }

    public async Task<IResult> End(string code, IFormCollection sent)
    {
        if (city.Database.Read(TokenStore.List).TrueForAll(token => token.Code != code))
            return Results.NotFound();
        var reason = sent["reason"].ToString().Trim();
        if (reason.Length == 0)
            return Show(refusal: new Refusal("reason.missing"));
        var (me, by, machine) = (Me, AuditBy.Of(Context), CityClock.Machine);
        var ended = await city.Database.Write(transaction =>
        {
            var refused = TokenStore.End(transaction, code, me, machine);
            if (refused is null)
                Audit.Write(transaction, AuditKind.TokenEnded, by, code, "", reason);
            return new Made(null, refused);
        });
        return ended.Refusal is { } refusal ? Show(refusal: refusal) : new SeeOther(site.At("tokens") + "?done=ended");
    }

    private sealed record Made(ApiToken? Token, Refusal? Refusal);
}

/// <summary>What the form of a new key sends.</summary>
/// <param name="Id">Made with the form: sent twice, it is one key.</param>
/// <param name="Code">Empty to have one chosen.</param>
public sealed record TokenForm(Guid Id, string Code, string Name, IReadOnlyList<ApiScope> Scopes, string FoundBy, string Reason)
{
    public static TokenForm Blank() => new(Guid.CreateVersion7(), "", "", [], Finders.Citizen, "");

    public static TokenForm Read(IFormCollection sent) =>
        new(
            Guid.TryParse(sent["id"], out var id) && id != Guid.Empty ? id : Guid.CreateVersion7(),
            sent["code"].ToString().Trim().ToLowerInvariant(),
            sent["name"].ToString().Trim(),
            ApiScopes.Read(string.Join(' ', sent["scope"].OfType<string>())) ?? [],
            sent["found-by"].ToString(),
            sent["reason"].ToString().Trim()
        );
}
