using System.Text.Json;
using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places.Import;

/// <summary>Writes the good rows of a checked file: all of them in one transaction, or none.</summary>
public static class ImportWriting
{
    private const int Batch = 1000;

    /// <param name="today">The day that owners and conditions are compared for.</param>
    /// <param name="also">Done in the same transaction.</param>
    public static void Run(
        City city,
        ImportKind kind,
        ImportFolder folder,
        PlaceHand hand,
        DateOnly today,
        Action<int> progress,
        CancellationToken stop,
        Action<CityTransaction>? also = null
    )
    {
        var shelf = ImportShelf.Of(kind, today);
        using var connection = city.Database.Open();
        city.Database.WriteInBulk(transaction =>
        {
            var written = 0;
            foreach (var lines in File.ReadLines(folder.Good).Chunk(Batch))
            {
                stop.ThrowIfCancellationRequested();
                ImportDraft[] drafts = [.. lines.Select(line => JsonSerializer.Deserialize<ImportDraft>(line)!)];
                shelf.Write(transaction, connection, drafts, hand);
                progress(written += drafts.Length);
            }
            also?.Invoke(transaction);
            return written;
        });
    }
}
