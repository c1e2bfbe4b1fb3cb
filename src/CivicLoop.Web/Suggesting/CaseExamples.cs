using System.Data.Common;
using CivicLoop.Core.Suggesting;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Suggesting;

/// <summary>What the office has confirmed by filing: the words of the report, and the category that it was filed under.</summary>
public static class CaseExamples
{
    /// <summary>What is older says less than what it costs.</summary>
    public const int Newest = 20_000;

    public static List<Example> Of(DbConnection connection) =>
        Sql.Many(
            connection,
            $"""
            select t.text, c.category, coalesce(c.place_type, '')
            from (select what, category, place_type from cases where filed_at is not null order by number desc limit {Newest}) c
            join texts t on t.id = c.what where t.text is not null
            """,
            row => new Example(row.GetString(0), row.GetString(1), row.GetString(2))
        );

    /// <summary>Number of the newest case: how far a city has come.</summary>
    public static long Reach(DbConnection connection) => Sql.Number(connection, "select max(number) from cases");
}
