using System.CommandLine;
using CivicLoop.Core.Coverage;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Coverage;

/// <summary>The room Coverage: 责任覆盖, on a page and as the verb <c>audit</c>.</summary>
public static class CoverageRoom
{
    /// <summary>Days of silence that count as dormant where nobody says otherwise.</summary>
    public const int UsualDays = 30;

    private const int MostDays = 3650;
    private const int OnThePage = 100;
    private const int EndedOnThePage = 10;

    public static void AddCoverage(this IServiceCollection services)
    {
        services.AddScoped<IDutySubjects, SilenceDuties>();
        services.AddHostedService<SilenceRounds>();
    }

    public static void MapCoverage(this IEndpointRouteBuilder city)
    {
        var group = city.MapGroup("/coverage").May(Right.ReadCoverage);
        group.MapGet(
            "",
            (string? days, SiteContext site, RulesNow rules, EditionReads editions) => Page(site, rules, editions, Days(days))
        );
        group
            .MapGet(
                "/export.{format}",
                (string format, string? days, SiteContext site, RulesNow rules, EditionReads editions, Sentences t, Wording w) =>
                    Export(format, site, rules, editions, Days(days), t, w)
            )
            .Exports("coverage");
    }

    public static Command Verb()
    {
        var city = Verbs.City();
        var days = new Option<int>("--days")
        {
            Description = "Days of silence that count as dormant.",
            DefaultValueFactory = _ => UsualDays,
        };
        var command = new Command(
            "audit",
            "Lists every duty, post, unit, place and contract that nobody leads, and everything that has fallen silent. Exit code 1 where something has nobody."
        )
        {
            city,
            days,
        };
        command.SetAction(parsed =>
            VerbRun.Over(parsed, city, (one, progress) => Say(one, Math.Clamp(parsed.GetValue(days), 1, MostDays), progress))
        );
        return command;
    }

    /// <summary>What has somebody and is only silent is worth a look, but nothing is without a lead.</summary>
    public static bool IsSilence(CoverageGap gap) => SilenceStore.KindOf(gap) is not null || gap == CoverageGap.ProvisionalDuty;

    // Null for what the rules say of each.
    private static int? Days(string? text) => int.TryParse(text, out var days) ? Math.Clamp(days, 1, MostDays) : null;

    private static RazorComponentResult<CoveragePage> Page(SiteContext site, RulesNow rules, EditionReads editions, int? days)
    {
        var (silent, ended) = site.Here.Database.Read(connection =>
            (
                SilenceStore.Newest(connection, SilenceStatus.Silent, OnThePage),
                SilenceStore.Newest(connection, SilenceStatus.Ended, EndedOnThePage)
            )
        );
        string[] places = [.. silent.Concat(ended).Where(one => one.Kind == SilentKind.Place).Select(one => one.Code).Distinct()];
        return new(
            new Dictionary<string, object?>
            {
                [nameof(CoveragePage.Silences)] = silent,
                [nameof(CoveragePage.Ended)] = ended,
                [nameof(CoveragePage.Places)] = site.Here.Database.Read(connection =>
                    CaseListReads.PlaceNames(connection, places)
                ),
                [nameof(CoveragePage.Lists)] = Read(site.Here.City, rules, editions, site.Now, days, OnThePage),
                [nameof(CoveragePage.Days)] = days,
                [nameof(CoveragePage.Rules)] = rules.Of(site.Here.City),
            }
        );
    }

    private static IResult Export(
        string format,
        SiteContext site,
        RulesNow rules,
        EditionReads editions,
        int? days,
        Sentences t,
        Wording w
    )
    {
        var names = CaseNames.Of(rules.Of(site.Here.City));
        var file = new TableFile(
            $"{site.Here.Code}-{t["coverage.file"]}-{site.Today:yyyy-MM-dd}",
            [
                new SheetColumn(t["coverage.column.gap"], 40),
                new SheetColumn(t["coverage.column.code"], 20),
                new SheetColumn(t["coverage.column.name"], 40),
                new SheetColumn(t["coverage.column.count"]),
                new SheetColumn(t["coverage.column.since"], 20),
            ],
            Read(site.Here.City, rules, editions, site.Now, days, int.MaxValue)
                .SelectMany(list => list.Lines)
                .Select(line =>
                    (IReadOnlyList<object?>)
                        [
                            t[$"coverage.gap.{line.Gap}"],
                            line.Code,
                            Name(line, names),
                            line.Count,
                            line.Since is { } since ? w.FullMoment(since) : null,
                        ]
                )
        );
        return format switch
        {
            "csv" => file.Csv(site, t),
            "xlsx" => file.Xlsx(site, t),
            _ => Results.NotFound(),
        };
    }

    /// <summary>A case has no name of its own: its category stands for it.</summary>
    public static string Name(CoverageLine line, CaseNames names) =>
        line.Gap == CoverageGap.CaseWithoutDuty ? names.Category(line.Name) : line.Name;

    private static IReadOnlyList<CoverageList> Read(
        City city,
        RulesNow rules,
        EditionReads editions,
        DateTime now,
        int? days,
        int most
    )
    {
        var known = rules.Of(city);
        var day = known.Calendar.DayOf(now);
        return city.Database.Read<IReadOnlyList<CoverageList>>(connection =>
            [
                .. CoverageReads.All(
                    connection,
                    known,
                    now,
                    day,
                    kind => now.AddDays(-(days ?? known.Playbook.Limits.Silence.Of(kind))),
                    most
                ),
                .. PlanCoverage.All(connection, known, editions, day, most),
            ]
        );
    }

    private static int Say(City city, int days, Progress progress)
    {
        var rules = new RulesNow(new PlaybookReads().On);
        var names = CaseNames.Of(rules.Of(city));
        var lists = Read(city, rules, new EditionReads(), city.Clock.Now, days, int.MaxValue);
        foreach (var list in lists.Where(list => list.Total > 0))
        {
            progress.Say(Verbs.Sentences["audit.list", Verbs.Sentences[$"coverage.gap.{list.Gap}"], list.Total]);
            foreach (var line in list.Lines)
                Console.WriteLine($"  {line.Code}  {Name(line, names)}{(line.Count > 0 ? $"  {line.Count}" : "")}");
        }
        var without = lists.Where(list => !IsSilence(list.Gap)).Sum(list => list.Total);
        progress.Say(without == 0 ? Verbs.Sentences["audit.whole", days] : Verbs.Sentences["audit.gaps", without]);
        return without == 0 ? 0 : 1;
    }
}
