using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using Npgsql;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data;

/// <summary>A disk that is full or read-only, a database that is locked or away: a code with a sentence, and nothing lost.</summary>
public class StorageTroubleTest
{
    [Fact]
    public async Task A_full_disk_refuses_the_act_keeps_what_was_accepted_and_works_again_with_room()
    {
        using var disk = SmallDisk.Of(megabytes: 4);
        await using var cities = new Cities(new Storage(disk.Folder, null, null));
        var city = cities.Create("small").City;
        var office = new CaseOffice(city);
        var done = await office.Reported();
        var filler = disk.Fill();

        var trouble = await UntilTrouble(() => office.Act(null, Actor.Citizen, CaseOffice.Litter(new string('满', 900))));
        trouble.Refusal.Code.ShouldBe("storage.full");
        Should.Throw<StorageTrouble>(() => office.Photo(new string('x', 100_000))).Refusal.Code.ShouldBe("storage.full");

        File.Delete(filler);
        await office.Reported();
        office.Row(done.Stream).ShouldNotBeNull();
        Proof.Of(city).Bent.ShouldBeEmpty();
        Directory
            .EnumerateFiles(disk.Folder, ".*", SearchOption.AllDirectories)
            .ShouldBeEmpty("a photo that did not fit left a piece behind");
    }

    [Fact]
    public async Task A_read_only_disk_refuses_the_act_and_still_reads()
    {
        using var disk = SmallDisk.Of(megabytes: 16);
        await using (var cities = new Cities(new Storage(disk.Folder, null, null)))
            await new CaseOffice(cities.Create("small").City).Reported();
        disk.MakeReadOnly();

        await using var again = new Cities(new Storage(disk.Folder, null, null));
        var office = new CaseOffice(again.Find("small")!);

        (await Should.ThrowAsync<StorageTrouble>(office.Reported())).Refusal.Code.ShouldBe("storage.read-only");
        Should.Throw<StorageTrouble>(() => office.Photo("a new one")).Refusal.Code.ShouldBe("storage.read-only");
    }

    [Fact]
    public async Task A_database_locked_by_another_process_says_so_and_goes_on_afterwards()
    {
        await using var city = TestCity.On(DatabaseKind.Sqlite);
        var office = new CaseOffice(city.City);
        await office.Reported();
        using (var other = city.Database.Open())
        {
            Execute(other, "begin immediate");

            (await Should.ThrowAsync<StorageTrouble>(office.Reported())).Refusal.Code.ShouldBe("storage.busy");

            Execute(other, "rollback");
        }
        await office.Reported();
        Proof.Of(city.City).Streams.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_went_away_says_so_and_the_next_act_finds_it_again()
    {
        Requires.Database();
        await using var city = TestCity.On(DatabaseKind.Postgres);
        // Named, so that only this server's connections are cut and no other test's.
        var named = new NpgsqlConnectionStringBuilder(city.Storage.Serving) { ApplicationName = city.City.Code };
        await using var cities = new Cities(city.Storage with { Serving = named.ToString() });
        var office = new CaseOffice(cities.Find(city.City.Code)!);
        await office.Reported();

        // Every connection of the server is cut, as a restart of the database does.
        await using (var owner = NpgsqlDataSource.Create(city.Storage.Owner!))
        {
            await using var cut = owner.CreateCommand(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1"
            );
            cut.Parameters.AddWithValue(city.City.Code);
            await cut.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        try
        {
            await office.Reported();
        }
        catch (StorageTrouble trouble)
        {
            trouble.Refusal.Code.ShouldBe("storage.away");
        }
        await office.Reported();
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    private static async Task<StorageTrouble> UntilTrouble(Func<Task> act)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            try
            {
                await act();
            }
            catch (StorageTrouble trouble)
            {
                return trouble;
            }
        }
        throw new InvalidOperationException("the disk never filled");
    }

    private static void Execute(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
