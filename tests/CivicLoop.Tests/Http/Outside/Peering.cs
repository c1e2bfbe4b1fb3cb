using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Outside;
using CivicLoop.Web.Outside.Open311;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Site;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Exchanged = CivicLoop.Web.Outside.Open311.Exchange;

namespace CivicLoop.Tests.Http.Outside;

/// <summary>A city that pulls from another server and tells it, round by round.</summary>
internal sealed class Peering(City city) : IDisposable
{
    private readonly OutsideHttp http = new("127.0.0.0/8");

    /// <summary>A city without a server, as far as asking goes.</summary>
    public static TestCity Asking(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var city = TestCity.On(kind);
        var folder = PlaybookFolder.Read(
            SourceTree.At("tests", "CivicLoop.Tests", "Support", "small-city"),
            PlaybookFolders.Base
        );
        PlaybookImport.Run(city.City, folder, TestServer.SmallPlaybook, new DateOnly(2020, 1, 1));
        return city;
    }

    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    public Peer Peer => city.Database.Read(connection => PeerStore.Find(connection, Peered.Code))!;

    public List<Exchanged> Exchanges =>
        city.Database.Read(connection => ExchangeStore.Page(connection, Peered.Code, null, 100, 0));

    public List<CaseState> Cases =>
        city.Database.Read(connection =>
            Sql.Many(connection, "select state from cases order by number", row => CaseColumns.Read(row.GetString(0)))
        );

    public void Put(string address, string? key = null, string jurisdiction = "", bool tells = true)
    {
        var secret = key is null ? null : PeerStore.Seal(city, Peered.Code, key);
        Write(transaction =>
        {
            PeerStore.Put(transaction, Peered.Server(address, secret, jurisdiction) with { Tells = tells }, city.Clock.Now);
            // A server that runs beside the test must not take the round before it.
            transaction.Execute("update peers set next_at = $1", city.Clock.Now.AddDays(1));
        });
    }

    public void End() => Write(transaction => PeerStore.End(transaction, Peered.Code, city.Clock.Now));

    /// <summary>The next round, whenever it would be.</summary>
    public async Task<Refusal?> Round(OutsideHttp? by = null)
    {
        Due();
        Write(transaction => transaction.Execute("update exchanges set next_at = 1 where status = 'Waiting'"));
        return await Run(by);
    }

    /// <summary>A round, if it is time for one and nobody is at it.</summary>
    public Task<Refusal?> Run(OutsideHttp? by = null) =>
        new PeerRounds(
            new RulesNow((_, _) => TestServer.SmallPlaybook),
            by ?? http,
            new Texts(Texts.Folder),
            NullLogger<PeerRounds>.Instance
        )
        {
            Patience = Patience,
        }.Run(city, Peer, TestContext.Current.CancellationToken);

    public void Due() => Write(transaction => transaction.Execute("update peers set next_at = 1"));

    private void Write(Action<CityTransaction> act) =>
        city.Database.WriteInBulk(transaction =>
        {
            act(transaction);
            return 0;
        });

    public void Dispose() => http.Dispose();
}
