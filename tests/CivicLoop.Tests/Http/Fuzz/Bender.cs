using System.IO.Compression;
using System.Text;

namespace CivicLoop.Tests.Http.Fuzz;

/// <summary>Bends what is valid, and makes up what never was. The same number bends the same things the same way.</summary>
internal sealed class Bender(int number)
{
    private const int Largest = 200_000;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\0",
            "%00",
            "%",
            "%zz",
            "%ff%fe",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "+",
            "&",
            "=",
            ";",
            ",",
            "--",
            "\r\n",
            "\r\n\r\n",
            "NaN",
            "Infinity",
            "-0",
            "1e309",
            "-1",
            "0x10",
            "2147483648",
            "9223372036854775808",
            "99999999999999999999",
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59.9999999-14:00",
            "1969-12-31T23:59:59Z",
            "..",
            "../",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "<",
            "]]>",
            "\"",
            "'",
            "{",
            "[[[[[[[[[[[[[[[[",
            "null",
            "true",
            "\u202e",
            "😀",
            "İß",
            "\u0301\u0301\u0301",
            "\ufeff",
            "字",
            "' or 1=1 --",
            "{0}{1}{2}",
        }.Select(Encoding.UTF8.GetBytes),
        // No letter at all, half a letter, half a pair.
        [0xFF],
        [0xE5, 0xAD],
        [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0x80],
    ];

    private readonly Random chance = new(number);

    /// <summary>One of the samples, bent in some places; now and then something that is none of them.</summary>
    public byte[] Bend(IReadOnlyList<byte[]> samples)
    {
        if (chance.Next(16) == 0)
            return Noise(chance.Next(600));
        var bytes = samples[chance.Next(samples.Count)];
        for (var times = 1 << chance.Next(4); times > 0; times--)
            bytes = Once(bytes, samples);
        return bytes.Length > Largest ? bytes[..Largest] : bytes;
    }

    /// <summary>A packed file one of whose parts is bent, so that the packing holds and what reads the parts has to cope.</summary>
    public byte[] BendInside(byte[] packed)
    {
        using var from = new ZipArchive(new MemoryStream(packed), ZipArchiveMode.Read);
        var to = new MemoryStream();
        var bent = chance.Next(from.Entries.Count);
        using (var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
            for (var at = 0; at < from.Entries.Count; at++)
            {
                using var content = from.Entries[at].Open();
                var part = new MemoryStream();
                content.CopyTo(part);
                using var entry = archive.CreateEntry(from.Entries[at].FullName).Open();
                entry.Write(at == bent ? Bend([part.ToArray()]) : part.ToArray());
            }
        return to.ToArray();
    }

    /// <summary>Letters that may stand in an address as they are; all others are written as figures, the signs of an address not always.</summary>
    public string Escaped(byte[] bytes) =>
        string.Concat(
            bytes
                .Take(2000)
                .Select(letter =>
                    char.IsAsciiLetterOrDigit((char)letter) || "-_.~=&,:+%".Contains((char)letter, StringComparison.Ordinal)
                        ? $"{(char)letter}"
                        : $"%{letter:X2}"
                )
        );

    private byte[] Once(byte[] bytes, IReadOnlyList<byte[]> samples)
    {
        var at = chance.Next(bytes.Length + 1);
        var length = Math.Min(bytes.Length - at, chance.Next(1, 1 << chance.Next(1, 10)));
        var rest = at + length;
        switch (chance.Next(12))
        {
            case 0 when length > 0:
                var flipped = (byte[])bytes.Clone();
                flipped[at] ^= (byte)(1 << chance.Next(8));
                return flipped;
            case 1 when length > 0:
                var changed = (byte[])bytes.Clone();
                changed[at] = (byte)chance.Next(256);
                return changed;
            case 2:
                return [.. bytes[..at], .. Noise(chance.Next(1, 9)), .. bytes[at..]];
            case 3:
                return [.. bytes[..at], .. bytes[rest..]];
            case 4:
                return [.. bytes[..rest], .. bytes[at..]];
            case 5:
                return [.. bytes[..at], .. Token(), .. bytes[rest..]];
            case 6:
                return [.. bytes[..at], .. Token(), .. bytes[at..]];
            case 7:
                return bytes[..at];
            case 8:
                var other = samples[chance.Next(samples.Count)];
                return [.. bytes[..at], .. other[chance.Next(other.Length + 1)..]];
            case 9:
                return Figure(bytes, at);
            case 10 when length > 0:
                var many = Enumerable.Repeat(bytes[at], 1 << chance.Next(1, 17));
                return [.. bytes[..at], .. many, .. bytes[at..]];
            default:
                var middle = (byte[])bytes[at..rest].Clone();
                Array.Reverse(middle);
                return [.. bytes[..at], .. middle, .. bytes[rest..]];
        }
    }

    // A run of figures becomes one that nobody reckoned with.
    private byte[] Figure(byte[] bytes, int from)
    {
        var begin = Array.FindIndex(bytes, Math.Min(from, bytes.Length), letter => letter is >= (byte)'0' and <= (byte)'9');
        if (begin < 0)
            return bytes;
        var end = begin;
        while (end < bytes.Length && bytes[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        string[] figures = ["0", "-1", "90", "181", "1e308", "2147483647", "9223372036854775807", "0000000000000000000001", "٣"];
        return [.. bytes[..begin], .. Encoding.UTF8.GetBytes(figures[chance.Next(figures.Length)]), .. bytes[end..]];
    }

    private byte[] Token() => Tokens[chance.Next(Tokens.Length)];

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        chance.NextBytes(bytes);
        return bytes;
    }
}
