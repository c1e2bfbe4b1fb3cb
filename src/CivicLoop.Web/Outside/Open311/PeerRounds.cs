using CivicLoop.Core.Events;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Outside.Open311;

/// <summary>
/// One round with another server: pull what is new there, tell what happened here. What was missed while a server
/// stood still is made up for, because both sides are asked from where the last round came to.
/// </summary>
public sealed class PeerRounds(RulesNow rules, OutsideHttp http, Texts texts, ILogger<PeerRounds> log)
{
    /// <summary>Longer than a round may take: whoever was cut off in the middle of one is waited for no longer than this.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(12);

    private readonly PeerPulling pulling = new(rules, new PeerClient(http), texts);
    private readonly PeerTelling telling = new(new PeerClient(http), texts);

    /// <summary>How long a round may take; what it has not come to is for the next.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <returns>Why it came to nothing; null when it went well or was somebody else's.</returns>
    public async Task<Refusal?> Run(City city, Peer peer, CancellationToken stop)
    {
        var started = city.Clock.Now;
        if (!await city.Database.Write(transaction => PeerStore.Claim(transaction, peer.Code, started, started + Held)))
            return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        Refusal? refusal;
        try
        {
            refusal =
                (peer.Pulls ? await pulling.Run(city, peer, patience.Token) : null)
                ?? (peer.Tells ? await telling.Run(city, peer, patience.Token) : null);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            refusal = new Refusal("outside.slow");
        }
        catch (OperationCanceledException)
        {
            await city.Database.Write(transaction => PeerStore.LetGo(transaction, peer.Code));
            throw;
        }
        // Whatever somebody else's server makes us stumble over, it must not take ours down with it.
        catch (Exception exception) when (exception is not StorageTrouble)
        {
            log.LogError(exception, "{City}: the round with {Peer} was broken off", city.Code, peer.Code);
            refusal = new Refusal("outside.broken-off");
        }
        var failures = refusal is null ? 0 : peer.Failures + 1;
        var now = city.Clock.Now;
        await city.Database.Write(transaction =>
            PeerStore.Finished(transaction, peer.Code, refusal, failures, started, now, now + Peer.Pause(peer.Minutes, failures))
        );
        return refusal;
    }
}
