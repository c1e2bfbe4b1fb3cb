using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Accounts.Tokens;

/// <summary>An address that outside systems call with a key; see <see cref="TokenDoors.WithToken{TBuilder}"/>.</summary>
public sealed record NeededToken(ApiScope Scope);

/// <summary>Where a key is shown at the door: known, open to this, not ended, not too often.</summary>
public sealed class TokenDoor(TokenLimiter limiter, ILogger<TokenDoor> log)
{
    // Last used is written this coarsely: a busy reader is not a busy writer.
    private static readonly TimeSpan Coarse = TimeSpan.FromMinutes(1);

    /// <param name="sent">The key as it was sent; null where none was.</param>
    public async Task<Outcome<ApiToken>> Open(City city, string? sent, ApiScope scope)
    {
        if (string.IsNullOrWhiteSpace(sent))
            return new Refusal("token.missing");
        if (
            ApiKey.Read(sent) is not { } key
            || city.Database.Read(connection => TokenStore.Find(connection, key)) is not { } token
        )
            return new Refusal("token.wrong");
        if (!token.Scopes.Contains(scope))
            return new Refusal("token.not-for-this", scope.Code());
        if (!limiter.Takes(token.Id))
            return new Refusal("token.too-often");
        await Used(city, token);
        return token;
    }

    // A disk that takes nothing must not keep anybody from reading.
    private async Task Used(City city, ApiToken token)
    {
        var now = CityClock.Machine;
        if (now - token.UsedAt < Coarse)
            return;
        try
        {
            await city.Database.Write(transaction =>
            {
                TokenStore.Touch(transaction, token.Id, now);
                return true;
            });
        }
        catch (StorageTrouble trouble)
        {
            log.LogWarning("When the key {Code} was used could not be kept: {Why}", token.Code, trouble.Refusal.Code);
        }
    }
}

public static class TokenDoors
{
    /// <summary>
    /// Lets only those in who show a key with this scope, as <c>Authorization: Bearer …</c> or <c>X-Api-Key: …</c>; who
    /// it was says <see cref="Token"/>. No form token is asked: a browser does not send such a header by itself.
    /// </summary>
    /// <param name="refuse">How the address says no; null for problem+json.</param>
    public static TBuilder WithToken<TBuilder>(
        this TBuilder endpoints,
        ApiScope scope,
        Func<HttpContext, Refusal, IResult>? refuse = null
    )
        where TBuilder : IEndpointConventionBuilder =>
        endpoints
            .WithMetadata(new NeededToken(scope))
            .DisableAntiforgery()
            .AddEndpointFilterFactory((_, next) => context => Ask(context, next, scope, refuse));

    /// <summary>The key of this call; only behind <see cref="WithToken{TBuilder}"/>.</summary>
    public static ApiToken Token(this HttpContext context) =>
        context.Items[typeof(ApiToken)] as ApiToken ?? throw new InvalidOperationException("this address asks for no key");

    /// <summary>The key in the headers of a call; null where there is none.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        const string bearer = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? authorization[bearer.Length..].Trim()
            : request.Headers["X-Api-Key"].ToString() is { Length: > 0 } key ? key
            : null;
    }

    private static async ValueTask<object?> Ask(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next,
        ApiScope scope,
        Func<HttpContext, Refusal, IResult>? refuse
    )
    {
        var http = context.HttpContext;
        var city = http.RequestServices.GetRequiredService<SiteContext>().Here.City;
        var opened = await http.RequestServices.GetRequiredService<TokenDoor>().Open(city, KeyOf(http.Request), scope);
        if (opened.Refusal is { } refusal)
        {
            if (refusal.Status() is StatusCodes.Status401Unauthorized)
                http.Response.Headers.WWWAuthenticate = "Bearer";
            if (refusal.Status() is StatusCodes.Status429TooManyRequests)
                http.Response.Headers.RetryAfter = "10";
            return refuse?.Invoke(http, refusal) ?? http.RequestServices.GetRequiredService<Sentences>().Problem(refusal);
        }
        http.Items[typeof(ApiToken)] = opened.Value;
        return await next(context);
    }
}
