using CivicLoop.Core.Duties;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Supervision;

/// <summary>The orders over one matter, as far as the next rung depends on them.</summary>
internal sealed class MatterOrders
{
    /// <summary>Index of the highest rung that it has had, whatever became of it; -1 for one of a ladder of the past.</summary>
    public int Highest { get; private set; } = -1;

    public bool HasDraft { get; private set; }

    public bool HasOpen { get; private set; }

    /// <summary>Something is owed on the matter itself.</summary>
    public bool Seen { get; set; }

    public HashSet<string> Rungs { get; } = [];

    public HashSet<string> Unanswered { get; } = [];

    public static Dictionary<Guid, MatterOrders> Of(IReadOnlyList<OrderFact> orders, IReadOnlyList<LadderRung> rungs)
    {
        var index = rungs.Index().ToDictionary(pair => pair.Item.Rung.Code, pair => pair.Index);
        var matters = new Dictionary<Guid, MatterOrders>();
        foreach (var order in orders)
        {
            if (!matters.TryGetValue(order.Over.Matter.Stream, out var matter))
                matters[order.Over.Matter.Stream] = matter = new MatterOrders();
            matter.Rungs.Add(order.Rung);
            matter.Highest = Math.Max(matter.Highest, index.GetValueOrDefault(order.Rung, -1));
            matter.HasDraft |= order.Status == OrderStatus.Draft;
            matter.HasOpen |= order.Status < OrderStatus.Closed;
            if (order.Unanswered is not null)
                matter.Unanswered.Add(order.Rung);
        }
        return matters;
    }
}

/// <summary>Orders of a unit that are counted together. What an order stands on is counted once for its rung.</summary>
internal sealed class LadderCounts(IReadOnlyList<OrderFact> orders, DateTime now)
{
    private readonly ILookup<(string Unit, string Rung), OrderFact> signed = orders
        .Where(order => order.SignedAt is not null && order.Status is not (OrderStatus.Withdrawn or OrderStatus.Revoked))
        .ToLookup(order => (order.Over.Unit, order.Rung));

    private readonly HashSet<(string Rung, long Number)> spent =
    [
        .. orders.SelectMany(order => order.Counted.Select(number => (order.Rung, number))),
    ];

    public IEnumerable<string> Units(string rung) =>
        signed.Where(group => group.Key.Rung == rung).Select(group => group.Key.Unit);

    /// <summary>The oldest that are enough, where there are enough of them; otherwise none.</summary>
    /// <param name="target">The rung that they come to.</param>
    public IReadOnlyList<OrderFact> Enough(string unit, Counting counting, string target)
    {
        var since = now.AddDays(-counting.Days);
        var found = signed[(unit, counting.Rung)]
            .Where(order => order.SignedAt >= since && !spent.Contains((target, order.Number)))
            .OrderBy(order => order.SignedAt)
            .ThenBy(order => order.Number)
            .Take(counting.Times)
            .ToList();
        return found.Count == counting.Times ? found : [];
    }

    public void Spend(string target, IEnumerable<OrderFact> counted)
    {
        foreach (var order in counted)
            spent.Add((target, order.Number));
    }
}

/// <summary>So many of a rung within so many days.</summary>
internal sealed record Counting(string Rung, int Times, int Days)
{
    public static Counting Of(string value)
    {
        var parts = value.Split(' ');
        return new Counting(parts[0], LadderConditions.Whole(parts[1]), LadderConditions.Whole(parts[2]));
    }
}

/// <summary>Conditions that hold together, ready to be asked of many facts.</summary>
internal sealed class LadderWay(string target, IReadOnlyList<Condition> conditions, WorkCalendar calendar, DateTime now)
{
    private readonly Func<OwedFact, bool>[] tests =
    [
        .. conditions.Select(condition => LadderConditions.Test(condition, calendar, now)).OfType<Func<OwedFact, bool>>(),
    ];

    private readonly string[] unanswered =
    [
        .. conditions.Where(condition => condition.Key == LadderConditions.Unanswered).Select(condition => condition.Value),
    ];

    private readonly bool judged = conditions.Any(condition => condition.Key == LadderConditions.Judged);

    private readonly Counting? counting = conditions.FirstOrDefault(condition => condition.Key == LadderConditions.RungsWithin)
        is { } counted
        ? Counting.Of(counted.Value)
        : null;

    public IReadOnlyList<Condition> Conditions => conditions;

    public bool AsksUnanswered => unanswered.Length > 0;

    /// <summary>It is asked of a unit, not of one matter.</summary>
    public Counting? Alone => counting is not null && conditions.Count == 1 ? counting : null;

    // What somebody has to judge holds for nobody by itself.
    public bool Holds(OwedFact fact, MatterOrders? had, LadderCounts counts)
    {
        if (judged || Alone is not null)
            return false;
        foreach (var test in tests)
            if (!test(fact))
                return false;
        foreach (var rung in unanswered)
            if (had is null || !had.Unanswered.Contains(rung))
                return false;
        return counting is null || counts.Enough(fact.Over.Unit, counting, target).Count > 0;
    }

    public Why Why(OwedFact fact, LadderCounts counts, DateTime at)
    {
        var together = counting is null ? [] : counts.Enough(fact.Over.Unit, counting, target);
        counts.Spend(target, together);
        return new Why(
            conditions,
            new OwedThen(fact.Kind, fact.Post, fact.Since, fact.Due, at),
            fact.FailedChecks,
            fact.Reopenings,
            fact.Severity?.ToString(),
            fact.Promised,
            together.Count > 0 ? [.. together.Select(order => order.Number)] : null
        );
    }

    public IReadOnlyList<(Condition Condition, bool? Holds)> Look(OwedFact fact, MatterOrders? had, LadderCounts counts) =>
        [.. conditions.Select(condition => (condition, One(condition, fact, had, counts)))];

    private bool? One(Condition condition, OwedFact fact, MatterOrders? had, LadderCounts counts) =>
        condition.Key switch
        {
            LadderConditions.Judged => null,
            LadderConditions.Unanswered => had?.Unanswered.Contains(condition.Value) ?? false,
            LadderConditions.RungsWithin => counts.Enough(fact.Over.Unit, counting!, target).Count > 0,
            _ => LadderConditions.Test(condition, calendar, now)!(fact),
        };
}

/// <summary>A rung of the ladder, ready to be asked of many facts.</summary>
internal sealed class LadderRung(Rung rung, WorkCalendar calendar, DateTime now)
{
    private readonly LadderWay[] ways = [.. rung.When.Select(when => new LadderWay(rung.Code, when, calendar, now))];

    public Rung Rung => rung;

    /// <summary>It goes out by itself, without paper.</summary>
    public bool IsReminder => rung.SignedBy == Signers.System;

    public static IReadOnlyList<LadderRung> All(LadderPart part, WorkCalendar calendar, DateTime now) =>
        [.. part.Rungs.Select(rung => new LadderRung(rung, calendar, now))];

    /// <summary>The first way in which it holds.</summary>
    public LadderWay? Holds(OwedFact fact, MatterOrders? had, LadderCounts counts)
    {
        foreach (var way in ways)
            if (way.Holds(fact, had, counts))
                return way;
        return null;
    }

    public RungLook Look(OwedFact fact, MatterOrders? had, LadderCounts counts) =>
        new(rung, had?.Rungs.Contains(rung.Code) ?? false, [.. ways.Select(way => way.Look(fact, had, counts))]);

    /// <summary>What several orders of a unit come to together; it is told over the matter of the last of them.</summary>
    public IEnumerable<Proposal> Together(
        Dictionary<Guid, MatterOrders> matters,
        LadderCounts counts,
        IReadOnlyList<OrderFact> orders
    )
    {
        if (IsReminder)
            yield break;
        foreach (var (way, counting) in ways.Select(way => (way, way.Alone)))
        {
            if (counting is null)
                continue;
            foreach (var unit in counts.Units(counting.Rung).Distinct().Order(StringComparer.Ordinal).ToList())
                while (counts.Enough(unit, counting, rung.Code) is { Count: > 0 } enough)
                {
                    counts.Spend(rung.Code, enough);
                    var over = enough[^1].Over;
                    if (matters[over.Matter.Stream].Rungs.Add(rung.Code))
                        yield return new Proposal(
                            rung,
                            over,
                            new Why(way.Conditions, Counted: [.. enough.Select(order => order.Number)]),
                            null
                        );
                }
        }
    }
}
