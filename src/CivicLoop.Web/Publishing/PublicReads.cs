using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Publishing;

/// <summary>A public case with what its page tells beside it.</summary>
/// <param name="Steps">Kinds of what happened and when, oldest first; none while it waits for the office.</param>
/// <param name="Before">Copies as it was found.</param>
/// <param name="After">Copies as it is after the putting right.</param>
/// <param name="Place">Name of the place; null where none is told.</param>
public sealed record PublicDossier(
    PublicCase Case,
    IReadOnlyList<PublicStep> Steps,
    IReadOnlyList<Guid> Before,
    IReadOnlyList<Guid> After,
    string? Place
);

/// <summary>A copy of a photo on its way to everybody.</summary>
/// <param name="Blob">Null where it was erased, or is shown no longer.</param>
public sealed record PublicPhoto(string? Blob, string Type);

/// <summary>What the public pages tell beyond <see cref="PublicCases"/>: through it, and only of what it shows.</summary>
public static class PublicReads
{
    public static PublicDossier? Find(DbConnection connection, long number)
    {
        if (PublicCases.Find(connection, number) is not { } found)
            return null;
        var shown = found.Publication is { Shown: true };
        var copies = PhotoCopies.Kept(connection, found.Photos);
        var kept = found.Photos.Where(copies.ContainsKey).ToList();
        return new PublicDossier(
            found,
            shown ? PublicCases.Steps(connection, [number]) : [],
            [.. kept.Where(photo => !copies[photo])],
            [.. kept.Where(photo => copies[photo])],
            found.Place is { } place ? CaseListReads.PlaceNames(connection, [place]).GetValueOrDefault(place) : null
        );
    }

    /// <summary>Null for what never was a copy for everybody: nobody reaches an internal photo by its id.</summary>
    public static PublicPhoto? Photo(DbConnection connection, Guid id)
    {
        var found = Sql.One(
            connection,
            "select p.blob, p.type, c.number, p.stream from photos p join cases c on c.stream = p.stream where p.id = $1",
            row => new
            {
                Blob = Sql.Text(row, 0),
                Type = row.GetString(1),
                Number = row.GetInt64(2),
                Stream = row.GetString(3),
            },
            id
        );
        if (found is null)
            return null;
        if (PublicCases.Find(connection, found.Number)?.Photos.Contains(id) == true)
            return new PublicPhoto(found.Blob, found.Type);
        var once = Sql.Many(
                connection,
                "select kind, body from events where stream = $1 and kind = 'published'",
                row => CaseEventJson.Kinds.Read(row.GetString(0), row.GetString(1)),
                found.Stream
            )
            .OfType<CasePublished>()
            .Any(published => published.Photos.Any(photo => photo.Id == id));
        return once ? new PublicPhoto(null, found.Type) : null;
    }
}
