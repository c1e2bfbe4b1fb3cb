using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Playbooks;

/// <summary>Rules, beats and conditions of a playbook in words.</summary>
public sealed class PlaybookWords(Playbook playbook, Sentences t, Wording wording)
{
    /// <summary>A unit's name; whoever a rule names beside units; a work group; otherwise the code itself.</summary>
    public string Who(string code) =>
        code switch
        {
            "owner-of-place" or "street-office" or "district" or "system" or "leading-group" => t["playbooks.who." + code],
            _ => playbook.Organisation.Units.FirstOrDefault(unit => unit.Code == code)?.Name
                ?? Groups.FirstOrDefault(group => group.Code == code)?.Name
                ?? code,
        };

    public string List(IEnumerable<string> words) => string.Join(t["playbooks.list"], words);

    /// <summary>When a rule fits, as a sentence.</summary>
    public string When(DispatchRule rule)
    {
        var themes = rule.Themes.Select(code => playbook.Problems.Themes.First(theme => theme.Code == code).Name);
        var categories = rule.Categories.Select(Category);
        var places = rule.PlaceTypes.Select(PlaceType);
        var districts = rule.Districts.Select(code => playbook.City.Districts.First(district => district.Code == code).Name);
        return Conditions(
                ("theme", List(themes)),
                ("category", List(categories)),
                ("place", List(places)),
                ("district", List(districts))
            ) ?? t["playbooks.rule.always"];
    }

    /// <inheritdoc cref="When(DispatchRule)"/>
    public string When(TaskRule rule) =>
        Conditions([
            .. Standards.Select(level => (level, List(Said(rule, level)))),
            ("method", List(rule.Methods.Select(Method))),
            ("place", List(rule.PlaceTypes.Select(PlaceType))),
            ("category", List(rule.Categories.Select(Category))),
        ]) ?? t["playbooks.tasks.always"];

    /// <summary>Whom a rule of decomposition leads to.</summary>
    public string Leads(string code) => code is TaskRule.Dispatch ? t["playbooks.who.dispatch"] : Who(code);

    public string Post(string code) => playbook.Organisation.Posts.FirstOrDefault(post => post.Code == code)?.Name ?? code;

    public string Method(string word) => t[$"standards.methods.{word}"];

    private static readonly string[] Standards = ["system", "project", "indicator", "content"];

    // What the codes of a rule are called in the editions of its systems; a city may have taken in others since.
    private IEnumerable<string> Said(TaskRule rule, string level)
    {
        var editions = playbook.Editions.Where(one => rule.Systems.Count == 0 || rule.Systems.Contains(one.System)).ToList();
        return level switch
        {
            "system" => rule.Systems.Select(code => editions.Find(one => one.System == code)?.Name ?? code),
            "project" => rule.Projects.Select(code => Located(one => one.Project.Code == code)?.Project.Name ?? code),
            "indicator" => rule.Indicators.Select(code => Located(one => one.Indicator.Code == code)?.Indicator.Name ?? code),
            _ => rule.Contents.Select(code => Located(one => one.Content.Code == code)?.Content.Name ?? code),
        };

        Located? Located(Func<Located, bool> fits) => editions.SelectMany(one => one.Located).FirstOrDefault(fits);
    }

    // Null where there are none.
    private string? Conditions(params (string Key, string Words)[] conditions)
    {
        var parts = conditions
            .Where(part => part.Words.Length > 0)
            .Select(part => t["playbooks.rule." + part.Key, part.Words])
            .ToList();
        return parts.Count == 0 ? null : string.Join(t["playbooks.and"], parts);
    }

    /// <summary>每 2 天, 每周星期一, 每月 25 日.</summary>
    public string Every(Beat beat)
    {
        var (amount, unit) = beat.Every;
        var every = amount == 1 ? t[$"playbooks.every.{unit}"] : t[$"playbooks.every.{unit}.many", amount];
        if (beat.On is { } on)
            every = t["playbooks.every-on", every, Day(on, unit)];
        return beat.OffDays is OffDays.Kept ? every : t["playbooks.every-off", every, t[$"playbooks.off-days.{beat.OffDays}"]];
    }

    private string Day(string on, IntervalUnit unit) =>
        Enum.TryParse<DayOfWeek>(on, out var weekday) && !char.IsAsciiDigit(on[0])
            ? t[$"site.weekday.{(int)weekday}"]
            : t[$"playbooks.on.{unit}", on];

    public string Condition(Condition condition)
    {
        var key = "playbooks.when." + condition.Key;
        switch (condition.Key)
        {
            case "light" or "severity":
                return t[$"{key}.{condition.Value}"];
            case "overdue-by" or "behind-plan-by" or "silent-for":
                return t[key, wording.Limit(condition.Value)];
            case "unanswered":
                return t[key, Rung(condition.Value)];
            case "rungs-within":
                var parts = condition.Value.Split(' ');
                return t[key, Rung(parts[0]), parts[1], parts[2]];
            default:
                return t[key, condition.Value];
        }
    }

    private string Rung(string code) => playbook.Ladder.Rungs.FirstOrDefault(rung => rung.Code == code)?.Name ?? code;

    private string Category(string code) => playbook.Category(code)!.Name;

    private string PlaceType(string code) => playbook.Places.Types.First(type => type.Code == code).Name;

    private IEnumerable<WorkGroup> Groups =>
        playbook.Organisation.Supervision is { } supervision
            ? playbook.Organisation.WorkGroups.Append(supervision)
            : playbook.Organisation.WorkGroups;
}
