using System.Diagnostics;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Durability;

/// <summary>SIGKILL in the middle of 64 writers, again and again on the same city.</summary>
public class KilledWriterTest
{
    private const int Kills = 8;
    private const int Writers = 64;

    [Theory, EachDatabase]
    public async Task Every_acknowledged_act_is_there_and_none_is_half(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var told = new List<Acknowledged>();

        for (var kill = 0; kill < Kills; kill++)
        {
            var before = told.Count;
            told.AddRange(await RunAndKill(city, TimeSpan.FromMilliseconds(150 + 90 * kill)));
            told.Count.ShouldBeGreaterThan(before, "a writer that was killed before it wrote proves nothing");
        }

        city.AsOwner("analyze");
        var kept = Acts(city);
        told.Where(one => kept.GetValueOrDefault(one.Act) != (one.Stream, one.Version)).ShouldBeEmpty();
        var verified = Proof.Of(city.City);
        verified.Bent.ShouldBeEmpty();
        Orphans(city).ShouldBe(0);
        var blobs = new BlobStore(city.City.PhotoFolder);
        told.Where(one => one.Blob != "-").ShouldAllBe(one => File.Exists(blobs.PathOf(one.Blob)));
        TestContext.Current.SendDiagnosticMessage(
            $"{kind}: {told.Count} acts acknowledged over {Kills} kills, {verified.Events} events kept"
        );
    }

    private static async Task<List<Acknowledged>> RunAndKill(TestCity city, TimeSpan after)
    {
        using var process = Process.Start(DoomedWriter.Start(city, Writers))!;
        var told = new List<Acknowledged>();
        // The clock of the kill starts with the first answer: starting up is not what is tested.
        var killing = Task.CompletedTask;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Acknowledged.Read(line) is { } one)
                told.Add(one);
            if (told.Count == 1)
                killing = Task.Delay(after).ContinueWith(_ => process.Kill(), TaskScheduler.Default);
        }
        var error = await process.StandardError.ReadToEndAsync();
        await killing;
        await process.WaitForExitAsync();
        error.ShouldBeEmpty();
        return told;
    }

    private static Dictionary<Guid, (Guid Stream, int Version)> Acts(TestCity city) =>
        city.Database.Read(connection =>
            Sql.Many(
                    connection,
                    "select id, stream, number from acts",
                    row => (Act: Guid.Parse(row.GetString(0)), Stream: Guid.Parse(row.GetString(1)), Version: row.GetInt32(2))
                )
                .ToDictionary(row => row.Act, row => (row.Stream, row.Version))
        );

    // What half an act would leave behind: something beside the history that the history does not know.
    private static long Orphans(TestCity city) =>
        city.Database.Read(connection =>
            Sql.Number(
                connection,
                """
                select (select count(*) from texts where not exists (select 1 from events where events.stream = texts.stream))
                + (select count(*) from photos where not exists (select 1 from events where events.stream = photos.stream))
                + (select count(*) from duties where not exists (select 1 from events where events.stream = duties.subject))
                + (select count(*) from cases where not exists (select 1 from events where events.stream = cases.stream))
                + (select count(*) from acts where not exists
                    (select 1 from events where events.stream = acts.stream and events.number = acts.number))
                + (select count(*) from events where not exists (select 1 from acts where acts.id = events.act))
                """
            )
        );
}
