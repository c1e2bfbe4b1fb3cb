using System.Data.Common;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CivicLoop.Bench.Load;

/// <summary>A demo city beside the same one with a million duties open at once, four in ten of them red.</summary>
internal static class ManyDuties
{
    private const int Wanted = 1_000_000;
    private const string Beside = "civicloop_bench_duties";
    private const string Demo = "civicloop_bench_leader";

    // Ten minutes lie between a copy of what is open and the next: two weeks back and three ahead.
    private const long Apart = 600_000;

    public static async Task<(ManyCases Small, ManyCases Large)> OnSqlite()
    {
        var small = await Build.Demo();
        var large = Path.Combine(Path.GetTempPath(), "civicloop-bench-duties");
        if (Directory.Exists(large))
            Directory.Delete(large, recursive: true);
        Directory.CreateDirectory(Path.Combine(large, "cities", "karamay"));
        string File(string folder) => Path.Combine(folder, "cities", "karamay", "city.db");
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(File(small))!, "city.db*"))
            System.IO.File.Copy(file, Path.Combine(Path.GetDirectoryName(File(large))!, Path.GetFileName(file)));
        System.IO.File.Copy(Path.Combine(small, "demo-users.json"), Path.Combine(large, "demo-users.json"));
        using var connection = new SqliteConnection($"Data Source={File(large)};Pooling=False");
        connection.Open();
        Execute(connection, "pragma synchronous = off");
        Fill(connection);
        Execute(connection, "analyze; pragma wal_checkpoint(truncate)");
        return (new ManyCases(small, null, 1), new ManyCases(large, null, 1));
    }

    public static async Task<(ManyCases Small, ManyCases Large)> OnPostgres()
    {
        var folder = Path.Combine(Path.GetTempPath(), "civicloop-bench-leader");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        using var server = new NpgsqlConnection(ManyCases.Postgres);
        server.Open();
        Execute(server, $"drop database if exists {Beside} with (force)");
        Execute(server, $"drop database if exists {Demo} with (force)");
        Execute(server, $"create database {Demo}");
        var (demo, _) = await Server.Start(folder, "/karamay", "demo", On(Demo));
        await demo.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        Execute(server, $"create database {Beside} template {Demo}");
        using var city = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(On(Beside)) { SearchPath = "city_karamay", Pooling = false }.ToString()
        );
        city.Open();
        Execute(city, "set synchronous_commit = off");
        Fill(city);
        Execute(city, "vacuum analyze");
        return (new ManyCases(folder, On(Demo), 1), new ManyCases(folder, On(Beside), 1));

        static string On(string database) =>
            new NpgsqlConnectionStringBuilder(ManyCases.Postgres) { Database = database, CommandTimeout = 0 }.ToString();
    }

    private static void Fill(DbConnection connection)
    {
        const string open = "done_at is null and kind in ('file', 'dispatch', 'accept', 'rectify', 'check', 'close')";
        var copies = Wanted / Sql.Number(connection, $"select count(*) from duties where {open}") + 1;
        var back = copies * 2 / 5;
        Execute(
            connection,
            $"""
            insert into duties (subject, number, kind, post, checker, since, yellow, due, limit_text, provisional, done_at)
            with recursive copies (k) as (select 1 union all select k + 1 from copies where k < {copies})
            select subject, 10000 + k, kind, post, checker, since - {back * Apart}, yellow + (k - {back}) * {Apart},
              due + (k - {back}) * {Apart}, limit_text, provisional, null
            from duties cross join copies where {open};
            delete from duty_changes;
            delete from duty_counts;
            insert into duty_counts (post, mark, day, owed) {DutyCounts.InDuties}
            """
        );
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
