using CivicLoop.Core.Events;

namespace CivicLoop.Core.Accounts;

/// <summary>What a login, a name and a password must be, and when too many wrong passwords lock a login.</summary>
public static class SignInRules
{
    /// <summary>Wrong passwords in a row that lock a login.</summary>
    public const int MostFailures = 5;

    /// <summary>A new password is none of the last so many.</summary>
    public const int Remembered = 5;

    /// <summary>A lock by hand lasts until it is lifted by hand.</summary>
    public static readonly DateTime UntilUnlocked = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public const int ShortestPassword = 8;
    public const int LongestPassword = 128;

    // From this length on a sentence is as good as a mixture.
    private const int LongEnough = 14;
    private const int Classes = 3;

    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>3 to 32 of a-z, 0-9, dot, hyphen and underscore, a letter first.</summary>
    public static Refusal? Login(string login) =>
        login.Length is >= 3 and <= 32
        && char.IsAsciiLetterLower(login[0])
        && login.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-' or '_')
            ? null
            : new Refusal("user.login-form", login);

    /// <summary>1 to 40 characters, none of them a control character.</summary>
    public static Refusal? Name(string name) =>
        name.Trim().Length is >= 1 and <= 40 && !name.Any(char.IsControl) ? null : new Refusal("user.name-form");

    /// <summary>
    /// 8 to 128 characters with at least three of: small letters, capitals, figures, others; or at least 14 of any.
    /// Never the login itself.
    /// </summary>
    public static Refusal? Password(string password, string login)
    {
        if (password.Length < ShortestPassword)
            return new Refusal("user.password-short", $"{ShortestPassword}");
        if (password.Length > LongestPassword)
            return new Refusal("user.password-long", $"{LongestPassword}");
        if (password.Contains(login, StringComparison.OrdinalIgnoreCase) || password.Distinct().Count() < 4)
            return new Refusal("user.password-guessable");
        bool[] classes =
        [
            password.Any(char.IsLower),
            password.Any(char.IsUpper),
            password.Any(char.IsDigit),
            password.Any(letter => !char.IsLower(letter) && !char.IsUpper(letter) && !char.IsDigit(letter)),
        ];
        return password.Length >= LongEnough || classes.Count(has => has) >= Classes ? null : new Refusal("user.password-simple");
    }

    public static bool IsLocked(DateTime? lockedUntil, DateTime now) => lockedUntil > now;

    /// <summary>What is remembered after one more wrong password; a lock starts the count anew.</summary>
    public static (int Failures, DateTime? LockedUntil) AfterFailure(int failures, DateTime now) =>
        failures + 1 >= MostFailures ? (0, now + LockedFor) : (failures + 1, null);
}
