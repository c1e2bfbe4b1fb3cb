using System.Buffers.Binary;

namespace CivicLoop.Core.Photos;

/// <summary>The one thing of an EXIF block that a picture cannot do without: which way is up.</summary>
internal static class Exif
{
    /// <summary>1 to 8; 1 where the block says nothing readable.</summary>
    /// <param name="tiff">From the byte-order mark on, without the <c>Exif\0\0</c> that JPEG puts before it.</param>
    public static int Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14)
            return 1;
        var little = tiff.StartsWith("II"u8);
        if (!little && !tiff.StartsWith("MM"u8))
            return 1;
        var first = U32(tiff[4..], little);
        if (first < 8 || first > tiff.Length - 2)
            return 1;
        var entries = tiff[(int)first..];
        var count = U16(entries, little);
        for (var entry = 0; entry < count && 2 + entry * 12 + 12 <= entries.Length; entry++)
        {
            var at = entries[(2 + entry * 12)..];
            if (U16(at, little) != 0x0112)
                continue;
            var value = U16(at[8..], little);
            return value is >= 1 and <= 8 ? value : 1;
        }
        return 1;
    }

    /// <summary>A block that holds the orientation and nothing else: 26 bytes.</summary>
    public static byte[] Of(int orientation) =>
        [
            .. "MM\0*"u8,
            0,
            0,
            0,
            8, // the directory follows
            0,
            1, // with one entry
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte)orientation,
            0,
            0, // orientation, one short
            0,
            0,
            0,
            0, // and no further directory
        ];

    private static int U16(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint U32(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
