using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace CivicLoop.Core.Accounts;

/// <summary>
/// Codes that an authenticator shows, as RFC 6238 counts them: every thirty seconds another six figures. A code
/// holds for its own step and its neighbours, because clocks differ, and only once.
/// </summary>
public static class Totp
{
    public const int Figures = 6;
    public const int SecretBytes = 20;
    public const int Seconds = 30;

    private const int Neighbours = 1;

    /// <summary>Number of the thirty seconds in which a moment lies.</summary>
    public static long StepAt(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / (TimeSpan.TicksPerSecond * Seconds);

    public static string Code(ReadOnlySpan<byte> secret, long step, int figures = Figures)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[20];
        // SHA-1 is what the RFC says unless both sides agree otherwise, and what every authenticator does.
#pragma warning disable CA5350
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 15)..]) & 0x7fff_ffff;
        var shown = number % (uint)Math.Pow(10, figures);
        return shown.ToString(CultureInfo.InvariantCulture).PadLeft(figures, '0');
    }

    /// <summary>The step that a typed code belongs to; null where it is wrong, too old, too new or was used before.</summary>
    /// <param name="lastUsed">Step of the last code that let somebody in: it and all before it are spent.</param>
    public static long? Matching(ReadOnlySpan<byte> secret, string typed, DateTime now, long lastUsed)
    {
        var code = typed.Replace(" ", "", StringComparison.Ordinal);
        if (code.Length != Figures || !code.All(char.IsAsciiDigit))
            return null;
        var here = StepAt(now);
        for (var step = Math.Max(here - Neighbours, lastUsed + 1); step <= here + Neighbours; step++)
            if (CryptographicOperations.FixedTimeEquals(Bytes(Code(secret, step)), Bytes(code)))
                return step;
        return null;
    }

    /// <summary>What the QR code holds: the address that authenticators read.</summary>
    public static string Address(string issuer, string login, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(login)}?secret={Base32.Encode(secret)}"
        + $"&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Figures}&period={Seconds}";

    private static byte[] Bytes(string figures) => System.Text.Encoding.ASCII.GetBytes(figures);
}
