namespace CivicLoop.Web.Site;

/// <summary>Which language a page speaks: the address (<c>?lang=</c>, which is remembered), the cookie, the browser.</summary>
public static class Language
{
    private const string Cookie = "civicloop.language";

    public static string Of(HttpContext context)
    {
        if (Known(context.Request.Query["lang"]) is { } asked)
        {
            context.Response.Cookies.Append(
                Cookie,
                asked,
                new CookieOptions
                {
                    Path = "/",
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                    MaxAge = TimeSpan.FromDays(365),
                    IsEssential = true,
                }
            );
            return asked;
        }
        return Known(context.Request.Cookies[Cookie]) ?? FromBrowser(context.Request);
    }

    private static string? Known(string? language) =>
        language is not null && Texts.Languages.Contains(language) ? language : null;

    private static string FromBrowser(HttpRequest request)
    {
        foreach (var wish in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(wish => wish.Quality ?? 1))
        {
            var tag = wish.Value.ToString().ToLowerInvariant();
            if (tag is "zh-tw" or "zh-hk" or "zh-mo" || tag.StartsWith("zh-hant", StringComparison.Ordinal))
                return Texts.Traditional;
            if (tag == "zh" || tag.StartsWith("zh-", StringComparison.Ordinal))
                return Texts.Simplified;
            if (tag == "en" || tag.StartsWith("en-", StringComparison.Ordinal))
                return Texts.English;
        }
        return Texts.Simplified;
    }
}
