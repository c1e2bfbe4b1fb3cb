using System.Runtime.CompilerServices;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Cases;

/// <summary>Names behind the codes that a case holds; a code that nothing names any more stands for itself.</summary>
public sealed class CaseNames
{
    private static readonly ConditionalWeakTable<CaseRules, CaseNames> Kept = [];

    private readonly CaseRules rules;
    private readonly Dictionary<string, string> divisions;

    private CaseNames(CaseRules rules)
    {
        this.rules = rules;
        divisions = rules
            .Playbook.City.Districts.SelectMany(district =>
                district.Streets.Select(street => (street.Code, street.Name)).Prepend((district.Code, district.Name))
            )
            .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);
    }

    public static CaseNames Of(CaseRules rules) => Kept.GetValue(rules, known => new CaseNames(known));

    public string District(string code) => divisions.GetValueOrDefault(code, code);

    public string Street(string code) => divisions.GetValueOrDefault(code, code);

    public string Category(string code) => rules.Playbook.Category(code)?.Name ?? code;

    public Category? CategoryRule(string code) => rules.Playbook.Category(code);

    public string? ThemeOf(string category) => rules.Playbook.ThemeOf(category)?.Name;

    public string Theme(string code) => rules.Playbook.Problems.Themes.FirstOrDefault(theme => theme.Code == code)?.Name ?? code;

    public string Difficulty(string code) => rules.Playbook.Difficulty(code)?.Name ?? code;

    public string Unit(string code) => rules.Organisation.Unit(code)?.Name ?? code;

    /// <summary>示例: a unit that no source names.</summary>
    public bool IsSample(string? unit) => unit is not null && rules.Organisation.Unit(unit) is { Sample: true };

    /// <summary>Within a sentence: 市商务局（示例）.</summary>
    public string Unit(string code, Sentences t) => Unit(code) + (IsSample(code) ? t["cases.sample.in"] : "");

    public string Post(string code) => rules.Organisation.Post(code)?.Name ?? code;

    /// <summary>The unit that a post belongs to; null for a post that is gone, a citizen or the system.</summary>
    public string? UnitOfPost(string code) => rules.Organisation.Post(code)?.Unit;

    /// <summary>Whoever owes something, within a sentence: the unit of the post.</summary>
    public string Owes(string post, Sentences t) => UnitOfPost(post) is { } unit ? Unit(unit, t) : Post(post);

    public string PlaceType(string code) => rules.Playbook.Places.Types.FirstOrDefault(type => type.Code == code)?.Name ?? code;

    public string Rule(string code) => rules.Playbook.Problems.Dispatch.FirstOrDefault(rule => rule.Code == code)?.Name ?? code;

    /// <summary>District, street and place, as far as they are known: 克拉玛依区 天山路街道 中心市场.</summary>
    public string Where(string district, string? street, string? place) =>
        string.Join(
            ' ',
            new[] { district.Length == 0 ? null : District(district), street is null ? null : Street(street), place }.Where(
                part => !string.IsNullOrEmpty(part)
            )
        );
}
