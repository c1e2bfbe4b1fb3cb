using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Cases;

/// <summary>A unit that a rule chose, with the rule, so that the page can say which one and why.</summary>
public sealed record Assignment(DispatchRule Rule, string Unit, IReadOnlyList<string> With);

/// <summary>派遣: the first rule of the playbook that fits wins, if the unit it names exists.</summary>
public static class Dispatching
{
    /// <summary>The unit owed by rule; null when no rule fits or the rule that fits names nobody here.</summary>
    public static Assignment? ByRule(CaseRules rules, string category, Location at)
    {
        var theme = rules.Playbook.ThemeOf(category)?.Code ?? "";
        foreach (var rule in rules.Playbook.Problems.Dispatch)
        {
            if (!Fits(rule, theme, category, at))
                continue;
            // A rule that fits but leads to nobody must not swallow the case: the next one may know somebody.
            if (Resolve(rule.Lead, rules.Organisation, at) is not { } unit)
                continue;
            var with = rule.With.Select(code => Resolve(code, rules.Organisation, at)).OfType<string>();
            return new Assignment(rule, unit, [.. with.Where(other => other != unit).Distinct()]);
        }
        return null;
    }

    public static bool Fits(DispatchRule rule, string theme, string category, Location at) =>
        Any(rule.Themes, theme)
        && Any(rule.Categories, category)
        && Any(rule.PlaceTypes, at.PlaceType)
        && Any(rule.Districts, at.District);

    private static bool Any(IReadOnlyList<string> allowed, string? value) =>
        allowed.Count == 0 || (value is not null && allowed.Contains(value));

    private static string? Resolve(string lead, OrganisationNow organisation, Location at)
    {
        var unit = lead switch
        {
            "owner-of-place" => at.Owner is null ? null : organisation.Open(at.Owner),
            "street-office" => organisation.Governing(at.Street),
            "district" => organisation.Governing(at.District),
            _ => organisation.Open(lead),
        };
        return unit?.Code;
    }
}
