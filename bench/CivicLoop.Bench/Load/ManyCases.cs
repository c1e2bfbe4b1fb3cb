using System.Data.Common;
using CivicLoop.Web.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CivicLoop.Bench.Load;

/// <summary>A demo city as it was built, or enlarged to a million cases; made once and kept for all measurements.</summary>
/// <param name="Connection">Of its PostgreSQL database; null on SQLite.</param>
/// <param name="Last">The highest number of a case.</param>
internal sealed record ManyCases(string Folder, string? Connection, long Last)
{
    private const int Wanted = 1_000_000;
    private const string Small = "civicloop_bench_demo";
    private const string Large = "civicloop_bench_million";

    /// <summary>A server that databases may be made on; null where none is named.</summary>
    public static string? Postgres { get; } = Environment.GetEnvironmentVariable("CIVICLOOP_TEST_POSTGRES");

    public static async Task<(ManyCases Small, ManyCases Large)> OnSqlite()
    {
        var small = await Build.Demo();
        var large = Path.Combine(Path.GetTempPath(), "civicloop-bench-million");
        var city = Path.Combine(large, "cities", "karamay");
        if (!File.Exists(Path.Combine(city, "done")))
        {
            if (Directory.Exists(large))
                Directory.Delete(large, recursive: true);
            Directory.CreateDirectory(city);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(small, "cities", "karamay"), "city.db*"))
                File.Copy(file, Path.Combine(city, Path.GetFileName(file)));
            File.Copy(Path.Combine(small, "demo-users.json"), Path.Combine(large, "demo-users.json"));
            using var connection = FileOf(large);
            Execute(connection, "pragma synchronous = off; pragma cache_size = -400000");
            Enlarge(connection, "select name from pragma_table_info('{0}')");
            Execute(connection, "analyze; pragma wal_checkpoint(truncate)");
            await File.WriteAllTextAsync(Path.Combine(city, "done"), "");
        }
        return (new ManyCases(small, null, Highest(FileOf(small))), new ManyCases(large, null, Highest(FileOf(large))));

        static SqliteConnection FileOf(string folder) =>
            Opened(new SqliteConnection($"Data Source={Path.Combine(folder, "cities", "karamay", "city.db")};Pooling=False"));
    }

    public static async Task<(ManyCases Small, ManyCases Large)> OnPostgres()
    {
        var folder = Path.Combine(Path.GetTempPath(), "civicloop-bench-postgres");
        var done = Path.Combine(folder, "done");
        if (!File.Exists(done))
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            using (var server = Opened(new NpgsqlConnection(Postgres)))
            {
                Execute(server, $"drop database if exists {Large} with (force)");
                Execute(server, $"drop database if exists {Small} with (force)");
                Execute(server, $"create database {Small}");
            }
            var (demo, _) = await Server.Start(folder, "/karamay", "demo", On(Small));
            await demo.DisposeAsync();
            NpgsqlConnection.ClearAllPools();
            using (var server = Opened(new NpgsqlConnection(Postgres)))
                Execute(server, $"create database {Large} template {Small}");
            using (var connection = City(Large))
            {
                Execute(connection, "set synchronous_commit = off");
                Enlarge(
                    connection,
                    "select column_name from information_schema.columns where table_schema = current_schema() and table_name = '{0}'"
                );
                Execute(connection, "vacuum analyze");
            }
            await File.WriteAllTextAsync(done, "");
        }
        return (new ManyCases(folder, On(Small), Highest(City(Small))), new ManyCases(folder, On(Large), Highest(City(Large))));

        static string On(string database) =>
            new NpgsqlConnectionStringBuilder(Postgres) { Database = database, CommandTimeout = 0 }.ToString();

        static NpgsqlConnection City(string database) =>
            Opened(
                new NpgsqlConnection(
                    new NpgsqlConnectionStringBuilder(On(database)) { SearchPath = "city_karamay", Pooling = false }.ToString()
                )
            );
    }

    // Only the rows that lists, maps and desks read are repeated; the history of the first thirteen thousand stays theirs.
    private static void Enlarge(DbConnection connection, string columnsOf)
    {
        List<string> Columns(string table) =>
            Sql.Many(connection, string.Format(null, columnsOf, table), row => row.GetString(0));
        var (columns, duties) = (Columns("cases"), Columns("duties"));
        var count = Sql.Number(connection, "select max(number) from cases");
        var copies = (int)Math.Ceiling((double)Wanted / count) - 1;
        Execute(
            connection,
            $"""
            create table seed as select * from cases;
            create table seed_duties as select * from duties where done_at is null;
            update cases set number = number + {copies * count}
            """
        );
        for (var copy = 1; copy <= copies; copy++)
        {
            var shift = copy * 90L * 86_400_000;
            var lowest = (copies - copy) * count;
            string Column(string name) =>
                name switch
                {
                    "stream" => $"stream || '-{copy}'",
                    "number" => $"number + {lowest}",
                    // What came from another system came once.
                    "source_system" or "source_number" => "null",
                    _ when name.EndsWith("_at", StringComparison.Ordinal)
                            || name is "rectify_due" or "next_since" or "next_yellow" or "next_due" => $"{name} - {shift}",
                    _ => name,
                };
            string Duty(string name) =>
                name == "subject" ? $"d.subject || '-{copy}'"
                : name is "since" or "yellow" or "due" ? $"d.{name} - {shift}"
                : $"d.{name}";
            Execute(
                connection,
                $"insert into cases ({string.Join(", ", columns)}) select {string.Join(", ", columns.Select(Column))} from seed"
            );
            // Of the open ones nineteen in twenty have long been closed.
            Execute(
                connection,
                $"""
                update cases set status = 'Closed', closed_at = reported_at + 864000000, next_kind = null, next_post = null,
                  next_since = null, next_yellow = null, next_due = null
                where number > {lowest} and number <= {lowest + count} and closed_at is null and number % 20 <> 0
                """
            );
            Execute(
                connection,
                $"""
                insert into duties ({string.Join(", ", duties)}) select {string.Join(", ", duties.Select(Duty))}
                from seed_duties d join cases c on c.stream = d.subject || '-{copy}' where c.closed_at is null
                """
            );
            Console.Error.Write($"\r{copy * 100 / copies} % of a million cases");
        }
        Execute(connection, "drop table seed; drop table seed_duties");
    }

    private static long Highest(DbConnection connection)
    {
        using (connection)
            return Sql.Number(connection, "select max(number) from cases");
    }

    private static T Opened<T>(T connection)
        where T : DbConnection
    {
        connection.Open();
        return connection;
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
