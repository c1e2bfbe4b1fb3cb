namespace CivicLoop.Core.Photos;

/// <summary>The three kinds of picture that are taken.</summary>
public enum PhotoFormat
{
    Jpeg,
    Png,
    WebP,
}

/// <summary>
/// A picture whose structure was walked through from its first byte to its last, without decoding a pixel.
/// </summary>
/// <param name="Width">Pixels as stored, before any turning that the orientation asks for.</param>
/// <param name="Height">Pixels as stored.</param>
/// <param name="Orientation">EXIF orientation, 1 to 8; 1 is upright.</param>
/// <param name="Clean">
/// The picture without what a camera or a person wrote into it. A turned picture keeps an EXIF block of its
/// orientation alone, so that it still shows upright.
/// </param>
/// <param name="Metadata">What was taken out, the segments as they stood one after the other; empty when there was nothing.</param>
public sealed record Photo(PhotoFormat Format, int Width, int Height, int Orientation, byte[] Clean, byte[] Metadata)
{
    public string MediaType =>
        Format switch
        {
            PhotoFormat.Jpeg => "image/jpeg",
            PhotoFormat.Png => "image/png",
            _ => "image/webp",
        };
}
