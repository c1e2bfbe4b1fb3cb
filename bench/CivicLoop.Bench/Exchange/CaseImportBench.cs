using System.Globalization;
using CivicLoop.Bench.Cases;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Exchange;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Exchange.Import;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Site;

namespace CivicLoop.Bench.Exchange;

/// <summary>
/// The record of 20,000 closed cases of another system, taken over with their stages, beside a raw insert of the very rows
/// that this made, into the same tables of another city. The ways take turns.
/// </summary>
internal static class CaseImportBench
{
    private const int Rows = 20_000;
    private const int Rounds = 3;
    private const int Bad = 100;

    public static async Task<int> Run()
    {
        var report = new Report(
            "import-cases",
            "A record of 20,000 closed cases, one bad row in a hundred",
            "database",
            "way",
            "seconds (median of 3 rounds)",
            "cases/s",
            "ratio to the raw insert",
            "memory held more, MiB"
        );
        var rules = ActsBench.Rules();
        var file = Path.Combine(Directory.CreateTempSubdirectory("civicloop-bench-").FullName, "record.csv");
        await File.WriteAllLinesAsync(file, Lines(rules));
        await Measure(report, rules, file, owner: null);
        if (Environment.GetEnvironmentVariable("CIVICLOOP_POSTGRES") is { Length: > 0 } owner)
            await Measure(report, rules, file, owner);
        else
            report.Note("PostgreSQL was not measured: CIVICLOOP_POSTGRES names none.");
        report.Note(
            "Each case comes with six stages, each an act of its own with its own time; 19,800 come in, 200 rows are told and put aside."
        );
        report.Note(
            "The raw insert writes the same rows into the same tables, a thousand cases' worth to a transaction, by prepared statements on one connection, without reading, judging or hashing anything."
        );
        await report.Save();
        return 0;
    }

    private static async Task Measure(Report report, CaseRules rules, string file, string? owner)
    {
        var storage = new Storage(Directory.CreateTempSubdirectory("civicloop-bench-").FullName, owner, null);
        var texts = new Texts(Texts.Folder);
        var (look, take, again, raw, memory, copied) = (
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<double>(),
            0L,
            0
        );
        await using var cities = new Cities(storage);
        for (var round = 0; round < Rounds; round++)
        {
            var city = EmptyCity.In(cities, rules, $"bench-{Environment.ProcessId}-{round}");
            var empty = RawCopy.Empty(city);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            ImportSummary Run(CaseHand? hand)
            {
                using var upload = File.OpenRead(file);
                return new CaseImporting(
                    city,
                    rules,
                    CaseMapping.Plain("another", CoordinateSystem.Wgs84),
                    CaseWordLists.Of(texts),
                    texts.In(Texts.Simplified)
                ).Run(
                    upload,
                    $"{file}.bad.csv",
                    hand,
                    _ => memory = Math.Max(memory, GC.GetTotalMemory(forceFullCollection: false) - before),
                    CancellationToken.None
                );
            }

            ImportSummary summary = null!;
            var hand = CaseHand.AtTheMachine("换平台");
            look.Add(EmptyCity.Seconds(() => summary = Run(null)));
            take.Add(EmptyCity.Seconds(() => summary = Run(hand)));
            if ((summary.Added, summary.Bad) != (Rows - Rows / Bad, Rows / Bad))
                throw new InvalidOperationException($"{summary.Added} came in, {summary.Bad} did not");
            again.Add(EmptyCity.Seconds(() => summary = Run(hand)));
            if (summary.Added != 0)
                throw new InvalidOperationException($"{summary.Added} came in twice");
            var rows = RawCopy.Of(city, empty);
            copied = rows.Count;
            var other = EmptyCity.In(cities, rules, $"bench-{Environment.ProcessId}-{round}-raw");
            raw.Add(EmptyCity.Seconds(() => rows.Into(other, rows.Count / (Rows / 1000))));
        }
        var whole = Figures.Median(raw);
        void Row(string way, double seconds, string held = "") =>
            report.Row(
                owner is null ? "SQLite" : "PostgreSQL",
                way,
                Report.Number(seconds, "0.00"),
                Report.Number(Rows / seconds),
                Report.Number(seconds / whole, "0.0"),
                held
            );
        Row("looked at (--dry-run)", Figures.Median(look));
        Row("taken over", Figures.Median(take), Report.Number(memory / 1024.0 / 1024));
        Row("the same file again, nothing changes", Figures.Median(again));
        Row($"raw insert of the same {Report.Number(copied)} rows", whole);
    }

    private static IEnumerable<string> Lines(CaseRules rules)
    {
        yield return "REC_ID,CREATE_TIME,EVENT_DESC,EVENT_SRC_NAME,SUB_TYPE_NAME,DISTRICT_NAME,COORDINATE_X,COORDINATE_Y,EVENT_STATE_NAME,"
            + "INST_TIME,DISPATCH_TIME,DISPOSE_END_TIME,CHECK_TIME,CHECK_PATROL_NAME,ARCHIVE_TIME,DISPOSE_UNIT_NAME";
        var places = rules.Playbook.Places.Places;
        Category[] categories = [.. rules.Playbook.Problems.Categories];
        var units = rules.Playbook.Organisation.Units.ToDictionary(unit => unit.Code);
        for (var row = 1; row <= Rows; row++)
        {
            var place = places[row % places.Count];
            var category = row % Bad == 0 ? "没有的类别" : categories[row % categories.Length].Name;
            var at = new DateTime(2020, 6, 1, 8, 0, 0, DateTimeKind.Unspecified).AddMinutes(row * 7);
            string Stage(double hours) => at.AddHours(hours).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"R{row:D8},{Stage(0)},门前有垃圾第{row}处,热线举报,{category},,{place.Lon},{place.Lat},已结案,{Stage(1)},{Stage(2)},{Stage(24)},{Stage(48)},核查员,{Stage(52)},{units[place.Owner].Name}"
            );
        }
    }
}
