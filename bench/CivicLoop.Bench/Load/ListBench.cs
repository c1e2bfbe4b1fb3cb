using System.Diagnostics;
using CivicLoop.Web.Data;
using Microsoft.Data.Sqlite;

namespace CivicLoop.Bench.Load;

/// <summary>
/// The same pages over the same server, once with the demo's cases (about 10,000) and once with a million: how much
/// slower is the slowest hundredth?
/// </summary>
internal static class ListBench
{
    private const int Wanted = 1_000_000;
    private const int Requests = 400;
    private const int AtOnce = 4;

    private static readonly (string Name, string Address)[] Pages =
    [
        ("all cases", "/karamay/cases"),
        ("open cases", "/karamay/cases?status=open"),
        ("one district, one theme", "/karamay/cases?district=650203&theme=dirty"),
        ("overdue", "/karamay/cases?light=Red"),
        ("one street, last 7 days", "/karamay/cases?street=650203001&days=7"),
        ("failed checks of one district", "/karamay/cases?district=650204&trouble=failed"),
        ("an empty answer", "/karamay/cases?district=650205&found=leader&trouble=reopened"),
        ("case page", "/karamay/cases/{last}"),
        ("desk of a clerk", "/karamay/desk"),
    ];

    public static async Task<int> Run()
    {
        Build.Publish();
        var small = await Build.Demo();
        var large = Enlarged(small);
        var report = new Report(
            "list",
            "The case list at 10,000 and at 1,000,000 cases",
            "page",
            "p50 / p99 ms at 10,000",
            "p50 / p99 ms at 1,000,000",
            "ratio of p99"
        );
        var before = await Measure(small);
        var after = await Measure(large);
        foreach (var (name, _) in Pages)
            report.Row(name, Show(before[name]), Show(after[name]), Report.Number(after[name].P99 / before[name].P99, "0.00"));
        report.Note(
            $"{Requests} requests a page, {AtOnce} at once, over HTTP, signed in as office clerk; SQLite, 2 MB of its own cache a connection."
        );
        report.Note(
            "The million is the demo's cases repeated into the past, each copy three months earlier; a twentieth of the copies stays open. Aim: no more than double."
        );
        await report.Save();
        return 0;

        static string Show((double P50, double P99) times) =>
            $"{Report.Number(times.P50, "0.0")} / {Report.Number(times.P99, "0.0")}";
    }

    private static async Task<Dictionary<string, (double P50, double P99)>> Measure(string data)
    {
        var (server, _) = await Server.Start(data, "/karamay");
        await using var _server = server;
        await server.SignIn("karamay", "OfficeClerk");
        var last = Last(data);
        var found = new Dictionary<string, (double, double)>();
        foreach (var (name, address) in Pages)
        {
            var times = new List<double>();
            for (var warm = 0; warm < 20; warm++)
                await server.Client.GetByteArrayAsync(Address(warm));
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Requests),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (request, stop) =>
                {
                    var watch = Stopwatch.StartNew();
                    await server.Client.GetByteArrayAsync(Address(request), stop);
                    lock (times)
                        times.Add(watch.Elapsed.TotalMilliseconds);
                }
            );
            found[name] = (Figures.Quantile(times, 0.5), Figures.Quantile(times, 0.99));

            string Address(int request) => address.Replace("{last}", $"{last - request}", StringComparison.Ordinal);
        }
        return found;
    }

    private static long Last(string data)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(data, "cities", "karamay", "city.db")};Mode=ReadOnly"
        );
        connection.Open();
        return Sql.Number(connection, "select max(number) from cases");
    }

    // Only the rows that lists and desks read are repeated; the history of the first thirteen thousand stays theirs.
    private static string Enlarged(string small)
    {
        var large = Path.Combine(Path.GetTempPath(), "civicloop-bench-million");
        var city = Path.Combine(large, "cities", "karamay");
        if (File.Exists(Path.Combine(city, "done")))
            return large;
        if (Directory.Exists(large))
            Directory.Delete(large, recursive: true);
        Directory.CreateDirectory(city);
        foreach (
            var name in new[] { "city.db", "city.db-wal" }.Where(name =>
                File.Exists(Path.Combine(small, "cities", "karamay", name))
            )
        )
            File.Copy(Path.Combine(small, "cities", "karamay", name), Path.Combine(city, name));
        File.Copy(Path.Combine(small, "demo-users.json"), Path.Combine(large, "demo-users.json"));
        using var connection = new SqliteConnection($"Data Source={Path.Combine(city, "city.db")}");
        connection.Open();
        var columns = Sql.Many(connection, "select name from pragma_table_info('cases')", row => row.GetString(0));
        var duties = Sql.Many(connection, "select name from pragma_table_info('duties')", row => row.GetString(0));
        var count = Sql.Number(connection, "select max(number) from cases");
        var copies = (int)Math.Ceiling((double)Wanted / count) - 1;
        Execute(connection, "pragma synchronous = off; pragma cache_size = -400000");
        Execute(
            connection,
            $"create table seed as select * from cases; create table seed_duties as select * from duties where done_at is null; update cases set number = number + {copies * count}"
        );
        for (var copy = 1; copy <= copies; copy++)
        {
            var shift = copy * 90L * 86_400_000;
            string Column(string name) =>
                name switch
                {
                    "stream" or "subject" => $"{name} || '-{copy}'",
                    "number" when columns.Contains(name) => $"number + {(copies - copy) * count}",
                    _ when name.EndsWith("_at", StringComparison.Ordinal)
                            || name is "rectify_due" or "next_since" or "next_yellow" or "next_due" => $"{name} - {shift}",
                    _ => name,
                };
            Execute(
                connection,
                $"insert into cases ({string.Join(", ", columns)}) select {string.Join(", ", columns.Select(Column))} from seed"
            );
            // Of the open ones nineteen in twenty have long been closed.
            Execute(
                connection,
                $"update cases set status = 'Closed', closed_at = reported_at + 864000000, next_kind = null, next_post = null, next_since = null, next_yellow = null, next_due = null where stream like '%-{copy}' and closed_at is null and number % 20 <> 0"
            );
            Execute(
                connection,
                $"insert into duties ({string.Join(", ", duties)}) select {string.Join(", ", duties.Select(name => name == "subject" ? $"d.subject || '-{copy}'" : name is "since" or "yellow" or "due" ? $"d.{name} - {shift}" : $"d.{name}"))} from seed_duties d join cases c on c.stream = d.subject || '-{copy}' where c.closed_at is null"
            );
            Console.Error.Write($"\r{copy * 100 / copies} % of a million cases");
        }
        Execute(connection, "drop table seed; drop table seed_duties; analyze; pragma wal_checkpoint(truncate)");
        File.WriteAllText(Path.Combine(city, "done"), "");
        return large;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
