namespace CivicLoop.Core.Photos;

/// <summary>What a file is by its first bytes, and what its name or declared type claims it to be.</summary>
internal static class Signature
{
    public static PhotoFormat? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? PhotoFormat.Jpeg
        : bytes.StartsWith(PngWalk.Signature) ? PhotoFormat.Png
        : bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? PhotoFormat.WebP
        : null;

    /// <summary>A name for what people most often send by mistake; null for anything else.</summary>
    public static string? Guess(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("GIF8"u8) ? "GIF"
        : bytes.StartsWith("%PDF"u8) ? "PDF"
        : bytes.StartsWith("BM"u8) && bytes.Length > 26 ? "BMP"
        : bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8) ? "TIFF"
        : bytes.StartsWith("PK\u0003\u0004"u8) ? "ZIP"
        : bytes.StartsWith("<svg"u8) || bytes.StartsWith("<?xml"u8) ? "SVG/XML"
        : bytes.StartsWith("<!DOC"u8) || bytes.StartsWith("<html"u8) ? "HTML"
        : bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8) ? Brand(bytes[8..12])
        : null;

    /// <summary>The format that an extension claims; null when it claims none of ours.</summary>
    public static PhotoFormat? Claimed(string? name)
    {
        var dot = name?.LastIndexOf('.') ?? -1;
        return dot < 0 ? null : Named(name![(dot + 1)..]);
    }

    public static PhotoFormat? ClaimedType(string? type) =>
        type is not null && type.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            ? Named(type[6..].Split(';')[0].Trim())
            : null;

    private static PhotoFormat? Named(string word) =>
        word.ToLowerInvariant() switch
        {
            "jpg" or "jpeg" or "jpe" or "jfif" or "pjpeg" => PhotoFormat.Jpeg,
            "png" => PhotoFormat.Png,
            "webp" => PhotoFormat.WebP,
            _ => null,
        };

    private static string Brand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("avi"u8) ? "AVIF"
        : brand.StartsWith("he"u8) || brand.StartsWith("mif"u8) || brand.StartsWith("msf"u8) ? "HEIC"
        : "MP4";
}
