using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Accounts;

/// <summary>The room Accounts: signing in, one's own account, the pages of the three administrators, keys of outside systems.</summary>
public static class AccountsRoom
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSessions();
        services.AddSingleton<SignInLimiter>();
        services.AddScoped<AccountPages>();
        services.AddScoped<UserPages>();
        services.AddScoped<GuardPages>();
        services.AddSingleton<AuditChecks>();
        services.AddScoped<AuditPages>();
        services.AddSingleton<TokenLimiter>();
        services.AddSingleton<TokenDoor>();
        services.AddScoped<TokenPages>();
    }

    public static void MapAccounts(this IEndpointRouteBuilder root, IEndpointRouteBuilder city)
    {
        root.MapSignIn(city);
        Own(city.MapGroup("/account").May(Right.OwnAccount));
        Run(city.MapGroup("/accounts").May(Right.RunAccounts));
        Keys(city.MapGroup("/tokens").May(Right.RunAccounts));
        Guard(city.MapGroup("/security").May(Right.GuardAccounts));
        city.MapGet("/rights", () => new RazorComponentResult<RightsPage>()).May(Right.ReadRights);
        city.MapGet("/audit", (HttpRequest request, AuditPages pages) => pages.Show(request.Query)).May(Right.ReadAudit);
        city.MapGet("/audit/export.csv", (HttpRequest request, AuditPages pages) => pages.Export(request.Query))
            .Exports("audit")
            .May(Right.ReadAudit);
    }

    private static void Own(RouteGroupBuilder account)
    {
        account.MapGet("", (string? done, AccountPages pages) => pages.Show(done));
        account.MapGet("/password", (AccountPages pages) => pages.AskPassword());
        account.MapPost(
            "/password",
            async (HttpRequest request, AccountPages pages) => await pages.ChangePassword(await Form(request))
        );
        account.MapGet("/second-factor", (AccountPages pages) => pages.AskSecondFactor());
        account.MapPost(
            "/second-factor",
            async (HttpRequest request, AccountPages pages) => await pages.SetSecondFactor(await Form(request))
        );
        account.MapPost(
            "/recovery-codes",
            async (HttpRequest request, AccountPages pages) => await pages.NewCodes(await Form(request))
        );
        account.MapPost("/sessions/{session:guid}/end", (Guid session, AccountPages pages) => pages.End(session));
        account.MapPost("/sessions/end-others", (AccountPages pages) => pages.EndOthers());
        account.MapGet("/session", (AccountPages pages) => pages.Left()).WithMetadata(new PassiveAddress());
        account.MapPost("/stay", (AccountPages pages) => pages.Stay());
    }

    private static void Run(RouteGroupBuilder accounts)
    {
        accounts.MapGet("", (string? q, int? page, UserPages pages) => pages.List(q, page));
        accounts.MapPost("", async (HttpRequest request, UserPages pages) => await pages.Add(await Form(request)));
        accounts.MapGet("/{login}", (string login, string? done, UserPages pages) => pages.One(login, done));
        accounts.MapPost(
            "/{login}/password",
            async (string login, HttpRequest request, UserPages pages) => await pages.SetPassword(login, await Form(request))
        );
        accounts.MapPost(
            "/{login}/end",
            async (string login, HttpRequest request, UserPages pages) => await pages.End(login, await Form(request))
        );
    }

    private static void Keys(RouteGroupBuilder tokens)
    {
        tokens.MapGet("", (string? done, TokenPages pages) => pages.Show(done));
        tokens.MapPost("", async (HttpRequest request, TokenPages pages) => await pages.Make(await Form(request)));
        tokens.MapPost(
            "/{code}/end",
            async (string code, HttpRequest request, TokenPages pages) => await pages.End(code, await Form(request))
        );
    }

    private static void Guard(RouteGroupBuilder security)
    {
        security.MapGet("", (string? q, int? page, string? done, GuardPages pages) => pages.Show(q, page, done));
        security.MapPost("/policy", async (HttpRequest request, GuardPages pages) => await pages.SetPolicy(await Form(request)));
        security.MapPost("/sessions/{session:guid}/end", (Guid session, GuardPages pages) => pages.EndSession(session));
        security.MapGet("/{login}", (string login, string? done, GuardPages pages) => pages.One(login, done));
        security.MapPost(
            "/{login}/{act}",
            async (string login, string act, HttpRequest request, GuardPages pages) =>
                await pages.Act(login, act, await Form(request))
        );
    }

    private static Task<IFormCollection> Form(HttpRequest request) => request.ReadFormAsync(request.HttpContext.RequestAborted);
}
