using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Outside.Open311;

namespace CivicLoop.Tests.Support;

/// <summary>Another Open311 server of a city, with an exchange in every state.</summary>
public static class Peered
{
    public const string Code = "district-311";

    public static void In(City city) =>
        city.Database.WriteInBulk(transaction =>
        {
            var now = city.Clock.Now;
            var peer = Server("https://311.example.org/v2", key: null);
            PeerStore.Put(transaction, peer, now);
            ExchangeStore.Took(transaction, Code, "A-1", 1, null, "heard", now);
            ExchangeStore.Took(transaction, Code, "A-2", null, new Refusal("peer.unmapped", "GRAFFITI"), null, now);
            ExchangeStore.Wait(transaction, Code, "1-2", "A-1", 1, now);
            PeerStore.Finished(transaction, Code, new Refusal("outside.away"), 3, now, now, now.AddDays(1));
            return 0;
        });

    public static Peer Server(string address, string? key, string jurisdiction = "") =>
        new(
            Code,
            "区级平台",
            address,
            jurisdiction,
            key,
            new Dictionary<string, string> { ["litter"] = "litter" },
            Pulls: true,
            Tells: true,
            Minutes: 15,
            DateTime.UnixEpoch,
            DateTime.UnixEpoch,
            DateTime.UnixEpoch,
            0,
            null,
            "",
            null
        );
}
