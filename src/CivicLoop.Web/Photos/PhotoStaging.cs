using CivicLoop.Core.Events;
using CivicLoop.Core.Photos;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Photos;

/// <summary>
/// Photos on their way in: judged, cleaned and safe on the disk before any act names them. What a staff camera
/// wrote into its photo is kept as evidence; what a citizen's wrote is dropped here and never reaches the disk.
/// </summary>
public static class PhotoStaging
{
    public const int MostOfCitizen = 3;
    public const int MostOfStaff = 9;

    public static int Most(bool staff) => staff ? MostOfStaff : MostOfCitizen;

    /// <summary>All the photos of one field: the good ones are kept even when another is refused.</summary>
    /// <param name="kept">Photos that were taken in by an earlier sending of the same form.</param>
    public static async Task<StagedPhotos> StageAll(
        City city,
        IReadOnlyList<IFormFile> files,
        IReadOnlyList<StagedPhoto> kept,
        bool staff
    )
    {
        if (TooMany(files.Count + kept.Count, staff) is { } tooMany)
            return new StagedPhotos(kept, [("", tooMany)]);
        var staged = kept.ToList();
        var refused = new List<(string, Refusal)>();
        foreach (var file in files)
        {
            var outcome = await Stage(city, file, staff);
            if (outcome.Refusal is { } refusal)
                refused.Add((file.FileName, refusal));
            // The same picture chosen twice is one photo.
            else if (staged.All(other => other.Blob != outcome.Value!.Blob))
                staged.Add(outcome.Value!);
        }
        return new StagedPhotos(staged, refused);
    }

    public static Refusal? TooMany(int count, bool staff) =>
        count > Most(staff) ? new Refusal("photo.too-many", Number(Most(staff)), Number(count)) : null;

    /// <summary>One photo; the refusal is one of <see cref="PhotoReader.Read"/> or of the storage.</summary>
    public static async Task<Outcome<StagedPhoto>> Stage(City city, IFormFile file, bool staff)
    {
        var read = PhotoReader.Read(await Bytes(file), file.FileName, file.ContentType);
        if (read.Refusal is { } refusal)
            return refusal;
        var photo = read.Value!;
        try
        {
            var blob = new BlobStore(city.PhotoFolder).Keep(photo.Clean);
            var metadata = staff && photo.Metadata.Length > 0 ? Convert.ToBase64String(photo.Metadata) : null;
            return new StagedPhoto(blob, photo.MediaType, photo.Width, photo.Height, photo.Clean.Length, metadata);
        }
        catch (StorageTrouble trouble)
        {
            return trouble.Refusal;
        }
    }

    // One byte past the limit is enough to know that it is too large.
    private static async Task<byte[]> Bytes(IFormFile file)
    {
        var most = PhotoLimits.Usual.MaxBytes + 1;
        var bytes = new byte[Math.Min(file.Length, most)];
        await using var content = file.OpenReadStream();
        await content.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="Refused">Name of the file as it was sent, and why not; an empty name where it is about all of them.</param>
public sealed record StagedPhotos(IReadOnlyList<StagedPhoto> Photos, IReadOnlyList<(string Name, Refusal Refusal)> Refused);
