using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Supervision;

/// <summary>What an order is, or may be, over.</summary>
/// <param name="Owed">What is owed on it now; null where nothing is.</param>
/// <param name="Units">Who may be under an order over it: who owes now, then whose it is.</param>
public sealed record MatterFound(Matter Matter, string District, string? Place, OwedFact? Owed, IReadOnlyList<string> Units)
{
    public Subject Against(string unit) => new(Matter, unit, District, Place);
}

public static class MatterReads
{
    /// <summary>Null where there is no such thing.</summary>
    /// <param name="of">Name of the kind of stream.</param>
    public static MatterFound? Find(DbConnection connection, CaseRules rules, DateTime now, string of, long number)
    {
        if (Program.Streams.FirstOrDefault(one => one.Name == of && one != OrderStream.Kind) is not { } kind)
            return null;
        string Column(string name) => kind.Columns.Contains(name) ? name : "null";
        var found = Sql.One(
            connection,
            $"select stream, {Column("unit")}, {Column("district")}, {Column("place")} from {kind.Table} where number = $1",
            row => new
            {
                Stream = Guid.Parse(row.GetString(0)),
                Unit = Sql.Text(row, 1),
                District = Sql.Text(row, 2) ?? "",
                Place = Sql.Text(row, 3),
            },
            number
        );
        if (found is null)
            return null;
        var owed = LadderReads.Owed(connection, rules, now, found.Stream).FirstOrDefault();
        string?[] units = [owed?.Over.Unit, found.Unit is { Length: > 0 } unit ? rules.Organisation.Answering(unit) : null];
        return new MatterFound(
            new Matter(found.Stream, of, number),
            found.District,
            found.Place,
            owed,
            [.. units.OfType<string>().Distinct()]
        );
    }
}
