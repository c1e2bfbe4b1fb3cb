using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Cases;

/// <summary>A case that another system handed in.</summary>
public sealed record SourcedCase(Guid Stream, CaseState State);

/// <summary>Cases by what the system that they came from calls them.</summary>
public static class CaseSources
{
    private const string One = "select number from cases where source_system = $1 and source_number = $2";

    /// <summary>The number of the case here; 0 where there is none.</summary>
    public static long Find(CityTransaction transaction, string system, string number) => transaction.Number(One, system, number);

    /// <inheritdoc cref="Find(CityTransaction, string, string)"/>
    public static long Find(DbConnection connection, string system, string number) => Sql.Number(connection, One, system, number);

    /// <summary>The case of this number, if it came from that system; null where it did not.</summary>
    public static SourcedCase? Of(DbConnection connection, string system, long number) =>
        Sql.One(connection, "select stream, state from cases where number = $1 and source_system = $2", Read, number, system);

    /// <summary>What came from that system, the newest first.</summary>
    /// <param name="behind">Number of the last one of the page before.</param>
    public static List<SourcedCase> List(DbConnection connection, string system, long? behind, int most) =>
        Sql.Many(
            connection,
            $"select stream, state from cases where source_system = $1 and number < $2 order by number desc limit {most}",
            Read,
            system,
            behind ?? long.MaxValue
        );

    private static SourcedCase Read(DbDataReader row) => new(Guid.Parse(row.GetString(0)), CaseColumns.Read(row.GetString(1)));

    /// <summary>Those of these numbers that are here already.</summary>
    public static HashSet<string> Among(DbConnection connection, string system, IReadOnlyList<string> numbers) =>
        numbers.Count == 0
            ? []
            : Sql.Many(
                    connection,
                    $"select source_number from cases where source_system = $1 and source_number in ({Sql.List(2, numbers.Count)})",
                    row => row.GetString(0),
                    [system, .. numbers]
                )
                .ToHashSet(StringComparer.Ordinal);
}
