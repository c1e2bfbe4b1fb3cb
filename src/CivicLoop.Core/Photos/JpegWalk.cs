using System.Buffers.Binary;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Photos;

/// <summary>
/// Walks the segments of a JPEG (ITU-T T.81). Kept: tables, frames, scans, a bare JFIF header and Adobe's colour
/// note. Taken out: every other application segment, comments, embedded previews, and all that follows the end.
/// </summary>
internal static class JpegWalk
{
    // A progressive picture has about ten; thousands are made to keep a decoder busy.
    private const int MostScans = 200;

    public static Outcome<Photo> Walk(ReadOnlySpan<byte> bytes)
    {
        var sieve = new Sieve(bytes.Length);
        var frame = (Width: 0, Height: 0);
        var orientation = 1;
        var scans = 0;
        // The orientation must stand before the tables, yet is known only where EXIF stands: the head is kept apart.
        var head = new Sieve(64);
        var at = 2;
        while (true)
        {
            if (at >= bytes.Length || bytes[at] != 0xFF)
                return Broken(at >= bytes.Length ? "truncated" : "no-marker", at);
            var start = at;
            while (at < bytes.Length && bytes[at] == 0xFF)
                at++;
            if (at >= bytes.Length)
                return Broken("truncated", start);
            var marker = bytes[at++];
            if (marker == 0xD9)
            {
                sieve.Keep([0xFF, 0xD9]);
                sieve.Take(bytes[at..]);
                break;
            }
            if (marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8))
                return Broken("stray-marker", start);
            if (at + 2 > bytes.Length)
                return Broken("truncated", start);
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            if (length < 2 || at + length > bytes.Length)
                return Broken(length < 2 ? "bad-length" : "truncated", start);
            var body = bytes.Slice(at + 2, length - 2);
            var whole = bytes[start..(at + length)];
            at += length;

            switch (marker)
            {
                case 0xE0 when body.StartsWith("JFIF\0"u8) && body.Length >= 14 && scans == 0 && head.Kept.Length == 0:
                    // The two bytes before the end of a bare header are the size of a preview: none.
                    head.Keep([0xFF, 0xE0, 0, 16, .. body[..12], 0, 0]);
                    if (body.Length > 14)
                        sieve.Take(whole);
                    break;
                case 0xEE when body.StartsWith("Adobe"u8) && body.Length == 12:
                    sieve.Keep(whole);
                    break;
                case >= 0xE0 and <= 0xEF or 0xFE:
                    if (marker == 0xE1 && body.StartsWith("Exif\0\0"u8) && orientation == 1)
                        orientation = Exif.Orientation(body[6..]);
                    sieve.Take(whole);
                    break;
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    if (frame.Width > 0)
                        return Broken("second-frame", start);
                    if (body.Length < 6 || body.Length != 6 + 3 * body[5])
                        return Broken("bad-frame", start);
                    frame = (BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]));
                    if (frame.Width == 0 || frame.Height == 0)
                        return Broken("no-size", start);
                    sieve.Keep(whole);
                    break;
                case 0xDA:
                    if (frame.Width == 0)
                        return Broken("scan-before-frame", start);
                    if (++scans > MostScans)
                        return Broken("too-many-scans", start);
                    sieve.Keep(whole);
                    var data = at;
                    at = EndOfScan(bytes, at);
                    if (at < 0)
                        return Broken("truncated", data);
                    if (at == data)
                        return Broken("empty-scan", data);
                    sieve.Keep(bytes[data..at]);
                    break;
                // Tables: of quantisation, of codes, and the distance between restarts.
                case 0xDB or 0xC4 or 0xCC or 0xDD or 0xDC:
                    if (
                        marker switch
                        {
                            0xDB => !Quantisation(body),
                            0xC4 => !Huffman(body),
                            0xCC => body.Length % 2 != 0,
                            _ => body.Length != 2,
                        }
                    )
                        return Broken("bad-table", start);
                    sieve.Keep(whole);
                    break;
                default:
                    sieve.Take(whole);
                    break;
            }
        }
        if (scans == 0)
            return Broken("no-picture", at);
        byte[] exif = orientation == 1 ? [] : [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. Exif.Of(orientation)];
        byte[] clean = [0xFF, 0xD8, .. head.Kept, .. exif, .. sieve.Kept];
        return new Photo(PhotoFormat.Jpeg, frame.Width, frame.Height, orientation, clean, sieve.Taken);
    }

    // Within a scan FF is data when 00 follows, and no end when a restart marker follows.
    private static int EndOfScan(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length - 1)
        {
            var next = bytes[at..(bytes.Length - 1)].IndexOf((byte)0xFF);
            if (next < 0)
                return -1;
            at += next;
            if (bytes[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
                return at;
            at += 2;
        }
        return -1;
    }

    // A table with more than its own bytes could carry anything past the sieve.
    private static bool Quantisation(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            var size = body[0] >> 4 == 0 ? 65 : 129;
            if (body.Length < size)
                return false;
            body = body[size..];
        }
        return true;
    }

    private static bool Huffman(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            if (body.Length < 17)
                return false;
            var size = 17;
            foreach (var codes in body[1..17])
                size += codes;
            if (body.Length < size)
                return false;
            body = body[size..];
        }
        return true;
    }

    private static Refusal Broken(string what, int offset) => PhotoReader.Broken(PhotoFormat.Jpeg, what, offset);
}
