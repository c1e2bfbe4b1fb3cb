using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
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

    private static AuditChecked Look(TestCity city, AuditChecks checks) =>
        city.Database.Read(connection => checks.Look(city.City.Code, connection));

    private static (long Lines, int Bent) Proven(TestCity city) =>
        city.Database.Read(AuditReads.Prove) is var proven ? (proven.Count, proven.Bent.Count) : default;

    [Theory, EachDatabase]
    public async Task Lines_written_at_once_make_one_whole_chain(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Line(city, number)));

        Proven(city).ShouldBe((40L, 0));
    }

    public static TheoryData<DatabaseKind, string, long> Bending()
    {
        var data = new TheoryData<DatabaseKind, string, long>();
        foreach (
            var kind in Requires.Postgres is not null || Requires.InCi ? Enum.GetValues<DatabaseKind>() : [DatabaseKind.Sqlite]
        )
        {
            data.Add(kind, "update audit set subject = 'somebody else' where number = 3", 3);
            data.Add(kind, "delete from audit where number = 2", 2);
            data.Add(kind, "delete from audit where number > 3", 4);
            data.Add(kind, "delete from audit where number > 3; update audit_head set number = 3", 4);
        }
        return data;
    }

    [Theory, MemberData(nameof(Bending))]
    public async Task A_bent_line_a_missing_one_and_a_cut_end_are_found_by_the_page_and_by_verify(
        DatabaseKind kind,
        string bend,
        long at
    )
    {
        await using var city = TestCity.On(kind);
        for (var number = 1; number <= 5; number++)
            await Line(city, number);
        var (whole, pieces) = (new AuditChecks(), new AuditChecks(most: 2));
        Look(city, whole).Bent.ShouldBeNull();

        city.AsOwner(bend);

        Look(city, whole).Bent.ShouldBe(at, bend);
        Enumerable.Range(0, 4).Select(_ => Look(city, pieces).Bent).ToList()[^1].ShouldBe(at, bend);
        Proof.Of(city.City).Bent.ShouldHaveSingleItem().ShouldBe(new Refusal("verify.audit", $"{at}"));
    }

    [Fact]
    public async Task A_long_log_is_checked_piece_by_piece_and_what_came_later_is_added()
    {
        await using var city = TestCity.On(DatabaseKind.Sqlite);
        for (var number = 1; number <= 5; number++)
            await Line(city, number);
        var checks = new AuditChecks(most: 2);

        Look(city, checks).ShouldSatisfyAllConditions(one => one.Through.ShouldBe(2), one => one.Whole.ShouldBeNull());
        Look(city, checks).Through.ShouldBe(4);
        var done = Look(city, checks);
        (done.Through, done.Lines, done.Whole!.Lines).ShouldBe((5, 5, 5));
        await Line(city, 6);
        var later = Look(city, checks);

        (later.Through, later.Whole!.Lines, later.Since).ShouldBe((6, 6, done.Since));
    }

    [Theory, EachDatabase]
    public async Task The_database_itself_refuses_to_change_a_line(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        await Line(city, 1);

        foreach (var bend in new[] { "update audit set subject = ''", "delete from audit" })
            Should.Throw<Exception>(() => city.Database.WriteInBulk(transaction => transaction.ExecuteNow(bend)));

        Proven(city).ShouldBe((1L, 0));
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
