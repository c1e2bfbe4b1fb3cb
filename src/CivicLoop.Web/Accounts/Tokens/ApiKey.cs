using System.Security.Cryptography;
using System.Text;

namespace CivicLoop.Web.Accounts.Tokens;

/// <summary>
/// A key as it is shown once: a mark, a part by which it is found, a part that proves it. Without a salt nobody can
/// look a hash up in a table, and what is kept opens nothing.
/// </summary>
public sealed record ApiKey
{
    // Without 0 1 i l o: a key may be read aloud.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";
    private const string Mark = "clk_";
    private const int Finding = 10;
    private const int Proving = 32;

    private readonly string proof;

    private ApiKey(string prefix, string proof) => (Prefix, this.proof) = (prefix, proof);

    /// <summary>By which its row is found; no secret.</summary>
    public string Prefix { get; }

    /// <summary>The whole key: shown once, kept nowhere.</summary>
    public string Shown => Mark + Prefix + proof;

    public static ApiKey New() =>
        new(RandomNumberGenerator.GetString(Letters, Finding), RandomNumberGenerator.GetString(Letters, Proving));

    /// <summary>Null for what cannot be a key.</summary>
    public static ApiKey? Read(string? sent) =>
        sent?.Trim() is { } key && key.Length == Mark.Length + Finding + Proving && key.StartsWith(Mark, StringComparison.Ordinal)
            ? new ApiKey(key.Substring(Mark.Length, Finding), key[(Mark.Length + Finding)..])
            : null;

    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    // Made by chance and long: a slow hash would add nothing.
    public string Hash(string salt) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(salt), Encoding.ASCII.GetBytes(proof)));

    /// <summary>Takes as long for a key that differs in its first letter as for one that differs in its last.</summary>
    public bool Proves(string salt, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(salt)), Encoding.ASCII.GetBytes(hash));

    public override string ToString() => Mark + Prefix + "…";
}
