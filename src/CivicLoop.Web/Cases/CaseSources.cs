using System.Data.Common;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Cases;

/// <summary>Cases by what the system that they came from calls them.</summary>
public static class CaseSources
{
    private const string One = "select number from cases where source_system = $1 and source_number = $2";

    /// <summary>The number of the case here; 0 where there is none.</summary>
    public static long Find(CityTransaction transaction, string system, string number) => transaction.Number(One, system, number);

    /// <inheritdoc cref="Find(CityTransaction, string, string)"/>
    public static long Find(DbConnection connection, string system, string number) => Sql.Number(connection, One, system, number);

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
