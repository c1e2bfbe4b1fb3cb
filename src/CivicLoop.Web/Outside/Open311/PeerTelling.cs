using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Intake.Open311;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Outside.Open311;

/// <summary>Tells another server what happened here to the cases that came from there, in the order in which it happened.</summary>
internal sealed class PeerTelling(PeerClient client, Texts texts)
{
    private const int MostWords = 200;
    private const int LongestWords = 800;

    // An act is recorded a little before it can be read: what was just being written is looked for once more.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    // These came from whoever told it; they need not be told what they said.
    private static readonly string[] Theirs = ["received", "reported", "fix-confirmed", "fix-disputed"];

    public async Task<Refusal?> Run(City city, Peer peer, CancellationToken stop)
    {
        if (PeerStore.Key(city, peer) is not { } key)
            return new Refusal("outside.key");
        await Gather(city, peer);
        var office = texts.In(Texts.Simplified);
        var now = city.Clock.Now;
        var words = city.Database.Read(connection => ExchangeStore.Waiting(connection, peer.Code, Way.Out, now, MostWords));
        // Where one word is stuck, those after it would tell the story in the wrong order.
        var stuck = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words.OrderBy(one => one.MadeAt).ThenBy(one => one.Number).ThenBy(Step))
        {
            if (stuck.Contains(word.Theirs))
                continue;
            if (!city.Database.Read(connection => PeerStore.Goes(connection, peer.Code)))
                return null;
            var step = city
                .Database.Read(connection => PublicCases.Steps(connection, [word.Number!.Value]))
                .FirstOrDefault(one => Item(one) == word.Item);
            // Withdrawn from everybody meanwhile.
            var failed = step is null
                ? (new Refusal("peer.withdrawn"), true)
                : await client.Tell(peer, key, word, Open311Updates.Status(step), step.At, Says(city, step, office), stop);
            if (failed is not var (refusal, forGood))
            {
                await city.Database.Write(transaction => ExchangeStore.Done(transaction, word.Id, city.Clock.Now));
                continue;
            }
            // Nobody is there, or the key is wrong: no word is at fault, and all of them wait for the next round.
            if (PeerClient.IsGone(refusal))
                return refusal;
            await city.Database.Write(transaction => ExchangeStore.Failed(transaction, word, refusal, forGood, city.Clock.Now));
            if (!forGood)
                stuck.Add(word.Theirs);
        }
        return null;
    }

    // What happened to cases that came from there, since we last looked; one line each, waiting to be told.
    private static async Task Gather(City city, Peer peer)
    {
        var until = city.Clock.Now;
        var since = peer.ToldTo - Overlap;
        var touched = city.Database.Read(connection => ExchangeStore.Touched(connection, peer.Code, since));
        foreach (var some in touched.Chunk(MostWords))
        {
            var theirs = some.ToDictionary(one => one.Number, one => one.Theirs);
            var steps = city
                .Database.Read(connection => PublicCases.Steps(connection, [.. theirs.Keys]))
                .Where(step => step.At >= since && !Theirs.Contains(step.Kind))
                .ToList();
            await city.Database.Write(transaction =>
            {
                foreach (var step in steps)
                    ExchangeStore.Wait(transaction, peer.Code, Item(step), theirs[step.Number], step.Number, step.At);
                return true;
            });
        }
        await city.Database.Write(transaction => PeerStore.Told(transaction, peer.Code, until));
    }

    // What a demo made up must not be taken for news elsewhere.
    private static string Says(City city, PublicStep step, Sentences office) =>
        PeerClient.Cut(step.Words ?? office[$"intake.event.{step.Kind}"], LongestWords)
        + (city.Database.Read(DemoMark.Is) ? $" {office["site.demo"]}" : "");

    private static string Item(PublicStep step) => $"{step.Number}-{step.Event}";

    // The number of the event within its case, out of the name of the word.
    private static int Step(Exchange word) =>
        int.TryParse(word.Item[(word.Item.LastIndexOf('-') + 1)..], out var step) ? step : 0;
}
