using CivicLoop.Core.Accounts;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Accounts;

/// <summary>What came of a sign-in so far.</summary>
/// <param name="Person">Null where login and password do not belong together, for whatever reason.</param>
/// <param name="NeedsCode">The second factor is still to come.</param>
public sealed record Entered(Person? Person, Role Role, bool NeedsCode);

/// <summary>
/// Whether a login and a password belong together, and a code to them. An unknown login, a wrong password, a lock
/// and an ended post take as long and answer alike, so that nobody learns who works here.
/// </summary>
public static class SignIn
{
    // Hashing is slow on purpose: more than these at once would starve everything else.
    private static readonly SemaphoreSlim AtOnce = new(Math.Max(1, Environment.ProcessorCount));

    private static readonly Entered No = new(null, Role.Citizen, false);

    /// <param name="device">What the cookie of this device says, where it is spared the second factor.</param>
    public static async Task<Entered> Try(
        City city,
        string login,
        string password,
        DateTime cityNow,
        AuditBy by,
        string? device = null
    )
    {
        var database = city.Database;
        var (person, work, code) = database.Read(connection =>
        {
            var found = PeopleReads.ByLogin(connection, login);
            return (
                found,
                found is null ? null : PeopleReads.AtWork(connection, found.Id, cityNow),
                found is not null
                    && SecondFactors.Of(connection, found.Id) is not null
                    && !SecondFactors.Knows(connection, found.Id, device, CityClock.Machine)
            );
        });
        var right = password.Length <= SignInRules.LongestPassword && await Compare(person?.Password, password);
        if (person is null)
        {
            // Never what was typed: people type passwords into the wrong field.
            await Audit.Write(database, AuditKind.SignInFailed, by, "", "unknown");
            return No;
        }
        var machine = CityClock.Machine;
        var letIn = await database.Write(transaction =>
        {
            var counted = PeopleStore.Count(transaction, person.Id, right, last: !code, machine);
            if (!counted || work is null)
                Failed(
                    transaction,
                    by,
                    person.Id,
                    work is null ? "no-post"
                        : right ? "locked"
                        : "password"
                );
            else if (person.PasswordAt is null)
                PeopleStore.CountAgeFrom(transaction, person.Id, machine);
            return counted;
        });
        return letIn && work is { } at ? new Entered(person, at.Who.Actor.Role, code) : No;
    }

    /// <summary>The second step: a code of the authenticator or one of the recovery codes. Wrong ones count as wrong passwords do.</summary>
    /// <returns>How they proved it, <c>code</c> or <c>recovery</c>; null where they did not.</returns>
    public static async Task<string?> TryCode(City city, Person person, string typed, AuditBy by)
    {
        var machine = CityClock.Machine;
        if (city.Database.Read(connection => SecondFactors.Of(connection, person.Id)) is not { } factor)
            return null;
        var secret = SecondFactors.Open(city.Database, person.Id, factor.Secret);
        return await city.Database.Write(transaction =>
        {
            // Asked before anything is spent: a locked account answers nothing.
            var how =
                secret is not null
                && Totp.Matching(secret, typed, machine, factor.LastStep) is { } step
                && SecondFactors.Spend(transaction, person.Id, step)
                    ? "code"
                : SecondFactors.SpendRecovery(transaction, person.Id, typed, machine) ? "recovery"
                : null;
            if (!PeopleStore.Count(transaction, person.Id, how is not null, last: true, machine))
            {
                Failed(transaction, by, person.Id, how is null ? "code" : "locked");
                return null;
            }
            if (how == "recovery")
                Audit.Write(transaction, AuditKind.RecoveryCodeUsed, by with { Person = Guid.Parse(person.Id) }, person.Id);
            return how;
        });
    }

    public static async Task<bool> Compare(string? hash, string password)
    {
        await AtOnce.WaitAsync();
        try
        {
            return await Task.Run(() => Passwords.IsRight(hash, password));
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private static void Failed(CityTransaction transaction, AuditBy by, string person, string why) =>
        Audit.Write(transaction, why == "locked" ? AuditKind.SignInLocked : AuditKind.SignInFailed, by, person, why);
}
