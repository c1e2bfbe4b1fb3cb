using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Duties;

/// <summary>The first screen after signing in: what my post owes, or for a leader how the city stands.</summary>
public sealed class DeskPages(SiteContext site, RulesNow rulesNow, CityFigures figures, DutySubjects subjects, Sentences t)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    /// <param name="done">Case and event of what the reader has just done, where they see the case no more.</param>
    /// <param name="kind">Only duties of this kind.</param>
    /// <param name="open">The case whose act is done on the desk; <c>next</c> for the one that burns most.</param>
    public IResult Show(string? done, string? kind, string? open) =>
        SeesCity ? Leader() : Mine(done is null ? null : Said(done) ?? subjects.Said(done), Known(kind), open);

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

    private RazorComponentResult<LeaderPage> Leader()
    {
        var (red, trouble, waiting) = city.Database.Read(connection =>
        {
            List<CaseRow> Rows(CaseFilter filter, int most) =>
                [.. CaseListReads.Page(connection, CaseListQuery.Of(filter, Ask()), null, most).Rows];
            var open = new CaseFilter(Status: CaseFilter.Open);
            return (
                Rows(new CaseFilter(Light: Core.Duties.Light.Red), 10),
                Rows(open with { Trouble = CaseFilter.Failed }, 8)
                    .UnionBy(Rows(open with { Trouble = CaseFilter.Reopened }, 8), row => row.Number)
                    .OrderByDescending(row => row.Number)
                    .Take(8)
                    .ToList(),
                subjects.Owed(connection, site.Who.Actor.Post, kind: null, site.Now, EndOf(0), EndOf(2)).Rows
            );
        });
        return new(
            new Dictionary<string, object?>
            {
                [nameof(LeaderPage.Rules)] = Rules,
                [nameof(LeaderPage.Figures)] = figures.Of(city, Rules.Calendar),
                [nameof(LeaderPage.Red)] = red,
                [nameof(LeaderPage.Trouble)] = trouble,
                [nameof(LeaderPage.Waiting)] = waiting,
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
