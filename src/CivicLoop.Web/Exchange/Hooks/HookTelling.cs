using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Exchange;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Exchange.Hooks;

/// <summary>
/// Reads the history since each webhook was last told and puts down what it is to hear. After the commit, and by
/// itself: an act never waits for it, and nothing that fails here undoes one.
/// </summary>
public static class HookTelling
{
    private const int Batch = 500;

    // A machine's clock may step back a little: what is recorded then must not be passed by. What was put down before
    // is not put down again.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private sealed record Happened(string Stream, int Number, string Kind, DateTime At, DateTime RecordedAt);

    public static async Task Run(City city)
    {
        foreach (var hook in city.Database.Read(HookStore.Active))
            if (city.Database.Read(connection => IsNews(connection, hook)))
                await Tell(city, hook);
    }

    private static bool IsNews(DbConnection connection, Webhook hook) =>
        Sql.Number(connection, "select count(*) from (select 1 from events where recorded_at > $1 limit 1) news", hook.ToldAt)
        > 0;

    private static async Task Tell(City city, Webhook hook)
    {
        // Whatever is stamped up to this moment is committed once nobody holds the city: nothing comes in behind it.
        var through = await city.Database.Write(transaction =>
        {
            city.Database.AwaitActs(transaction);
            return transaction.Number("select coalesce(max(recorded_at), 0) from events");
        });
        var from = hook.ToldAt - Overlap;
        Happened? behind = null;
        do
        {
            var events = city.Database.Read(connection =>
                Since(connection, from < hook.SinceAt ? hook.SinceAt : from, through, behind)
            );
            var deliveries = city.Database.Read(connection => Heard(connection, hook, events));
            if (deliveries.Count > 0)
                await city.Database.Write(transaction =>
                {
                    foreach (var one in deliveries)
                        HookStore.Enqueue(transaction, one);
                    return true;
                });
            behind = events.Count == Batch ? events[^1] : null;
        } while (behind is not null);
        await city.Database.Write(transaction =>
        {
            HookStore.Told(transaction, hook.Id, Values.Time(through));
            return true;
        });
    }

    private static List<Happened> Since(DbConnection connection, DateTime from, long through, Happened? behind) =>
        Sql.Many(
            connection,
            $"""
            select stream, number, kind, happened_at, recorded_at from events
            where recorded_at >= $1 and recorded_at <= $2 and (recorded_at, stream, number) > ($3, $4, $5)
            and kind in ({string.Join(", ", Happening.Events.Select(kind => $"'{kind}'"))})
            order by recorded_at, stream, number limit {Batch}
            """,
            row => new Happened(
                row.GetString(0),
                row.GetInt32(1),
                row.GetString(2),
                Values.Time(row.GetInt64(3)),
                Values.Time(row.GetInt64(4))
            ),
            behind?.RecordedAt ?? from,
            through,
            behind is null ? 0L : Values.Milliseconds(behind.RecordedAt),
            behind?.Stream ?? "",
            behind?.Number ?? 0
        );

    // Of a case that nobody may know of, nobody hears: what happened before it was published is not made up for. That
    // something is shown no longer, whoever may have seen it hears.
    private static List<HookDelivery> Heard(DbConnection connection, Webhook hook, List<Happened> events)
    {
        var wanted = events.Where(one => hook.Kinds.Contains(Happening.Of(one.Kind))).ToList();
        if (wanted.Count == 0)
            return [];
        string[] streams = [.. wanted.Select(one => one.Stream).Distinct()];
        var cases = Sql.Many(
                connection,
                $"select stream, found_by, source_system from cases where stream in ({Sql.List(1, streams.Length)})",
                row => (Stream: row.GetString(0), FoundBy: row.GetString(1), System: Sql.Text(row, 2)),
                [.. streams]
            )
            .ToDictionary(row => row.Stream);
        var shown = Shown(connection, streams);
        var own = hook.Token is { } id ? TokenStore.ById(connection, id) : null;
        var now = CityClock.Machine;
        return
        [
            .. wanted
                .Where(Hears)
                .Select(one => new HookDelivery(
                    Guid.CreateVersion7(),
                    hook.Id,
                    one.Stream,
                    one.Number,
                    Happening.Of(one.Kind)!,
                    one.At,
                    HookState.Waiting,
                    0,
                    now,
                    now,
                    null,
                    null
                )),
        ];

        bool Hears(Happened one) =>
            cases.TryGetValue(one.Stream, out var found)
            && Happening.Of(one.Kind) switch
            {
                Happening.Answered => HookOwn.Is(own, found.System),
                Happening.Withheld => IsKnown(found.FoundBy, one, one.Number - 1),
                _ => IsKnown(found.FoundBy, one, one.Number),
            };

        bool IsKnown(string foundBy, Happened one, int at) =>
            Finders.Outside.Contains(foundBy) || shown[one.Stream].LastOrDefault(change => change.Number <= at).Shown;
    }

    // When cases were published and withheld, in their order.
    private static ILookup<string, (int Number, bool Shown)> Shown(DbConnection connection, string[] streams) =>
        Sql.Many(
                connection,
                $"""
                select stream, number, kind from events
                where stream in ({Sql.List(1, streams.Length)}) and kind in ('published', 'publication-withheld')
                order by stream, number
                """,
                row => (Stream: row.GetString(0), Change: (row.GetInt32(1), row.GetString(2) == "published")),
                [.. streams]
            )
            .ToLookup(row => row.Stream, row => row.Change);
}

/// <summary>Whose a case is.</summary>
internal static class HookOwn
{
    /// <summary>Whether a case came by this key, and the key still opens webhooks.</summary>
    public static bool Is(ApiToken? token, string? system) =>
        token is { EndedAt: null } && token.Scopes.Contains(Core.Accounts.ApiScope.Webhooks) && system == token.Code;
}
