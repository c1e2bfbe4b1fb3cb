using CivicLoop.Core.Cases;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Supervision;

/// <summary>Something that is owed now, with what is known of the matter.</summary>
/// <param name="Number">Together with the matter it names the duty.</param>
public sealed record OwedFact(Subject Over, int Number, string Kind, string Post, DateTime Since, DateTime Yellow, DateTime Due)
{
    public int FailedChecks { get; init; }

    public int Reopenings { get; init; }

    public Severity? Severity { get; init; }

    /// <summary>The day that the unit itself promised; null where it promised none.</summary>
    public DateOnly? Promised { get; init; }
}

/// <summary>An order that there is, as far as the ladder looks at it.</summary>
/// <param name="Unanswered">What its unit let run out; null where it did not.</param>
/// <param name="Counted">Numbers of the orders that it stands on.</param>
public sealed record OrderFact(
    long Number,
    Subject Over,
    string Rung,
    OrderStatus Status,
    DateTime? SignedAt,
    OwedFact? Unanswered,
    IReadOnlyList<long> Counted
);

/// <summary>A rung of which somebody was reminded without paper.</summary>
public readonly record struct Reminded(Guid Matter, int Number, string Rung);

/// <summary>A rung that a matter has reached.</summary>
/// <param name="Owed">What it is told about; null where several orders come to it together.</param>
public sealed record Proposal(Rung Rung, Subject Over, Why Why, OwedFact? Owed);

/// <summary>
/// Looks at everything that is owed and says which matter has reached which rung. The highest that holds is proposed, so
/// that an urgent matter starts higher; a rung that a matter has had, or one below it, never again. Pure.
/// </summary>
public static class Ladder
{
    public static IReadOnlyList<Proposal> Weigh(
        IEnumerable<OwedFact> owed,
        IReadOnlyList<OrderFact> orders,
        IReadOnlySet<Reminded> reminded,
        CaseRules rules,
        DateTime now
    )
    {
        var part = rules.Playbook.Ladder;
        var rungs = LadderRung.All(part, rules.Calendar, now);
        var matters = MatterOrders.Of(orders, rungs);
        var counts = new LadderCounts(orders, now);
        var reached = new Dictionary<Guid, (int Index, Proposal Proposal)>();
        foreach (var fact in owed)
            Look(fact);
        // A matter that owes nothing any more may still not have answered.
        foreach (var order in orders)
            if (order.Unanswered is { } fact && !matters[order.Over.Matter.Stream].Seen)
                Look(fact);
        return
        [
            .. reached.Values.Select(one => one.Proposal),
            .. rungs.SelectMany(rung => rung.Together(matters, counts, orders)).Where(one => !Drafted(one)),
        ];

        bool Drafted(Proposal one) =>
            reached.TryGetValue(one.Over.Matter.Stream, out var other) && other.Proposal.Rung == one.Rung;

        void Look(OwedFact fact)
        {
            var stream = fact.Over.Matter.Stream;
            var had = matters.GetValueOrDefault(stream);
            if (had is not null)
                had.Seen = true;
            for (var index = rungs.Count - 1; index > (had?.Highest ?? -1); index--)
            {
                var rung = rungs[index];
                if (rung.Holds(fact, had, counts) is not { } way)
                    continue;
                if (rung.IsReminder ? reminded.Contains(new Reminded(stream, fact.Number, rung.Rung.Code)) : !Free(had, way))
                    return;
                if (!reached.TryGetValue(stream, out var other) || other.Index < index)
                    reached[stream] = (index, new Proposal(rung.Rung, fact.Over, way.Why(fact, counts, now), fact));
                return;
            }
        }

        // A draft waits for its signature first; one order for each matter goes higher only where it was not answered.
        bool Free(MatterOrders? had, LadderWay way) =>
            had is null || !had.HasDraft && (!part.OnePerMatter || !had.HasOpen || way.AsksUnanswered);
    }

    /// <summary>How a matter stands to each rung, for whoever drafts by hand.</summary>
    /// <param name="fact">What is owed; null where nothing is.</param>
    public static IReadOnlyList<RungLook> Look(
        OwedFact? fact,
        Subject over,
        IReadOnlyList<OrderFact> orders,
        CaseRules rules,
        DateTime now
    )
    {
        var rungs = LadderRung.All(rules.Playbook.Ladder, rules.Calendar, now);
        var had = MatterOrders.Of(orders, rungs).GetValueOrDefault(over.Matter.Stream);
        var counts = new LadderCounts(orders, now);
        // Where nothing is owed no clock runs: only what is known of the matter itself holds.
        var still = fact ?? new OwedFact(over, 0, "", "", now, DateTime.MaxValue, DateTime.MaxValue);
        return [.. rungs.Where(rung => !rung.IsReminder).Select(rung => rung.Look(still, had, counts))];
    }

    /// <summary>What a draft by hand stands on: what of the rung holds, and what its drafter judged.</summary>
    public static Why WhyByHand(RungLook look, OwedFact? fact, bool judged, DateTime now)
    {
        var way =
            look.Ways.FirstOrDefault(one => one.All(part => part.Holds ?? judged))
            ?? (judged ? look.Ways.FirstOrDefault(one => one.Any(part => part.Holds is null)) : null);
        var held = (way ?? []).Where(part => part.Holds ?? judged).Select(part => part.Condition).ToList();
        return new Why(
            held,
            fact is null ? null : new OwedThen(fact.Kind, fact.Post, fact.Since, fact.Due, now),
            fact?.FailedChecks ?? 0,
            fact?.Reopenings ?? 0,
            fact?.Severity?.ToString(),
            fact?.Promised,
            null,
            held.FirstOrDefault(condition => condition.Key == LadderConditions.Judged)?.Value
        );
    }
}

/// <param name="Ways">Any of them is enough; of each its conditions, and whether they hold: null where somebody judges.</param>
public sealed record RungLook(Rung Rung, bool Had, IReadOnlyList<IReadOnlyList<(Condition Condition, bool? Holds)>> Ways)
{
    public bool Stands => Ways.Any(way => way.All(part => part.Holds == true));

    public bool CanBeJudged => Ways.Any(way => way.Any(part => part.Holds is null));
}
