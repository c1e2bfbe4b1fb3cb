using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;

namespace CivicLoop.Web.Cases;

/// <summary><c>rebuild</c>: throws rows and duties away and makes them again from the events, a batch of streams at a time.</summary>
public static class CaseRebuild
{
    /// <returns>How many cases were made again.</returns>
    public static long Run(City city, Action<long>? progress = null)
    {
        // Rows of a history that does not exist are no rows.
        city.Database.WriteInBulk(transaction =>
            transaction.ExecuteNow("delete from cases where not exists (select 1 from events where events.stream = cases.stream)")
            + DutyStore.ForgetWithoutHistory(transaction)
        );
        var cases = 0L;
        var batches = city.Database.ReadSnapshot(connection =>
            CaseStreams
                .Batches(connection)
                .Select(batch => (First: batch[0].Stream, Last: batch[^1].Stream, batch.Count))
                .ToList()
        );
        foreach (var (first, last, count) in batches)
        {
            // Folded inside the transaction that writes: an act that came meanwhile is folded too.
            city.Database.WriteInBulk(transaction => Remake(city, transaction, first, last));
            cases += count;
            progress?.Invoke(cases);
        }
        return cases;
    }

    private static int Remake(City city, CityTransaction transaction, string first, string last)
    {
        city.Database.AwaitActs(transaction);
        transaction.Execute("delete from cases where stream >= $1 and stream <= $2", first, last);
        DutyStore.Forget(transaction, first, last);
        var streams = transaction
            .Many(
                $"select {Events.EventStore.Columns} from events where stream >= $1 and stream <= $2 order by stream, number",
                Events.EventStore.Read,
                first,
                last
            )
            .GroupBy(stored => stored.Stream, StringComparer.Ordinal);
        var remade = 0;
        foreach (var stream in streams)
        {
            var replay = new CaseReplay();
            foreach (var stored in stream)
                replay.Add(stored);
            if (replay.State is not { } state)
                continue;
            var id = Guid.Parse(stream.Key);
            CaseColumns.Insert(transaction, id, replay.Head, state);
            foreach (var duty in replay.Duties)
                DutyStore.Insert(transaction, id, duty.Number, duty.Duty, duty.DoneAt);
            remade++;
        }
        return remade;
    }
}
