using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CivicLoop.Core.Exchange;

/// <summary>
/// Proves to whoever is told that it was us and when: HMAC-SHA256 of the time, a dot and the body, under the secret that
/// only the two know. What was overheard cannot be sent again later: its time is signed with it.
/// </summary>
public static class WebhookSignature
{
    /// <param name="secret">As it was shown; its letters are the key.</param>
    /// <param name="seconds">Unix seconds, as they stand in the header beside it.</param>
    public static string Of(string secret, long seconds, string body) =>
        "sha256="
        + Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(secret),
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.{body}"))
            )
        );
}
