using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CivicLoop.Core.Messages;

/// <summary>How group robots want a request signed.</summary>
public static class RobotSign
{
    /// <summary>钉钉: the secret signs time and secret; percent-encoded for the address.</summary>
    /// <param name="milliseconds">Since 1970, UTC.</param>
    public static string DingTalk(long milliseconds, string secret) =>
        Uri.EscapeDataString(
            Convert.ToBase64String(
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Both(milliseconds, secret)))
            )
        );

    /// <summary>飞书: time and secret together are the key, and what is signed is empty; for the body.</summary>
    /// <param name="seconds">Since 1970, UTC.</param>
    public static string Feishu(long seconds, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Both(seconds, secret)), Array.Empty<byte>()));

    private static string Both(long time, string secret) => string.Create(CultureInfo.InvariantCulture, $"{time}\n{secret}");
}
