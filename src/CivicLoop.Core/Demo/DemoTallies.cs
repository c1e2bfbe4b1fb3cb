using CivicLoop.Core.Cases;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Tallies;

namespace CivicLoop.Core.Demo;

/// <summary>An entry of a demo's ledger.</summary>
/// <param name="Counted">Whether the office counts it in the day after.</param>
public sealed record DemoTally(TallyInput Input, bool Counted);

/// <summary>
/// The ledger of a demo city: what a source gives as a total, told week by week by the units whose work it is, so that
/// it adds up to the very figure; what it gives no figure for is made up.
/// </summary>
public static class DemoTallies
{
    // Entered the day after a week has ended, counted in the day after that.
    private const int Settles = 3;

    private const int MostUnits = 6;

    /// <param name="last">The last day that is lived.</param>
    public static IReadOnlyList<DemoTally> Plan(CaseRules rules, DateOnly last, int seed) =>
        [.. rules.Playbook.Counters.Index().SelectMany(one => Of(rules, one.Item, last, Dice.For(seed, "tallies", one.Index)))];

    private static IEnumerable<DemoTally> Of(CaseRules rules, Counter counter, DateOnly last, Dice dice)
    {
        var units = Units(rules, counter);
        var starts = rules.Playbook.City.Campaign.Starts;
        var weeks = (last.DayNumber - Settles - starts.DayNumber) / 7;
        if (units.Count == 0 || weeks < 1)
            yield break;
        var step = Amount.Step(counter.Decimals);
        var total = counter.Reported ?? Amount.Of(dice.Between(120, 900));
        var cells = Cells(counter, weeks, units.Count, total.Thousandths / step);
        var weights = Enumerable.Range(0, cells).Select(_ => dice.Between(0.4, 1.6)).ToArray();
        var (sum, given, all) = (0.0, 0L, weights.Sum());
        for (var at = 0; at < cells; at++)
        {
            sum += weights[at];
            // Every cell has something, and together they are the total.
            var upTo = at == cells - 1 ? total.Thousandths : (long)(total.Thousandths / step * (sum / all)) * step;
            var amount = Math.Clamp(upTo - given, step, total.Thousandths - given - (cells - 1 - at) * step);
            given += amount;
            var unit = units[at % units.Count];
            var from = starts.AddDays(at / units.Count % weeks * 7);
            var district = Rectification.ItemNames.DistrictOf(rules.Organisation, rules.Playbook, unit);
            var place =
                counter.Thing == ThingKind.Place && rules.Playbook.Places.Places.Count > 0
                    ? rules.Playbook.Places.Places[(at * 7 + 3) % rules.Playbook.Places.Places.Count]
                    : null;
            yield return new DemoTally(
                new TallyInput(
                    counter,
                    // 余 and 近 stand on the last of them: the sum has them too.
                    new Amount(amount, at == cells - 1 ? total.Bound : Bound.Exactly),
                    unit,
                    district,
                    from,
                    from.AddDays(6),
                    place?.Code,
                    null,
                    counter.Once != Once.UnitAndPeriod && place is null ? $"{counter.Name}示例 {at + 1}" : "",
                    "按周汇总的单位台账（示例）",
                    [],
                    []
                ),
                // Of what no source gives, the last ones wait for somebody.
                counter.Reported
                    is not null
                    || at < cells - 2
            );
        }
    }

    // A thing is told of once: so many entries as there are things, where they are few.
    private static int Cells(Counter counter, int weeks, int units, long steps) =>
        counter.Once == Once.Thing && steps <= 100 ? (int)steps : (int)Math.Min(steps, weeks * units);

    private static List<string> Units(CaseRules rules, Counter counter)
    {
        var organisation = rules.Organisation;
        var named = counter.By.Where(unit => organisation.ClerkOf(unit) is not null).ToList();
        return counter.By.Count > 0
            ? named
            :
            [
                .. organisation
                    .Units.Where(unit => unit.Kind is "district" or "bureau" && organisation.ClerkOf(unit.Code) is not null)
                    .OrderBy(unit => unit.Kind == "district" ? 0 : 1)
                    .ThenBy(unit => unit.Code, StringComparer.Ordinal)
                    .Select(unit => unit.Code)
                    .Take(MostUnits),
            ];
    }
}
