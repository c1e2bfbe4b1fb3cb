using System.Diagnostics;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Durability;

/// <summary>
/// A killed process proves nothing about a lost disk cache: what the kernel was told to sync, and when, does.
/// The writer's system calls are read from strace.
/// </summary>
public class FsyncTest
{
    [Fact]
    public async Task Every_acknowledged_act_was_synced_before_its_answer_and_its_photo_before_that()
    {
        var strace = Requires.Program("strace");
        await using var city = TestCity.On(DatabaseKind.Sqlite);
        var log = Path.Combine(city.Storage.Folder, "strace.log");
        var writer = DoomedWriter.Start(city, writers: 16, acts: 12);
        var start = new ProcessStartInfo(strace) { RedirectStandardOutput = true };
        string[] watched =
        [
            "-f",
            "-y",
            "-qq",
            "-s",
            "5000",
            "-e",
            "trace=fsync,fdatasync,write,pwrite64,rename,renameat2",
            "-o",
            log,
        ];
        foreach (var argument in watched.Append(writer.FileName).Concat(writer.ArgumentList))
            start.ArgumentList.Add(argument);

        using (var process = Process.Start(start)!)
        {
            await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0);
        }

        var calls = SystemCalls.Read(log);
        calls.Acknowledged.Count.ShouldBe(16 * 12);
        foreach (var (act, blob, answeredAt) in calls.Acknowledged)
        {
            var written = calls.FirstWrite(act);
            var synced = calls.Syncs.Where(sync =>
                sync.Path.EndsWith("city.db-wal", StringComparison.Ordinal) && sync.At > written
            );
            synced.ShouldContain(sync => sync.At < answeredAt, $"act {act} was answered before the log was synced");
            if (blob == "-")
                continue;
            var (renamed, shelf) = (calls.Renamed(blob), $"photos/{blob[..2]}");
            calls.Syncs.ShouldContain(
                sync => sync.Path.EndsWith(shelf, StringComparison.Ordinal) && sync.At > renamed && sync.At < written,
                $"photo {blob} was named before its folder was synced"
            );
        }
        // Sixteen writers at once share their syncs: this is a group commit, not one sync an act.
        calls.Syncs.Count(sync => sync.Path.EndsWith("city.db-wal", StringComparison.Ordinal)).ShouldBeLessThan(16 * 12);
    }

    [Fact]
    public async Task The_safeguards_stand_on_every_connection()
    {
        await using var city = TestCity.On(DatabaseKind.Sqlite);
        for (var round = 0; round < 3; round++)
        {
            using var connection = city.Database.Open();
            Pragma(connection, "journal_mode").ShouldBe("wal");
            Pragma(connection, "synchronous").ShouldBe("2");
            Pragma(connection, "foreign_keys").ShouldBe("1");
        }
        var ofTheWriter = await city.Database.Write(transaction =>
            (transaction.Number("pragma synchronous"), transaction.Number("pragma foreign_keys"))
        );
        ofTheWriter.ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_role_whose_answers_would_not_be_durable_is_turned_away()
    {
        Requires.Database();
        await using var city = TestCity.On(DatabaseKind.Postgres);
        var careless = new Npgsql.NpgsqlConnectionStringBuilder(city.Storage.Owner) { Options = "-c synchronous_commit=off" };
        await using var cities = new Cities(city.Storage with { Owner = careless.ToString(), Serving = null });

        var refused = Should.Throw<InvalidOperationException>(() => cities.Find(city.City.Code)!.Database.Open());

        refused.Message.ShouldContain("synchronous_commit");
    }

    private static string? Pragma(System.Data.Common.DbConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"pragma {name}";
        return command.ExecuteScalar()?.ToString();
    }
}
