using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Core.Photos;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Photos;

/// <summary>
/// Copies of photos for everybody: the same picture with rectangles covered, a file and an id of its own, so that
/// nobody finds the original by what they see.
/// </summary>
public static class PhotoCopies
{
    /// <summary>A copy that everybody sees need not be larger.</summary>
    private const int LongestSide = 1600;

    /// <summary>
    /// The copy, safe on the disk; the same rectangles make the same bytes. Refuses with <c>mask.no-decoder</c> where
    /// this machine cannot decode pictures, <c>mask.unreadable</c> where this one cannot be, <c>photo.gone</c>.
    /// </summary>
    public static Outcome<StagedPhoto> Make(City city, Guid original, IReadOnlyList<Mask> masks)
    {
        var found = city.Database.Read(connection =>
            Sql.One(
                connection,
                "select blob, type, width, height, size from photos where id = $1 and blob is not null",
                row => new StagedPhoto(
                    row.GetString(0),
                    row.GetString(1),
                    row.GetInt32(2),
                    row.GetInt32(3),
                    row.GetInt32(4),
                    null
                ),
                original
            )
        );
        if (found is null)
            return new Refusal("photo.gone");
        if (masks.Count == 0)
            return found;
        if (!Vips.IsHere)
            return new Refusal("mask.no-decoder");
        var store = new BlobStore(city.PhotoFolder);
        using var file = store.Open(found.Blob);
        if (file is null)
            return new Refusal("photo.gone");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        if (Vips.Decode(bytes, LongestSide) is not { } pixels)
            return new Refusal("mask.unreadable");
        pixels.Cover(masks);
        if (Vips.Jpeg(pixels) is not { } copy)
            return new Refusal("mask.unreadable");
        var read = PhotoReader.Read(copy);
        if (read.Refusal is { } refusal)
            return refusal;
        var photo = read.Value!;
        return new StagedPhoto(store.Keep(photo.Clean), photo.MediaType, photo.Width, photo.Height, photo.Clean.Length, null);
    }

    /// <summary>What was covered in the copies of a case, by the original that each was made of; the last copy counts.</summary>
    public static Dictionary<Guid, CopyMade> Of(DbConnection connection, Guid stream) =>
        Sql.Many(
                connection,
                "select original, blob, after_fix, masks from photo_copies where stream = $1 order by made_at",
                row =>
                    (
                        Original: Guid.Parse(row.GetString(0)),
                        Made: new CopyMade(row.GetString(1), row.GetInt32(2) == 1, Mask.Read(row.GetString(3)))
                    ),
                stream
            )
            .GroupBy(one => one.Original)
            .ToDictionary(group => group.Key, group => group.Last().Made);

    /// <summary>Of these copies, those that show how it is after the putting right, and that are still there.</summary>
    public static Dictionary<Guid, bool> Kept(DbConnection connection, IReadOnlyList<Guid> ids) =>
        ids.Count == 0
            ? []
            : Sql.Many(
                    connection,
                    $"""
                    select p.id, max(c.after_fix) from photos p left join photo_copies c on c.stream = p.stream and c.blob = p.blob
                    where p.blob is not null and p.id in ({Sql.List(1, ids.Count)}) group by p.id
                    """,
                    row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), !row.IsDBNull(1) && row.GetInt32(1) == 1),
                    [.. ids.Cast<object?>()]
                )
                .ToDictionary();

    /// <summary>The files of these photos, as far as they are still there.</summary>
    public static HashSet<string> Blobs(DbConnection connection, IReadOnlyList<Guid> ids) =>
        ids.Count == 0
            ? []
            :
            [
                .. Sql.Many(
                    connection,
                    $"select blob from photos where blob is not null and id in ({Sql.List(1, ids.Count)})",
                    row => row.GetString(0),
                    [.. ids.Cast<object?>()]
                ),
            ];

    /// <summary>Remembers what a copy was made of, in the transaction of the act that shows it.</summary>
    public static void Keep(CityTransaction transaction, Guid stream, Guid original, CopyMade copy, DateTime now) =>
        transaction.Execute(
            """
            insert into photo_copies (stream, blob, original, after_fix, masks, made_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (stream, blob, original) do update set after_fix = excluded.after_fix, made_at = excluded.made_at
            """,
            stream,
            copy.Blob,
            original,
            copy.AfterFix ? 1 : 0,
            Mask.Write(copy.Masks),
            now
        );
}

/// <param name="Blob">The bytes of the copy.</param>
/// <param name="AfterFix">Whether it shows how it is after the putting right.</param>
public sealed record CopyMade(string Blob, bool AfterFix, IReadOnlyList<Mask> Masks);
