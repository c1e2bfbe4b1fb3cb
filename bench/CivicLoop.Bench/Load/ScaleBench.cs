using System.Diagnostics;
using CivicLoop.Core.Maps;

namespace CivicLoop.Bench.Load;

/// <summary>
/// The same addresses over the same server, once with the demo's cases (about 13,000) and once with a million: how
/// much slower is the slowest hundredth? Both servers run beside each other and are asked in turns, so that whatever
/// else the machine does falls on both.
/// </summary>
internal static class ScaleBench
{
    private const int Rounds = 8;
    private const int Requests = 100;
    private const int AtOnce = 4;

    // The middle of the town of the demo city.
    private const double Lon = 84.87;
    private const double Lat = 45.59;

    private static readonly (string Name, string Address)[] List =
    [
        ("all cases", "cases"),
        ("open cases", "cases?status=open"),
        ("one district, one theme", "cases?district=650203&theme=dirty"),
        ("overdue", "cases?light=Red"),
        ("one street, last 7 days", "cases?street=650203001&days=7"),
        ("failed checks of one district", "cases?district=650204&trouble=failed"),
        ("an empty answer", "cases?district=650205&found=sensor&trouble=reopened"),
        ("two words that many have", "cases?words=%E5%9E%83%E5%9C%BE+%E5%B0%8F%E5%8C%BA"),
        ("case page", "cases/{last}"),
    ];

    private static readonly (string Name, string Address)[] Desk = [("desk of a clerk", "desk"), ("case page", "cases/{last}")];

    private static readonly (string Name, string Address)[] Tiles =
    [
        ("whole city, all cases", Tile(7, "")),
        ("whole city, open cases", Tile(7, "?status=open")),
        ("whole city, one theme overdue", Tile(7, "?theme=dirty&light=Red")),
        ("a town, all cases", Tile(11, "")),
        ("some streets, all cases", Tile(15, "")),
        ("one street corner, all cases", Tile(18, "")),
        ("whole city, another filter each time", Tile(7, "?{filter}")),
        ("map page", "cases/map"),
    ];

    public static Task<int> Lists() => Run("list", "The case list and the case page", List);

    public static Task<int> Desks() => Run("desk", "Desk and case page", Desk);

    public static Task<int> Maps() => Run("tiles", "Tiles of the map", Tiles);

    /// <summary>The first screen of the head, and a line of command two levels down.</summary>
    public static Task<int> Leaders() =>
        Run(
            "leader",
            "A leader's page",
            [("first screen", "desk"), ("a work group", "desk?at=group.environment"), ("a unit", "desk?at=unit.city-services")],
            "leader-secretary",
            "with the demo's duties",
            "with 1,000,000 duties open",
            "Four in ten of the million are red. Aim: under 200 ms for the slowest hundredth.",
            ManyDuties.OnSqlite,
            ManyDuties.OnPostgres
        );

    private static string Tile(int zoom, string filter)
    {
        var tile = MapTile.At(zoom, Lon, Lat);
        return $"map/tiles/{tile.Zoom}/{tile.X}/{tile.Y}.mvt{filter}";
    }

    private static Task<int> Run(string name, string title, (string Name, string Address)[] pages) =>
        Run(
            name,
            title,
            pages,
            "OfficeClerk",
            "at 13,000",
            "at 1,000,000 cases",
            "The million is the demo's cases repeated into the past, each copy three months earlier; a twentieth of the copies stays open. Aim: no more than double.",
            ManyCases.OnSqlite,
            ManyCases.OnPostgres
        );

    private static async Task<int> Run(
        string name,
        string title,
        (string Name, string Address)[] pages,
        string who,
        string little,
        string much,
        string says,
        Func<Task<(ManyCases Small, ManyCases Large)>> onSqlite,
        Func<Task<(ManyCases Small, ManyCases Large)>> onPostgres
    )
    {
        Build.Publish();
        var report = new Report(
            name,
            $"{title} {little} and {much}",
            "database",
            "what",
            $"p50 / p99 ms {little}",
            $"p50 / p99 ms {much}",
            "ratio of p99"
        );
        await Measure("SQLite", await onSqlite());
        if (ManyCases.Postgres is null)
            report.Note("PostgreSQL was not measured: CIVICLOOP_TEST_POSTGRES names none.");
        else
            await Measure("PostgreSQL", await onPostgres());
        report.Note(
            $"{Rounds * Requests} requests each, {AtOnce} at once, over HTTP, signed in as {who}; {Requests} to one server and {Requests} to the other in turns."
        );
        report.Note(says);
        report.Note($"Load of the machine by all that ran on it, at the end: {Load()}.");
        await report.Save();
        return 0;

        async Task Measure(string database, (ManyCases Small, ManyCases Large) data)
        {
            await using var small = await Start(data.Small, who);
            await using var large = await Start(data.Large, who);
            report.Note(
                $"{database}: the first tile after the start of the server, which reads the cases in: {Report.Number(await First(small), "#,0")} ms and {Report.Number(await First(large), "#,0")} ms."
            );
            foreach (var (what, address) in pages)
            {
                var (before, after) = (new List<double>(), new List<double>());
                await Ask(small, data.Small, address, 20, []);
                await Ask(large, data.Large, address, 20, []);
                for (var round = 0; round < Rounds; round++)
                {
                    await Ask(small, data.Small, address, Requests, before);
                    await Ask(large, data.Large, address, Requests, after);
                }
                var ratio = Figures.Quantile(after, 0.99) / Figures.Quantile(before, 0.99);
                report.Row(database, what, Show(before), Show(after), Report.Number(ratio, "0.00"));
            }
        }

        static string Show(List<double> times) =>
            $"{Report.Number(Figures.Quantile(times, 0.5), "0.0")} / {Report.Number(Figures.Quantile(times, 0.99), "0.0")}";

        static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
    }

    private static async Task<Server> Start(ManyCases data, string who)
    {
        Build.Migrate(data.Folder, data.Connection);
        var (server, _) = await Server.Start(data.Folder, "/karamay", postgres: data.Connection);
        await server.SignIn("karamay", who);
        return server;
    }

    private static async Task<double> First(Server server)
    {
        var watch = Stopwatch.StartNew();
        await server.Client.GetByteArrayAsync($"/karamay/{Tile(7, "")}");
        return watch.Elapsed.TotalMilliseconds;
    }

    private static Task Ask(Server server, ManyCases data, string address, int requests, List<double> times) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, requests),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (request, stop) =>
            {
                var path = address
                    .Replace("{last}", $"{data.Last - request}", StringComparison.Ordinal)
                    .Replace("{filter}", Filter(request), StringComparison.Ordinal);
                var watch = Stopwatch.StartNew();
                await server.Client.GetByteArrayAsync($"/karamay/{path}", stop);
                lock (times)
                    times.Add(watch.Elapsed.TotalMilliseconds);
            }
        );

    // A hundred different filters: none finds what another has just asked.
    private static string Filter(int request) =>
        $"district=65020{2 + request % 4}&days={new[] { 1, 7, 30 }[request / 4 % 3]}&found={new[] { "citizen", "inspector", "office" }[request / 12 % 3]}&theme={new[] { "dirty", "disorder", "service" }[request / 36 % 3]}";
}
