using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Inspections;

/// <summary>A case that lies at the place that is visited.</summary>
public sealed record CaseHere(Guid Stream, CaseState State);

/// <summary>What is done about the problem of an item.</summary>
/// <param name="Case">The case that it is done to; null where one begins or nothing is done.</param>
/// <param name="Why">Why nothing is done, where something might be expected.</param>
public sealed record Consequence(ItemEffect Effect, CaseHere? Case = null, Refusal? Why = null)
{
    public static readonly Consequence Nothing = new(ItemEffect.None);
}

/// <summary>
/// What a visit does to the cases at its place: a failure goes back to whoever says that it is put right, joins what is
/// open, or begins a case; what is in order closes what waits for its check. Told before it is sent, and done by the
/// same words. Whether the visitor may, the loop of cases decides, tried without writing.
/// </summary>
public sealed class VisitEffects(Location at, IReadOnlyList<CaseHere> here, Act act, CaseRules rules)
{
    private static readonly TextRef NoText = new(Guid.Empty, "");

    public Consequence IfFailed(string? category)
    {
        if (category is null || rules.Playbook.Category(category) is null)
            return Consequence.Nothing;
        var open = Open(category);
        if (open.FirstOrDefault(one => May(one.State, new FailCheck([])) is null) is { } waiting)
            return new Consequence(ItemEffect.CheckFailed, waiting);
        if (open.FirstOrDefault(one => May(one.State, new SeeAgain(0, NoText, [])) is null) is { } joined)
            return new Consequence(ItemEffect.Joined, joined);
        if (open.Count > 0)
            return new Consequence(ItemEffect.None, open[0], May(open[0].State, new SeeAgain(0, NoText, [])));
        return May(null, new Report(0, category, at, NoText, [])) is { } refusal
            ? new Consequence(ItemEffect.None, null, refusal)
            : new Consequence(ItemEffect.Reported);
    }

    public Consequence IfPassed(string? category)
    {
        if (category is null)
            return Consequence.Nothing;
        var waiting = Open(category).Where(one => one.State.Status == CaseStatus.Fixed).ToList();
        if (waiting.FirstOrDefault(one => May(one.State, new PassCheck([])) is null) is { } passed)
            return new Consequence(ItemEffect.CheckPassed, passed);
        return waiting.Count == 0
            ? Consequence.Nothing
            : new Consequence(ItemEffect.None, waiting[0], May(waiting[0].State, new PassCheck([])));
    }

    /// <summary>
    /// What all answers come to, one for each category: where one item of it fails, what passes of it ends nothing.
    /// </summary>
    public IReadOnlyDictionary<string, Consequence> Of(IEnumerable<Judged> judged) =>
        judged
            .Where(one => one.Item.Standard.Category is not null && one.Trace.Judged)
            .GroupBy(one => one.Item.Standard.Category!)
            .ToDictionary(
                group => group.Key,
                group => group.Any(one => one.Failed) ? IfFailed(group.Key) : IfPassed(group.Key),
                StringComparer.Ordinal
            );

    /// <summary>What was shown beforehand, in one text: sent along, it tells whether it is still so.</summary>
    public string Shown(IEnumerable<string> categories) =>
        string.Join(
            ';',
            categories
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(category => $"{category}:{Said(IfFailed(category))}:{Said(IfPassed(category))}")
        );

    private static string Said(Consequence consequence) =>
        FormattableString.Invariant($"{(int)consequence.Effect}-{consequence.Case?.State.Number}");

    private List<CaseHere> Open(string category) =>
        [
            .. here.Where(one => one.State.Category == category && one.State.Status.IsOpen() && one.State.At.Place == at.Place)
                .OrderBy(one => one.State.Number),
        ];

    private Refusal? May(CaseState? state, CaseCommand command) => CaseDecide.Decide(state, command, act, rules).Refusal;
}
