using System.Diagnostics;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Playbooks;

namespace CivicLoop.Bench.Cases;

/// <summary>
/// Durable acts per second through the door, against raw inserts of the same rows in groups of the same size and in
/// one transaction each. The three take turns, so that a slow minute of the machine is slow for all of them.
/// </summary>
internal static class ActsBench
{
    private const int Rounds = 5;
    private const int Writers = 64;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);

    public static async Task<int> Run()
    {
        var report = new Report(
            "acts",
            "Durable acts per second",
            "database",
            "way",
            "acts/s (median of 5 rounds)",
            "ratio to raw groups",
            "acts in a group",
            "safeguards"
        );
        await Measure(report, new Storage(Directory.CreateTempSubdirectory("civicloop-bench-").FullName, null, null));
        if (Environment.GetEnvironmentVariable("CIVICLOOP_POSTGRES") is { Length: > 0 } owner)
            await Measure(report, new Storage(Directory.CreateTempSubdirectory("civicloop-bench-").FullName, owner, null));
        else
            report.Note("PostgreSQL was not measured: CIVICLOOP_POSTGRES names none.");
        report.Note(
            $"An act is a citizen's report without a photo: 6 rows (event, act, case, duty, two texts). {Writers} writers at once."
        );
        report.Note("Raw ways insert the same rows with the same statements, without decision, fingerprint, hash or fold.");
        await report.Save();
        return 0;
    }

    private static async Task Measure(Report report, Storage storage)
    {
        await using var cities = new Cities(storage);
        var code = $"bench-{Environment.ProcessId}";
        var city = cities.Create(code).City;
        var rules = Rules();
        var (door, groups, ones, sizes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        using var raw = new RawWriter(city, storage.Owner is not null);
        await Door(city, rules, TimeSpan.FromSeconds(1));
        for (var round = 0; round < Rounds; round++)
        {
            var (rate, size) = await Door(city, rules, Turn);
            door.Add(rate);
            sizes.Add(size);
            groups.Add(raw.Rate(Turn, Group(storage, size)));
            ones.Add(raw.Rate(Turn, 1));
        }
        var (name, safeguards) = storage.Owner is null
            ? ("SQLite", "WAL, synchronous=FULL")
            : ("PostgreSQL", "synchronous_commit=on");
        var whole = Figures.Median(groups);
        void Row(string way, List<double> rates, string group) =>
            report.Row(
                name,
                way,
                Report.Number(Figures.Median(rates)),
                Report.Number(Figures.Median(rates) / whole, "0.00"),
                group,
                safeguards
            );
        Row("through the door", door, Report.Number(Figures.Median(sizes), "0.0"));
        Row("raw, in groups, one connection", groups, Report.Number(Group(storage, Figures.Median(sizes))));
        Row("raw, one transaction each, one connection", ones, "1");
        if (storage.Owner is null)
            Directory.Delete(storage.Folder, recursive: true);
    }

    // SQLite: the size that the door's own groups had. PostgreSQL: the door commits each act, so as many as it has writers.
    private static int Group(Storage storage, double size) =>
        storage.Owner is null ? Math.Max(1, (int)Math.Round(size)) : Writers;

    private static async Task<(double Rate, double GroupSize)> Door(City city, CaseRules rules, TimeSpan turn)
    {
        var at = rules.Playbook.Places.Places[0];
        var where = new Location(at.Code, at.Type, at.Owner, at.District, at.Street, at.Lon, at.Lat);
        var input = new ReportInput("litter", where, "门前有垃圾，已两天无人清理", [], null);
        input = input with { Category = rules.Playbook.Problems.Categories.First().Code };
        var done = 0L;
        var commitsBefore = city.Database.Commits;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (watch.Elapsed < turn)
                        {
                            var form = new ActForm(Guid.CreateVersion7(), Actor.Citizen, "public", "市民反映", null, null);
                            var outcome = await CaseStore.Act(city, rules, null, form, input);
                            if (outcome.Refusal is { } refusal)
                                throw new InvalidOperationException(refusal.ToString());
                            Interlocked.Increment(ref done);
                        }
                    })
                )
        );
        var seconds = watch.Elapsed.TotalSeconds;
        return (done / seconds, (double)done / (city.Database.Commits - commitsBefore));
    }

    internal static CaseRules Rules()
    {
        var folder = PlaybookFolder.Read(
            Path.Combine(Tree.Root, "playbooks", "karamay"),
            Path.Combine(Tree.Root, "playbooks", "base")
        );
        var playbook = folder.Parse().Playbook!;
        var organisation = new OrganisationNow(playbook.Organisation.Units, playbook.Organisation.Posts);
        return new CaseRules(playbook, RulesNow.CalendarOf(playbook), organisation);
    }
}
