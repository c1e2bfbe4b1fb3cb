using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>
/// Finds the rules of dispatch that can never fire. Every combination of category, type of place and district is
/// walked through the rules as dispatching does it, so that a rule hidden by several others together is found too.
/// </summary>
internal static class DispatchCheck
{
    public static void Check(
        List<(Node Node, DispatchRule Rule)> rules,
        List<Theme> themes,
        PlacePart places,
        CityPart city,
        Mistakes mistakes
    )
    {
        var known = themes
            .SelectMany(theme =>
                theme.Groups.SelectMany(group =>
                    group.Categories.Select(category => (Theme: theme.Code, Category: category.Code))
                )
            )
            .ToList();
        var here = places.Types.Select(type => (string?)type.Code).Append(null).ToList();
        var fires = new bool[rules.Count];
        var possible = new bool[rules.Count];
        var hiders = rules.Select(_ => new SortedSet<int>()).ToList();

        foreach (var (theme, category) in known)
        foreach (var type in here)
        foreach (var district in city.Districts)
        {
            var at = new Location(null, type, null, district.Code, null, 0, 0);
            var before = -1;
            for (var number = 0; number < rules.Count; number++)
            {
                var rule = rules[number].Rule;
                if (!Dispatching.Fits(rule, theme, category, at))
                    continue;
                possible[number] = true;
                if (before >= 0)
                    hiders[number].Add(before);
                else
                    fires[number] = true;
                if (before < 0 && LeadsSomewhere(rule, type))
                    before = number;
            }
        }

        for (var number = 0; number < rules.Count; number++)
        {
            var (node, rule) = rules[number];
            if (!possible[number] && !Dangles(rule, themes, known, places, city))
                mistakes.Add(node, MistakeCode.RuleContradicts, rule.Code);
            else if (possible[number] && !fires[number])
                mistakes.Add(
                    node,
                    MistakeCode.RuleUnreachable,
                    rule.Code,
                    string.Join(", ", hiders[number].Select(other => Name(rules[other])))
                );
        }
    }

    private static string Name((Node Node, DispatchRule Rule) rule) => $"{rule.Rule.Code} ({rule.Node.File}:{rule.Node.Line})";

    // A rule that leads to nobody lets the next one try: away from any place nobody owns, and a street may be unknown.
    private static bool LeadsSomewhere(DispatchRule rule, string? placeType) =>
        rule.Lead switch
        {
            "owner-of-place" => placeType is not null,
            "street-office" => false,
            _ => true,
        };

    // What names something that does not exist is told as dangling, not as a contradiction.
    private static bool Dangles(
        DispatchRule rule,
        List<Theme> themes,
        List<(string Theme, string Category)> known,
        PlacePart places,
        CityPart city
    ) =>
        known.Count == 0
        || city.Districts.Count == 0
        || rule.Themes.Any(code => themes.All(theme => theme.Code != code))
        || rule.Categories.Any(code => known.All(one => one.Category != code))
        || rule.PlaceTypes.Any(code => places.Types.All(type => type.Code != code))
        || rule.Districts.Any(code => city.Districts.All(district => district.Code != code));
}
