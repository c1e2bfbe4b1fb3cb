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
