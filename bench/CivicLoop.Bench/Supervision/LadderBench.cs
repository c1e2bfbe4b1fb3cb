using System.Data.Common;
using System.Diagnostics;
using CivicLoop.Bench.Cases;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Supervision;

namespace CivicLoop.Bench.Supervision;

/// <summary>
/// The ladder over 100,000 open duties: all lights and all rungs in one pass, beside a bare scan of the very same rows that
/// judges nothing. The ways take turns.
/// </summary>
internal static class LadderBench
{
    private const int Duties = 100_000;
    private const int Rounds = 7;
    private const int Batch = 5_000;

    public static async Task<int> Run()
    {
        var report = new Report(
            "ladder",
            "The ladder over 100,000 open duties",
            "database",
            "way",
            "ms (median of 7 rounds)",
            "ratio to the bare scan"
        );
        await Measure(report, owner: null);
        if (Environment.GetEnvironmentVariable("CIVICLOOP_POSTGRES") is { Length: > 0 } owner)
            await Measure(report, owner);
        else
            report.Note("PostgreSQL was not measured: CIVICLOOP_POSTGRES names none.");
        report.Note(
            "A third of the duties is green, a third yellow, a third red by up to ten days; a tenth has failed a check. The rungs are those of Karamay."
        );
        report.Note("The bare scan reads the same columns of the same join, row by row, and adds up their times.");
        report.Note("Aim: no more than three times the bare scan.");
        await report.Save();
        return 0;
    }

    private static async Task Measure(Report report, string? owner)
    {
        var storage = new Storage(Directory.CreateTempSubdirectory("civicloop-bench-").FullName, owner, null);
        await using var cities = new Cities(storage);
        var rules = ActsBench.Rules();
        var city = EmptyCity.In(cities, rules, $"bench-{Environment.ProcessId}");
        var now = city.Clock.Now;
        Fill(city, rules, now);
        var (scan, pass, found) = (new List<double>(), new List<double>(), 0);
        for (var round = 0; round < Rounds; round++)
        {
            scan.Add(Milliseconds(() => Scan(city, now)));
            pass.Add(Milliseconds(() => found = LadderRounds.Weigh(city, rules, now).Count));
        }
        var database = owner is null ? "SQLite" : "PostgreSQL";
        var bare = Figures.Median(scan);
        report.Row(database, "bare scan", Report.Number(bare), "1");
        report.Row(
            database,
            "all lights and rungs",
            Report.Number(Figures.Median(pass)),
            Report.Number(Figures.Median(pass) / bare, "0.00")
        );
        report.Note(
            $"{database}: {Report.Number(found)} rungs were reached, and would be proposed or told in transactions of a hundred."
        );
    }

    private static double Milliseconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static long Scan(City city, DateTime now) =>
        city.Database.ReadSnapshot(connection =>
            Sql.Stream(
                    connection,
                    """
                    select d.subject, d.number, d.kind, d.post, d.since, d.yellow, d.due, c.number, c.district, c.place, c.severity,
                      c.failed_checks, c.reopenings
                    from duties d join cases c on c.stream = d.subject where d.done_at is null and d.since <= $1
                    """,
                    Touch,
                    now
                )
                .Sum()
        );

    // Every column is taken from its row, and nothing made of it.
    private static long Touch(DbDataReader row) =>
        row.GetString(0).Length
        + row.GetInt32(1)
        + row.GetString(2).Length
        + row.GetString(3).Length
        + row.GetInt64(4)
        + row.GetInt64(5)
        + row.GetInt64(6)
        + row.GetInt64(7)
        + row.GetString(8).Length
        + row.GetString(9).Length
        + row.GetString(10).Length
        + row.GetInt32(11)
        + row.GetInt32(12);

    // Only the columns that the pass reads say something; nobody opens these cases.
    private static void Fill(City city, CaseRules rules, DateTime now)
    {
        string[] units =
        [
            .. rules.Organisation.Posts.Where(post => rules.Organisation.ClerkOf(post.Unit) == post).Select(post => post.Code),
        ];
        foreach (var some in Enumerable.Range(1, Duties).Chunk(Batch))
            city.Database.WriteInBulk(transaction =>
            {
                var streams = some.Select(at => (At: at, Id: Values.Id(Guid.CreateVersion7()))).ToList();
                transaction.InsertMany(
                    """
                    insert into cases (stream, number, version, head, status, found_by, category, difficulty, severity, place, place_type,
                      district, lon, lat, unit, what, reported_by, reported_at, returns, failed_checks, reopenings, state)
                    """,
                    [.. streams.Select(one => Case(one.Id, one.At, rules, now))]
                );
                transaction.InsertMany(
                    "insert into duties (subject, number, kind, post, checker, since, yellow, due, limit_text, provisional)",
                    [.. streams.Select(one => Duty(one.Id, one.At, units, now))]
                );
                return 0;
            });
        city.Database.WriteInBulk(transaction => transaction.ExecuteNow("analyze"));
    }

    private static object?[] Case(string id, int at, CaseRules rules, DateTime now) =>
        [
            id,
            at,
            1,
            "",
            CaseStatus.Accepted,
            "inspector",
            rules.Playbook.Problems.Themes[0].Groups[0].Categories[0].Code,
            "dated",
            at % 50 == 0 ? Severity.Grave : Severity.Minor,
            $"p-{at % 1000}",
            "market",
            rules.Playbook.City.Districts[at % rules.Playbook.City.Districts.Count].Code,
            84.87,
            45.59,
            "market",
            Values.Id(Guid.Empty),
            Values.Id(Guid.Empty),
            now.AddDays(-20),
            0,
            at % 10 == 0 ? 1 : 0,
            0,
            "{}",
        ];

    private static object?[] Duty(string id, int at, string[] units, DateTime now)
    {
        var due = now.AddMinutes(
            (at % 3) switch
            {
                0 => 2_000 + at % 5_000,
                1 => 10 + at % 100,
                _ => -(at % 14_400),
            }
        );
        return
        [
            id,
            1,
            "rectify",
            units[at % units.Length],
            null,
            due.AddDays(-3),
            due.AddHours(-4),
            due,
            "2 working days",
            false,
        ];
    }
}
