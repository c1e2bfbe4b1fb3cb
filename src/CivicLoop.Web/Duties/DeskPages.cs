using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.SelfChecks;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Duties;

/// <summary>The first screen after signing in: what my post owes, or for a leader how the city stands.</summary>
public sealed class DeskPages(SiteContext site, RulesNow rulesNow, CityFigures figures, DutySubjects subjects, Sentences t)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    /// <param name="done">Case and event of what the reader has just done, where they see the case no more.</param>
    public IResult Show(string? done) =>
        site.Who.Actor.Role is Role.Leader or Role.AuditAdministrator ? Leader() : Mine(Said(done) ?? SelfCheckSaid.Of(t, done));

    private RazorComponentResult<DeskPage> Mine(string? said)
    {
        var today = EndOf(0);
        var soon = EndOf(2);
        var list = city.Database.Read(connection =>
        {
            var owed = DutyReads.Of(connection, site.Who.Actor.Post, site.Now, today, soon);
            return (
                owed,
                Elsewhere: subjects.Owed(connection, site.Who.Actor.Post, t),
                Places: CaseListReads.PlaceNames(connection, [.. owed.Rows.Select(row => row.Place).OfType<string>().Distinct()])
            );
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
                [nameof(DeskPage.Others)] = list.owed.Others,
                [nameof(DeskPage.Elsewhere)] = list.Elsewhere,
                [nameof(DeskPage.Done)] = said,
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
                DutyReads.Of(connection, site.Who.Actor.Post, site.Now, EndOf(0), EndOf(2)).Rows
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

    private string? Said(string? done) =>
        done?.Split('-') is [var number, var version] && long.TryParse(number, out var of) && int.TryParse(version, out var made)
            ? city.Database.Read(connection => CaseReads.Find(connection, of)) is { } found
                ? CaseSaid.Of(t, found, made, site.Who.Actor.Person)
                : null
            : null;
}
