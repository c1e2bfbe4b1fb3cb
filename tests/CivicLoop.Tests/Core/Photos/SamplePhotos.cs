using System.Buffers.Binary;
using System.Text;
using CivicLoop.Core.Photos;

namespace CivicLoop.Tests.Core.Photos;

/// <summary>Small files of the three formats built byte by byte, with the metadata that a phone or a person leaves.</summary>
internal static class SamplePhotos
{
    public const string Secret = "N45.5795,E84.8892 Phone of a passer-by";

    public static byte[] Jpeg(int width = 48, int height = 32, int orientation = 1, bool secrets = true) =>
        [
            0xFF,
            0xD8,
            .. Segment(
                0xE0,
                [
                    .. "JFIF\0"u8,
                    1,
                    2,
                    0,
                    0,
                    1,
                    0,
                    1,
                    secrets ? (byte)1 : (byte)0,
                    secrets ? (byte)1 : (byte)0,
                    .. secrets ? new byte[3] : [],
                ]
            ),
            .. secrets ? Segment(0xE1, [.. "Exif\0\0"u8, .. Tiff(orientation), .. Encoding.ASCII.GetBytes(Secret)]) : [],
            .. secrets ? Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.ASCII.GetBytes(Secret)]) : [],
            .. secrets ? Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Encoding.ASCII.GetBytes(Secret)]) : [],
            .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]),
            .. secrets ? Segment(0xFE, Encoding.ASCII.GetBytes(Secret)) : [],
            .. Segment(0xDB, [0, .. new byte[64]]),
            .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
            .. Segment(0xC4, [0, 1, .. new byte[15], 0]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            0x12,
            0x34,
            0xFF,
            0x00,
            0x56,
            0xFF,
            0xD0,
            0x78,
            0xFF,
            0xD9,
            .. secrets ? Encoding.ASCII.GetBytes(Secret) : [],
        ];

    public static byte[] Png(int width = 40, int height = 30, bool secrets = true)
    {
        var drawn = PngWriter.Write(width, height, new byte[width * height], [0x336699]);
        if (!secrets)
            return drawn;
        var text = Encoding.ASCII.GetBytes("Comment\0" + Secret);
        return
        [
            .. drawn[..33], // signature and header
            .. Chunk("tEXt", text),
            .. Chunk("iTXt", text),
            .. Chunk("zTXt", text),
            .. Chunk("eXIf", [.. Tiff(1), .. text]),
            .. Chunk("tIME", [7, 228, 11, 23, 1, 2, 3]),
            .. Chunk("prVt", text),
            .. drawn[33..],
            .. text,
        ];
    }

    public static byte[] WebP(int width = 64, int height = 20, bool secrets = true, bool alpha = false)
    {
        var bits = (uint)(width - 1) | (uint)(height - 1) << 14;
        byte[] picture = [0x2F, (byte)bits, (byte)(bits >> 8), (byte)(bits >> 16), (byte)(bits >> 24), 1, 2];
        var secret = Encoding.ASCII.GetBytes(Secret);
        byte[] header =
        [
            (byte)(0x0C | (alpha ? 0x10 : 0)),
            0,
            0,
            0,
            (byte)(width - 1),
            (byte)((width - 1) >> 8),
            0,
            (byte)(height - 1),
            (byte)((height - 1) >> 8),
            0,
        ];
        byte[] body =
        [
            .. "WEBP"u8,
            .. secrets || alpha ? Riff("VP8X", header) : [],
            .. Riff("VP8L", picture),
            .. secrets ? Riff("EXIF", [.. Tiff(1), .. secret]) : [],
            .. secrets ? Riff("XMP ", secret) : [],
        ];
        return [.. Riff("RIFF", body)];
    }

    public static byte[] Tiff(int orientation) =>
        [
            .. "II*\0"u8,
            8,
            0,
            0,
            0,
            2,
            0,
            0x0F,
            0x01,
            2,
            0,
            4,
            0,
            0,
            0,
            (byte)'A',
            (byte)'B',
            (byte)'C',
            0,
            0x12,
            0x01,
            3,
            0,
            1,
            0,
            0,
            0,
            (byte)orientation,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ];

    public static byte[] Segment(byte marker, byte[] body) =>
        [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    public static byte[] Chunk(string type, byte[] body)
    {
        byte[] inner = [.. Encoding.ASCII.GetBytes(type), .. body];
        var chunk = new byte[inner.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        inner.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + inner.Length), Crc32(inner));
        return chunk;
    }

    public static byte[] Riff(string type, byte[] body)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, body.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. size, .. body, .. body.Length % 2 == 1 ? new byte[1] : []];
    }

    // Written once more, bit by bit, so that the product's table is not checked by itself.
    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
