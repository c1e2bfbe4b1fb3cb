using CivicLoop.Core.Duties;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;

namespace CivicLoop.Web.Duties;

/// <summary>The door of Duties: other rooms say what is owed after an act, here it is opened and done.</summary>
public static class DutyStore
{
    /// <summary>Moves from what was owed before an event to what is owed after it.</summary>
    /// <param name="number">Number of the event; together with the subject it names the duty.</param>
    public static void Change(CityTransaction transaction, Guid subject, int number, Duty? before, Duty? after, DateTime at)
    {
        // The same duty told again (a plan made in the middle of putting right) stays open as it was.
        if (before == after)
            return;
        if (before is not null)
        {
            transaction.Execute("update duties set done_at = $2 where subject = $1 and done_at is null", subject, at);
            DutyCounts.Change(transaction, before, -1);
        }
        if (after is null)
            return;
        Insert(transaction, subject, number, after, null);
        LightNotes.Owed(transaction, subject, number, after, at);
    }

    internal static void Insert(CityTransaction transaction, Guid subject, int number, Duty duty, DateTime? doneAt)
    {
        if (doneAt is null)
            DutyCounts.Change(transaction, duty, 1);
        transaction.Execute(
            """
            insert into duties (subject, number, kind, post, checker, since, yellow, due, limit_text, provisional, done_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            subject,
            number,
            duty.Kind,
            duty.Post,
            duty.Checker,
            duty.Since,
            duty.Yellow,
            duty.Due,
            duty.Limit,
            duty.Provisional,
            doneAt
        );
    }

    /// <summary>For a rebuild, which opens them again from the events.</summary>
    /// <param name="first">First of the subjects, in the order of their ids; <paramref name="last"/> is the last.</param>
    internal static void Forget(CityTransaction transaction, string first, string last)
    {
        DutyCounts.Forget(transaction, "subject >= $1 and subject <= $2", first, last);
        transaction.Execute("delete from duties where subject >= $1 and subject <= $2", first, last);
    }

    /// <summary>Duties of a history that does not exist are no duties; and what is left is counted anew.</summary>
    internal static int ForgetWithoutHistory(CityTransaction transaction)
    {
        var forgotten = transaction.ExecuteNow(
            "delete from duties where not exists (select 1 from events where events.stream = duties.subject)"
        );
        DutyCounts.Remake(transaction);
        return forgotten;
    }
}
