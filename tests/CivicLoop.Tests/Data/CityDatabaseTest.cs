using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data;

/// <summary>What every database must hold, whichever it is.</summary>
public class CityDatabaseTest
{
    private const string Put = "insert into settings (key, value) values ($1, $2)";

    [Theory, EachDatabase]
    public async Task What_an_act_wrote_is_there_for_the_next_reader(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);

        await city.Database.Write(transaction =>
        {
            transaction.Execute(Put, "colour", "红");
            return 0;
        });

        Value(city, "colour").ShouldBe("红");
    }

    [Theory, EachDatabase]
    public async Task An_act_that_throws_leaves_nothing_and_bars_nobody(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);

        await Should.ThrowAsync<InvalidOperationException>(() =>
            city.Database.Write<int>(transaction =>
            {
                transaction.ExecuteNow(Put, "half", "done");
                throw new InvalidOperationException("a bug");
            })
        );
        await city.Database.Write(transaction =>
        {
            transaction.Execute(Put, "next", "fine");
            return 0;
        });

        Value(city, "half").ShouldBeNull();
        Value(city, "next").ShouldBe("fine");
    }

    // What is imported may name neither a corner nor a phone: no column of it tells what type it is.
    [Theory, EachDatabase]
    public async Task Many_rows_that_leave_columns_empty_are_put_in_whatever_those_hold(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);

        var found = await city.Database.Write(transaction =>
        {
            transaction.ExecuteNow("create temporary table sparse (code text, size bigint, lon double precision, at integer)");
            transaction.InsertMany(
                "insert into sparse (code, size, lon, at)",
                [
                    ["a", null, null, null],
                    ["b", null, null, 3],
                ]
            );
            return transaction.Many(
                "select code, size, lon, at from sparse order by code",
                row => (row.GetString(0), row.IsDBNull(1), row.IsDBNull(2), row.IsDBNull(3) ? 0 : row.GetInt32(3))
            );
        });

        found.ShouldBe([("a", true, true, 0), ("b", true, true, 3)]);
    }

    [Theory, EachDatabase]
    public async Task A_bulk_that_throws_leaves_nothing_and_bars_nobody(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);

        Should.Throw<InvalidOperationException>(() =>
            city.Database.WriteInBulk<int>(transaction =>
            {
                transaction.ExecuteNow(Put, "half", "done");
                throw new InvalidOperationException("a bug");
            })
        );
        await city.Database.Write(transaction =>
        {
            transaction.Execute(Put, "next", "fine");
            return 0;
        });

        Value(city, "half").ShouldBeNull();
        Value(city, "next").ShouldBe("fine");
    }

    private static string? Value(TestCity city, string key) =>
        city.Database.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"select value from settings where key = '{key}'";
            return command.ExecuteScalar() as string;
        });
}
