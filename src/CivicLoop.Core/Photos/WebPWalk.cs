using System.Buffers.Binary;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Photos;

/// <summary>
/// Walks the RIFF chunks of a still WebP (RFC 9649). Kept: the picture and its transparency. Taken out: EXIF, XMP,
/// profiles and unknown chunks, with the flags that announced them.
/// </summary>
internal static class WebPWalk
{
    private const byte AlphaFlag = 0x10;
    private const byte ExifFlag = 0x08;
    private const byte AnimationFlag = 0x02;

    public static Outcome<Photo> Walk(ReadOnlySpan<byte> bytes)
    {
        var declared = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (declared < 4 || 8 + (long)declared > bytes.Length)
            return Broken("truncated", 4);
        var end = 8 + (int)declared;
        var sieve = new Sieve(bytes.Length);
        (int Width, int Height)? canvas = null;
        (int Width, int Height)? picture = null;
        var (flags, orientation, at) = ((byte)0, 1, 12);
        while (at < end)
        {
            if (at + 8 > end)
                return Broken("truncated", at);
            var type = bytes.Slice(at, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            if (at + 8 + (long)length > end)
                return Broken("truncated", at);
            var body = bytes.Slice(at + 8, (int)length);
            // A chunk of odd length is padded; the last padding is sometimes forgotten, and harmless.
            var next = Math.Min(end, at + 8 + (int)length + (int)(length & 1));
            var whole = bytes[at..next];

            if (type.SequenceEqual("VP8X"u8))
            {
                if (at != 12 || length != 10)
                    return Broken("bad-header", at);
                flags = body[0];
                if ((flags & AnimationFlag) != 0)
                    return new Refusal("photo.not-an-image", PhotoReader.Accepted, "animated WebP");
                canvas = (U24(body[4..]) + 1, U24(body[7..]) + 1);
            }
            else if (type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8))
            {
                if (picture is not null)
                    return Broken("second-frame", at);
                picture = type[3] == 'L' ? Lossless(body) : Lossy(body);
                if (picture is null or { Width: 0 } or { Height: 0 })
                    return Broken("bad-frame", at);
                Padded(sieve, whole);
            }
            else if (type.SequenceEqual("ALPH"u8) && picture is null)
                Padded(sieve, whole);
            else if (type.SequenceEqual("ANIM"u8) || type.SequenceEqual("ANMF"u8))
                return new Refusal("photo.not-an-image", PhotoReader.Accepted, "animated WebP");
            else
            {
                if (type.SequenceEqual("EXIF"u8))
                    orientation = Exif.Orientation(body.StartsWith("Exif\0\0"u8) ? body[6..] : body);
                sieve.Take(whole);
            }
            at = next;
        }
        if (picture is not { } size)
            return Broken("no-picture", at);
        if (canvas is { } stated && stated != size)
            return Broken("two-sizes", 12);
        sieve.Take(bytes[end..]);
        return new Photo(
            PhotoFormat.WebP,
            size.Width,
            size.Height,
            orientation,
            Built(sieve.Kept, size, flags, orientation),
            sieve.Taken
        );
    }

    // An extended header stays only where something needs it: transparency beside a lossy picture, or a turned one.
    private static byte[] Built(byte[] picture, (int Width, int Height) size, byte flags, int orientation)
    {
        var kept = (byte)((flags & AlphaFlag) | (orientation == 1 ? 0 : ExifFlag));
        byte[] header = [];
        if (kept != 0)
        {
            header = [.. "VP8X"u8, 10, 0, 0, 0, kept, 0, 0, 0, .. new byte[6]];
            (header[12], header[13], header[14]) = Bytes(size.Width - 1);
            (header[15], header[16], header[17]) = Bytes(size.Height - 1);
        }
        byte[] exif = orientation == 1 ? [] : [.. "EXIF"u8, 26, 0, 0, 0, .. Exif.Of(orientation)];
        byte[] clean = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. header, .. picture, .. exif];
        BinaryPrimitives.WriteUInt32LittleEndian(clean.AsSpan(4), (uint)(clean.Length - 8));
        return clean;
    }

    private static void Padded(Sieve sieve, ReadOnlySpan<byte> whole)
    {
        sieve.Keep(whole);
        if (whole.Length % 2 == 1)
            sieve.Keep([0]);
    }

    private static (int, int)? Lossy(ReadOnlySpan<byte> body) =>
        body.Length >= 10 && (body[0] & 1) == 0 && body[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? (
                BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF
            )
            : null;

    private static (int, int)? Lossless(ReadOnlySpan<byte> body)
    {
        if (body.Length < 5 || body[0] != 0x2F)
            return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
        return ((int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1);
    }

    private static int U24(ReadOnlySpan<byte> at) => at[0] | at[1] << 8 | at[2] << 16;

    private static (byte, byte, byte) Bytes(int value) => ((byte)value, (byte)(value >> 8), (byte)(value >> 16));

    private static Refusal Broken(string what, int offset) => PhotoReader.Broken(PhotoFormat.WebP, what, offset);
}
