using System.Buffers.Binary;
using System.IO.Compression;

namespace CivicLoop.Core.Photos;

/// <summary>Writes drawn pictures as PNG with a palette of up to sixteen colours, two pixels to a byte.</summary>
public static class PngWriter
{
    /// <param name="pixels">Row by row, one palette index (0-15) a byte.</param>
    /// <param name="palette">Up to 16 colours as 0xRRGGBB.</param>
    public static byte[] Write(int width, int height, ReadOnlySpan<byte> pixels, ReadOnlySpan<int> palette)
    {
        if (pixels.Length != width * height)
            throw new ArgumentException($"{width} × {height} pixels wanted, {pixels.Length} given", nameof(pixels));
        if (palette.Length is < 1 or > 16)
            throw new ArgumentException("one to sixteen colours", nameof(palette));

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 4; // bits a pixel
        header[9] = 3; // by palette
        header[10..].Clear();

        Span<byte> colours = stackalloc byte[palette.Length * 3];
        for (var index = 0; index < palette.Length; index++)
            (colours[index * 3], colours[index * 3 + 1], colours[index * 3 + 2]) = (
                (byte)(palette[index] >> 16),
                (byte)(palette[index] >> 8),
                (byte)palette[index]
            );

        using var png = new MemoryStream(8 * 1024);
        png.Write(PngWalk.Signature);
        png.Write(Chunk("IHDR"u8, header));
        png.Write(Chunk("PLTE"u8, colours));
        png.Write(Chunk("IDAT"u8, Packed(width, height, pixels)));
        png.Write(Chunk("IEND"u8, []));
        return png.ToArray();
    }

    internal static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        var chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        type.CopyTo(chunk.AsSpan(4));
        body.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + body.Length), Crc.Of(chunk.AsSpan(4, 4 + body.Length)));
        return chunk;
    }

    // Each row is written as its difference from the one above: flat drawings are nearly all zeros then.
    private static ReadOnlySpan<byte> Packed(int width, int height, ReadOnlySpan<byte> pixels)
    {
        var stride = (width + 1) / 2;
        var rows = new byte[height * (stride + 1)];
        var above = new byte[stride];
        var row = new byte[stride];
        for (var y = 0; y < height; y++)
        {
            var line = pixels.Slice(y * width, width);
            for (var x = 0; x + 1 < width; x += 2)
                row[x >> 1] = (byte)(line[x] << 4 | line[x + 1]);
            if (width % 2 == 1)
                row[^1] = (byte)(line[^1] << 4);
            var to = rows.AsSpan(y * (stride + 1), stride + 1);
            to[0] = 2; // the filter "up"
            for (var x = 0; x < stride; x++)
                to[x + 1] = (byte)(row[x] - above[x]);
            (above, row) = (row, above);
        }
        using var packed = new MemoryStream(4 * 1024);
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows);
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }
}
