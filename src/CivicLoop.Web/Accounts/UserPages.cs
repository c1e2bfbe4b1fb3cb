using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Accounts;

/// <summary>用户: the system administrator opens accounts in a post, sets first passwords and ends accounts.</summary>
public sealed class UserPages(SiteContext site, RulesNow rules, IHttpContextAccessor http)
{
    internal const int ToAPage = 100;

    private readonly City city = site.Here.City;

    private HttpContext Context => http.HttpContext!;

    public IResult List(string? q, int? page, UserForm? form = null, Refusal? refusal = null)
    {
        var (words, number) = ((q ?? "").Trim(), Math.Clamp(page ?? 1, 1, 10_000));
        var users = city.Database.Read(connection =>
            UserReads.Page(connection, words, site.Now, ToAPage + 1, (number - 1) * ToAPage)
        );
        return new RazorComponentResult<UsersPage>(
            new Dictionary<string, object?>
            {
                [nameof(UsersPage.Users)] = users.Take(ToAPage).ToList(),
                [nameof(UsersPage.More)] = users.Count > ToAPage,
                [nameof(UsersPage.Number)] = number,
                [nameof(UsersPage.Words)] = words,
                [nameof(UsersPage.Organisation)] = rules.Of(city).Organisation,
                [nameof(UsersPage.Form)] = form ?? UserForm.Blank(),
                [nameof(UsersPage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };
    }

    /// <summary>A new account with a first password, shown once. The same form sent twice opens one account.</summary>
    public async Task<IResult> Add(IFormCollection sent)
    {
        var form = UserForm.Read(sent);
        if (form.Reason.Length == 0)
            return List(null, null, form, new Refusal("reason.missing"));
        var password = Passwords.Generate();
        var (hash, by, now) = (Passwords.Hash(password), AuditBy.Of(Context), city.Clock.Now);
        var outcome = await city.Database.Write(transaction =>
        {
            if (transaction.Number("select count(*) from people where id = $1", form.Id) > 0)
                return new Opened(null, Before: true);
            if (PeopleStore.Add(transaction, form.Id, form.Login, form.Name, form.Post, hash, now) is { } refused)
                return new Opened(refused, Before: false);
            Audit.Write(transaction, AuditKind.AccountCreated, by, Values.Id(form.Id), form.Post, form.Reason);
            return new Opened(null, Before: false);
        });
        return outcome.Refusal is { } refusal ? List(null, null, form, refusal)
            : outcome.Before ? new SeeOther(site.At("accounts", form.Login))
            : One(form.Login, password: password);
    }

    public IResult One(string login, string? done = null, string? password = null, Refusal? refusal = null) =>
        city.Database.Read(connection => UserReads.One(connection, login, site.Now)) is not { } user
            ? Results.NotFound()
            : new RazorComponentResult<UserPage>(
                new Dictionary<string, object?>
                {
                    [nameof(UserPage.User)] = user,
                    [nameof(UserPage.Done)] = done,
                    [nameof(UserPage.Password)] = password,
                    [nameof(UserPage.Refusal)] = refusal,
                }
            )
            {
                StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
            };

    /// <summary>A new first password, shown once; its owner changes it at the next signing in.</summary>
    public async Task<IResult> SetPassword(string login, IFormCollection sent)
    {
        var password = Passwords.Generate();
        var hash = Passwords.Hash(password);
        var machine = CityClock.Machine;
        return await Do(
                login,
                sent,
                AuditKind.PasswordSet,
                (transaction, user) => PeopleStore.SetPassword(transaction, user.Login, hash, machine)
            ) ?? One(login, password: password);
    }

    /// <summary>The person leaves every post and signs in no more; history keeps who it was.</summary>
    public async Task<IResult> End(string login, IFormCollection sent)
    {
        var now = city.Clock.Now;
        return await Do(
                login,
                sent,
                AuditKind.AccountEnded,
                (transaction, user) =>
                    user.Id == Values.Id(site.Who.Actor.Person)
                        ? new Refusal("account.not-oneself")
                        : PeopleStore.End(transaction, user.Login, now)
            ) ?? new SeeOther(site.At("accounts", login) + "?done=ended");
    }

    private async Task<IResult?> Do(
        string login,
        IFormCollection sent,
        AuditKind kind,
        Func<CityTransaction, UserRow, Refusal?> act
    )
    {
        if (city.Database.Read(connection => UserReads.One(connection, login, site.Now)) is not { } user)
            return Results.NotFound();
        var (reason, by) = (sent["reason"].ToString().Trim(), AuditBy.Of(Context));
        if (reason.Length == 0)
            return One(login, refusal: new Refusal("reason.missing"));
        var refusal = await city.Database.Write(transaction =>
        {
            var refused = act(transaction, user);
            if (refused is null)
                Audit.Write(transaction, kind, by, user.Id, "", reason);
            return new Opened(refused, Before: false);
        });
        return refusal.Refusal is { } no ? One(login, refusal: no) : null;
    }

    private sealed record Opened(Refusal? Refusal, bool Before);
}

/// <summary>What the form of a new account sends.</summary>
/// <param name="Id">Made with the form: sent twice, it is one account.</param>
public sealed record UserForm(Guid Id, string Login, string Name, string Post, string Reason)
{
    public static UserForm Blank() => new(Guid.CreateVersion7(), "", "", "", "");

    public static UserForm Read(IFormCollection sent) =>
        new(
            Guid.TryParse(sent["id"], out var id) && id != Guid.Empty ? id : Guid.CreateVersion7(),
            sent["login"].ToString().Trim().ToLowerInvariant(),
            sent["name"].ToString().Trim(),
            sent["post"].ToString(),
            sent["reason"].ToString().Trim()
        );
}
