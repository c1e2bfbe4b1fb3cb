using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;

namespace CivicLoop.Web.Events;

/// <summary><c>rebuild</c>: throws rows and duties away and makes them again from the events, a batch of streams at a time.</summary>
public static class StreamRebuild
{
    /// <returns>How many streams were made again.</returns>
    public static long Run(City city, IReadOnlyList<IStreamKind> kinds, Action<long>? progress = null)
    {
        // Rows of a history that does not exist are no rows.
        city.Database.WriteInBulk(transaction =>
        {
            // What is counted anew must not change while it is.
            city.Database.AwaitActs(transaction);
            return kinds.Sum(kind =>
                    transaction.ExecuteNow($"delete from {kind.Table} where stream not in (select stream from events)")
                ) + DutyStore.ForgetWithoutHistory(transaction);
        });
        var streams = 0L;
        var batches = city.Database.ReadSnapshot(connection =>
            StreamBatches.Walk(connection).Select(batch => (First: batch[0].Stream, Last: batch[^1].Stream, batch.Count)).ToList()
        );
        foreach (var (first, last, count) in batches)
        {
            // Folded inside the transaction that writes: an act that came meanwhile is folded too.
            city.Database.WriteInBulk(transaction => Remake(city, kinds, transaction, first, last));
            streams += count;
            progress?.Invoke(streams);
        }
        return streams;
    }

    private static int Remake(City city, IReadOnlyList<IStreamKind> kinds, CityTransaction transaction, string first, string last)
    {
        city.Database.AwaitActs(transaction);
        foreach (var kind in kinds)
            transaction.Execute($"delete from {kind.Table} where stream >= $1 and stream <= $2", first, last);
        DutyStore.Forget(transaction, first, last);
        var streams = transaction
            .Many(
                $"select {EventStore.Columns} from events where stream >= $1 and stream <= $2 order by stream, number",
                EventStore.Read,
                first,
                last
            )
            .GroupBy(stored => stored.Stream, StringComparer.Ordinal);
        var remade = 0;
        foreach (var stream in streams)
        {
            var replay = new StreamReplay(kinds, [.. stream]);
            if (replay.Version == 0)
                continue;
            var id = Guid.Parse(stream.Key);
            replay.Kind.Insert(transaction, replay.Row(id));
            foreach (var duty in replay.Duties)
                DutyStore.Insert(transaction, id, duty.Number, duty.Duty, duty.DoneAt);
            remade++;
        }
        foreach (var kind in kinds)
            kind.Refresh(transaction, first, last);
        return remade;
    }
}
