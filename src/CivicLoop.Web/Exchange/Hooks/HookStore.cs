using System.Data.Common;
using CivicLoop.Core.Exchange;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Exchange.Hooks;

/// <summary>Who is told what, how far each was told, what waits, what arrived and what was given up.</summary>
public static class HookStore
{
    private const string Columns = "id, name, address, secret, kinds, token, since_at, told_at, last_at, created_at, off_at";

    private const string Delivered =
        "d.id, d.webhook, d.stream, d.number, d.kind, d.happened_at, d.state, d.attempts, d.added_at, d.due_at, d.settled_at, d.answer";

    /// <summary>False where the same form made it before.</summary>
    public static bool Add(CityTransaction transaction, Webhook hook, Guid person) =>
        transaction.ExecuteNow(
            """
            insert into webhooks (id, name, address, secret, kinds, token, since_at, told_at, person, created_at)
            values ($1, $2, $3, $4, $5, cast($6 as text), $7, $7, $8, $9) on conflict do nothing
            """,
            hook.Id,
            hook.Name,
            hook.Address,
            hook.Secret,
            string.Join(' ', hook.Kinds),
            hook.Token,
            hook.SinceAt,
            person,
            hook.CreatedAt
        ) > 0;

    /// <summary>Nothing more is told, and what waited is dropped. False when it was off already.</summary>
    public static bool Off(CityTransaction transaction, Guid id, DateTime machineNow)
    {
        if (transaction.ExecuteNow("update webhooks set off_at = $2 where id = $1 and off_at is null", id, machineNow) == 0)
            return false;
        transaction.Execute(
            $"update webhook_deliveries set state = '{HookState.Dropped}', settled_at = $2 where webhook = $1 and state = '{HookState.Waiting}'",
            id,
            machineNow
        );
        return true;
    }

    /// <summary>Told again, of what happens from now on. False when it was on already.</summary>
    /// <param name="now">By the city's clock.</param>
    public static bool On(CityTransaction transaction, Guid id, DateTime now) =>
        transaction.ExecuteNow(
            "update webhooks set off_at = null, since_at = $2, told_at = $2 where id = $1 and off_at is not null",
            id,
            now
        ) > 0;

    public static List<Webhook> Active(DbConnection connection) =>
        Sql.Many(connection, $"select {Columns} from webhooks where off_at is null order by created_at, id", Read);

    public static Webhook? Find(DbConnection connection, Guid id) =>
        Sql.One(connection, $"select {Columns} from webhooks where id = $1", Read, id) is { } hook
            ? Counted(connection, [hook])[0]
            : null;

    /// <summary>All of them, those that are on first, with what waits and what was given up.</summary>
    public static List<Webhook> List(DbConnection connection) =>
        Counted(
            connection,
            Sql.Many(
                connection,
                $"select {Columns} from webhooks order by case when off_at is null then 0 else 1 end, created_at desc, id",
                Read
            )
        );

    private static List<Webhook> Counted(DbConnection connection, List<Webhook> hooks)
    {
        var counts = Sql.Many(
                connection,
                $"""
                select webhook, state, count(*), sum(case when attempts > 0 then 1 else 0 end) from webhook_deliveries
                where state in ('{HookState.Waiting}', '{HookState.GivenUp}') group by webhook, state
                """,
                row =>
                    (
                        Of: (Guid.Parse(row.GetString(0)), Enum.Parse<HookState>(row.GetString(1))),
                        row.GetInt64(2),
                        row.GetInt64(3)
                    )
            )
            .ToDictionary(row => row.Of, row => (All: row.Item2, Tried: row.Item3));
        return
        [
            .. hooks.Select(hook =>
                hook with
                {
                    Waiting = counts.GetValueOrDefault((hook.Id, HookState.Waiting)).All,
                    Tried = counts.GetValueOrDefault((hook.Id, HookState.Waiting)).Tried,
                    GivenUp = counts.GetValueOrDefault((hook.Id, HookState.GivenUp)).All,
                }
            ),
        ];
    }

    public static void Told(CityTransaction transaction, Guid id, DateTime through) =>
        transaction.Execute("update webhooks set told_at = $2 where id = $1 and told_at < $2", id, through);

    /// <summary>To be told; nothing where the same event was put down for it before, or it was switched off.</summary>
    public static void Enqueue(CityTransaction transaction, HookDelivery one) =>
        transaction.Execute(
            $"""
            insert into webhook_deliveries (id, webhook, stream, number, kind, happened_at, state, attempts, added_at, due_at)
            select $1, $2, cast($3 as text), cast($4 as integer), $5, $6, '{HookState.Waiting}', 0, $7, $7
            where exists (select 1 from webhooks where id = $2 and off_at is null)
            on conflict do nothing
            """,
            one.Id,
            one.Webhook,
            one.Stream,
            one.Number,
            one.Kind,
            one.HappenedAt,
            one.AddedAt
        );

    /// <summary>What is due, in the order of each case: nothing overtakes what still waits before it.</summary>
    public static List<HookDelivery> Due(DbConnection connection, Guid webhook, DateTime machineNow, int most) =>
        Sql.Many(
            connection,
            $"""
            select {Delivered} from webhook_deliveries d
            where d.webhook = $1 and d.state = '{HookState.Waiting}' and d.due_at <= $2
            and not exists (select 1 from webhook_deliveries e where e.webhook = d.webhook and e.stream = d.stream
              and e.number < d.number and e.state = '{HookState.Waiting}' and e.due_at > $2)
            order by d.added_at, d.stream, d.number limit {most}
            """,
            ReadDelivery,
            webhook,
            machineNow
        );

    /// <summary>The newest first, with the numbers of their cases.</summary>
    public static List<HookDelivery> Page(DbConnection connection, Guid webhook, HookState? state, int most) =>
        Sql.Many(
            connection,
            $"""
            select {Delivered}, c.number from webhook_deliveries d left join cases c on c.stream = d.stream
            where d.webhook = $1 {(state is null ? "" : $"and d.state = '{state}'")}
            order by d.added_at desc, d.id desc limit {most}
            """,
            row => ReadDelivery(row) with { Case = row.IsDBNull(12) ? null : row.GetInt64(12) },
            webhook
        );

    public static void Arrived(CityTransaction transaction, HookDelivery one, string answer, DateTime machineNow)
    {
        Settle(transaction, one, HookState.Arrived, answer, machineNow);
        transaction.Execute("update webhooks set last_at = $2 where id = $1", one.Webhook, machineNow);
    }

    /// <summary>There is nothing to tell any more.</summary>
    public static void Dropped(CityTransaction transaction, HookDelivery one, DateTime machineNow) =>
        Settle(transaction, one, HookState.Dropped, null, machineNow);

    /// <summary>Tried later, or given up.</summary>
    public static void Failed(CityTransaction transaction, HookDelivery one, string answer, DateTime machineNow)
    {
        if (WebhookRetry.After(one.Attempts + 1) is not { } wait)
        {
            Settle(transaction, one, HookState.GivenUp, answer, machineNow);
            return;
        }
        transaction.Execute(
            $"update webhook_deliveries set attempts = attempts + 1, due_at = $2, answer = $3 where id = $1 and state = '{HookState.Waiting}'",
            one.Id,
            machineNow + wait,
            answer
        );
    }

    private static void Settle(
        CityTransaction transaction,
        HookDelivery one,
        HookState state,
        string? answer,
        DateTime machineNow
    ) =>
        transaction.Execute(
            $"""
            update webhook_deliveries set state = $2, attempts = attempts + 1, settled_at = $3, answer = cast($4 as text)
            where id = $1 and state = '{HookState.Waiting}'
            """,
            one.Id,
            state,
            machineNow,
            answer
        );

    /// <summary>Tried again now and from the beginning: one that was given up or failed so far, or all of them.</summary>
    /// <returns>How many.</returns>
    public static int Again(CityTransaction transaction, Guid webhook, Guid? delivery, DateTime machineNow) =>
        transaction.ExecuteNow(
            $"""
            update webhook_deliveries set state = '{HookState.Waiting}', attempts = 0, due_at = $2, settled_at = null
            where webhook = $1 and (state = '{HookState.GivenUp}' or state = '{HookState.Waiting}' and attempts > 0)
            and (cast($3 as text) is null or id = $3)
            and exists (select 1 from webhooks where id = $1 and off_at is null)
            """,
            webhook,
            machineNow,
            delivery
        );

    /// <summary>What arrived or was dropped is forgotten after a while; what was given up stays until somebody looks.</summary>
    public static void Forget(CityTransaction transaction, DateTime before) =>
        transaction.Execute(
            $"delete from webhook_deliveries where settled_at < $1 and state in ('{HookState.Arrived}', '{HookState.Dropped}')",
            before
        );

    private static Webhook Read(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Sql.Text(row, 5) is { } token ? Guid.Parse(token) : null,
            Values.Time(row.GetInt64(6)),
            Values.Time(row.GetInt64(7)),
            Sql.Time(row, 8),
            Values.Time(row.GetInt64(9)),
            Sql.Time(row, 10)
        );

    private static HookDelivery ReadDelivery(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            Guid.Parse(row.GetString(1)),
            Sql.Text(row, 2),
            row.IsDBNull(3) ? null : row.GetInt32(3),
            row.GetString(4),
            Values.Time(row.GetInt64(5)),
            Enum.Parse<HookState>(row.GetString(6)),
            row.GetInt32(7),
            Values.Time(row.GetInt64(8)),
            Values.Time(row.GetInt64(9)),
            Sql.Time(row, 10),
            Sql.Text(row, 11)
        );
}
