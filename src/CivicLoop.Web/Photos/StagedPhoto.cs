namespace CivicLoop.Web.Photos;

/// <summary>A photo whose cleaned bytes are safe on the disk, before any act names it.</summary>
/// <param name="Blob">SHA-256 of the cleaned bytes, lower-case hex: its name in the blob store.</param>
/// <param name="Type">image/jpeg, image/png or image/webp.</param>
/// <param name="Metadata">What a staff camera wrote into it, Base64, kept as evidence; null for a citizen's.</param>
public sealed record StagedPhoto(string Blob, string Type, int Width, int Height, int Size, string? Metadata)
{
    /// <summary>Of a file of it, with its dot.</summary>
    public string Ending =>
        Type switch
        {
            "image/png" => ".png",
            "image/webp" => ".webp",
            _ => ".jpg",
        };
}
