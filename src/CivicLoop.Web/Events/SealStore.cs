using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <param name="Through">Everything recorded up to here, inclusive, is under it.</param>
public sealed record Seal(int Number, DateTime Through, DateTime MadeAt, int Streams, string Previous, string Value);

/// <summary>
/// 封存: each night one hash over the heads of all streams that changed, chained to the night before. Printed and
/// shown, it binds even whoever owns the database.
/// </summary>
public static class SealStore
{
    public static Seal? Last(CityTransaction transaction) =>
        transaction.One("select number, through, made_at, streams, previous, seal from seals order by number desc limit 1", Read);

    public static Seal Read(System.Data.Common.DbDataReader row) =>
        new(
            row.GetInt32(0),
            Values.Time(row.GetInt64(1)),
            Values.Time(row.GetInt64(2)),
            row.GetInt32(3),
            row.GetString(4),
            row.GetString(5)
        );

    /// <summary>Acts are stamped after this instant: what is sealed stays whole.</summary>
    public static DateTime SealedThrough(CityTransaction transaction) =>
        Values.Time(transaction.Number("select coalesce(max(through), 0) from seals"));

    /// <summary>Seals everything recorded up to <paramref name="through"/>; null when that is sealed already.</summary>
    public static Seal? Make(CityDatabase database, CityTransaction transaction, DateTime through, DateTime now)
    {
        database.AwaitActs(transaction);
        var last = Last(transaction);
        if (last is not null && last.Through >= through)
            return null;
        var since = last is null ? -1 : Values.Milliseconds(last.Through);
        // Only the newest event of each stream counts: it carries the hash of all before it.
        var heads = new SortedDictionary<string, (int Number, string Hash)>(StringComparer.Ordinal);
        foreach (
            var stored in transaction.Many(
                $"""
                select {EventStore.Columns} from events e where recorded_at > $1 and recorded_at <= $2 and not exists
                (select 1 from events later where later.stream = e.stream and later.number > e.number and later.recorded_at <= $2)
                """,
                EventStore.Read,
                since,
                through
            )
        )
            heads[stored.Stream] = (stored.Number, Chain.Hash(stored));
        using var hash = new SealHash(last?.Value ?? "", Values.Milliseconds(through));
        foreach (var (stream, head) in heads)
            hash.Add(stream, head.Number, head.Hash);
        var seal = new Seal((last?.Number ?? 0) + 1, through, now, heads.Count, last?.Value ?? "", hash.Finish());
        transaction.Execute(
            "insert into seals (number, through, made_at, streams, previous, seal) values ($1, $2, $3, $4, $5, $6)",
            seal.Number,
            seal.Through,
            seal.MadeAt,
            seal.Streams,
            seal.Previous,
            seal.Value
        );
        return seal;
    }
}
