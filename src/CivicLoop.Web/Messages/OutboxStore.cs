using CivicLoop.Core.Messages;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages.Channels;

namespace CivicLoop.Web.Messages;

/// <summary>
/// What senders do to the outbox, each in one short transaction: take what is due, and say what became of it.
/// Between the two nothing is held; who is lost there leaves a message that goes once more, and says so.
/// </summary>
internal static class OutboxStore
{
    /// <summary>Nobody sends one message longer than this: whoever took it is gone.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const int MostRead = 500;
    private const int MostAtOnce = 8;
    private const int MostTogether = 100;

    // What a channel cannot take now makes room for what others can.
    private static readonly TimeSpan Aside = TimeSpan.FromSeconds(30);

    /// <param name="isFree">Whether a channel may be given something.</param>
    /// <param name="zone">The city's.</param>
    /// <returns>What to send now; nobody else has it.</returns>
    public static List<Batch> Take(
        CityTransaction transaction,
        MessageSetting setting,
        AllChannels channels,
        Func<string, bool> isFree,
        TimeZoneInfo zone,
        DateTime now
    )
    {
        MessageSettings.TakeTurn(transaction);
        GiveBackLost(transaction, setting.Rules, now);
        var due = transaction.Many(
            $"select {Entry.Columns} from outbox where state = 'Waiting' and due_at <= $1 order by due_at, id limit {MostRead}",
            Entry.Read,
            now
        );
        var ready = due.Where(entry => IsTime(transaction, entry, setting, zone, now)).ToList();
        var addressed = new Addressing(transaction, setting, now).Of(ready);
        var batches = new List<Batch>();
        foreach (var channel in addressed.GroupBy(one => one.Channel, StringComparer.Ordinal))
        {
            var allowed = isFree(channel.Key) ? Allowed(transaction, channels.Find(channel.Key), now) : 0;
            var together = channel
                .GroupBy(one => (one.To, one.Entry.OnDuty, one.Entry.OnWatched, one.Alone))
                .SelectMany(group => group.Chunk(MostTogether))
                .ToList();
            foreach (var some in together.Take(allowed))
                batches.Add(Taken(transaction, channel.Key, some, now));
            if (due.Count == MostRead)
                foreach (var one in together.Skip(allowed).SelectMany(some => some))
                    transaction.Execute("update outbox set due_at = $2 where id = $1", one.Entry.Id, now + Aside);
        }
        return batches;
    }

    /// <summary>Says what became of a batch; of one that somebody else has taken since, nothing.</summary>
    public static void Settle(CityTransaction transaction, Batch batch, Delivery delivery, MessageRules rules, DateTime now)
    {
        const string ofBatch = "where batch = $1 and state = 'Sending'";
        if (delivery.Went == Went.Unwanted)
        {
            transaction.Execute(
                $"update outbox set state = 'Unwanted', settled_at = $2, trouble = $3 {ofBatch}",
                batch.Id,
                now,
                delivery.Trouble
            );
            return;
        }
        if (delivery.Went == Went.Sent)
        {
            // An address outside has done its service.
            var state = batch.Channel == AllChannels.KeptHere ? MessageState.Kept : MessageState.Sent;
            transaction.Execute(
                $"update outbox set state = $2, settled_at = $3, attempts = attempts + 1, trouble = null, address = null {ofBatch}",
                batch.Id,
                state,
                now
            );
            return;
        }
        if (delivery.Went == Went.Throttled)
        {
            transaction.Execute(
                $"update outbox set state = 'Waiting', due_at = $2, trouble = $3 {ofBatch}",
                batch.Id,
                now + (delivery.Wait ?? TimeSpan.FromMinutes(1)),
                delivery.Trouble
            );
            return;
        }
        var tries = batch.Entries.Max(entry => entry.Attempts) + 1;
        var dead = delivery.Went == Went.Refused || tries >= rules.MostTries;
        transaction.Execute(
            $"update outbox set state = $2, attempts = attempts + 1, due_at = $3, settled_at = cast($4 as bigint), trouble = $5 {ofBatch}",
            batch.Id,
            dead ? MessageState.Dead : MessageState.Waiting,
            now + Timing.Pause(tries),
            dead ? now : null,
            delivery.Trouble
        );
    }

    /// <summary>Once more, from the beginning.</summary>
    /// <returns>False where it is no dead letter.</returns>
    public static bool Retry(CityTransaction transaction, Guid id, DateTime now) =>
        transaction.ExecuteNow(
            "update outbox set state = 'Waiting', attempts = 0, due_at = $2, settled_at = null where id = $1 and state = 'Dead'",
            id,
            now
        ) == 1;

    /// <returns>False where it has gone, or is just going.</returns>
    public static bool Drop(CityTransaction transaction, Guid id, DateTime now) =>
        transaction.ExecuteNow(
            "update outbox set state = 'Dropped', settled_at = $2, address = null where id = $1 and state in ('Dead', 'Waiting')",
            id,
            now
        ) == 1;

    /// <summary>Nobody asks any more, and soon after for what nobody wanted; dead letters stay until a clerk has seen them.</summary>
    public static int Forget(CityTransaction transaction, DateTime before, DateTime unwantedBefore) =>
        transaction.ExecuteNow("delete from outbox where state in ('Sent', 'Kept', 'Dropped') and added_at < $1", before)
        + transaction.ExecuteNow("delete from outbox where state = 'Unwanted' and added_at < $1", unwantedBefore);

    /// <summary>The administrator tries a channel: at once, whatever the hour.</summary>
    public static void AddTrial(CityTransaction transaction, string channel, string? address, DateTime now) =>
        transaction.Execute(
            """
            insert into outbox (id, kind, address, detail, state, added_at, due_at, attempts, channel, again)
            values ($1, 'Trial', cast($2 as text), '', 'Waiting', $3, $3, 0, $4, 0)
            """,
            Guid.CreateVersion7(),
            address,
            now,
            channel
        );

    internal static void End(CityTransaction transaction, Entry entry, MessageState state, string trouble, DateTime now) =>
        transaction.Execute(
            "update outbox set state = $2, trouble = $3, settled_at = $4 where id = $1",
            entry.Id,
            state,
            trouble,
            now
        );

    private static void GiveBackLost(CityTransaction transaction, MessageRules rules, DateTime now)
    {
        transaction.Execute(
            """
            update outbox set state = 'Dead', again = 1, attempts = attempts + 1, settled_at = $1, trouble = $4
            where state = 'Sending' and taken_at < $2 and attempts >= $3
            """,
            now,
            now - Lease,
            rules.MostTries - 1,
            "messages.lost"
        );
        transaction.Execute(
            "update outbox set state = 'Waiting', again = 1, attempts = attempts + 1, due_at = $1 where state = 'Sending' and taken_at < $2",
            now,
            now - Lease
        );
    }

    // What was told to the outbox a moment ago waits for its like, and for the morning.
    private static bool IsTime(CityTransaction transaction, Entry entry, MessageSetting setting, TimeZoneInfo zone, DateTime now)
    {
        if (entry.Attempts > 0 || entry.Again)
            return true;
        var ready = Timing.Ready(entry.Kind, entry.AddedAt, setting.Rules, zone);
        if (ready <= now)
            return true;
        transaction.Execute("update outbox set due_at = $2 where id = $1", entry.Id, ready);
        return false;
    }

    private static int Allowed(CityTransaction transaction, IChannel? channel, DateTime now) =>
        channel is null
            ? int.MaxValue
            : Math.Min(
                MostAtOnce,
                channel.Limit.AllowedAt(
                    now,
                    transaction.Many(
                        "select max(taken_at) from outbox where taken_at > $1 and channel = $2 group by batch",
                        row => Values.Time(row.GetInt64(0)),
                        now.AddMinutes(-1),
                        channel.Code
                    )
                )
            );

    private static Batch Taken(CityTransaction transaction, string channel, Addressed[] some, DateTime now)
    {
        var id = Guid.CreateVersion7();
        foreach (var one in some)
            transaction.Execute(
                "update outbox set state = 'Sending', batch = $2, channel = $3, taken_at = $4 where id = $1",
                one.Entry.Id,
                id,
                channel,
                now
            );
        string[] phones = [.. some.Select(one => one.Phone).OfType<string>().Distinct()];
        return new Batch(id, channel, [.. some.Select(one => one.Entry)], some[0].To, some[0].To is null ? phones : []);
    }
}
