using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CivicLoop.Web.Accounts;

/// <summary>
/// One session cookie for each city, sent only below its address: who is signed in to one city is nobody in another.
/// </summary>
public sealed class CityCookies : ICookieManager
{
    private readonly ChunkingCookieManager inner = new();

    public string? GetRequestCookie(HttpContext context, string key) =>
        City(context) is { } city ? inner.GetRequestCookie(context, Name(city)) : null;

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
    {
        if (City(context) is not { } city)
            return;
        options.Path = "/" + city;
        inner.AppendResponseCookie(context, Name(city), value, options);
    }

    public void DeleteCookie(HttpContext context, string key, CookieOptions options)
    {
        if (City(context) is not { } city)
            return;
        options.Path = "/" + city;
        inner.DeleteCookie(context, Name(city), options);
    }

    public static string Name(string city) => "civicloop." + city;

    private static string? City(HttpContext context) => context.RequestServices.GetRequiredService<SiteContext>().City?.Code;
}
