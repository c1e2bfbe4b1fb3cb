using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Accounts;

/// <summary>Signing in and out of a city.</summary>
public static class SignInRoom
{
    public static void AddSignIn(this IServiceCollection services) => services.AddSessions();

    public static void MapSignIn(this IEndpointRouteBuilder root, IEndpointRouteBuilder city)
    {
        root.MapGet("/login", Ask).WithMetadata(new CityInQuery()).May(Right.Open);
        root.MapPost("/login", Enter).WithMetadata(new CityInQuery()).May(Right.Open);
        city.MapPost("/sign-out", Leave).May(Right.Open);
    }

    /// <summary>The sign-in page of a city, coming back to <paramref name="back"/> afterwards.</summary>
    public static string Address(string city, string? back = null) =>
        "/login"
        + (
            back is null
                ? QueryString.Create("city", city)
                : QueryString.Create([KeyValuePair.Create("city", (string?)city), KeyValuePair.Create("return", (string?)back)])
        );

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

    private static async Task<IResult> Enter(SiteContext site, Storage storage, HttpContext context)
    {
        if (site.City is not { } city)
            return Results.Redirect("/");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (login, password) = (form["login"].ToString().Trim().ToLowerInvariant(), form["password"].ToString());
        // A demo lets one in by a button; its password goes the same way as a typed one.
        if (city.Demo && form["as"].ToString() is { Length: > 0 } chosen)
            (login, password) = (
                chosen,
                DemoUser.Of(storage.Folder, city.Code).FirstOrDefault(user => user.Login == chosen)?.Password ?? ""
            );

        if (await SignIn.Try(city.Database, login, password, city.Now) is not { } person)
            return Page(site, storage, context.Request, login, new Refusal("sign-in.wrong"));
        await Sessions.Begin(context, person, city);
        var role = city.Database.Read(connection => PeopleReads.AtWork(connection, person.Id, city.Now))?.Who.Actor.Role;
        return Back(Local(context.Request.Query["return"], city.Code) ?? site.At(Rail.First(role ?? Role.Citizen)));
    }

    private static async Task<IResult> Leave(SiteContext site, HttpContext context)
    {
        await context.SignOutAsync();
        // The pages that the back button would show are gone with the session.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Back(site.At());
    }

    private static IResult Back(string address) => new SeeOther(address);

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
}
