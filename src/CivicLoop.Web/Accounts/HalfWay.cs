using System.Security.Cryptography;
using CivicLoop.Core.Accounts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.DataProtection;

namespace CivicLoop.Web.Accounts;

/// <summary>
/// Who gave the right password and still owes a code: a sealed hidden field, good for some minutes and for nothing
/// but the second step.
/// </summary>
internal static class HalfWay
{
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(5);

    public static string Seal(City city, Person person) => For(city).Protect($"{person.Id} {person.Stamp}", Lasting);

    /// <summary>Null for what was bent, is too old, or whose password has changed meanwhile.</summary>
    public static Person? Open(City city, string half)
    {
        try
        {
            return
                half.Length > 0
                && For(city).Unprotect(half).Split(' ') is [var id, var stamp]
                && city.Database.Read(connection => PeopleReads.ById(connection, id)) is { } person
                && person.Stamp == stamp
                ? person
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A code that would let this person in now; for a demo, whose secrets are known to everybody.</summary>
    public static string? CodeOf(City city, Person person)
    {
        if (
            city.Database.Read(connection => SecondFactors.Of(connection, person.Id)) is not { } factor
            || SecondFactors.Open(city.Database, person.Id, factor.Secret) is not { } secret
        )
            return null;
        var here = Totp.StepAt(CityClock.Machine);
        return Totp.Code(secret, Math.Clamp(factor.LastStep + 1, here - 1, here + 1));
    }

    private static ITimeLimitedDataProtector For(City city) => CityKeys.Of(city, "half-way").ToTimeLimitedDataProtector();
}

/// <summary>A device that is spared the second factor, by a cookie of the sign-in page alone.</summary>
internal static class KnownDevice
{
    public static string Name(string city) => "civicloop.device." + city;

    public static async Task Remember(HttpContext context, CityHere city, string person)
    {
        var days = city.Database.Read(Policies.Of).RememberDays;
        if (days == 0)
            return;
        var until = CityClock.Machine.AddDays(days);
        var token = await city.Database.Write(transaction => SecondFactors.Remember(transaction, person, until));
        context.Response.Cookies.Append(
            Name(city.Code),
            token,
            new CookieOptions
            {
                Path = "/login",
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                Expires = new DateTimeOffset(until, TimeSpan.Zero),
            }
        );
    }
}
