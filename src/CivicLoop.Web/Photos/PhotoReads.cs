using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Photos;

/// <param name="Blob">Null when the photo has been erased.</param>
/// <param name="Unit">Who owes the case: with the district, the reporter and the units that help what decides who may see it.</param>
public sealed record PhotoShown(string? Blob, string Type, string? Unit, Spot At, Guid ReportedBy, IReadOnlyList<string> With);

public static class PhotoReads
{
    // What else has photos and says by unit and district who sees it. An order has none before its unit knows of it.
    private static readonly string[] OfOther = ["rectification_items", "tallies", "orders", "feedback", "visits", "materials"];

    public static PhotoShown? Find(DbConnection connection, Guid id) =>
        Sql.One(
            connection,
            "select p.blob, p.type, c.unit, c.district, c.reported_by, c.helpers, c.street from photos p join cases c on c.stream = p.stream where p.id = $1",
            Read,
            id
        )
        ?? OfOther
            .Select(table =>
                Sql.One(
                    connection,
                    $"select p.blob, p.type, i.unit, i.district, null, null, {(table == "feedback" ? "i.street" : "null")} from photos p join {table} i on i.stream = p.stream where p.id = $1",
                    Read,
                    id
                )
            )
            .FirstOrDefault(found => found is not null);

    /// <summary>Ids of the photos of a stream that are still there.</summary>
    public static HashSet<Guid> Kept(DbConnection connection, Guid stream) =>
        [
            .. Sql.Many(
                connection,
                "select id from photos where stream = $1 and blob is not null",
                row => Guid.Parse(row.GetString(0)),
                stream
            ),
        ];

    /// <summary>Those of these photos that are still there, without what their cameras wrote.</summary>
    public static Dictionary<Guid, StagedPhoto> Stored(DbConnection connection, IReadOnlyList<Guid> ids) =>
        ids.Distinct()
            .Chunk(500)
            .SelectMany(some =>
                Sql.Many(
                    connection,
                    $"select id, blob, type, width, height, size, null from photos where blob is not null and id in ({Sql.List(1, some.Length)})",
                    PhotoRows.Row,
                    [.. some.Select(id => (object?)id)]
                )
            )
            .ToDictionary();

    /// <summary>Which of these are shown by anything.</summary>
    public static HashSet<string> Used(DbConnection connection, IReadOnlyCollection<string> blobs)
    {
        var these = Sql.List(1, blobs.Count);
        return
        [
            .. Sql.Many(
                connection,
                $"select blob from photos where blob in ({these}) union select blob from place_photos where blob in ({these})",
                row => row.GetString(0),
                [.. blobs]
            ),
        ];
    }

    private static PhotoShown Read(DbDataReader row) =>
        new(
            Sql.Text(row, 0),
            row.GetString(1),
            Sql.Text(row, 2),
            new Spot(row.GetString(3), Sql.Text(row, 6)),
            Sql.Text(row, 4) is { } reporter ? Guid.Parse(reporter) : Guid.Empty,
            Sql.Text(row, 5)?.Split('|', StringSplitOptions.RemoveEmptyEntries) ?? []
        );
}
