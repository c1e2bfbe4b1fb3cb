using System.Diagnostics;
using CivicLoop.Bench.Load;
using CivicLoop.Web.Data;
using CivicLoop.Web.Rhythm;

namespace CivicLoop.Bench.Rhythm;

/// <summary>
/// What a beat gathers before it is called, at 13,000 cases and at a million, beside a bare count of the same tables. It runs
/// beside the requests, once for each time that a beat comes.
/// </summary>
internal static class AgendaBench
{
    private const int Rounds = 5;
    private static readonly string[] Makes = ["dispatch-meeting", "promise-check", "joint-review", "bulletin", "assessment"];

    public static async Task<int> Run()
    {
        Build.Publish();
        var report = new Report(
            "agenda",
            "What lies on the table when a beat comes",
            "database",
            "what the beat makes",
            "ms at 13,000",
            "ms at 1,000,000",
            "beside a bare count at 1,000,000"
        );
        await Measure(report, "SQLite", await ManyCases.OnSqlite());
        if (ManyCases.Postgres is null)
            report.Note("PostgreSQL was not measured: CIVICLOOP_TEST_POSTGRES names none.");
        else
            await Measure(report, "PostgreSQL", await ManyCases.OnPostgres());
        report.Note($"Medians of {Rounds} rounds, in turns. The beat came a day ago last time; a bulletin a week ago.");
        report.Note(
            "The bare count reads every row of cases and of duties: select count(*) where due >= 0 and where reported_at >= 0."
        );
        await report.Save();
        return 0;
    }

    private static async Task Measure(Report report, string name, (ManyCases Small, ManyCases Large) cities)
    {
        await using var small = new Cities(new Storage(cities.Small.Folder, cities.Small.Connection, null));
        await using var large = new Cities(new Storage(cities.Large.Folder, cities.Large.Connection, null));
        var (few, many) = (small.Find("karamay")!, large.Find("karamay")!);
        var bare = new List<double>();
        var results = Makes.ToDictionary(makes => makes, _ => (Few: new List<double>(), Many: new List<double>()));
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(Took(many, connection => Bare(connection)));
            foreach (var makes in Makes)
            {
                results[makes].Few.Add(Took(few, connection => Gather(connection, makes, few.Clock.Now)));
                results[makes].Many.Add(Took(many, connection => Gather(connection, makes, many.Clock.Now)));
            }
        }
        foreach (var (makes, (Few, Many)) in results)
            report.Row(
                name,
                makes,
                Report.Number(Figures.Median(Few)),
                Report.Number(Figures.Median(Many)),
                Report.Number(Figures.Median(Many) / Figures.Median(bare), "0.0")
            );
    }

    private static long Bare(System.Data.Common.DbConnection connection) =>
        Sql.Number(connection, "select count(*) from cases where reported_at + 0 >= 0")
        + Sql.Number(connection, "select count(*) from duties where due + 0 >= 0");

    private static long Gather(System.Data.Common.DbConnection connection, string makes, DateTime now) =>
        AgendaReads.Of(connection, makes, now.AddDays(makes == "bulletin" ? -7 : -1), now).Parts.Count;

    private static double Took(City city, Func<System.Data.Common.DbConnection, long> read)
    {
        var watch = Stopwatch.StartNew();
        city.Database.Read(read);
        return watch.Elapsed.TotalMilliseconds;
    }
}
