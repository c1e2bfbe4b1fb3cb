namespace CivicLoop.Core.Cases;

/// <summary>The address that a case has in the system that it came from: kept, shown to staff, never called.</summary>
public static class SourceLink
{
    /// <summary>Longest that is taken in, in characters.</summary>
    public const int Longest = 500;

    /// <summary>An address of the web as it may stand on a page; null for anything else, such as a script.</summary>
    public static string? Read(string? said) =>
        Uri.TryCreate(said, UriKind.Absolute, out var link) && link is { Scheme: "http" or "https", Host.Length: > 0 }
            ? link.AbsoluteUri
            : null;
}
