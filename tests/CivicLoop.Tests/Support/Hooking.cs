using CivicLoop.Core.Exchange;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Exchange.Hooks;
using CivicLoop.Web.Outside;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Site;
using Microsoft.Extensions.Logging.Abstractions;

namespace CivicLoop.Tests.Support;

/// <summary>Webhooks of a stored city, told when a test says so.</summary>
public sealed class Hooking : IDisposable
{
    public const string Secret = "whs_0123456789abcdef";

    private readonly City city;
    private readonly OutsideHttp outside;
    private readonly HookRounds rounds;

    /// <param name="allowed">Networks inside the house that may be called; the loopback unless a test says otherwise.</param>
    public Hooking(TestCity at, string? allowed = "127.0.0.0/8")
    {
        city = at.City;
        outside = new OutsideHttp(allowed);
        var rules = new RulesNow(new PlaybookReads().On);
        var bodies = new HookBodies(rules, new CitiesHere(at.Cities, rules), new Texts(Texts.Folder));
        rounds = new HookRounds(bodies, outside, NullLogger<HookRounds>.Instance);
    }

    public Guid Add(string address, Guid? token = null, params string[] kinds) => Add(city, address, token, kinds);

    public static Guid Add(City city, string address, Guid? token = null, params string[] kinds)
    {
        var id = Guid.CreateVersion7();
        var hook = new Webhook(
            id,
            "共享平台甲",
            address,
            HookRounds.Seal(city, id, Secret),
            kinds.Length > 0 ? kinds : Happening.All,
            token,
            city.Clock.Now,
            city.Clock.Now,
            null,
            CityClock.Machine,
            null
        );
        city.Database.WriteInBulk(transaction => HookStore.Add(transaction, hook, SmallCity.SystemAdministrator.Person));
        return id;
    }

    /// <summary>One round, to its end.</summary>
    public async Task Round()
    {
        await rounds.Begin(city, CancellationToken.None);
        await rounds.Settled();
    }

    /// <summary>Sets out and waits for nobody.</summary>
    public Task Begin() => rounds.Begin(city, CancellationToken.None);

    /// <summary>As if the waits were over.</summary>
    public void Later() =>
        city.Database.WriteInBulk(transaction =>
            transaction.ExecuteNow("update webhook_deliveries set due_at = 0 where state = 'Waiting'")
        );

    public void Dispose() => outside.Dispose();

    public List<HookDelivery> Deliveries(Guid hook, HookState? state = null) =>
        city.Database.Read(connection => HookStore.Page(connection, hook, state, 500));

    /// <summary>A webhook with a delivery in every state, for whoever looks at its pages.</summary>
    public static string In(City city, IReadOnlyList<Guid> cases)
    {
        var id = Add(city, "https://data.example.cn/civicloop");
        city.Database.WriteInBulk(transaction =>
        {
            var now = CityClock.Machine;
            foreach (var (state, at) in Enum.GetValues<HookState>().Select((state, at) => (state, at)))
            {
                var one = new HookDelivery(
                    Guid.CreateVersion7(),
                    id,
                    Values.Id(cases[at % cases.Count]),
                    at + 1,
                    Happening.All[at],
                    now,
                    HookState.Waiting,
                    WebhookRetry.Most - 1,
                    now,
                    now.AddDays(1),
                    null,
                    null
                );
                HookStore.Enqueue(transaction, one with { DueAt = now.AddDays(1), AddedAt = now.AddDays(1) });
                if (state == HookState.Arrived)
                    HookStore.Arrived(transaction, one, "204", now);
                if (state == HookState.GivenUp)
                    HookStore.Failed(transaction, one, "outside.away", now);
                if (state == HookState.Dropped)
                    HookStore.Dropped(transaction, one, now);
            }
            return 0;
        });
        return $"webhooks/{id}";
    }
}
