using System.Data.Common;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Photos;

/// <param name="Blob">Null when the photo has been erased.</param>
/// <param name="Unit">Who owes the case: with the district, the reporter and the units that help what decides who may see it.</param>
public sealed record PhotoShown(
    string? Blob,
    string Type,
    string? Unit,
    string District,
    Guid ReportedBy,
    IReadOnlyList<string> With
);

public static class PhotoReads
{
    public static PhotoShown? Find(DbConnection connection, Guid id) =>
        Sql.One(
            connection,
            "select p.blob, p.type, c.unit, c.district, c.reported_by, c.helpers from photos p join cases c on c.stream = p.stream where p.id = $1",
            row => new PhotoShown(
                Sql.Text(row, 0),
                row.GetString(1),
                Sql.Text(row, 2),
                row.GetString(3),
                Guid.Parse(row.GetString(4)),
                Sql.Text(row, 5)?.Split('|', StringSplitOptions.RemoveEmptyEntries) ?? []
            ),
            id
        );
}
