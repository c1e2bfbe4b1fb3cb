using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Scoring;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Scoring;

/// <summary>What a day came to stays what it came to, today changes at once, and both databases say the same.</summary>
public class ScoreReadsTest
{
    private static readonly Dictionary<DatabaseKind, string[]> Said = [];

    [Theory, EachDatabase]
    public async Task A_day_that_is_over_never_changes_and_today_does_at_once(DatabaseKind kind)
    {
        await using var server = await Started(kind);
        var start = Today(server);
        var then = new List<string>();
        var late = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var fixedOne = await CaseWalk.In(server.Office, CaseStatus.Fixed);
        var before = Of(server, start);
        Visited(server, 1, "litter", 5_000, null);
        Of(server, start).ShouldNotBe(before);
        await CaseWalk.In(server.Office, CaseStatus.Filed);
        then.Add(await NextDay(server));

        await server.Office.Act(fixedOne.Stream, SmallCity.Supervisor, new SeenInput(CaseAct.PassCheck, []));
        Visited(server, 2, "stalls", 0, late.Number);
        then.Add(await NextDay(server));

        Visited(server, 3, "litter", 10_000, null);
        Withdrawn(server, 2);
        Owned(server, "south");
        then.Add(await NextDay(server));
        await server.Office.Act(
            late.Stream,
            SmallCity.MarketClerk,
            new SeenInput(CaseAct.ReportFixed, [server.Office.Photo("after")])
        );
        await server.Office.Act(late.Stream, SmallCity.Supervisor, new SeenInput(CaseAct.PassCheck, []));
        then.Add(await NextDay(server));

        // Rules that are taken in now say nothing about days that were over.
        Ruled(server, start, "late: 9");

        then.Distinct().Count().ShouldBe(4);
        Enumerable.Range(0, 4).Select(day => Of(server, start.AddDays(day))).ShouldBe(then);
        Walked(server, start, 4).ShouldBe(then);
        // Whichever of the two runs later compares.
        lock (Said)
        {
            Said[kind] = [.. then];
            Said.Values.ShouldAllBe(other => other.SequenceEqual(then));
        }
    }

    [Theory, EachDatabase]
    public async Task Days_that_are_over_are_kept_once_and_are_what_they_are_computed_to_be(DatabaseKind kind)
    {
        await using var server = await Started(kind);
        var day = Today(server);
        await CaseWalk.In(server.Office, CaseStatus.Accepted);
        await NextDay(server);
        var reads = server.Services.GetRequiredService<ScoreReads>();
        var scores = reads.Of(server.City, SmallCity.Calendar, day)!;

        var kept = await Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            return await server.City.Database.Write(transaction =>
                                ScoreStore.Keep(transaction, scores, server.City.Clock.Now)
                            );
                        }
                        catch (System.Data.Common.DbException)
                        {
                            return false;
                        }
                    })
                )
        );

        kept.Count(one => one).ShouldBe(1);
        server
            .City.Database.Read(connection =>
                Sql.Many(
                    connection,
                    "select code, points from day_scores order by code",
                    row => (row.GetString(0), row.GetInt64(1))
                )
            )
            .ShouldBe(
                scores
                    .Places.Concat(scores.Units)
                    .Where(score => score.Known)
                    .Select(score => (score.Code, score.Points!.Value))
                    .Order()
            );
    }

    [Theory, EachDatabase]
    public async Task A_place_alone_scores_as_it_does_among_all(DatabaseKind kind)
    {
        await using var server = await Started(kind);
        Visited(server, 1, "litter", 2_000, null);
        await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var reads = server.Services.GetRequiredService<ScoreReads>();
        var day = Today(server);

        var all = reads.Of(server.City, SmallCity.Calendar, day)!.Places.Single(score => score.Code == "p-1");
        var on = reads.On(server.City, SmallCity.Calendar, day)!;
        var alone = server.City.Database.Read(connection =>
            ScoreReads
                .Book(connection, on, "p-1")
                .Place(ScoreReads.Places(connection, on, "p-1").Single(), on.End, on.Asks, on.Rules)
        );

        alone.Known.ShouldBeTrue();
        JsonSerializer.Serialize(alone).ShouldBe(JsonSerializer.Serialize(all));
    }

    private static async Task<TestServer> Started(DatabaseKind kind)
    {
        var server = await TestServer.Start(kind);
        await server.End<CityRounds>();
        SmallGround.In(server);
        return server;
    }

    // The same however often and whenever it is asked, on whichever database.
    private static string Of(TestServer server, DateOnly day) =>
        JsonSerializer.Serialize(
            server.Services.GetRequiredService<ScoreReads>().Of(server.City, SmallCity.Calendar, day) is { } scores
                ? new
                {
                    scores.Grounds,
                    scores.Places,
                    scores.Units,
                }
                : null
        );

    private static List<string> Walked(TestServer server, DateOnly first, int days)
    {
        var reads = server.Services.GetRequiredService<ScoreReads>();
        return
        [
            .. ScoreWalk
                .Days(
                    server.City,
                    SmallCity.Calendar,
                    first,
                    first.AddDays(days - 1),
                    day => reads.On(server.City, SmallCity.Calendar, day)
                )
                .Select(scores =>
                    JsonSerializer.Serialize(
                        new
                        {
                            scores.Grounds,
                            scores.Places,
                            scores.Units,
                        }
                    )
                ),
        ];
    }

    private static async Task<string> NextDay(TestServer server)
    {
        var day = Today(server);
        var said = Of(server, day);
        var next = SmallCity.Calendar.ToUtc(day.AddDays(1), new TimeOnly(9, 0));
        await server.City.Database.Write(transaction => server.City.Clock.MoveTo(transaction, next));
        // What is late at the end of a day may not have been so at noon: the day is over now.
        return Of(server, day) is var over && over == said ? said : over;
    }

    private static DateOnly Today(TestServer server) => SmallCity.Calendar.DayOf(server.City.Clock.Now);

    private static void Visited(TestServer server, int visit, string standard, int share, long? number) =>
        server.City.Database.WriteInBulk(transaction =>
        {
            transaction.Execute(
                """
                insert into visit_items (visit, position, number, place, place_type, district, unit, system, edition, standard,
                  category, share, effect, case_number, happened_at, recorded_at, withdrawn_at)
                values ($1, 0, $2, 'p-1', 'market', $3, 'market', 'city', 'small-1', $4, null, $5, 'None', $6, $7, $7, null)
                """,
                Guid.CreateVersion7(),
                visit,
                SmallCity.North,
                standard,
                share,
                number,
                server.City.Clock.Now
            );
            return 0;
        });

    private static void Withdrawn(TestServer server, int visit) =>
        Execute(server, "update visit_items set withdrawn_at = $1 where number = $2", server.City.Clock.Now, visit);

    private static void Ruled(TestServer server, DateOnly from, string late)
    {
        var id = Guid.CreateVersion7();
        var scores = File.ReadAllText(Path.Combine(PlaybookFolders.Base, "scores.yaml"))
            .Replace("late: 2", late, StringComparison.Ordinal);
        Execute(
            server,
            "insert into playbooks (id, valid_from, recorded_at, hash) values ($1, $2, $3, 'other')",
            id,
            from,
            server.City.Clock.Now
        );
        Execute(
            server,
            "insert into playbook_files (playbook, path, content) select $1, path, content from playbook_files where path <> 'base/scores.yaml'",
            id
        );
        Execute(server, "insert into playbook_files (playbook, path, content) values ($1, 'scores.yaml', $2)", id, scores);
    }

    private static void Owned(TestServer server, string unit) =>
        Execute(
            server,
            "insert into ownerships (id, place, unit, valid_from, valid_to, recorded_at) values ($1, 'p-1', $2, $3, null, $4)",
            Guid.CreateVersion7(),
            unit,
            Today(server),
            server.City.Clock.Now
        );

    private static void Execute(TestServer server, string sql, params object[] args) =>
        server.City.Database.WriteInBulk(transaction =>
        {
            transaction.Execute(sql, args);
            return 0;
        });
}
