using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace CivicLoop.Web.Accounts;

/// <summary>Passwords as they are kept (ASP.NET Core Identity's PBKDF2 with a salt each) and as they are made up.</summary>
public static class Passwords
{
    // No l, 1, O, 0: they are read aloud and typed from paper.
    private const string Small = "abcdefghijkmnpqrstuvwxyz";
    private const string Capital = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Figure = "23456789";

    private static readonly PasswordHasher<object> Hasher = new();
    private static readonly object Anyone = new();

    // What a login that nobody has is compared with, so that it takes as long as one that somebody has.
    private static readonly Lazy<string> Nobody = new(() => Hash(Generate()));

    public static string Hash(string password) => Hasher.HashPassword(Anyone, password);

    /// <param name="hash">Null for a login that nobody has: takes as long, and is never right.</param>
    public static bool IsRight(string? hash, string password)
    {
        var result = Hasher.VerifyHashedPassword(Anyone, hash ?? Nobody.Value, password);
        return hash is not null && result != PasswordVerificationResult.Failed;
    }

    /// <summary>Twelve characters in groups of four, with small letters, capitals and figures.</summary>
    public static string Generate()
    {
        Span<char> letters = stackalloc char[12];
        letters[0] = RandomNumberGenerator.GetItems<char>(Small, 1)[0];
        letters[1] = RandomNumberGenerator.GetItems<char>(Capital, 1)[0];
        letters[2] = RandomNumberGenerator.GetItems<char>(Figure, 1)[0];
        RandomNumberGenerator.GetItems<char>(Small + Capital + Figure, letters[3..]);
        RandomNumberGenerator.Shuffle(letters);
        return $"{letters[..4]}-{letters[4..8]}-{letters[8..]}";
    }
}
