using System.Collections.Concurrent;
using System.Data.Common;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Outside.Open311;

/// <summary>Looks twice a minute whose round it is. A server that answers slowly keeps nobody else's round waiting.</summary>
internal sealed class PeerService(Data.Cities cities, PeerRounds rounds, ILogger<PeerService> log)
    : CityRounds(cities, TimeSpan.FromSeconds(30), log)
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<(string City, string Peer), Task> running = new();

    protected override string Work => "brought in step with other servers";

    protected override Task Visit(City city)
    {
        foreach (var peer in city.Database.Read(connection => PeerStore.Due(connection, city.Clock.Now)))
        {
            var one = (city.Code, peer.Code);
            if (running.TryGetValue(one, out var at) && !at.IsCompleted)
                continue;
            running[one] = Task.Run(() => Round(city, peer), stop.Token);
        }
        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override void Dispose()
    {
        stop.Dispose();
        base.Dispose();
    }

    private async Task Round(City city, Peer peer)
    {
        try
        {
            if (await rounds.Run(city, peer, stop.Token) is { } refusal)
                log.LogWarning("{City}: the round with {Peer} came to nothing: {Code}", city.Code, peer.Code, refusal.Code);
        }
        catch (Exception exception) when (exception is StorageTrouble or DbException)
        {
            log.LogWarning("{City}: the round with {Peer} waits: {Why}", city.Code, peer.Code, exception.Message);
        }
    }
}
