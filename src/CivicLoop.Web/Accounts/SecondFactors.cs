using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using CivicLoop.Core.Accounts;
using CivicLoop.Web.Data;
using Microsoft.AspNetCore.DataProtection;

namespace CivicLoop.Web.Accounts;

/// <summary>What an authenticator and we both know, sealed; and the codes for the day on which the authenticator is gone.</summary>
/// <param name="Secret">Sealed with the keys of the city.</param>
public sealed record SecondFactor(string Person, string Secret, DateTime MadeAt, long LastStep);

/// <summary>Second factors of a city: secrets lie sealed with its keys, recovery codes as hashes.</summary>
public static class SecondFactors
{
    public const int RecoveryCodes = 10;

    // Without 0 1 i l o: typed from paper.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(Totp.SecretBytes);

    public static string Seal(CityDatabase city, string person, byte[] secret) =>
        CityKeys.Of(city, "second-factor", person).Protect(Base32.Encode(secret));

    /// <summary>Null for what was bent or belongs to somebody else.</summary>
    public static byte[]? Open(CityDatabase city, string person, string? isSealed)
    {
        if (string.IsNullOrEmpty(isSealed))
            return null;
        try
        {
            return Base32.Decode(CityKeys.Of(city, "second-factor", person).Unprotect(isSealed));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static SecondFactor? Of(DbConnection connection, string person) =>
        Sql.One(
            connection,
            "select person, secret, made_at, last_step from second_factors where person = $1",
            row => new SecondFactor(row.GetString(0), row.GetString(1), Values.Time(row.GetInt64(2)), row.GetInt64(3)),
            person
        );

    public static int UnusedCodes(DbConnection connection, string person) =>
        (int)Sql.Number(connection, "select count(*) from recovery_codes where person = $1 and used_at is null", person);

    /// <summary>Kept once a code confirmed it; one that is there already stays.</summary>
    /// <returns>False where the person has one.</returns>
    public static bool Keep(CityTransaction transaction, string person, string isSealed, long step, DateTime machineNow) =>
        transaction.ExecuteNow(
            "insert into second_factors (person, secret, made_at, last_step) values ($1, $2, $3, $4) on conflict (person) do nothing",
            person,
            isSealed,
            machineNow,
            step
        ) == 1;

    /// <summary>A code lets in once: two who send the same in the same moment are not both let in.</summary>
    public static bool Spend(CityTransaction transaction, string person, long step) =>
        transaction.ExecuteNow("update second_factors set last_step = $1 where person = $2 and last_step < $1", step, person)
        == 1;

    public static bool SpendRecovery(CityTransaction transaction, string person, string typed, DateTime machineNow) =>
        transaction.ExecuteNow(
            "update recovery_codes set used_at = $1 where person = $2 and hash = $3 and used_at is null",
            machineNow,
            person,
            Hash(person, typed)
        ) == 1;

    /// <summary>Ten new codes; those of before are worth nothing any more. Shown once, never again.</summary>
    public static IReadOnlyList<string> NewCodes(CityTransaction transaction, string person)
    {
        transaction.Execute("delete from recovery_codes where person = $1", person);
        string[] codes =
        [
            .. Enumerable
                .Range(0, RecoveryCodes)
                .Select(_ => RandomNumberGenerator.GetString(Letters, 5) + "-" + RandomNumberGenerator.GetString(Letters, 5)),
        ];
        foreach (var code in codes)
            transaction.Execute(
                "insert into recovery_codes (id, person, hash, used_at) values ($1, $2, $3, null)",
                Guid.CreateVersion7(),
                person,
                Hash(person, code)
            );
        return codes;
    }

    /// <summary>Nothing of it is left: the person sets up a new one.</summary>
    public static bool Reset(CityTransaction transaction, string person)
    {
        transaction.Execute("delete from recovery_codes where person = $1", person);
        ForgetDevices(transaction, person);
        return transaction.ExecuteNow("delete from second_factors where person = $1", person) == 1;
    }

    /// <summary>Spares this device the second factor for a while; returns what its cookie holds.</summary>
    public static string Remember(CityTransaction transaction, string person, DateTime until)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        transaction.Execute(
            "insert into known_devices (id, person, hash, until) values ($1, $2, $3, $4)",
            Guid.CreateVersion7(),
            person,
            Hash(person, token),
            until
        );
        return token;
    }

    public static bool Knows(DbConnection connection, string person, string? token, DateTime machineNow) =>
        !string.IsNullOrEmpty(token)
        && Sql.Number(
            connection,
            "select count(*) from known_devices where person = $1 and hash = $2 and until > $3",
            person,
            Hash(person, token),
            machineNow
        ) > 0;

    public static void ForgetDevices(CityTransaction transaction, string person) =>
        transaction.Execute("delete from known_devices where person = $1", person);

    // Made by chance and long: a slow hash would add nothing.
    private static string Hash(string person, string code) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{person}:{code.Trim().Replace(" ", "").ToLowerInvariant()}"))
        );
}
