using System.Text;

namespace CivicLoop.Core.Accounts;

/// <summary>RFC 4648's base 32 without padding: how a secret is typed into an authenticator by hand.</summary>
public static class Base32
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (held, bits) = (0, 0);
        foreach (var one in bytes)
        {
            held = (held << 8) | one;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Letters[(held >> (bits - 5)) & 31]);
            held &= (1 << bits) - 1;
        }
        if (bits > 0)
            text.Append(Letters[(held << (5 - bits)) & 31]);
        return text.ToString();
    }

    /// <summary>Blanks, hyphens and small letters are forgiven; null for anything else that is no base 32.</summary>
    public static byte[]? Decode(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        var (held, bits) = (0, 0);
        foreach (var letter in text)
        {
            if (letter is ' ' or '-' or '=')
                continue;
            var value = Letters.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0)
                return null;
            held = (held << 5) | value;
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
            held &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}
