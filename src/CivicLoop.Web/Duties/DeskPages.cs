using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Duties;

/// <summary>The first screen after signing in: what my post owes, or for a leader how the city stands.</summary>
public sealed class DeskPages(
    SiteContext site,
    RulesNow rulesNow,
    CityFigures figures,
    LeaderReads leaders,
    DutySubjects subjects,
    Sentences t
)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    /// <param name="done">Case and event of what the reader has just done, where they see the case no more.</param>
    /// <param name="kind">Only duties of this kind.</param>
    /// <param name="open">The case whose act is done on the desk; <c>next</c> for the one that burns most.</param>
    /// <param name="at">Of a leader: the line of command that is looked at.</param>
    public async Task<IResult> Show(string? done, string? kind, string? open, string? at, string? since) =>
        SeesCity
            ? await Leader(at, since == "week")
            : Mine(done is null ? null : Said(done) ?? subjects.Said(done), Known(kind), open);

    /// <summary>Everything that my post owes, as a file.</summary>
    public TableFile Export(string? kind)
    {
        var (rows, places) = city.Database.Read(connection =>
        {
            var owed = subjects.All(connection, site.Who.Actor.Post, Known(kind), site.Now);
            return (owed, Places(connection, owed.OfType<DutyRow>()));
        });
        return new DutyTable(t, CaseNames.Of(Rules), site).File(rows, places);
    }

    /// <summary>The leader's table of districts, as a file; nobody else has such a screen.</summary>
    public IResult Districts(string form) =>
        SeesCity
            ? new DistrictTable(t, CaseNames.Of(Rules), site).File(figures.Of(city, Rules.Calendar)).As(form, site, t)
            : Results.NotFound();

    private bool SeesCity => Rail.SeesTheCity(site.Who.Actor.Role);

    // What the address says and nobody knows is left out.
    private string? Known(string? kind) => kind is not null && subjects.Kinds.Contains(kind) ? kind : null;

    private static Dictionary<string, string> Places(DbConnection connection, IEnumerable<DutyRow> rows) =>
        rows.Select(row => row.Place)
            .OfType<string>()
            .Distinct()
            .Chunk(500)
            .SelectMany(some => CaseListReads.PlaceNames(connection, some))
            .ToDictionary();

    private RazorComponentResult<DeskPage> Mine(string? said, string? kind, string? open)
    {
        var today = EndOf(0);
        var soon = EndOf(2);
        var list = city.Database.Read(connection =>
        {
            var owed = subjects.Owed(connection, site.Who.Actor.Post, kind, site.Now, today, soon);
            var onCases = owed.Rows.OfType<DutyRow>().ToList();
            var row = onCases.FirstOrDefault(row => DutyActs.InPlace(row.Kind) && (open == "next" || $"{row.Case}" == open));
            return (owed, Opened: row is null ? null : CaseReads.Find(connection, row.Case), Places: Places(connection, onCases));
        });
        return new(
            new Dictionary<string, object?>
            {
                [nameof(DeskPage.Rules)] = Rules,
                [nameof(DeskPage.Places)] = list.Places,
                [nameof(DeskPage.Counts)] = list.owed.Counts,
                [nameof(DeskPage.Groups)] = list
                    .owed.Rows.GroupBy(row => DutyReads.UrgencyOf(row, site.Now, today, soon))
                    .OrderBy(group => group.Key)
                    .ToList(),
                [nameof(DeskPage.Done)] = said,
                [nameof(DeskPage.Kind)] = kind,
                [nameof(DeskPage.Kinds)] = subjects
                    .Kinds.Where(one => one == kind || list.owed.Kinds.ContainsKey(one))
                    .Select(one => KeyValuePair.Create(one, list.owed.Kinds.GetValueOrDefault(one)))
                    .ToList(),
                [nameof(DeskPage.Opened)] = list.Opened,
            }
        );
    }

    /// <param name="at">The line of command that is looked at; null for one's own.</param>
    /// <param name="week">What turned red in seven days, not only since the last look.</param>
    private async Task<IResult> Leader(string? at, bool week)
    {
        // Whoever only watches leaves no trace of it here.
        var since =
            week || site.Who.Actor.Role != Role.Leader
                ? site.Now - Looks.Longest
                : await Looks.Since(city, site.Who.Actor, site.Now);
        var (seen, trouble, waiting, places) = city.Database.Read(connection =>
        {
            var found = leaders.Of(connection, Rules, site.Who.Actor, at, site.Now, since);
            List<CaseRow> Rows(CaseFilter filter, int most) =>
                [.. CaseListReads.Page(connection, CaseListQuery.Of(filter, Ask()), null, most).Rows];
            var open = new CaseFilter(Status: CaseFilter.Open);
            return (
                found,
                found is null or { At.Line.Kind: not LineKind.City }
                    ? []
                    : Rows(open with { Trouble = CaseFilter.Failed }, 8)
                        .UnionBy(Rows(open with { Trouble = CaseFilter.Reopened }, 8), row => row.Number)
                        .OrderByDescending(row => row.Number)
                        .Take(8)
                        .ToList(),
                subjects.Owed(connection, site.Who.Actor.Post, kind: null, site.Now, EndOf(0), EndOf(2)).Rows,
                found is null ? [] : Places(connection, found.Red.Concat(found.Fresh).Select(one => one.Duty).OfType<DutyRow>())
            );
        });
        return seen is null
            ? Results.NotFound()
            : new RazorComponentResult<LeaderPage>(
                new Dictionary<string, object?>
                {
                    [nameof(LeaderPage.Rules)] = Rules,
                    [nameof(LeaderPage.Seen)] = seen,
                    [nameof(LeaderPage.Week)] = week,
                    [nameof(LeaderPage.Figures)] = seen.At.Line.Kind == LineKind.City ? figures.Of(city, Rules.Calendar) : null,
                    [nameof(LeaderPage.Trouble)] = trouble,
                    [nameof(LeaderPage.Waiting)] = waiting,
                    [nameof(LeaderPage.Places)] = places,
                }
            );
    }

    private CaseListAsk Ask() => new(site.Who.Actor, Rules.Playbook, site.Now, site.Now, Words: null);

    private DateTime EndOf(int daysFromToday) =>
        Rules.Calendar.ToUtc(Rules.Calendar.DayOf(site.Now).AddDays(daysFromToday + 1), TimeOnly.MinValue);

    private string? Said(string done) =>
        done.Split('-') is [var number, var version] && long.TryParse(number, out var of) && int.TryParse(version, out var made)
            ? city.Database.Read(connection => CaseReads.Find(connection, of)) is { } found
                ? CaseSaid.Of(t, found, made, site.Who.Actor.Person)
                : null
            : null;
}
