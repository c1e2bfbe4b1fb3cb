using System.Data.Common;
using System.Security.Cryptography;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.DataProtection;

namespace CivicLoop.Web.Messages;

/// <summary>
/// Sends what the outboxes of the cities hold. A channel that fails, hangs or lies costs a try and nothing else:
/// the act that caused the message was done long before.
/// </summary>
public sealed class Sender(Cities cities, CitiesHere here, RulesNow rules, Texts texts, AllChannels channels, ILogger<Sender> log)
    : BackgroundService
{
    /// <summary>What is sent or dropped is forgotten after so many days; dead letters are not.</summary>
    public const int DaysKept = 180;

    private const int DaysUnwanted = 7;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, long> lookedAt = new(StringComparer.Ordinal);

    /// <summary>How long one try may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                foreach (var code in cities.All())
                    await Pass(code, stop);
            }
            catch (Exception exception) when (IsPassing(exception))
            {
                log.LogWarning("The cities could not be listed for sending: {Why}", exception.Message);
            }
        }
    }

    private async Task Pass(string code, CancellationToken stop)
    {
        try
        {
            if (cities.Find(code) is not { } city)
                return;
            var tick = Environment.TickCount64;
            var look = tick - lookedAt.GetValueOrDefault(code, long.MinValue / 2) >= BetweenLooks.TotalMilliseconds;
            if (look)
                lookedAt[code] = tick;
            await Pass(city, look, stop);
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            log.LogWarning("Messages of {City} wait for the next round: {Why}", code, exception.Message);
        }
    }

    /// <summary>One round: looks at the lights where asked to, takes what is due, sends it, says what became of it.</summary>
    /// <returns>How many messages were tried.</returns>
    public async Task<int> Pass(City city, bool look, CancellationToken stop)
    {
        var now = city.Clock.Now;
        var (setting, waits) = city.Database.Read(connection =>
        {
            var setting = MessageSettings.Of(connection);
            return (setting, setting.On && OutboxReads.Waits(connection, now, OutboxStore.Lease));
        });
        if (!setting.On || !look && !waits)
            return 0;
        if (look)
            await city.Database.Write(transaction =>
            {
                LightNotes.Look(transaction, now);
                return OutboxStore.Forget(transaction, now.AddDays(-DaysKept), now.AddDays(-DaysUnwanted));
            });
        if (here.Find(city.Code) is not { } site)
            return 0;
        var batches = await city.Database.Write(transaction => OutboxStore.Take(transaction, setting, channels, site.Zone, now));
        // Channels do not wait for each other; what goes over one goes one after the other.
        await Task.WhenAll(batches.GroupBy(batch => batch.Channel).Select(group => Send(city, site, setting, [.. group], stop)));
        return batches.Count;
    }

    private async Task Send(City city, CityHere site, MessageSetting setting, Batch[] batches, CancellationToken stop)
    {
        Delivery? deaf = null;
        foreach (var batch in batches)
        {
            // A channel that asked to be left alone is not asked again at once.
            var delivery = deaf ?? await Try(city, site, setting, batch, stop);
            deaf = delivery.Went == Went.Throttled ? delivery : null;
            await city.Database.Write(transaction =>
            {
                OutboxStore.Settle(transaction, batch, delivery, setting.Rules, city.Clock.Now);
                return true;
            });
        }
    }

    private async Task<Delivery> Try(City city, CityHere site, MessageSetting setting, Batch batch, CancellationToken stop)
    {
        if (batch.Channel == AllChannels.KeptHere)
            return Delivery.Sent;
        try
        {
            if (
                channels.Find(batch.Channel) is not { } channel
                || MessageSettings.Channel(city, batch.Channel) is not { } entered
            )
                return new Delivery(Went.Failed, "messages.channel-off");
            var letter = Words(city, site, setting, batch, channel.Limit.Bytes);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience);
            return await channel.Send(entered, letter, CityClock.Machine, patience.Token).WaitAsync(patience.Token);
        }
        catch (CryptographicException)
        {
            // Sealed with keys that are gone.
            return new Delivery(Went.Refused, "messages.unreadable");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Delivery(Went.Failed, "messages.timeout");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("A message of {City} over {Channel} failed: {Why}", city.Code, batch.Channel, failure.GetType().Name);
            return new Delivery(Went.Failed, "messages.unreachable");
        }
    }

    /// <summary>As the page shows it and as it goes.</summary>
    internal Letter Words(City city, CityHere site, MessageSetting setting, Batch batch, int bytes)
    {
        var seals = Outbox.Seals(city.Database);
        var kept = batch.Channel == AllChannels.KeptHere;
        var to = kept ? null : Open(batch.To);
        List<string> phones = kept ? [] : [.. batch.Phones.Select(Open).OfType<string>()];
        var wording = new MessageWording(site, rules.Of(city), setting, texts.In(Texts.Simplified));
        return city.Database.Read(connection => wording.Of(connection, batch, to, phones, bytes));

        string? Open(string? isSealed) => isSealed is null ? null : seals.Unprotect(isSealed);
    }

    private static bool IsPassing(Exception exception) => exception is StorageTrouble or InvalidOperationException or DbException;
}
