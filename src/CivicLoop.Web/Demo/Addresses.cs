using System.Net;

namespace CivicLoop.Web.Demo;

/// <summary>Where a demo listens. Its passwords are shown on its sign-in page, so other machines must not reach it by accident.</summary>
internal static class Addresses
{
    private const string Usual = "http://localhost:5080";

    /// <summary>Always named to the server, so that no other setting opens an address that was not looked at here.</summary>
    public static string Wanted() => Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is { Length: > 0 } urls ? urls : Usual;

    /// <summary>The first address that is not this machine's own; null where all are.</summary>
    public static string? Foreign(string urls) => Array.Find(Split(urls), address => !IsLoopback(address));

    public static string First(string urls) => Split(urls)[0].TrimEnd('/');

    private static string[] Split(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // A star or a plus for the host is no address at all to Uri: foreign, as it should be.
    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (
            uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))
        );
}
