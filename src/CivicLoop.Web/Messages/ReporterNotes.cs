using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Messages;

/// <summary>Whoever told it and left a mail address is told that it arrived, was answered, has ended, goes on.</summary>
public static class ReporterNotes
{
    // Cases that went into each other end somewhere; a history that was bent might not.
    private const int MostMerges = 20;

    /// <summary>In the transaction of the act that changed the case.</summary>
    /// <param name="before">Null for a case that begins: who told it is known only afterwards.</param>
    /// <param name="isReply">Whether the act was the office's answer.</param>
    public static void Follow(
        CityTransaction transaction,
        Guid stream,
        CaseState? before,
        CaseState now,
        bool isReply,
        DateTime at
    )
    {
        if (before is null || Kind(before, now, isReply) is not { } kind)
            return;
        var told = Told(transaction, stream, now);
        if (told.Count > 0 && MessageSettings.ReachesOutside(transaction))
            foreach (var one in told)
                Outbox.Add(transaction, new Note(kind, at) { Subject = Guid.Parse(one) });
    }

    private static MessageKind? Kind(CaseState before, CaseState now, bool isReply) =>
        isReply ? MessageKind.Reply
        : HasEnded(now) && !HasEnded(before) ? MessageKind.Closed
        : HasEnded(before) && now.Status.IsOpen() ? MessageKind.Reopened
        : null;

    private static bool HasEnded(CaseState state) => state.Status is CaseStatus.Closed or CaseStatus.Refused;

    // Those as well whose reports went on under this one.
    private static List<string> Told(CityTransaction transaction, Guid stream, CaseState now)
    {
        var streams = new List<string> { Values.Id(stream) };
        List<long> numbers = now.Duplicates > 0 ? [now.Number] : [];
        for (var round = 0; numbers.Count > 0 && round < MostMerges; round++)
        {
            var merged = numbers
                .Chunk(200)
                .SelectMany(some =>
                    transaction.Many(
                        $"select stream, number from cases where merged_into in ({Sql.List(1, some.Length)})",
                        row => (Stream: row.GetString(0), Number: row.GetInt64(1)),
                        [.. some.Cast<object?>()]
                    )
                )
                .ToList();
            streams.AddRange(merged.Select(one => one.Stream));
            numbers = merged.ConvertAll(one => one.Number);
        }
        return
        [
            .. streams
                .Chunk(200)
                .SelectMany(some =>
                    transaction.Many(
                        $"""
                        select stream from contacts where contact is not null and language is not null and stopped_at is null
                          and stream in ({Sql.List(1, some.Length)})
                        """,
                        row => row.GetString(0),
                        [.. some]
                    )
                ),
        ];
    }
}
