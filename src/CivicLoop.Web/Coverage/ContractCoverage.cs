using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Contracts;

namespace CivicLoop.Web.Coverage;

/// <summary>What contracts of responsibility leave open: ground without a lead, parties that are gone, terms that ran out.</summary>
internal static class ContractCoverage
{
    /// <param name="held">Posts that somebody holds.</param>
    public static IEnumerable<CoverageList> All(
        DbConnection connection,
        CaseRules rules,
        DateOnly day,
        IReadOnlySet<string> held,
        int most
    )
    {
        yield return Ground(connection, rules.Playbook, day, most);
        var standing = ContractReads.Holding(connection, day);
        yield return Contracts(
            CoverageGap.ContractOfNobody,
            standing.Where(state => ContractDecide.Answering(state.Party, rules) is not { } post || !held.Contains(post.Code))
        );
        yield return Contracts(
            CoverageGap.ContractRunOut,
            ContractReads.RunOut(connection, day).Where(over => !standing.Exists(state => TookItsPlace(state, over)))
        );

        CoverageList Contracts(CoverageGap gap, IEnumerable<ContractState> states)
        {
            var all = states.ToList();
            return new CoverageList(
                gap,
                all.Count,
                [
                    .. ContractReads
                        .Named(connection, rules.Playbook, [.. all.Take(most)])
                        .Select(row => new CoverageLine(
                            gap,
                            $"{row.State.Number}",
                            $"{row.ObjectName} · {rules.Organisation.PartyName(row.State.Party)}",
                            $"contracts/{row.State.Number}"
                        )),
                ]
            );
        }
    }

    // One line for each piece of ground and level, however many stretches of it lie open.
    private static CoverageList Ground(DbConnection connection, Playbook playbook, DateOnly day, int most)
    {
        var open = BoardReads
            .WithoutLead(connection, playbook, day)
            .DistinctBy(one => (one.Kind.Code, one.Fault.Level, one.Fault.Object.Over, one.Fault.Object.Code))
            .ToList();
        return new CoverageList(
            CoverageGap.GroundWithoutLead,
            open.Count,
            [.. open.Take(most).Select(one => Line(one.Kind, one.Fault))]
        );
    }

    private static CoverageLine Line(ContractKind kind, Fault fault)
    {
        var named = new[] { fault.Object.Name, kind.Kind, kind.Named.Count > 0 ? kind.Level(fault.Level)?.Name : null };
        var board = new BoardAsk(kind, fault.Level, fault.Object.District).Query();
        return new CoverageLine(
            CoverageGap.GroundWithoutLead,
            fault.Object.Code,
            string.Join(" · ", named.OfType<string>()),
            $"contracts/board{board}#faults"
        );
    }

    private static bool TookItsPlace(ContractState state, ContractState over) =>
        state.ContractKind == over.ContractKind
        && state.Level == over.Level
        && state.Lead == over.Lead
        && state.Object.Meets(over.Object);
}
