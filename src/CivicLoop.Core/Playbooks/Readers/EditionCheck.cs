using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Whether an edition that can be read makes sense: sums, methods, what can be met at all, nothing that bites its own tail.</summary>
public static class EditionCheck
{
    internal static void Check(Edition edition, Node root, Dictionary<string, Node> places, Mistakes mistakes)
    {
        var sum = edition.Standards.Sum(standard => standard.Weight);
        if (sum != edition.Total)
            mistakes.Add(root.Get("total")!, MistakeCode.WeightsSum, Points.Say(sum), Points.Say(edition.Total));
        foreach (var standard in edition.Standards)
            One(standard, places[standard.Code], mistakes);
        foreach (var code in Circles(edition))
            mistakes.Add(places[code], MistakeCode.StandardCircle, code);
        foreach (var (included, node) in edition.Includes.Zip(root.Items("includes")))
            if (included.System == edition.System)
                mistakes.Add(node, MistakeCode.IncludedCircle, included.System);
        if (edition.Includes.Sum(included => included.Share) >= 1)
            mistakes.Add(root.Get("includes")!, MistakeCode.IncludedWhole);
    }

    /// <summary>Systems that count each other in, however long the way round: no result of theirs could be computed.</summary>
    public static IReadOnlyList<string> Rounds(IReadOnlyCollection<Edition> editions) =>
        Loops(
            [.. editions.Select(edition => edition.System)],
            system =>
                editions.FirstOrDefault(edition => edition.System == system)?.Includes.Select(included => included.System) ?? []
        );

    private static void One(Standard standard, Node node, Mistakes mistakes)
    {
        if (standard.Rules.Count > 1)
        {
            if (standard.Rules.Sum(rule => rule.Share) != 1)
                mistakes.Add(node.Get("rule")!, MistakeCode.RuleParts, Rule.Percent(standard.Rules.Sum(rule => rule.Share)));
            if (standard.Rules.Select(rule => rule.Method).Distinct().Count() < standard.Rules.Count)
                mistakes.Add(node.Get("rule")!, MistakeCode.RuleMethod, "-", Words(standard));
        }
        else if (standard.Rules is [{ Share: < 1 } alone])
            mistakes.Add(node.Get("rule")!, MistakeCode.RuleParts, Rule.Percent(alone.Share));
        foreach (var rule in standard.Rules)
            if (rule.Method is { } method && !standard.Methods.Contains(method))
                mistakes.Add(node.Get("rule")!, MistakeCode.RuleMethod, $"{method}".ToLowerInvariant(), Words(standard));
        if (standard.Methods.Any(method => method.IsOnTheSpot()) && standard.Places.Count == 0 && !IsComposite(standard))
            mistakes.Add(node, MistakeCode.StandardNowhere, standard.Code);
        if (standard.Methods.Any(method => method.IsOnPaper()) && standard.Materials.Count == 0)
            mistakes.Add(node, MistakeCode.StandardMaterial, standard.Code);
        if (
            standard.Draw.Count > 0
            && standard.Draw.Aggregate(1L, (product, draw) => product * draw.Count) != standard.Occurrence
        )
            mistakes.Add(node.Get("draw")!, MistakeCode.StandardDraw, $"{standard.Occurrence}");
    }

    private static bool IsComposite(Standard standard) => standard.Rules.All(rule => rule.Rule is Composite);

    private static string Words(Standard standard) =>
        string.Join(", ", standard.Methods.Select(method => $"{method}".ToLowerInvariant()));

    private static IReadOnlyList<string> Circles(Edition edition) =>
        Loops(
            [.. edition.Standards.Select(standard => standard.Code)],
            code =>
                edition.Find(code)?.Standard.Rules.Select(rule => rule.Rule).OfType<Composite>().SelectMany(rule => rule.Of) ?? []
        );

    // Whatever can be reached from itself.
    private static List<string> Loops(IReadOnlyList<string> all, Func<string, IEnumerable<string>> next)
    {
        var looping = new List<string>();
        foreach (var start in all)
        {
            var (seen, open) = (new HashSet<string>(), new Stack<string>(next(start)));
            while (open.TryPop(out var here))
            {
                if (here == start)
                {
                    looping.Add(start);
                    break;
                }
                if (seen.Add(here))
                    foreach (var further in next(here))
                        open.Push(further);
            }
        }
        return looping;
    }
}
