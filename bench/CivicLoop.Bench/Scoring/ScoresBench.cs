using CivicLoop.Bench.Cases;
using CivicLoop.Bench.Load;
using CivicLoop.Core.Scoring;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Places;
using CivicLoop.Web.Scoring;

namespace CivicLoop.Bench.Scoring;

/// <summary>
/// A city-year of daily scores of all places and units in one pass, beside a bare pass that reads the same events and folds
/// nothing. The ways take turns.
/// </summary>
internal static class ScoresBench
{
    private const int Days = 365;
    private const int Quarter = 91;
    private const int Rounds = 3;
    private const int Batch = 5_000;

    public static async Task<int> Run()
    {
        Build.Publish();
        var report = new Report(
            "scores",
            "A city-year of daily scores",
            "database",
            "way",
            "seconds (median of 3 rounds)",
            "ratio to the bare pass",
            "most memory of the pass, MB"
        );
        var demo = await Build.Demo();
        await Measure(report, demo, owner: null);
        if (Environment.GetEnvironmentVariable("CIVICLOOP_POSTGRES") is { Length: > 0 } owner)
            await Measure(report, demo, owner);
        else
            report.Note("PostgreSQL was not measured: CIVICLOOP_POSTGRES names none.");
        report.Note(
            "The cases and places of the demo of Karamay, its cases told apart into four quarters of a year; the limits in their events are not moved with them. Checks are one for each place and month, a third of them failed."
        );
        report.Note("The bare pass reads every column of the same events in the same order, and folds nothing.");
        report.Note("Memory is what the garbage collector holds while the year is walked, above what it held before.");
        await report.Save();
        return 0;
    }

    private static async Task Measure(Report report, string demo, string? owner)
    {
        var storage = new Storage(Directory.CreateTempSubdirectory("civicloop-bench-").FullName, owner, null);
        await using var cities = new Cities(storage);
        await using var source = new Cities(new Storage(demo, null, null));
        var rules = ActsBench.Rules();
        var city = EmptyCity.In(cities, rules, $"bench-{Environment.ProcessId}");
        var (first, events) = Fill(city, source.Find("karamay")!, rules);
        var asks = new Asks(rules.Playbook.Editions);
        var (bare, walk, most, found) = (new List<double>(), new List<double>(), 0L, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(EmptyCity.Seconds(() => Bare(city)));
            var before = GC.GetTotalMemory(forceFullCollection: true);
            walk.Add(
                EmptyCity.Seconds(() =>
                {
                    found = 0;
                    foreach (
                        var day in ScoreWalk.Days(
                            city,
                            rules.Calendar,
                            first,
                            first.AddDays(Days - 1),
                            day => new ScoreDay(
                                day,
                                rules.Calendar.ToUtc(day.AddDays(1), TimeOnly.MinValue),
                                rules.Playbook.Scores!,
                                rules.Playbook.Editions,
                                asks
                            )
                        )
                    )
                    {
                        found += day.Places.Count(score => score.Known);
                        most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
                    }
                })
            );
        }
        var database = owner is null ? "SQLite" : "PostgreSQL";
        report.Row(database, "bare pass over the events", Report.Number(Figures.Median(bare), "0.00"), "1", "");
        report.Row(
            database,
            $"{Days} days, every place and unit",
            Report.Number(Figures.Median(walk), "0.00"),
            Report.Number(Figures.Median(walk) / Figures.Median(bare), "0.0"),
            Report.Number(most / 1e6)
        );
        report.Note(
            $"{database}: {Report.Number(events)} events, {Report.Number(rules.Playbook.Places.Places.Count)} places, {Report.Number(found)} scores of places that are known."
        );
    }

    private static void Bare(City city)
    {
        using var connection = city.Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"select {EventStore.Columns} from events where kind not like '%.%' order by recorded_at, stream, number";
        using var rows = command.ExecuteReader();
        var length = 0L;
        while (rows.Read())
            length += EventStore.Read(rows).Body.Length;
        if (length == 0)
            throw new InvalidOperationException("there is no event to pass over");
    }

    private static (DateOnly First, long Events) Fill(City city, City source, Core.Cases.CaseRules rules)
    {
        using var from = source.Database.Open();
        var streams = Sql.Many(from, "select stream from cases order by number", row => row.GetString(0))
            .Index()
            .ToDictionary(one => one.Item, one => one.Index % 4);
        var stored = Sql.Many(
                from,
                $"select {EventStore.Columns} from events where kind not like '%.%' order by recorded_at, stream, number",
                EventStore.Read
            )
            .Where(one => streams.ContainsKey(one.Stream))
            .ToList();
        var first = rules.Calendar.DayOf(Values.Time(stored[0].RecordedAt)).AddDays(-3 * Quarter);
        foreach (var some in stored.Chunk(Batch))
            city.Database.WriteInBulk(transaction =>
            {
                foreach (var one in some)
                {
                    var back = streams[one.Stream] * Quarter * 86_400_000L;
                    EventStore.Append(
                        transaction,
                        one with
                        {
                            HappenedAt = one.HappenedAt - back,
                            RecordedAt = one.RecordedAt - back,
                        }
                    );
                }
                return 0;
            });
        var began = rules.Calendar.ToUtc(first, TimeOnly.MinValue);
        city.Database.WriteInBulk(transaction =>
        {
            PlaceStore.Seed(transaction, rules.Playbook.Places.Places, first, began);
            return 0;
        });
        Visits(city, rules, first);
        return (first, stored.Count);
    }

    private static void Visits(City city, Core.Cases.CaseRules rules, DateOnly first)
    {
        var asks = new Asks(rules.Playbook.Editions);
        for (var month = 0; month < 12; month++)
        {
            var at = rules.Calendar.ToUtc(first.AddDays(month * 30), new TimeOnly(10, 0));
            city.Database.WriteInBulk(transaction =>
            {
                var rows = rules
                    .Playbook.Places.Places.Index()
                    .SelectMany(place =>
                        asks.Of(place.Item.Type)
                            .Weights.Keys.Index()
                            .Select(asked =>
                                (object?[])
                                    [
                                        Values.Id(new Guid(month + 1, 0, 0, BitConverter.GetBytes((long)place.Index))),
                                        asked.Index,
                                        month * 10_000 + place.Index + 1,
                                        place.Item.Code,
                                        place.Item.Type,
                                        place.Item.District,
                                        place.Item.Owner,
                                        asked.Item.System,
                                        "sample",
                                        asked.Item.Standard,
                                        null,
                                        (place.Index + asked.Index + month) % 3 == 0 ? 5_000 : Checked.Full,
                                        "None",
                                        null,
                                        at,
                                        at,
                                        null,
                                    ]
                            )
                    );
                foreach (var some in rows.Chunk(500))
                    transaction.InsertMany(
                        """
                        insert into visit_items (visit, position, number, place, place_type, district, unit, system, edition, standard,
                          category, share, effect, case_number, happened_at, recorded_at, withdrawn_at)
                        """,
                        some
                    );
                return 0;
            });
        }
    }
}
