using System.Security.Cryptography;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Places;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Outside.Open311;

/// <summary>
/// What is new with another server becomes a case here, once each; what it says later of such a request is added to the
/// case. A request that it has from another server itself is pulled there, where it is at home: so nothing goes round in a
/// ring, however many servers exchange with each other.
/// </summary>
internal sealed class PeerPulling(RulesNow rulesNow, PeerClient client, Texts texts)
{
    /// <summary>Nobody tells more than these in one round.</summary>
    private const int MostPages = 500;
    private const int MostAgain = 200;

    // What changes while a page is read is read again: better twice than never.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public async Task<Refusal?> Run(City city, Peer peer, CancellationToken stop) =>
        await Again(city, peer, stop) ?? await New(city, peer, stop);

    // What somebody wants tried again, one by one.
    private async Task<Refusal?> Again(City city, Peer peer, CancellationToken stop)
    {
        var now = city.Clock.Now;
        var waiting = city.Database.Read(connection => ExchangeStore.Waiting(connection, peer.Code, Way.In, now, MostAgain));
        foreach (var one in waiting)
        {
            if (!city.Database.Read(connection => PeerStore.Goes(connection, peer.Code)))
                return null;
            var found = await client.One(peer, one.Theirs, stop);
            if (found.Refusal is { } away && PeerClient.IsGone(away))
                return away;
            if (found.Value is [var request] && request.Id == one.Theirs)
                await Take(city, peer, request);
            else
                await city.Database.Write(transaction =>
                    ExchangeStore.Failed(
                        transaction,
                        one,
                        found.Refusal ?? new Refusal("outside.not-open311"),
                        forGood: false,
                        city.Clock.Now
                    )
                );
        }
        return null;
    }

    private async Task<Refusal?> New(City city, Peer peer, CancellationToken stop)
    {
        var (since, newest) = (peer.PulledTo, peer.PulledTo);
        var from = since - DateTime.UnixEpoch > Overlap ? since - Overlap : (DateTime?)null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await client.Changed(peer, from, page, stop);
            if (answer.Refusal is { } refusal)
                return refusal;
            var fresh = answer.Value!.Where(one => seen.Add(one.Id)).ToList();
            foreach (var some in fresh.Where(one => !one.PassedOn).Chunk(PeerClient.ToAPage))
                if (!await Look(city, peer, some))
                    return null;
            newest = fresh.Select(one => one.Updated).OfType<DateTime>().Append(newest).Max();
            // A server may tell less to a page than asked for; one that knows no pages tells the same again.
            if (fresh.Count == 0)
                break;
        }
        // A clock that runs ahead of ours must not make us pass by what comes in the meantime.
        var now = city.Clock.Now;
        await city.Database.Write(transaction => PeerStore.Pulled(transaction, peer.Code, newest < now ? newest : now));
        return null;
    }

    /// <returns>Whether to go on: nobody ended it meanwhile.</returns>
    private async Task<bool> Look(City city, Peer peer, IReadOnlyList<TheirRequest> requests)
    {
        var known = city.Database.Read(connection =>
            PeerStore.Goes(connection, peer.Code)
                ? ExchangeStore.Known(connection, peer.Code, [.. requests.Select(one => one.Id)])
                : null
        );
        if (known is null)
            return false;
        foreach (var request in requests)
            if (known.TryGetValue(request.Id, out var before))
            {
                if (before is { Number: not null, Heard: { } heard } && heard != Heard(request))
                    await Add(city, peer, request, before);
            }
            // What ended before we first heard of it is no work for anybody.
            else if (request.Open)
                await Take(city, peer, request);
        return true;
    }

    // The case and the line of the exchange in one transaction: neither is there without the other.
    private async Task Take(City city, Peer peer, TheirRequest request)
    {
        var rules = rulesNow.Of(city);
        var office = texts.In(Texts.Simplified);
        var at = Where(city, rules, request);
        var taken = await StreamDoor.Open<Taken>(
            city,
            (transaction, recordedAt) =>
            {
                var outcome =
                    !request.Open ? new Refusal("peer.ended-there")
                    : peer.Services.GetValueOrDefault(request.Service) is not { } category ? Unmapped(request.Service)
                    : at is null ? new Refusal("peer.no-position")
                    : CaseStore.Apply(
                        city.Database,
                        transaction,
                        rules,
                        null,
                        Act(peer, Peer.Derived(peer.Code, "request", request.Id), office),
                        new ReceiveInput(
                            category,
                            at,
                            Words(request, office),
                            [],
                            "platform",
                            new Source(peer.Code, request.Id, null)
                        ),
                        recordedAt
                    );
                // What came from there by another way, such as a table, is here already.
                var number = outcome.Refusal is { Code: "source.known", Args: [_, var here] }
                    ? long.Parse(here, System.Globalization.CultureInfo.InvariantCulture)
                    : outcome.Value?.Number;
                ExchangeStore.Took(
                    transaction,
                    peer.Code,
                    request.Id,
                    number,
                    number is null ? outcome.Refusal : null,
                    Heard(request),
                    recordedAt
                );
                return new Taken();
            }
        );
        // Somebody took the number three times in a row: the line says so, and it is tried again.
        if (taken.Refusal is { } busy)
            await city.Database.Write(transaction =>
                ExchangeStore.Took(transaction, peer.Code, request.Id, null, busy, null, city.Clock.Now)
            );
    }

    // They say something new of what is a case here: the clerk reads it in its history, as long as it is open.
    private async Task Add(City city, Peer peer, TheirRequest request, Known before)
    {
        var rules = rulesNow.Of(city);
        var office = texts.In(Texts.Simplified);
        List<string> lines = [office[request.Open ? "peers.said" : "peers.ended", request.Id]];
        if (request.Description.Length > 0)
            lines.Add(request.Description);
        var words = PeerClient.Cut(string.Join('\n', lines), ActForm.LongestText);
        await StreamDoor.Open<Taken>(
            city,
            (transaction, recordedAt) =>
            {
                var stream = transaction.One(
                    "select stream from cases where number = $1 and closed_at is null",
                    row => row.GetString(0),
                    before.Number
                );
                if (stream is not null)
                    CaseStore.Apply(
                        city.Database,
                        transaction,
                        rules,
                        Guid.Parse(stream),
                        Act(peer, Peer.Derived(peer.Code, "words", request.Id, Heard(request)), office),
                        new WordsInput(CaseAct.AddWords, words, []),
                        recordedAt
                    );
                ExchangeStore.Hear(transaction, peer.Code, request.Id, Heard(request));
                return new Taken();
            }
        );
    }

    internal static Refusal Unmapped(string service) => new("peer.unmapped", service);

    private static ActForm Act(Peer peer, Guid id, Sentences office) =>
        new(id, peer.Actor, "open311", office["peers.reason", peer.Name], null, null);

    private static Location? Where(City city, CaseRules rules, TheirRequest request) =>
        request is { Lat: { } lat, Lon: { } lon }
            ? city.Database.Read(connection =>
                new Territory(rules.Playbook, connection, rules.Calendar.DayOf(city.Clock.Now)).At(lon, lat)
            )
            : null;

    // All that would be news to a clerk, in so many letters.
    private static string Heard(TheirRequest request) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Open}\u001f{request.Description}")).AsSpan(0, 8)
        );

    private static string Words(TheirRequest request, Sentences office)
    {
        List<string> lines = [request.Description.Length > 0 ? request.Description : office["peers.no-words"]];
        if (request.Address.Length > 0)
            lines.Add(office["open311.answer", office["open311.address-said"], request.Address]);
        // Kept as words, never called.
        if (request.Media.Length > 0)
            lines.Add(office["open311.answer", office["open311.media-said"], request.Media]);
        return string.Join('\n', lines);
    }

    private sealed record Taken;
}
