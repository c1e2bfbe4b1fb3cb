using System.Security.Claims;
using CivicLoop.Core.Accounts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CivicLoop.Web.Accounts;

/// <summary>An address that only looks at the session: asking it keeps nobody signed in.</summary>
public sealed class PassiveAddress;

/// <summary>
/// A session is a row that a cookie names, sealed with the keys of its city. Each request reads row and person anew:
/// an ended or idle session, a changed password, an ended post or another city ends it at once.
/// </summary>
public static class Sessions
{
    private const string SessionClaim = "session";
    private const string StampClaim = "stamp";
    private const string PostClaim = "post";

    // Last seen is written this coarsely: a busy reader is not a busy writer.
    private static readonly TimeSpan Coarse = TimeSpan.FromMinutes(1);

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
                // The row says when it is over; the cookie only has to outlive it.
                options.ExpireTimeSpan = TimeSpan.FromHours(AccountPolicy.Hours.Most + 1);
                options.SlidingExpiration = false;
                options.Events.OnValidatePrincipal = Validate;
                options.Events.OnRedirectToLogin = SendToSignIn;
            });
        services
            .AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IHttpContextAccessor>((options, http) => options.TicketDataFormat = new CityTickets(http));
    }

    /// <summary>A new session, as a row and as a cookie, with its line in the audit log.</summary>
    public static async Task Begin(HttpContext context, Person person, CityHere city, string how)
    {
        var now = CityClock.Machine;
        var by = new AuditBy(Guid.Parse(person.Id), "", AuditBy.AddressOf(context));
        var until = now.AddHours(city.Database.Read(Policies.Of).MostHours);
        var device = DeviceWords.Of(context.Request.Headers.UserAgent);
        var id = await city.Database.Write(transaction =>
        {
            var session = SessionStore.Begin(transaction, person.Id, device, by.Address, now, until);
            Audit.Write(transaction, AuditKind.SignedIn, by, person.Id, how);
            return session.ToString();
        });
        await Cookie(context, person.Stamp, id);
    }

    /// <summary>The same session goes on after its person's stamp has changed by their own hand.</summary>
    public static Task GoOn(HttpContext context, string stamp) =>
        Cookie(context, stamp, Id(context.User)!.Value.ToString(), context.User.FindFirstValue(PostClaim));

    /// <summary>The same session goes on in another post that its person holds.</summary>
    public static Task WorkIn(HttpContext context, string post) =>
        Cookie(context, context.User.FindFirstValue(StampClaim)!, Id(context.User)!.Value.ToString(), post);

    /// <summary>The session of this request; null where nobody is signed in.</summary>
    public static Guid? Id(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(SessionClaim), out var id) ? id : null;

    private static Task Cookie(HttpContext context, string stamp, string session, string? post = null) =>
        context.SignInAsync(
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [new Claim(SessionClaim, session), new Claim(StampClaim, stamp), new Claim(PostClaim, post ?? "")],
                    CookieAuthenticationDefaults.AuthenticationScheme
                )
            )
        );

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var site = context.HttpContext.RequestServices.GetRequiredService<SiteContext>();
        var now = CityClock.Machine;
        if (
            site.City is { } city
            && context.Principal is { } user
            && Id(user) is { } id
            && city.Database.Read(connection => Find(connection, id, city.Now, user.FindFirstValue(PostClaim)))
                is ({ } found, { } policy, { } who)
            && found.Stamp == user.FindFirstValue(StampClaim)
            && policy.Goes(found.Row.Seen, found.Row.Until, now)
        )
        {
            site.Me = who with { MustFirst = First(found, policy, who, now) };
            site.IdleSeconds = policy.IdleMinutes * 60;
            if (
                now - found.Row.Seen >= Coarse
                && context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<PassiveAddress>() is null
            )
                await Seen(city, id, now);
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }

    private static (SessionAtDoor, AccountPolicy, SignedIn)? Find(
        System.Data.Common.DbConnection connection,
        Guid id,
        DateTime cityNow,
        string? post
    ) =>
        SessionStore.AtDoor(connection, Values.Id(id)) is { } found
        && PeopleReads.AtWork(connection, found.Row.Person, cityNow, post) is { } work
            ? (found, Policies.Of(connection), work.Who)
            : null;

    private static FirstThing First(SessionAtDoor session, AccountPolicy policy, SignedIn who, DateTime now) =>
        session.MustChange || policy.IsOld(session.PasswordAt, now) ? FirstThing.Password
        : !session.HasSecondFactor && policy.NeedsSecondFactor(who.Actor.Role) ? FirstThing.SecondFactor
        : FirstThing.Nothing;

    // A disk that takes nothing must not keep anybody from reading.
    private static async Task Seen(CityHere city, Guid id, DateTime now)
    {
        try
        {
            await city.Database.Write(transaction =>
            {
                SessionStore.Touch(transaction, id, now);
                return true;
            });
        }
        catch (StorageTrouble)
        {
            // When somebody was last seen is worth no refused page: the next request tells it.
        }
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

    // Sealed with the keys of the city of the address: what another city sealed opens nothing here.
    private sealed class CityTickets(IHttpContextAccessor http) : ISecureDataFormat<AuthenticationTicket>
    {
        public string Protect(AuthenticationTicket data) => Here()!.Protect(data);

        public string Protect(AuthenticationTicket data, string? purpose) => Here()!.Protect(data, purpose);

        public AuthenticationTicket? Unprotect(string? protectedText) => Here()?.Unprotect(protectedText);

        public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) =>
            Here()?.Unprotect(protectedText, purpose);

        private TicketDataFormat? Here() =>
            http.HttpContext?.RequestServices.GetRequiredService<SiteContext>().City is { } city
                ? new TicketDataFormat(CityKeys.Of(city.City, "session"))
                : null;
    }
}
