using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Accounts;

/// <summary>Signing in and out of a city: login and password, then a code where a second factor is set up.</summary>
public static class SignInRoom
{
    public static void MapSignIn(this IEndpointRouteBuilder root, IEndpointRouteBuilder city)
    {
        var login = root.MapGroup("/login").WithMetadata(new CityInQuery()).May(Right.Open);
        login.MapGet("", Ask);
        login.MapPost("", Enter);
        login.MapPost("/code", EnterCode);
        city.MapPost("/sign-out", Leave).May(Right.Open);
    }

    /// <summary>The sign-in page of a city, coming back to <paramref name="back"/> afterwards.</summary>
    public static string Address(string city, string? back = null) => "/login" + Query(city, back);

    /// <summary>Where the code of a second factor is sent.</summary>
    public static string CodeAddress(string city, string? back) => "/login/code" + Query(city, back);

    private static QueryString Query(string city, string? back) =>
        back is null
            ? QueryString.Create("city", city)
            : QueryString.Create([KeyValuePair.Create("city", (string?)city), KeyValuePair.Create("return", (string?)back)]);

    /// <summary>Only an address below this city is one to come back to; anything else is none.</summary>
    public static string? Local(string? back, string city) =>
        back is not null
        && (
            back == $"/{city}"
            || back.StartsWith($"/{city}/", StringComparison.Ordinal)
            || back.StartsWith($"/{city}?", StringComparison.Ordinal)
        )
        && !back.Any(letter => letter == '\\' || char.IsControl(letter))
            ? back
            : null;

    private static IResult Ask(SiteContext site, Storage storage, HttpRequest request) =>
        site.City is null ? Results.Redirect("/") : Page(site, storage, request, request.Query["login"], null);

    private static async Task<IResult> Enter(SiteContext site, Storage storage, SignInLimiter limiter, HttpContext context)
    {
        if (site.City is not { } city)
            return Results.Redirect("/");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (login, password) = (form["login"].ToString().Trim().ToLowerInvariant(), form["password"].ToString());
        // A demo lets one in by a button; its password goes the same way as a typed one.
        var button = city.Demo && form["as"].ToString() is { Length: > 0 };
        if (button)
            (login, password) = (
                form["as"].ToString(),
                DemoUser.Of(storage.Folder, city.Code).FirstOrDefault(user => user.Login == form["as"])?.Password ?? ""
            );
        var from = context.Connection.RemoteIpAddress;
        if (limiter.WouldRefuse(from) is { } tooOften)
            return Page(site, storage, context.Request, login, tooOften);

        var device = context.Request.Cookies[KnownDevice.Name(city.Code)];
        var entered = await SignIn.Try(city.City, login, password, city.Now, AuditBy.Of(context), device);
        if (entered.Person is not { } person)
        {
            limiter.Refuses(from);
            return Page(site, storage, context.Request, login, new Refusal("sign-in.wrong"));
        }
        // The button of a demo stands for both steps; who types does both.
        if (entered.NeedsCode && !button)
            return CodePage(city, context.Request, person, HalfWay.Seal(city.City, person), null);
        await Sessions.Begin(context, person, city, entered.NeedsCode ? "demo" : "password");
        return After(site, context, entered.Role);
    }

    private static async Task<IResult> EnterCode(SiteContext site, Storage storage, SignInLimiter limiter, HttpContext context)
    {
        if (site.City is not { } city)
            return Results.Redirect("/");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var half = form["half"].ToString();
        if (
            HalfWay.Open(city.City, half) is not { } person
            || city.Database.Read(connection => PeopleReads.AtWork(connection, person.Id, city.Now)) is not { } work
        )
            return Page(site, storage, context.Request, null, new Refusal("sign-in.half-gone"));
        var from = context.Connection.RemoteIpAddress;
        if (limiter.WouldRefuse(from) is { } tooOften)
            return CodePage(city, context.Request, person, half, tooOften);
        if (await SignIn.TryCode(city.City, person, form["code"].ToString(), AuditBy.Of(context)) is not { } how)
        {
            limiter.Refuses(from);
            return CodePage(city, context.Request, person, half, new Refusal("sign-in.code-wrong"));
        }
        if (form["remember"] == "yes")
            await KnownDevice.Remember(context, city, person.Id);
        await Sessions.Begin(context, person, city, how);
        return After(site, context, work.Who.Actor.Role);
    }

    private static SeeOther After(SiteContext site, HttpContext context, Role role) =>
        new(Local(context.Request.Query["return"], site.Here.Code) ?? site.At(Rail.First(role)));

    private static async Task<IResult> Leave(SiteContext site, HttpContext context)
    {
        if (Sessions.Id(context.User) is { } session)
        {
            var (by, now) = (AuditBy.Of(context), CityClock.Machine);
            await site.Here.Database.Write(transaction =>
            {
                if (SessionStore.End(transaction, session, null, "signed-out", now) is { } person)
                    Audit.Write(transaction, AuditKind.SignedOut, by, person);
                return true;
            });
        }
        await context.SignOutAsync();
        // The pages that the back button would show are gone with the session.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return new SeeOther(site.At());
    }

    private static RazorComponentResult<SignInPage> Page(
        SiteContext site,
        Storage storage,
        HttpRequest request,
        string? login,
        Refusal? refusal
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(SignInPage.Login)] = login,
                [nameof(SignInPage.Refusal)] = refusal,
                [nameof(SignInPage.Back)] = Local(request.Query["return"], site.Here.Code),
                [nameof(SignInPage.Demo)] = site.Here.Demo
                    ? site.Here.Database.Read(connection =>
                        DemoUser.Sorted(connection, DemoUser.Of(storage.Folder, site.Here.Code))
                    )
                    : [],
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };

    private static RazorComponentResult<SignInCodePage> CodePage(
        CityHere city,
        HttpRequest request,
        Person person,
        string half,
        Refusal? refusal
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(SignInCodePage.Half)] = half,
                [nameof(SignInCodePage.Refusal)] = refusal,
                [nameof(SignInCodePage.Back)] = Local(request.Query["return"], city.Code),
                [nameof(SignInCodePage.RememberDays)] = city.Database.Read(Policies.Of).RememberDays,
                // Who looks at a demo has no authenticator at hand.
                [nameof(SignInCodePage.DemoCode)] = city.Demo ? HalfWay.CodeOf(city.City, person) : null,
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };
}
