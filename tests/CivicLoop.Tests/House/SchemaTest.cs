using System.Text.RegularExpressions;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.House;

/// <summary>The tables that the migrations make.</summary>
public partial class SchemaTest
{
    [Fact]
    public async Task Both_databases_have_the_same_tables_and_columns()
    {
        Requires.Database();
        await using var sqlite = TestCity.On(DatabaseKind.Sqlite);
        await using var postgres = TestCity.On(DatabaseKind.Postgres);

        var here = Columns(
            sqlite,
            """
            select t.name || '.' || c.name from pragma_table_list t join pragma_table_info(t.name) c
            where t.schema = 'main' and t.name not like 'sqlite_%' and t.type <> 'shadow'
            union all select 'case_words.rowid'
            """
        );

        // A full-text table keeps itself in tables of its own, and its key has one name everywhere and stands in no list.
        here.ShouldContain("events.previous");
        here.ShouldContain("case_words.words");
        Columns(
                postgres,
                "select table_name || '.' || column_name from information_schema.columns where table_schema = current_schema()"
            )
            .ShouldBe(here);
    }

    private static List<string> Columns(TestCity city, string sql) =>
        [.. city.Database.Read(connection => Sql.Many(connection, sql, row => row.GetString(0))).Order(StringComparer.Ordinal)];

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
            .SelectMany(file => Table().Matches(SourceTree.Read(file)).SelectMany(table => table.Value.Split('\n')))
            .Where(line =>
                line.StartsWith("  ", StringComparison.Ordinal)
                && !line.TrimStart().StartsWith("primary key", StringComparison.Ordinal)
            )
            .Select(line => line.Trim().Split(' ', ',')[1]);

        types.Distinct().Order().ShouldBe(["bigint", "double", "integer", "text"]);
    }

    [GeneratedRegex(@"^create table \w+ \($.*?^\);$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Table();
}
