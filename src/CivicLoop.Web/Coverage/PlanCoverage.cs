using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Plans;
using CivicLoop.Web.Plans;
using CivicLoop.Web.Standards;

namespace CivicLoop.Web.Coverage;

/// <summary>What published plans no longer cover: standards, tasks, units and places that became nobody's since.</summary>
internal static class PlanCoverage
{
    public static IReadOnlyList<CoverageList> All(
        DbConnection connection,
        CaseRules rules,
        EditionReads editions,
        DateOnly day,
        int most
    )
    {
        var lines = PlanReads
            .Running(connection)
            .SelectMany(plan =>
                PlanView
                    .Of(connection, editions, plan, rules, day)
                    .Gaps()
                    .Select(gap => new CoverageLine(Of(gap.Kind), gap.Code, gap.Name, GapLines.PathOf(plan.State.Number, gap)))
            )
            .ToList();
        return
        [
            .. new[]
            {
                CoverageGap.StandardWithoutTask,
                CoverageGap.TaskUnfinished,
                CoverageGap.UnitWithoutTask,
                CoverageGap.PlaceWithoutTask,
            }.Select(gap =>
            {
                var of = lines.Where(line => line.Gap == gap).ToList();
                return new CoverageList(gap, of.Count, [.. of.Take(most)]);
            }),
        ];
    }

    private static CoverageGap Of(GapKind kind) =>
        kind switch
        {
            GapKind.Standard or GapKind.Edition => CoverageGap.StandardWithoutTask,
            GapKind.Unit => CoverageGap.UnitWithoutTask,
            GapKind.Ground => CoverageGap.PlaceWithoutTask,
            _ => CoverageGap.TaskUnfinished,
        };
}
