using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Photos;

/// <summary>The erasable rows of photos. The bytes lie in the blob store under their own hash, shared by all who use them.</summary>
public static class PhotoRows
{
    /// <summary>A staged photo with its id, salt and hash, not named by any act yet.</summary>
    public static DraftPhoto Draft(StagedPhoto staged)
    {
        var salt = TextStore.NewSalt();
        return new DraftPhoto(new PhotoRef(Guid.CreateVersion7(), Chain.Salted(salt, staged.Blob)), salt, staged);
    }

    public static void Keep(CityTransaction transaction, Guid stream, DraftPhoto draft) =>
        transaction.Execute(
            """
            insert into photos (id, stream, blob, type, width, height, size, salt, metadata)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            draft.Ref.Id,
            stream,
            draft.Staged.Blob,
            draft.Staged.Type,
            draft.Staged.Width,
            draft.Staged.Height,
            draft.Staged.Size,
            draft.Salt,
            draft.Staged.Metadata
        );

    /// <summary>Photos of a stream that are still there, as they were taken in: for another use of the same bytes.</summary>
    public static Dictionary<Guid, StagedPhoto> Staged(CityTransaction transaction, Guid stream) =>
        transaction
            .Many(
                "select id, blob, type, width, height, size, metadata from photos where stream = $1 and blob is not null",
                Row,
                stream
            )
            .ToDictionary();

    internal static KeyValuePair<Guid, StagedPhoto> Row(DbDataReader row) =>
        KeyValuePair.Create(
            Guid.Parse(row.GetString(0)),
            new StagedPhoto(
                row.GetString(1),
                row.GetString(2),
                row.GetInt32(3),
                row.GetInt32(4),
                row.GetInt32(5),
                Sql.Text(row, 6)
            )
        );

    /// <summary>Erases one photo's row; returns the blob to delete after the commit when nobody else uses it.</summary>
    public static (bool Erased, string? Orphan) Erase(CityTransaction transaction, Guid id, Guid person, DateTime now)
    {
        var found = transaction.One(
            "select stream, blob from photos where id = $1 and blob is not null",
            row => new { Stream = row.GetString(0), Blob = row.GetString(1) },
            id
        );
        if (found is null)
            return (false, null);
        transaction.Execute(
            "update photos set blob = null, salt = null, metadata = null, erased_at = $2, erased_by = $3 where id = $1",
            id,
            now,
            person
        );
        TextStore.ForgetFingerprints(transaction, found.Stream);
        // A place may be shown by the very picture of a case.
        var others = transaction.Number(
            "select (select count(*) from photos where blob = $1) + (select count(*) from place_photos where blob = $1)",
            found.Blob
        );
        return (true, others == 0 ? found.Blob : null);
    }
}

public sealed record DraftPhoto(PhotoRef Ref, string Salt, StagedPhoto Staged);
