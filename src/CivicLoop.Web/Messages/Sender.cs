using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages.Channels;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.DataProtection;

namespace CivicLoop.Web.Messages;

/// <summary>
/// Sends what the outboxes of the cities hold. A channel that fails, hangs or lies costs a try and nothing else: the
/// act that caused the message was done long before, and other channels and cities go on meanwhile.
/// </summary>
public sealed class Sender(
    Cities cities,
    CitiesHere here,
    RulesNow rules,
    Texts texts,
    AllChannels channels,
    IEnumerable<IOutsiders> outsiders,
    ILogger<Sender> log
) : BackgroundService
{
    /// <summary>What is sent or dropped is forgotten after so many days; dead letters are not.</summary>
    public const int DaysKept = 180;

    private const int DaysUnwanted = 7;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, long> lookedAt = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string City, string Channel), Line> lines = [];

    /// <summary>How long one try may take; null for as long as its channel says.</summary>
    public TimeSpan? Patience { get; init; }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await Round(stop);
        }
        finally
        {
            await Task.WhenAll(lines.Values.Select(line => line.Serving)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Round(CancellationToken stop)
    {
        try
        {
            foreach (var code in cities.All())
                await Begin(code, stop);
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            log.LogWarning("The cities could not be listed for sending: {Why}", exception.Message);
        }
    }

    private async Task Begin(string code, CancellationToken stop)
    {
        try
        {
            if (cities.Find(code) is not { } city)
                return;
            var tick = Environment.TickCount64;
            var look = tick - lookedAt.GetValueOrDefault(code, long.MinValue / 2) >= BetweenLooks.TotalMilliseconds;
            if (look)
                lookedAt[code] = tick;
            await Begin(city, look, stop);
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            log.LogWarning("Messages of {City} wait for the next round: {Why}", code, exception.Message);
        }
    }

    /// <summary>One round, to its end.</summary>
    /// <returns>How many messages were tried.</returns>
    public async Task<int> Pass(City city, bool look, CancellationToken stop)
    {
        var (tried, served) = await Begin(city, look, stop);
        await served;
        return tried;
    }

    /// <summary>
    /// Looks at the lights where asked to, takes what is due for channels that are free, and sets them to work. A
    /// channel that is at work still is given nothing more; the others do not wait for it.
    /// </summary>
    /// <returns>How many messages are being tried, and when all of them have been.</returns>
    public async Task<(int Tried, Task Served)> Begin(City city, bool look, CancellationToken stop)
    {
        var now = city.Clock.Now;
        var (setting, waits) = city.Database.Read(connection =>
        {
            var setting = MessageSettings.Of(connection);
            return (setting, setting.On && OutboxReads.Waits(connection, now, OutboxStore.Lease));
        });
        if (!setting.On || !look && !waits)
            return (0, Task.CompletedTask);
        if (look)
            await city.Database.Write(transaction =>
            {
                LightNotes.Look(transaction, now);
                return OutboxStore.Forget(transaction, now.AddDays(-DaysKept), now.AddDays(-DaysUnwanted));
            });
        if (here.Find(city.Code) is not { } site)
            return (0, Task.CompletedTask);
        var batches = await city.Database.Write(transaction =>
            OutboxStore.Take(transaction, setting, channels, code => LineOf(city, code).IsFree(now), site.Zone, now)
        );
        var served = batches
            .GroupBy(batch => batch.Channel, StringComparer.Ordinal)
            .Select(group =>
            {
                var line = LineOf(city, group.Key);
                line.Serve(() => Serve(city, site, setting, line, [.. group], stop));
                return line.Serving;
            })
            .ToList();
        return (batches.Count, Task.WhenAll(served));
    }

    private Line LineOf(City city, string channel) => lines.GetOrAdd((city.Code, channel), _ => new Line());

    // What goes over one channel goes one after the other.
    private async Task Serve(City city, CityHere site, MessageSetting setting, Line line, Batch[] batches, CancellationToken stop)
    {
        try
        {
            Delivery? resting = null;
            foreach (var batch in batches)
            {
                // A channel that asked to be left alone, or was not there, is not asked again at once: that is no try.
                var delivery = resting ?? await Try(city, site, setting, batch, stop);
                if (resting is null && line.After(delivery, city.Clock.Now) is { } rest)
                    resting = delivery with { Went = Went.Throttled, Wait = rest };
                await city.Database.Write(transaction =>
                {
                    OutboxStore.Settle(transaction, batch, delivery, setting.Rules, city.Clock.Now);
                    return true;
                });
            }
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            log.LogWarning("What became of messages of {City} is looked at again: {Why}", city.Code, exception.Message);
        }
    }

    private async Task<Delivery> Try(City city, CityHere site, MessageSetting setting, Batch batch, CancellationToken stop)
    {
        try
        {
            if (batch.Channel == AllChannels.KeptHere)
                return Words(city, site, setting, batch, int.MaxValue) is null ? Gone : Delivery.Sent;
            if (
                channels.Find(batch.Channel) is not { } channel
                || MessageSettings.Channel(city, batch.Channel) is not { } entered
            )
                return new Delivery(Went.Failed, "messages.channel-off");
            if (Words(city, site, setting, batch, channel.Limit.Bytes) is not { } letter)
                return Gone;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience ?? channel.Patience);
            return await channel.Send(entered, letter, CityClock.Machine, patience.Token).WaitAsync(patience.Token);
        }
        catch (CryptographicException)
        {
            // Sealed with keys that are gone.
            return new Delivery(Went.Refused, "messages.unreadable");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Delivery.Late;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("A message of {City} over {Channel} failed: {Why}", city.Code, batch.Channel, failure.GetType().Name);
            return Delivery.Unreachable;
        }
    }

    private static readonly Delivery Gone = new(Went.Unwanted, "messages.gone-outside");

    /// <summary>As the page shows it and as it goes.</summary>
    /// <returns>Null where it is for somebody outside who is not to be told any more.</returns>
    internal Letter? Words(City city, CityHere site, MessageSetting setting, Batch batch, int bytes)
    {
        if (batch.Entries[0].Outside)
            return city.Database.Read(connection => Outside(connection, city, site, setting, batch, bytes));
        var seals = Outbox.Seals(city.Database);
        var kept = batch.Channel == AllChannels.KeptHere;
        var to = kept ? null : Open(batch.To);
        List<string> phones = kept ? [] : [.. batch.Phones.Select(Open).OfType<string>()];
        var wording = new MessageWording(site, rules.Of(city), setting, texts.In(Texts.Simplified));
        return city.Database.Read(connection => wording.Of(connection, batch, to, phones, bytes));

        string? Open(string? isSealed) => isSealed is null ? null : seals.Unprotect(isSealed);
    }

    private Letter? Outside(DbConnection connection, City city, CityHere site, MessageSetting setting, Batch batch, int bytes)
    {
        var (first, now) = (batch.Entries[0], rules.Of(city));
        var (room, id) = (outsiders.First(one => one.Kinds.Contains(first.Kind)), Guid.Parse(first.Subject!));
        if (room.Find(connection, id) is not { } whom)
            return null;
        var t = texts.In(whom.Language);
        List<Tell> entries =
        [
            .. batch.Entries.Select(entry => new Tell(entry.Kind, entry.Detail, entry.AddedAt)).OrderBy(one => one.At),
        ];
        return room.Tell(connection, site, now, t, id, entries) is { } told
            ? new MessageWording(site, now, setting, t).Of(told, whom, batch, bytes)
            : null;
    }

    private static bool IsPassing(Exception exception) => exception is StorageTrouble or InvalidOperationException or DbException;
}
