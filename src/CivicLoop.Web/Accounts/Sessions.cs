using System.Security.Claims;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CivicLoop.Web.Accounts;

/// <summary>
/// A session is a signed cookie that names the person, the city and the stamp. Each request reads the person anew:
/// a changed password, an ended post or another city ends the session at once.
/// </summary>
public static class Sessions
{
    private const string CityClaim = "city";
    private const string StampClaim = "stamp";

    // Idle this long and one signs in again.
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(60);

    public static void AddSessions(this IServiceCollection services)
    {
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.CookieManager = new CityCookies();
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = Idle;
                options.SlidingExpiration = true;
                options.Events.OnValidatePrincipal = Validate;
                options.Events.OnRedirectToLogin = SendToSignIn;
                options.Events.OnRedirectToAccessDenied = context =>
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                };
            });
    }

    public static Task Begin(HttpContext context, Person person, CityHere city)
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, person.Id),
                new Claim(CityClaim, city.Code),
                new Claim(StampClaim, person.Stamp),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme
        );
        return context.SignInAsync(new ClaimsPrincipal(identity));
    }

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var site = context.HttpContext.RequestServices.GetRequiredService<SiteContext>();
        var person = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        if (
            person is not null
            && site.City is { } city
            && context.Principal!.FindFirstValue(CityClaim) == city.Code
            && city.Database.Read(connection => PeopleReads.AtWork(connection, person, city.Now)) is { } found
            && found.Stamp == context.Principal!.FindFirstValue(StampClaim)
        )
        {
            site.Me = found.Who;
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }

    // A page is asked for again after signing in. A form that was sent too late is opened again at its page.
    private static Task SendToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var city = context.HttpContext.RequestServices.GetRequiredService<SiteContext>().City;
        if (city is null || request.Path.Value!.Contains("/api/", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        var back =
            HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString
            : Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) ? page.PathAndQuery
            : null;
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = SignInRoom.Address(city.Code, SignInRoom.Local(back, city.Code));
        return Task.CompletedTask;
    }
}
