using System.Globalization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Photos;

/// <summary>
/// Takes in a file that claims to be a photo: recognises it by its bytes, never by its name, checks the limits,
/// walks its structure and takes the metadata out. Whatever the bytes are, the answer is a photo or a refusal.
/// </summary>
public static class PhotoReader
{
    public const string Accepted = "JPEG, PNG, WebP";

    /// <param name="name">The file's name as sent; only its extension is looked at.</param>
    /// <param name="declared">The media type as sent.</param>
    /// <returns>
    /// The photo, or <c>photo.empty</c>, <c>photo.too-large</c> (MB, limit), <c>photo.not-an-image</c> (what is accepted, what
    /// it looks like), <c>photo.wrong-type</c> (claimed, found), <c>photo.broken</c> (format, what, byte offset),
    /// <c>photo.too-small</c> or <c>photo.too-many-pixels</c> (width, height, limits).
    /// </returns>
    public static Outcome<Photo> Read(
        ReadOnlySpan<byte> bytes,
        string? name = null,
        string? declared = null,
        PhotoLimits? limits = null
    )
    {
        limits ??= PhotoLimits.Usual;
        if (bytes.IsEmpty)
            return new Refusal("photo.empty");
        if (bytes.Length > limits.MaxBytes)
            return new Refusal("photo.too-large", Megabytes(bytes.Length), Megabytes(limits.MaxBytes));
        if (Signature.Of(bytes) is not { } format)
            return new Refusal("photo.not-an-image", Accepted, Signature.Guess(bytes) ?? "—");
        if ((Signature.Claimed(name) ?? Signature.ClaimedType(declared)) is { } claimed && claimed != format)
            return new Refusal("photo.wrong-type", claimed.ToString(), format.ToString());

        var walked = format switch
        {
            PhotoFormat.Jpeg => JpegWalk.Walk(bytes),
            PhotoFormat.Png => PngWalk.Walk(bytes),
            _ => WebPWalk.Walk(bytes),
        };
        return walked.Value is { } photo && Sized(photo, limits) is { } refusal ? refusal : walked;
    }

    internal static Refusal Broken(PhotoFormat format, string what, int offset) =>
        new("photo.broken", format.ToString(), what, offset.ToString(CultureInfo.InvariantCulture));

    private static Refusal? Sized(Photo photo, PhotoLimits limits)
    {
        var width = photo.Width.ToString(CultureInfo.InvariantCulture);
        var height = photo.Height.ToString(CultureInfo.InvariantCulture);
        if (Math.Min(photo.Width, photo.Height) < limits.MinSide)
            return new Refusal("photo.too-small", width, height, limits.MinSide.ToString(CultureInfo.InvariantCulture));
        var tooMany = (long)photo.Width * photo.Height > limits.MaxPixels || Math.Max(photo.Width, photo.Height) > limits.MaxSide;
        return tooMany
            ? new Refusal(
                "photo.too-many-pixels",
                width,
                height,
                (limits.MaxPixels / 1_000_000).ToString(CultureInfo.InvariantCulture),
                limits.MaxSide.ToString(CultureInfo.InvariantCulture)
            )
            : null;
    }

    private static string Megabytes(long bytes) => (bytes / 1048576d).ToString("0.#", CultureInfo.InvariantCulture);
}
