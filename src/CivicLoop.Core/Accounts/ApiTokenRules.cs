using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Accounts;

/// <summary>What the key of an outside system may be called and open.</summary>
public static class ApiTokenRules
{
    public const int LongestName = 60;

    /// <summary>Null where all of it is in order. A code stands in the history of every case that comes by the key.</summary>
    /// <param name="code">2 to 31 of a-z, 0-9 and hyphen, a letter first.</param>
    /// <param name="foundBy">One of <see cref="Finders.Outside"/>: who finds what comes by the key.</param>
    public static Refusal? Refuses(string code, string name, IReadOnlyCollection<ApiScope> scopes, string foundBy) =>
        code.Length is < 2 or > 31
        || !char.IsAsciiLetterLower(code[0])
        || !code.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            ? new Refusal("token.code-form", code)
        : name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl) ? new Refusal("token.name-form", $"{LongestName}")
        : scopes.Count == 0 ? new Refusal("token.scope-missing")
        : !Finders.Outside.Contains(foundBy) ? new Refusal("source.unknown", foundBy)
        : null;
}
