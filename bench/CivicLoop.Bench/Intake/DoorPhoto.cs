using CivicLoop.Core.Photos;

namespace CivicLoop.Bench.Intake;

/// <summary>A photo as a phone sends it after making it smaller: 1600 × 1200, 200 KiB of JPEG, each another one.</summary>
internal static class DoorPhoto
{
    public const int Size = 200 * 1024;

    private static readonly byte[] Head =
    [
        .. (byte[])[0xFF, 0xD8],
        // One table of quantisation and two of codes, each with nothing in it but what a table must have.
        .. (byte[])[0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)16, 64)],
        .. (byte[])[0xFF, 0xC0, 0, 11, 8, 1200 >> 8, 1200 & 0xFF, 1600 >> 8, 1600 & 0xFF, 1, 1, 0x11, 0],
        .. (byte[])[0xFF, 0xC4, 0, 20, 0x00, 1, .. new byte[15], 0],
        .. (byte[])[0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0],
        .. (byte[])[0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0],
    ];

    public static byte[] Another()
    {
        var photo = new byte[Size];
        Head.CopyTo(photo, 0);
        var scan = photo.AsSpan(Head.Length..^2);
        Random.Shared.NextBytes(scan);
        scan.Replace((byte)0xFF, (byte)0xFE);
        photo[^2] = 0xFF;
        photo[^1] = 0xD9;
        return photo;
    }

    /// <exception cref="InvalidOperationException">The door would refuse it, and the figures would be about nothing.</exception>
    public static void Try()
    {
        if (PhotoReader.Read(Another()).Refusal is { } refusal)
            throw new InvalidOperationException(refusal.ToString());
    }
}
