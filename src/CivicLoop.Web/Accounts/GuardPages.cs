using System.Globalization;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Accounts;

/// <summary>账号安全: the security administrator sees who is signed in, locks and unlocks, resets second factors, sets the policy.</summary>
public sealed class GuardPages(SiteContext site, IHttpContextAccessor http)
{
    private const int MostSessions = 200;

    private readonly City city = site.Here.City;

    private HttpContext Context => http.HttpContext!;

    public IResult Show(string? q, int? page, string? done = null, AccountPolicy? wanted = null, Refusal? refusal = null)
    {
        var (words, number, now) = ((q ?? "").Trim(), Math.Clamp(page ?? 1, 1, 10_000), CityClock.Machine);
        var (policy, users, sessions, names) = city.Database.Read(connection =>
        {
            var policy = Policies.Of(connection);
            var sessions = SessionStore.Open(connection, null, now.AddMinutes(-policy.IdleMinutes), now, MostSessions);
            return (
                policy,
                UserReads.Page(connection, words, site.Now, UserPages.ToAPage + 1, (number - 1) * UserPages.ToAPage),
                sessions,
                Organisation.OrganisationReads.Names(connection, [.. sessions.Select(one => Guid.Parse(one.Person)).Distinct()])
            );
        });
        return new RazorComponentResult<GuardPage>(
            new Dictionary<string, object?>
            {
                [nameof(GuardPage.Policy)] = wanted ?? policy,
                [nameof(GuardPage.Users)] = users.Take(UserPages.ToAPage).ToList(),
                [nameof(GuardPage.More)] = users.Count > UserPages.ToAPage,
                [nameof(GuardPage.Number)] = number,
                [nameof(GuardPage.Words)] = words,
                [nameof(GuardPage.Sessions)] = sessions,
                [nameof(GuardPage.Names)] = names.ToDictionary(pair => Values.Id(pair.Key), pair => pair.Value),
                [nameof(GuardPage.Done)] = done,
                [nameof(GuardPage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
        };
    }

    public async Task<IResult> SetPolicy(IFormCollection sent)
    {
        var policy = new AccountPolicy(
            Number("idle"),
            Number("hours"),
            Number("months"),
            Number("days"),
            sent["factor"].Select(word => Enum.TryParse<Role>(word, out var role) ? role : Role.Citizen).ToHashSet()
        );
        var (reason, by) = (sent["reason"].ToString().Trim(), AuditBy.Of(Context));
        if (!policy.IsWithin())
            return Show(null, null, wanted: AccountPolicy.Usual, refusal: new Refusal("account.policy-bounds"));
        if (reason.Length == 0)
            return Show(null, null, wanted: policy, refusal: new Refusal("reason.missing"));
        await city.Database.Write(transaction =>
        {
            Policies.Put(transaction, policy);
            var says =
                $"{policy.IdleMinutes} {policy.MostHours} {policy.PasswordMonths} {policy.RememberDays} {string.Join(',', policy.SecondFactor.Order())}";
            Audit.Write(transaction, AuditKind.PolicyChanged, by, "", says.TrimEnd(), reason);
            return true;
        });
        return new SeeOther(site.At("security") + "?done=policy");

        int Number(string name) =>
            int.TryParse(sent[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
    }

    public IResult One(string login, string? done = null, Refusal? refusal = null)
    {
        var now = CityClock.Machine;
        var found = city.Database.Read(connection =>
        {
            if (UserReads.One(connection, login, site.Now) is not { } user)
                return null;
            var idleSince = now.AddMinutes(-Policies.Of(connection).IdleMinutes);
            return new Guarded(user, SessionStore.Open(connection, user.Id, idleSince, now, MostSessions));
        });
        return found is null
            ? Results.NotFound()
            : new RazorComponentResult<GuardUserPage>(
                new Dictionary<string, object?>
                {
                    [nameof(GuardUserPage.User)] = found.User,
                    [nameof(GuardUserPage.Sessions)] = found.Sessions,
                    [nameof(GuardUserPage.Done)] = done,
                    [nameof(GuardUserPage.Refusal)] = refusal,
                }
            )
            {
                StatusCode = refusal?.Status() ?? StatusCodes.Status200OK,
            };
    }

    public Task<IResult> Act(string login, string act, IFormCollection sent) =>
        act switch
        {
            "lock" => Do(
                login,
                act,
                sent,
                AuditKind.AccountLocked,
                (transaction, user, by, now) =>
                {
                    PeopleStore.Lock(transaction, user, by, now);
                    return null;
                }
            ),
            "unlock" => Do(
                login,
                act,
                sent,
                AuditKind.AccountUnlocked,
                (transaction, user, _, now) => PeopleStore.Unlock(transaction, user, now)
            ),
            "reset-second-factor" => Do(
                login,
                act,
                sent,
                AuditKind.SecondFactorReset,
                (transaction, user, by, now) =>
                {
                    if (!SecondFactors.Reset(transaction, user))
                        return new Refusal("account.factor-none");
                    SessionStore.EndAll(transaction, user, null, Values.Id(by), now);
                    return null;
                }
            ),
            "end-sessions" => Do(
                login,
                act,
                sent,
                AuditKind.SessionEnded,
                (transaction, user, by, now) =>
                {
                    SecondFactors.ForgetDevices(transaction, user);
                    SessionStore.EndAll(transaction, user, null, Values.Id(by), now);
                    return null;
                }
            ),
            _ => Task.FromResult(Results.NotFound()),
        };

    public async Task<IResult> EndSession(Guid session)
    {
        var (by, now) = (AuditBy.Of(Context), CityClock.Machine);
        var ended = await city.Database.Write(transaction =>
        {
            var person = SessionStore.End(transaction, session, null, Values.Id(by.Person), now);
            if (person is not null)
                Audit.Write(transaction, AuditKind.SessionEnded, by, person, "1");
            return person is not null;
        });
        return ended ? new SeeOther(site.At("security") + "?done=ended#sessions") : Results.NotFound();
    }

    private async Task<IResult> Do(
        string login,
        string act,
        IFormCollection sent,
        AuditKind kind,
        Func<CityTransaction, string, Guid, DateTime, Refusal?> change
    )
    {
        if (city.Database.Read(connection => PeopleReads.ByLogin(connection, login)) is not { } person)
            return Results.NotFound();
        var (reason, by, now) = (sent["reason"].ToString().Trim(), AuditBy.Of(Context), CityClock.Machine);
        // Nobody locks the door behind themselves; nobody lifts the guard of their own account.
        if (person.Id == Values.Id(by.Person))
            return One(login, refusal: new Refusal("account.not-oneself"));
        if (reason.Length == 0)
            return One(login, refusal: new Refusal("reason.missing"));
        var outcome = await city.Database.Write(transaction =>
        {
            var refused = change(transaction, person.Id, by.Person, now);
            if (refused is null)
                Audit.Write(transaction, kind, by, person.Id, act == "end-sessions" ? "all" : "", reason);
            return new Changed(refused);
        });
        return outcome.Refusal is { } refusal
            ? One(login, refusal: refusal)
            : new SeeOther(site.At("security", login) + $"?done={act}");
    }

    private sealed record Changed(Refusal? Refusal);

    private sealed record Guarded(UserRow User, IReadOnlyList<SessionRow> Sessions);
}
