using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CivicLoop.Core.Events;
using CivicLoop.Core.Exchange;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Outside;
using Microsoft.AspNetCore.DataProtection;

namespace CivicLoop.Web.Exchange.Hooks;

/// <summary>
/// Tells each webhook what is put down for it. Each has its own way: one that is dead, slow or broken holds up nobody.
/// At least once, in the order of each case, until it is taken or given up.
/// </summary>
public sealed class HookRounds(HookBodies bodies, OutsideHttp outside, ILogger<HookRounds> log)
{
    // So much at a time; then one looks again what is due.
    private const int Batch = 50;

    private readonly ConcurrentDictionary<(string City, Guid Hook), Task> underWay = new();

    /// <summary>Puts down what is new, and sets out to whoever is not on their way already. Waits for nobody.</summary>
    public async Task Begin(City city, CancellationToken stop)
    {
        var hooks = city.Database.Read(HookStore.Active);
        if (hooks.Count == 0)
            return;
        await HookTelling.Run(city);
        foreach (var hook in hooks)
        {
            var one = (city.Code, hook.Id);
            if (underWay.TryGetValue(one, out var task) && !task.IsCompleted)
                continue;
            underWay[one] = Task.Run(() => Tell(city, hook, stop), CancellationToken.None);
        }
    }

    /// <summary>Waits until all who are on their way are back.</summary>
    public Task Settled() => Task.WhenAll(underWay.Values);

    private async Task Tell(City city, Webhook hook, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && await Deliver(city, hook, stop)) { }
        }
        catch (OperationCanceledException)
        {
            // The server stops; what waits is told when it starts again.
        }
        catch (Exception exception) when (exception is StorageTrouble or DbException or InvalidOperationException)
        {
            log.LogWarning("{City}: a webhook waits for the next round: {Why}", city.Code, exception.Message);
        }
    }

    // True when there may be more to tell at once.
    private async Task<bool> Deliver(City city, Webhook hook, CancellationToken stop)
    {
        var due = city.Database.Read(connection => HookStore.Due(connection, hook.Id, CityClock.Machine, Batch));
        var stuck = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < due.Count; at++)
        {
            var one = due[at];
            // What comes after it in the same case waits with it.
            if (one.Stream is { } stream && stuck.Contains(stream))
                continue;
            if (bodies.Of(city, hook, one) is not { } body)
            {
                await Write(city, transaction => HookStore.Dropped(transaction, one, CityClock.Machine));
                continue;
            }
            var heard = await Send(city, hook, one, body, stop);
            var answer = heard.Value is { } said ? said.Status.ToString(CultureInfo.InvariantCulture) : heard.Refusal!.Code;
            if (heard.Value is { Status: >= 200 and < 300 })
            {
                await Write(city, transaction => HookStore.Arrived(transaction, one, answer, CityClock.Machine));
                continue;
            }
            // Nobody there: what is due beside it would come to the same, and each would wait as long for nothing.
            var lost = heard.Value is null ? due.Skip(at).ToList() : [one];
            await Write(
                city,
                transaction =>
                {
                    foreach (var other in lost)
                        HookStore.Failed(transaction, other, answer, CityClock.Machine);
                }
            );
            if (heard.Value is null)
                return false;
            if (one.Stream is not null)
                stuck.Add(one.Stream);
        }
        return due.Count == Batch;
    }

    private async Task<Outcome<Heard>> Send(City city, Webhook hook, HookDelivery one, string body, CancellationToken stop)
    {
        if (Secret(city, hook) is not { } secret)
            return new Refusal("webhook.secret-gone");
        var seconds = new DateTimeOffset(CityClock.Machine, TimeSpan.Zero).ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, hook.Address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.UserAgent.ParseAdd("CivicLoop");
        request.Headers.Add("X-CivicLoop-Event", one.Kind);
        request.Headers.Add("X-CivicLoop-Delivery", Values.Id(one.Id));
        request.Headers.Add("X-CivicLoop-Timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-CivicLoop-Signature", WebhookSignature.Of(secret, seconds, body));
        return await outside.Send(request, stop);
    }

    private static Task Write(City city, Action<CityTransaction> write) =>
        city.Database.Write(transaction =>
        {
            write(transaction);
            return true;
        });

    /// <summary>Never called inside a transaction of the same city: a key may be written.</summary>
    internal static string Seal(City city, Guid hook, string secret) =>
        CityKeys.Of(city, "webhook", Values.Id(hook)).Protect(secret);

    private static string? Secret(City city, Webhook hook)
    {
        try
        {
            return CityKeys.Of(city, "webhook", Values.Id(hook.Id)).Unprotect(hook.Secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Looks every two seconds what there is to tell, and now and then what can be forgotten.</summary>
internal sealed class HookService(Data.Cities cities, HookRounds rounds, ILogger<HookService> log)
    : CityRounds(cities, TimeSpan.FromSeconds(2), log)
{
    /// <summary>What arrived is listed so many days.</summary>
    public const int DaysKept = 30;

    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, long> sweptAt = new(StringComparer.Ordinal);

    protected override string Work => "told to webhooks";

    protected override async Task Visit(City city)
    {
        await rounds.Begin(city, stop.Token);
        var tick = Environment.TickCount64;
        if (tick - sweptAt.GetValueOrDefault(city.Code, long.MinValue / 2) < BetweenSweeps.TotalMilliseconds)
            return;
        sweptAt[city.Code] = tick;
        if (city.Database.Read(HookStore.List).Count > 0)
            await city.Database.Write(transaction =>
            {
                HookStore.Forget(transaction, CityClock.Machine.AddDays(-DaysKept));
                return true;
            });
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await stop.CancelAsync();
        await rounds.Settled().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override void Dispose()
    {
        stop.Dispose();
        base.Dispose();
    }
}
