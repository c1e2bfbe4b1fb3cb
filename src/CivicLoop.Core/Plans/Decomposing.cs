using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Plans;

/// <summary>What a rule makes of a standard.</summary>
/// <param name="Of">How many places the lead was found by, of how many; both 0 where the rule names the unit.</param>
public sealed record Proposal(
    TaskRule Rule,
    string Lead,
    IReadOnlyList<string> With,
    string Post,
    IReadOnlyList<Evidence> Evidence,
    (int Theirs, int All) Of
);

/// <summary>任务分解: the first rule of the playbook that fits and leads to somebody wins.</summary>
public static class Decomposing
{
    /// <returns>Null where no rule fits, or none that fits leads to a unit that somebody answers for.</returns>
    public static Proposal? ByRule(CaseRules rules, string system, Located located, ILookup<string, TaskPlace> byType)
    {
        foreach (var rule in rules.Playbook.Tasks.Where(rule => Fits(rule, system, located)))
            if (Resolve(rule, rule.Lead, located.Standard, rules, byType) is { Count: > 0 } found)
            {
                var (lead, theirs) = found[0];
                var with = found
                    .Skip(1)
                    .Select(one => one.Unit)
                    .Concat(
                        rule.With.SelectMany(word => Resolve(rule, word, located.Standard, rules, byType).Select(one => one.Unit))
                    )
                    .Where(unit => unit != lead)
                    .Distinct();
                var post =
                    rule.Post is { } named && rules.Organisation.Post(named) is { Closed: false } known && known.Unit == lead
                        ? known
                        : rules.Organisation.ClerkOf(lead)!;
                return new Proposal(
                    rule,
                    lead,
                    [.. with],
                    post.Code,
                    rule.Asks.Count > 0 ? rule.Asks : Asked(located.Standard),
                    rule.LeadsToAUnit ? (0, 0) : (theirs, found.Sum(one => one.Places))
                );
            }
        return null;
    }

    public static bool Fits(TaskRule rule, string system, Located located) =>
        Any(rule.Systems, [system])
        && Any(rule.Projects, [located.Project.Code])
        && Any(rule.Indicators, [located.Indicator.Code])
        && Any(rule.Contents, [located.Content.Code])
        && Any(rule.Methods, located.Standard.Methods.Select(Word))
        && Any(rule.PlaceTypes, located.Standard.Places)
        && Any(rule.Categories, located.Standard.Category is { } category ? [category] : []);

    /// <summary>What the methods of a standard want to see.</summary>
    public static IReadOnlyList<Evidence> Asked(Standard standard)
    {
        var asked = new List<Evidence>();
        if (standard.Methods.Any(method => method.IsOnTheSpot()))
            asked.Add(Evidence.Photo);
        if (standard.Category is not null)
            asked.Add(Evidence.Case);
        if (standard.Materials.Count > 0 || standard.Methods.Any(method => method.IsOnPaper()) || asked.Count == 0)
            asked.Add(Evidence.Material);
        return asked;
    }

    /// <summary>Whether there is anything to do for it: what is only put together from others is done with them.</summary>
    public static bool Asks(Standard standard) => standard.Rules.Any(scored => scored.Rule is not Composite);

    /// <summary>A method as a file says it.</summary>
    public static string Word(Method method) => method.ToString().ToLowerInvariant();

    private static bool Any(IReadOnlyList<string> allowed, IEnumerable<string> values) =>
        allowed.Count == 0 || values.Any(allowed.Contains);

    // Units with how many of the places fall to each, the most first: that one leads, the others help.
    private static IReadOnlyList<(string Unit, int Places)> Resolve(
        TaskRule rule,
        string word,
        Standard standard,
        CaseRules rules,
        ILookup<string, TaskPlace> byType
    )
    {
        if (word is not (TaskRule.OwnerOfPlace or TaskRule.Dispatch))
            return rules.Organisation.ClerkOf(word) is null ? [] : [(word, 0)];
        var types = rule.PlaceTypes.Count == 0 ? standard.Places : [.. standard.Places.Where(rule.PlaceTypes.Contains)];
        var places = types.SelectMany(type => byType[type]).ToList();
        var units =
            word == TaskRule.OwnerOfPlace ? places.Select(place => place.Owner)
            : standard.Category is not { } category ? []
            : places.Count == 0
                ? [Dispatching.ByRule(rules, category, new Location(null, types.FirstOrDefault(), null, "", null, 0, 0))?.Unit]
            : places.Select(place =>
                Dispatching
                    .ByRule(
                        rules,
                        category,
                        new Location(place.Code, place.Type, place.Owner, place.District, place.Street, 0, 0)
                    )
                    ?.Unit
            );
        return
        [
            .. units
                .OfType<string>()
                .Select(rules.Organisation.Answering)
                .Where(unit => rules.Organisation.ClerkOf(unit) is not null)
                .GroupBy(unit => unit)
                .Select(group => (group.Key, group.Count()))
                .OrderByDescending(one => one.Item2)
                .ThenBy(one => one.Key, StringComparer.Ordinal),
        ];
    }
}
