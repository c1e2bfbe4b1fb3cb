using CivicLoop.Core.Accounts;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Accounts;

/// <summary>The audit log and the keys of a city, on both databases.</summary>
public class AuditTest
{
    private static Task Line(TestCity city, int number) =>
        Audit.Write(city.Database, AuditKind.SignedIn, AuditBy.CommandLine, $"subject-{number}");

    [Theory, EachDatabase]
    public async Task Lines_written_at_once_make_one_whole_chain(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Line(city, number)));

        city.Database.Read(AuditReads.Verify).ShouldBe((null, 40L));
    }

    [Fact]
    public async Task A_bent_line_a_missing_one_and_a_cut_end_are_found()
    {
        foreach (
            var (bend, at) in new[]
            {
                ("update audit set subject = 'somebody else' where number = 3", 3L),
                ("delete from audit where number = 2", 2L),
                ("delete from audit where number > 3", 4L),
            }
        )
        {
            await using var city = TestCity.On(DatabaseKind.Sqlite);
            for (var number = 1; number <= 5; number++)
                await Line(city, number);

            city.Database.WriteInBulk(transaction =>
            {
                // As somebody who owns the database would.
                foreach (var guard in new[] { "audit_stays", "audit_remains" })
                    transaction.ExecuteNow($"drop trigger {guard}");
                return transaction.ExecuteNow(bend);
            });

            city.Database.Read(AuditReads.Verify).Bent.ShouldBe(at, bend);
        }
    }

    [Theory, EachDatabase]
    public async Task The_database_itself_refuses_to_change_a_line(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        await Line(city, 1);

        foreach (var bend in new[] { "update audit set subject = ''", "delete from audit" })
            Should.Throw<Exception>(() => city.Database.WriteInBulk(transaction => transaction.ExecuteNow(bend)));

        city.Database.Read(AuditReads.Verify).ShouldBe((null, 1L));
    }

    [Theory, EachDatabase]
    public async Task What_a_city_seals_only_its_own_keys_open_and_they_lie_in_its_database(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        await using var other = TestCity.On(kind);

        var kept = CityKeys.Of(city.Database, "test").Protect("a secret");

        CityKeys.Of(city.Database, "test").Unprotect(kept).ShouldBe("a secret");
        Should.Throw<System.Security.Cryptography.CryptographicException>(() =>
            CityKeys.Of(other.Database, "test").Unprotect(kept)
        );
        city.Database.Read(connection => Sql.Number(connection, "select count(*) from city_keys")).ShouldBe(1);
        Directory.Exists(Path.Combine(city.Storage.Folder, "keys")).ShouldBeFalse();
    }
}
