using System.Data.Common;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Messages;

/// <summary>What post owes what is told as it comes about, and once more when its light turns yellow and red; each once.</summary>
public static class LightNotes
{
    // What came in from elsewhere with its past is owed since then, and nothing new.
    private static readonly TimeSpan New = TimeSpan.FromDays(1);

    /// <summary>In the transaction that opens the duty. What is owed only later, as the renewal of a contract, is told by its light.</summary>
    public static void Owed(CityTransaction transaction, Guid subject, int number, Core.Duties.Duty duty, DateTime at)
    {
        if (duty.Since <= at && duty.Since > at - New)
            Outbox.Add(transaction, Of(MessageKind.Owed, Values.Id(subject), number, duty.Kind, duty.Post, duty.Due, at));
    }

    /// <summary>What turned since the last look.</summary>
    internal static void Look(CityTransaction transaction, DateTime now)
    {
        MessageSettings.TakeTurn(transaction);
        var looked = MessageSettings.Looked(transaction);
        if (looked >= now)
            return;
        const string open = "select subject, number, kind, post, due from duties where done_at is null";
        foreach (
            var duty in transaction.Many(
                $"{open} and yellow > $1 and yellow <= $2 and due >= $2 and since <= $2",
                Read,
                looked,
                now
            )
        )
            Tell(MessageKind.Yellow, duty);
        // Red is past its time, not at it.
        foreach (var duty in transaction.Many($"{open} and due >= $1 and due < $2 and since <= $2", Read, looked, now))
            Tell(MessageKind.Red, duty);
        MessageSettings.PutLooked(transaction, now);

        void Tell(MessageKind kind, (string Subject, int Number, string Kind, string Post, DateTime Due) duty) =>
            Outbox.Add(transaction, Of(kind, duty.Subject, duty.Number, duty.Kind, duty.Post, duty.Due, now));
    }

    private static Note Of(MessageKind kind, string subject, int number, string owed, string post, DateTime due, DateTime at) =>
        new(kind, at)
        {
            Post = post,
            Subject = Guid.Parse(subject),
            Detail = owed,
            Until = due,
            Once = $"{subject}:{number}:{kind}",
        };

    private static (string, int, string, string, DateTime) Read(DbDataReader row) =>
        (row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), Values.Time(row.GetInt64(4)));
}
