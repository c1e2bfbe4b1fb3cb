using System.Net;

namespace CivicLoop.Web.Photos;

/// <summary>What stands where an erased photo was: grey, and saying so.</summary>
public static class ErasedPhoto
{
    public static string Draw(string says) =>
        $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="400" height="300" role="img" aria-label="{WebUtility.HtmlEncode(
                says
            )}">
            <rect width="400" height="300" fill="#eaecef"/>
            <path d="M120 190l50-60 34 40 22-26 54 46z" fill="none" stroke="#aeb5bc" stroke-width="3" stroke-linejoin="round"/>
            <path d="M110 210L290 90" stroke="#aeb5bc" stroke-width="3"/>
            <text x="200" y="250" font-size="20" font-family="sans-serif" text-anchor="middle" fill="#57606a">{WebUtility.HtmlEncode(
                says
            )}</text>
            </svg>
            """;
}
