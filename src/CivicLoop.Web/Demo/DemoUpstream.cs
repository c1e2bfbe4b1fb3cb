using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Events;
using CivicLoop.Core.Exchange;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Upstream;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Rhythm;
using CivicLoop.Web.Upstream;

namespace CivicLoop.Web.Demo;

/// <summary>
/// What comes from above in a demo: an interview before the campaign, whose promises are owed by its end, and in the last
/// days a letter with a finding of every theme. Bodies and numbers are samples and say so.
/// </summary>
internal sealed class DemoUpstream(City city, CaseRules rules, DemoPeople people)
{
    private const int Promised = 3;

    // The first figures of a division's code say what stands above a city.
    private static readonly string[] Regions = ["15", "45", "54", "64", "65"];

    public static bool IsOfRegion(Core.Playbooks.Playbook playbook) => Regions.Contains(playbook.City.Division[..2]);

    private string Above => IsOfRegion(rules.Playbook) ? "自治区文明办（示例）" : "省文明办（示例）";

    private DateOnly Starts => rules.Playbook.City.Campaign.Starts;

    private DateOnly Ends => Starts.AddDays(rules.Playbook.City.Campaign.Days - 1);

    public int Begin(CityTransaction transaction, DateTime at)
    {
        if (Office is not { } office)
            return 0;
        var promises = rules
            .Organisation.Units.Where(unit => unit.Kind == "bureau" && rules.Organisation.ClerkOf(unit.Code) is not null)
            .OrderBy(unit => unit.Code, StringComparer.Ordinal)
            .Take(Promised)
            .Select(unit => new DecisionInput($"{unit.Name}牵头的问题限期整改到位（示例）", unit.Code, Ends));
        Taken(
            UpstreamStore.Enter(
                transaction,
                rules,
                Form(office, "按约谈记录登记", at),
                new UpstreamInput(
                    UpstreamKind.Interview,
                    UpstreamLevel.Provincial,
                    Above,
                    "",
                    Starts.AddDays(-3),
                    Ends,
                    "约谈市领导小组：整改期内逐项整改，期满报告结果。（示例）",
                    [.. promises]
                ),
                at
            )
        );
        return 1;
    }

    public void End(CityTransaction transaction, DateTime at)
    {
        if (Office is not { } office)
            return;
        var day = rules.Calendar.DayOf(at);
        var letter = Taken(
            UpstreamStore.Enter(
                transaction,
                rules,
                Form(office, "按来函登记", at),
                new UpstreamInput(
                    UpstreamKind.Letter,
                    UpstreamLevel.Provincial,
                    Above,
                    $"示例函〔{day.Year}〕1号",
                    day.AddDays(-2),
                    day.AddDays(30),
                    "实地督查反馈：氛围、环境、秩序、服务各有问题，请限期整改并报告结果。（示例）",
                    []
                ),
                at
            )
        );
        // A finding that names no place lies in the middle of its district, where its outline is known.
        var districts = rules
            .Playbook.City.Districts.Where(district => CaseRows.Middle(rules, district.Code) is not null)
            .ToList();
        if (districts.Count == 0)
            return;
        var findings = rules.Playbook.Problems.Themes.Select(
            (theme, row) =>
                new Finding(
                    $"{row + 1}",
                    $"督查发现{theme.Name}的问题（示例）",
                    theme.Groups[0].Categories[0].Code,
                    districts[row % districts.Count].Code,
                    ""
                )
        );
        Taken(
            UpstreamStore.Add(
                city.Database,
                transaction,
                rules,
                letter.Stream,
                Form(office, "按来函登记", at),
                [.. findings.Select(finding => (finding, UpstreamStore.At(city, rules, finding)))],
                at
            )
        );
    }

    private Actor? Office =>
        rules.Organisation.Covering(Role.OfficeClerk, null) is { } post ? people.Of(post.Code)[0].Actor : null;

    private static ActForm Form(Actor by, string reason, DateTime at) =>
        new(Guid.CreateVersion7(at), by, "desk", reason, HappenedAt: null, Expected: null);

    private static T Taken<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Value ?? throw new InvalidOperationException($"the demo's letter was refused: {outcome.Refusal}");
}
