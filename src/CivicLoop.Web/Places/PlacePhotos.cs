using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Places;

/// <param name="Blob">Null when it was taken down.</param>
public sealed record PlacePhoto(Guid Id, string? Blob, string Type, int Width, int Height, DateTime At, string Post);

/// <summary>How a place or a facility looks: the newest photo that was not taken down. Older ones stay as its history.</summary>
public static class PlacePhotos
{
    private const string Columns = "id, blob, type, width, height, recorded_at, post";

    public static PlacePhoto? Newest(DbConnection connection, string kind, string code) =>
        Sql.One(
            connection,
            $"""
            select {Columns} from place_photos where kind = $1 and code = $2 and taken_down_at is null
            order by recorded_at desc, id desc limit 1
            """,
            Read,
            kind,
            code
        );

    /// <summary>What place or facility a photo shows.</summary>
    public static string? Subject(DbConnection connection, Guid id, string kind) =>
        Sql.One(connection, "select code from place_photos where id = $1 and kind = $2", row => row.GetString(0), id, kind);

    public static PlacePhoto? Find(DbConnection connection, Guid id) =>
        Sql.One(connection, $"select {Columns} from place_photos where id = $1 and taken_down_at is null", Read, id);

    /// <summary>The same photo kept twice under one id is kept once.</summary>
    public static void Keep(
        CityTransaction transaction,
        Guid id,
        string kind,
        string code,
        StagedPhoto photo,
        Actor by,
        DateTime at
    )
    {
        if (transaction.Number("select count(*) from place_photos where id = $1", id) > 0)
            return;
        transaction.Execute(
            """
            insert into place_photos (id, kind, code, blob, type, width, height, recorded_at, person, post)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            id,
            kind,
            code,
            photo.Blob,
            photo.Type,
            photo.Width,
            photo.Height,
            at,
            by.Person,
            by.Post
        );
    }

    /// <summary>Nobody sees it any more; that there was one stays.</summary>
    public static void TakeDown(CityTransaction transaction, string kind, string code, DateTime at) =>
        transaction.Execute(
            "update place_photos set taken_down_at = $3 where kind = $1 and code = $2 and taken_down_at is null",
            kind,
            code,
            at
        );

    private static PlacePhoto Read(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            Sql.Text(row, 1),
            row.GetString(2),
            row.GetInt32(3),
            row.GetInt32(4),
            Values.Time(row.GetInt64(5)),
            row.GetString(6)
        );
}
