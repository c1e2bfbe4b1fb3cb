using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <summary>The one append-only table: written here, read here, changed nowhere.</summary>
public static class EventStore
{
    public const string Columns =
        "stream, number, kind, act, person, post, happened_at, recorded_at, via, reason_id, reason_hash, body, previous";

    /// <summary>Adds one event behind the head it names and returns the new head's hash.</summary>
    public static string Append(CityTransaction transaction, StoredEvent stored)
    {
        transaction.Execute(
            $"insert into events ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            stored.Stream,
            stored.Number,
            stored.Kind,
            stored.Act,
            stored.Person,
            stored.Post,
            stored.HappenedAt,
            stored.RecordedAt,
            stored.Via,
            stored.ReasonId,
            stored.ReasonHash,
            stored.Body,
            stored.Previous
        );
        return Chain.Hash(stored);
    }

    public static StoredEvent Stored(Guid stream, int number, string kind, string body, Made made, string previous) =>
        new(
            Values.Id(stream),
            number,
            kind,
            Values.Id(made.Act),
            Values.Id(made.Person),
            made.Post,
            Values.Milliseconds(made.HappenedAt),
            Values.Milliseconds(made.RecordedAt),
            made.Via,
            Values.Id(made.Reason.Id),
            made.Reason.Hash,
            body,
            previous
        );

    public static StoredEvent Read(System.Data.Common.DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetInt32(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.GetInt64(6),
            row.GetInt64(7),
            row.GetString(8),
            row.GetString(9),
            row.GetString(10),
            row.GetString(11),
            row.GetString(12)
        );

    /// <summary>The act behind a stored event.</summary>
    public static Made Made(StoredEvent stored) =>
        new(
            Guid.Parse(stored.Act),
            Guid.Parse(stored.Person),
            stored.Post,
            Values.Time(stored.HappenedAt),
            Values.Time(stored.RecordedAt),
            stored.Via,
            new TextRef(Guid.Parse(stored.ReasonId), stored.ReasonHash)
        );

    /// <summary>A whole stream in order.</summary>
    public static List<StoredEvent> Stream(CityTransaction transaction, Guid stream) =>
        transaction.Many($"select {Columns} from events where stream = $1 order by number", Read, stream);
}
