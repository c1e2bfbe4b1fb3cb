using System.Globalization;
using CivicLoop.Bench.Cases;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Site;

namespace CivicLoop.Bench.Places;

/// <summary>
/// A file of 100,000 places with one bad row in a hundred: checked, then written, beside a raw bulk insert of the same
/// rows into the same tables of another city. The ways take turns.
/// </summary>
internal static class ImportBench
{
    private const int Rows = 100_000;
    private const int Rounds = 3;
    private static readonly DateOnly Today = new(2021, 1, 1);

    public static async Task<int> Run()
    {
        var report = new Report(
            "import",
            "A file of 100,000 places, one bad row in a hundred",
            "database",
            "way",
            "seconds (median of 3 rounds)",
            "rows/s",
            "ratio to the raw insert",
            "memory held more, MiB"
        );
        var rules = ActsBench.Rules();
        var file = Path.Combine(Directory.CreateTempSubdirectory("civicloop-bench-").FullName, "places.csv");
        await File.WriteAllLinesAsync(file, Lines(rules));
        await Measure(
            report,
            rules,
            file,
            new Storage(Directory.CreateTempSubdirectory("civicloop-bench-").FullName, null, null)
        );
        if (Environment.GetEnvironmentVariable("CIVICLOOP_POSTGRES") is { Length: > 0 } owner)
            await Measure(
                report,
                rules,
                file,
                new Storage(Directory.CreateTempSubdirectory("civicloop-bench-").FullName, owner, null)
            );
        else
            report.Note("PostgreSQL was not measured: CIVICLOOP_POSTGRES names none.");
        report.Note(
            $"Each row is a place and its owner. The file is {new FileInfo(file).Length / 1024 / 1024} MiB of CSV; 99,000 rows come in, 1,000 are told and put aside."
        );
        report.Note("The raw insert writes the very same rows with the same statements, without reading or checking a file.");
        await report.Save();
        return 0;
    }

    private static async Task Measure(Report report, CaseRules rules, string file, Storage storage)
    {
        var t = new Texts(Texts.Folder).In(Texts.Simplified);
        var (check, write, again, raw, memory) = (
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<double>(),
            0L
        );
        await using var cities = new Cities(storage);
        for (var round = 0; round < Rounds; round++)
        {
            var city = EmptyCity.In(cities, rules, $"bench-{Environment.ProcessId}-{round}");
            var folder = new ImportFolder(Directory.CreateTempSubdirectory("civicloop-bench-").FullName);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            ImportSummary Check()
            {
                using var upload = File.OpenRead(file);
                return new ImportChecking(city, rules, ImportKind.Places, CoordinateSystem.Wgs84, Today, t).Run(
                    upload,
                    new Dictionary<string, string>(),
                    folder,
                    _ => memory = Math.Max(memory, GC.GetTotalMemory(forceFullCollection: false) - before),
                    CancellationToken.None
                );
            }

            ImportSummary summary = null!;
            check.Add(EmptyCity.Seconds(() => summary = Check()));
            if (summary.Bad != Rows / 100)
                throw new InvalidOperationException($"{summary.Bad} bad rows");
            write.Add(
                EmptyCity.Seconds(() =>
                    ImportWriting.Run(city, ImportKind.Places, folder, Hand(city), Today, _ => { }, CancellationToken.None)
                )
            );
            again.Add(EmptyCity.Seconds(() => summary = Check()));
            if (summary.Unchanged != Rows - Rows / 100)
                throw new InvalidOperationException($"{summary.Unchanged} unchanged rows");
            var places = city.Database.Read(connection => PlaceReads.Search(connection, new PlaceFilter(), Today, Rows));
            var other = EmptyCity.In(cities, rules, $"bench-{Environment.ProcessId}-{round}-raw");
            raw.Add(
                EmptyCity.Seconds(() =>
                    other.Database.WriteInBulk(transaction =>
                    {
                        foreach (var chunk in places.Chunk(1000))
                            PlaceStore.Insert(transaction, chunk, Hand(other));
                        return 0;
                    })
                )
            );
        }
        var whole = Figures.Median(raw);
        void Row(string way, double seconds, string held) =>
            report.Row(
                storage.Owner is null ? "SQLite" : "PostgreSQL",
                way,
                Report.Number(seconds, "0.00"),
                Report.Number(Rows / seconds),
                Report.Number(seconds / whole, "0.0"),
                held
            );
        Row("checked", Figures.Median(check), Report.Number(memory / 1024.0 / 1024));
        Row("written", Figures.Median(write), "");
        Row("checked and written", Figures.Median(check) + Figures.Median(write), "");
        Row("the same file again, nothing changes", Figures.Median(again), "");
        Row("raw insert", whole, "");
    }

    private static PlaceHand Hand(City city) => new(Actor.System, "普查", city.Clock.Now, Today);

    private static IEnumerable<string> Lines(CaseRules rules)
    {
        yield return "编号,名称,类型,区,街道,经度,纬度,管理单位";
        var seeds = rules.Playbook.Places.Places;
        for (var row = 1; row <= Rows; row++)
        {
            var seed = seeds[row % seeds.Count];
            var type = row % 100 == 0 ? "没有的类型" : seed.Type;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"N{row:D6},{seed.Name}{row},{type},{seed.District},{seed.Street},{seed.Lon},{seed.Lat},{seed.Owner}"
            );
        }
    }
}
