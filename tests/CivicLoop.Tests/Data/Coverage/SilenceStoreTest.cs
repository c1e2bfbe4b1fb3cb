using CivicLoop.Core.Cases;
using CivicLoop.Core.Coverage;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Coverage;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Coverage;

/// <summary>An alarm once for each silence, told through the outbox, ended by life; on both databases.</summary>
public class SilenceStoreTest
{
    [Theory, EachDatabase]
    public async Task A_silence_is_told_once_and_ends_when_somebody_acts(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        server.City.Database.WriteInBulk(transaction =>
        {
            MessageSettings.TurnOn(transaction, server.City.Clock.Now);
            return 0;
        });
        var found = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await Pass(server);
        Open(server).ShouldBeEmpty("nobody has had time to be silent");
        await Later(server, 15);

        await Pass(server);
        await Pass(server);
        await Later(server, 1);
        await Pass(server);

        // The city's beats go on meanwhile, and others may have fallen silent over them.
        Open(server)
            .Where(one => one.Code is "market" or "market-clerk")
            .Select(one => (one.Kind, one.Code, one.Next!.Post))
            .ShouldBe(
                [(SilentKind.Post, "market-clerk", "market-clerk"), (SilentKind.Unit, "market", "supervisor")],
                ignoreOrder: true
            );
        Told(server).ShouldBe(2, "once each, however often it is looked and whatever day it is");

        await server.Office.Act(found.Stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        (await Pass(server)).Ended.ShouldBeGreaterThanOrEqualTo(2);
        Open(server).ShouldNotContain(one => one.Code == "market" || one.Code == "market-clerk");
        server
            .City.Database.Read(connection =>
                Sql.Number(
                    connection,
                    "select count(*) from duties where kind = 'silence' and post = 'market-clerk' and done_at is null"
                )
            )
            .ShouldBe(0);
        await Later(server, 20);
        await Pass(server);
        Told(server).ShouldBe(4, "another silence is told again");
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task A_leader_who_is_never_seen_and_a_place_where_nobody_goes_are_told_and_two_servers_tell_once(
        DatabaseKind kind
    )
    {
        await using var server = await TestServer.Start(kind);
        SmallGround.In(server);
        await server.Office.Reported();
        await Later(server, 60);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Pass(server))));

        var open = Open(server);
        open.Select(one => (one.Kind, one.Code)).ShouldBeUnique();
        open.Select(one => one.Kind).ShouldContain(SilentKind.Leader);
        open.Count(one => one.Kind == SilentKind.Place)
            .ShouldBeInRange(1, 2 * 20, "no more of a district than somebody can see to");
        server.ShouldBeWhole();
    }

    private static long Told(TestServer server) =>
        server.City.Database.Read(connection =>
            Sql.Number(
                connection,
                "select count(*) from outbox o join silences s on s.stream = o.subject where o.kind = 'Owed' and s.code in ('market', 'market-clerk')"
            )
        );

    private static Task<(int Noticed, int Ended)> Pass(TestServer server) =>
        SilenceStore.Pass(server.City, server.Services.GetRequiredService<RulesNow>().Of(server.City));

    private static List<SilenceState> Open(TestServer server) =>
        server.City.Database.Read(connection => SilenceStore.Newest(connection, SilenceStatus.Silent, 500));

    private static async Task Later(TestServer server, int days)
    {
        await server.City.Database.Write(transaction =>
            server.City.Clock.MoveTo(transaction, server.City.Clock.Now.AddDays(days))
        );
        // The server looks at its clock again every second.
        await Task.Delay(1_100);
    }
}
