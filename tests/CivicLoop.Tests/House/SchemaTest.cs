using CivicLoop.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.House;

/// <summary>The model that pages read through, against the tables that the migrations make.</summary>
public class SchemaTest
{
    [Theory, EachDatabase]
    public async Task Every_column_of_the_model_is_in_the_database(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        using var context = city.Database.Context();

        foreach (var entity in context.Model.GetEntityTypes().Where(entity => entity.GetTableName() is not null))
        {
            var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
            var columns = string.Join(", ", entity.GetProperties().Select(property => property.GetColumnName(table)));
            city.Database.Read(connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"select {columns} from {entity.GetTableName()} where 1 = 0";
                return command.ExecuteNonQuery();
            });
        }
    }

    [Theory, EachDatabase]
    public async Task A_second_migration_has_nothing_to_do(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);

        city.Database.Migrate().ShouldBeEmpty();
    }

    [Fact]
    public void Columns_are_plain_text_whole_numbers_and_doubles()
    {
        var types = SourceTree
            .Files("src/CivicLoop.Web/Data/Migrations", ".sql")
            .SelectMany(file => SourceTree.Read(file).Split('\n'))
            .Where(line =>
                line.StartsWith("  ", StringComparison.Ordinal)
                && !line.TrimStart().StartsWith("primary key", StringComparison.Ordinal)
            )
            .Select(line => line.Trim().Split(' ', ',')[1]);

        types.Distinct().Order().ShouldBe(["bigint", "double", "integer", "text"]);
    }
}
