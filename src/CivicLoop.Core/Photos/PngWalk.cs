using System.Buffers.Binary;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Photos;

/// <summary>
/// Walks the chunks of a PNG (ISO/IEC 15948), checksum by checksum. Kept: what a still picture needs to show as
/// it did. Taken out: texts, EXIF, times, profiles, frames of an animation, private chunks, what follows the end.
/// </summary>
internal static class PngWalk
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private static readonly string[] Kept =
    [
        "IHDR",
        "PLTE",
        "IDAT",
        "IEND",
        "tRNS",
        "gAMA",
        "cHRM",
        "sRGB",
        "sBIT",
        "bKGD",
        "pHYs",
        "cICP",
    ];

    public static Outcome<Photo> Walk(ReadOnlySpan<byte> bytes)
    {
        var sieve = new Sieve(bytes.Length);
        sieve.Keep(bytes[..8]);
        var (width, height, orientation, at) = (0L, 0L, 1, 8);
        var data = 0L;
        byte[] header = [];
        var rest = new Sieve(bytes.Length);
        while (true)
        {
            if (at + 12 > bytes.Length)
                return Broken("truncated", at);
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > int.MaxValue || at + 12 + (long)length > bytes.Length)
                return Broken("truncated", at);
            var whole = bytes.Slice(at, 12 + (int)length);
            var type = whole[4..8];
            var body = whole[8..^4];
            if (!Letters(type))
                return Broken("bad-chunk", at);
            if (Crc.Of(whole[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(whole[^4..]))
                return Broken("bad-checksum", at);
            if (at == 8 != type.SequenceEqual("IHDR"u8))
                return Broken("no-header", at);

            if (at == 8)
            {
                if (body.Length != 13)
                    return Broken("bad-header", at);
                width = BinaryPrimitives.ReadUInt32BigEndian(body);
                height = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
                if (width is < 1 or > int.MaxValue || height is < 1 or > int.MaxValue)
                    return Broken("no-size", at);
                header = whole.ToArray();
            }
            else if (type.SequenceEqual("eXIf"u8))
            {
                orientation = Exif.Orientation(body);
                sieve.Take(whole);
            }
            else if (Keeps(type))
            {
                if (type.SequenceEqual("IDAT"u8))
                    data += length;
                rest.Keep(whole);
            }
            // A capital first letter says that the picture cannot be shown without the chunk.
            else if (type[0] < 'a')
                return Broken("unknown-chunk", at);
            else
                sieve.Take(whole);

            at += whole.Length;
            if (!type.SequenceEqual("IEND"u8))
                continue;
            if (data == 0)
                return Broken("no-picture", at);
            sieve.Take(bytes[at..]);
            break;
        }
        sieve.Keep(header);
        if (orientation != 1)
            sieve.Keep(PngWriter.Chunk("eXIf"u8, Exif.Of(orientation)));
        sieve.Keep(rest.Kept);
        return new Photo(PhotoFormat.Png, (int)width, (int)height, orientation, sieve.Kept, sieve.Taken);
    }

    private static bool Keeps(ReadOnlySpan<byte> type)
    {
        foreach (var kept in Kept)
        {
            if (type[0] == kept[0] && type[1] == kept[1] && type[2] == kept[2] && type[3] == kept[3])
                return true;
        }
        return false;
    }

    private static bool Letters(ReadOnlySpan<byte> type)
    {
        foreach (var letter in type)
        {
            if (!char.IsAsciiLetter((char)letter))
                return false;
        }
        return true;
    }

    private static Refusal Broken(string what, int offset) => PhotoReader.Broken(PhotoFormat.Png, what, offset);
}
