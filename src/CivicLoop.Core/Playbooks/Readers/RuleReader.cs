using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>One rule of the closed set: what its kind needs is there, and nothing that is another kind's.</summary>
internal static class RuleReader
{
    // What a kind needs, and what it may have beside it.
    private static readonly Dictionary<string, (string[] Needs, string[] May)> KeysOf = new()
    {
        ["present"] = ([], []),
        ["deduct"] = (["each", "unit"], []),
        ["ratio"] = (["needed", "unit"], []),
        ["density"] = (["needed", "per-metres", "unit"], []),
        ["rate"] = (["at-least", "unit"], ["from"]),
        ["observation"] = (["at-least", "sample", "unit"], ["from"]),
        ["survey"] = (["at-least", "sample"], ["from"]),
        ["tier"] = (["tiers"], []),
        ["composite"] = (["of"], []),
    };

    private static readonly string[] OfAll = ["kind", "method", "part"];

    /// <param name="weight">What the rule scores, in <see cref="Points"/>.</param>
    public static Rule Read(Node node, long weight, Mistakes mistakes)
    {
        var kind = node.Said("kind");
        var (needs, may) = KeysOf[kind];
        foreach (var key in needs.Where(key => node.Get(key) is null))
            mistakes.Add(node, MistakeCode.RuleLacks, kind, key);
        foreach (var (key, _) in ((Mapping)node).Entries)
            if (!OfAll.Contains(key.Text) && !needs.Contains(key.Text) && !may.Contains(key.Text))
                mistakes.Add(key, MistakeCode.RuleForeign, kind, key.Text, string.Join(", ", needs.Concat(may)));
        Thresholds(node, mistakes);
        return Made(node, kind, weight, mistakes);
    }

    private static Rule Made(Node node, string kind, long weight, Mistakes mistakes)
    {
        var (atLeast, from) = (Share(node, "at-least") ?? 1, Share(node, "from"));
        var (needed, sample, unit) = (node.Whole("needed") ?? 1, node.Whole("sample") ?? 1, node.Said("unit"));
        return kind switch
        {
            "present" => new Present(),
            "deduct" => new Deduct(node.Text("each") is { } each ? Forms.Points(each) ?? 1 : 1, Math.Max(1, weight), unit),
            "ratio" => new Ratio(needed, unit),
            "density" => new Density(needed, node.Whole("per-metres") ?? 1, unit),
            "rate" => new Rate(atLeast, from, unit),
            "observation" => new Observation(atLeast, from, sample, unit),
            "survey" => new SurveyShare(atLeast, from, sample),
            "composite" => new Composite(node.Texts("of")),
            _ => new Tiered(Tiers(node, mistakes)),
        };
    }

    private static void Thresholds(Node node, Mistakes mistakes)
    {
        if (Share(node, "at-least") is not { } atLeast)
            return;
        if (atLeast == 0)
            mistakes.Add(node.Get("at-least")!, MistakeCode.RuleAlways, node.Said("at-least"));
        if (Share(node, "from") is { } from && from >= atLeast)
            mistakes.Add(node.Get("from")!, MistakeCode.RuleNever, node.Said("from"), node.Said("at-least"));
    }

    private static List<Tier> Tiers(Node node, Mistakes mistakes)
    {
        var tiers = node.Items("tiers").Select(tier => new Tier(tier.Said("name"), Share(tier, "share") ?? 0)).ToList();
        var at = node.Get("tiers") ?? node;
        // The best of them is the whole, or nobody could ever have it.
        if (tiers.Count < 2 || tiers[0].Share != 1)
            mistakes.Add(at, MistakeCode.RuleTiers, "100%");
        else if (tiers.Zip(tiers.Skip(1)).Any(pair => pair.First.Share <= pair.Second.Share))
            mistakes.Add(at, MistakeCode.RuleTiers, Rule.Percent(tiers[^1].Share));
        return tiers;
    }

    private static decimal? Share(Node node, string key) => node.Text(key) is { } text ? Forms.Share(text) : null;
}
