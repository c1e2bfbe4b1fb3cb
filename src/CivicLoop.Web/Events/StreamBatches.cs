using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <summary>
/// Walks all streams in their order, a batch of streams at a time, so that memory stays flat at any number of them.
/// </summary>
internal static class StreamBatches
{
    private const int BatchOfEvents = 5_000;

    /// <summary>Whole streams with their events in order; none is ever split.</summary>
    public static IEnumerable<List<(string Stream, List<StoredEvent> Events)>> Walk(DbConnection connection)
    {
        var after = "";
        while (true)
        {
            // The batch ends with the stream in which the n-th event lies.
            var through = Sql.One(
                connection,
                $"select stream from events where stream > $1 order by stream, number limit 1 offset {BatchOfEvents}",
                row => row.GetString(0),
                after
            );
            var events = through is null
                ? Sql.Many(
                    connection,
                    $"select {EventStore.Columns} from events where stream > $1 order by stream, number",
                    EventStore.Read,
                    after
                )
                : Sql.Many(
                    connection,
                    $"select {EventStore.Columns} from events where stream > $1 and stream <= $2 order by stream, number",
                    EventStore.Read,
                    after,
                    through
                );
            if (events.Count > 0)
                yield return
                [
                    .. events
                        .GroupBy(stored => stored.Stream, StringComparer.Ordinal)
                        .Select(stream => (stream.Key, stream.ToList())),
                ];
            if (through is null)
                yield break;
            after = through;
        }
    }
}
