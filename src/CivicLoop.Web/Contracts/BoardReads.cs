using System.Data.Common;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Places;

namespace CivicLoop.Web.Contracts;

/// <summary>One kind of contract against everything that it is over, on one day.</summary>
/// <param name="Contracts">Those that hold, by number.</param>
public sealed record ContractBoard(
    ContractKind Kind,
    IReadOnlyList<BoardRow> Rows,
    IReadOnlyList<Fault> Faults,
    IReadOnlyDictionary<long, ContractState> Contracts
);

/// <summary>层层有人抓: who leads what on each level, and where nobody does.</summary>
public static class BoardReads
{
    /// <param name="level">One level of the kind; null for all.</param>
    /// <param name="district">Null for the whole city.</param>
    public static ContractBoard Of(
        DbConnection connection,
        Playbook playbook,
        ContractKind kind,
        DateOnly day,
        string? level = null,
        string? district = null
    )
    {
        var levels = kind
            .Levels.Where(one => level is null || one.Code == level)
            .Select(one => (one.Code, Over: (IReadOnlyList<Over>)[.. one.Over.Select(ContractFilter.OverOf).OfType<Over>()]))
            .ToList();
        var objects = ContractableReads.All(
            connection,
            playbook,
            [.. levels.SelectMany(one => one.Over).Distinct()],
            district,
            kind.Types
        );
        var contracts = ContractReads.Holding(connection, day, kind.Code);
        var rows = Board.Of(
            objects,
            levels,
            contracts.Select(state => new Standing(
                state.Number,
                state.Level,
                state.Lead,
                state.Status == ContractStatus.InForce,
                state.Party,
                state.Object
            ))
        );
        return new ContractBoard(kind, rows, Board.Faults(rows), contracts.ToDictionary(state => state.Number));
    }

    /// <summary>What nobody leads, of every kind and level of the playbook: what an audit lists.</summary>
    public static IEnumerable<(ContractKind Kind, Fault Fault)> WithoutLead(
        DbConnection connection,
        Playbook playbook,
        DateOnly day
    ) =>
        playbook.Organisation.Contracts.SelectMany(kind =>
            Of(connection, playbook, kind, day).Faults.Where(fault => fault.IsGap).Select(fault => (kind, fault))
        );

    /// <summary>Who answers for a place, for the areas that it lies in: from the city's level down to its own.</summary>
    public static List<ContractState> OfPlace(DbConnection connection, Core.Places.Place place, DateOnly day) =>
        ContractReads.Answering(
            connection,
            day,
            new (Over, string?)[]
            {
                (Over.District, place.District),
                (Over.Street, place.Street),
                (Over.Community, place.Community),
                (Over.Grid, GroundReads.GridAt(connection, place.Lon, place.Lat)?.Code),
                (Over.Place, place.Code),
            }
                .Where(one => !string.IsNullOrEmpty(one.Item2))
                .Select(one => (one.Item1, one.Item2!))
        );
}
