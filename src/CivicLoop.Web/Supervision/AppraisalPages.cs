using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Supervision;

/// <summary>What orders did to the appraisal of units: all of them, and one with every reason. A unit finds its own.</summary>
public sealed class AppraisalPages(SiteContext site, RulesNow rulesNow, Sentences t)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    // An inspector finds a district's orders, not a city's sums.
    private string? Only =>
        May.Read(site.Who.Actor.Role) == Scope.City ? null : Rules.Organisation.Answering(site.Who.Actor.Unit);

    public RazorComponentResult<AppraisalsPage> All(IQueryCollection query)
    {
        var year = Year(query);
        return new(
            new Dictionary<string, object?>
            {
                [nameof(AppraisalsPage.Sums)] = city.Database.Read(connection => AppraisalReads.Sums(connection, year, Only)),
                [nameof(AppraisalsPage.Year)] = year.Year,
                [nameof(AppraisalsPage.Rules)] = Rules,
            }
        );
    }

    public IResult Unit(string code, IQueryCollection query)
    {
        if (Rules.Organisation.Unit(code) is null || Only is { } only && only != code)
            return Results.NotFound();
        var year = Year(query);
        return new RazorComponentResult<AppraisalPage>(
            new Dictionary<string, object?>
            {
                [nameof(AppraisalPage.Code)] = code,
                [nameof(AppraisalPage.Lines)] = city.Database.Read(connection => AppraisalReads.Lines(connection, year, code)),
                [nameof(AppraisalPage.Year)] = year.Year,
                [nameof(AppraisalPage.Rules)] = Rules,
            }
        );
    }

    public IResult Export(IQueryCollection query, string form)
    {
        var (year, words) = (Year(query), new OrderWords(Rules, t));
        return new TableFile(
            $"{site.Here.Code}-{t["orders.appraisals"]}-{year.Year}",
            [
                new SheetColumn(t["orders.col.unit"], 28),
                new SheetColumn(t["orders.col.at"], 18),
                new SheetColumn(t["orders.col.rung"], 24),
                new SheetColumn(t["orders.col.paper"], 14),
                new SheetColumn(t["orders.col.matter"], 18),
                new SheetColumn(t["orders.col.points"], 8),
            ],
            city.Database.Read(connection => AppraisalReads.Lines(connection, year, Only))
                .Select(
                    IReadOnlyList<object?> (line) =>
                        [
                            words.Unit(line.Order),
                            site.ToLocal(line.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                            line.Order.Name,
                            line.Order.Paper is { } paper ? words.Number(paper) : null,
                            words.Matter(line.Order.Over.Matter),
                            -line.Points,
                        ]
                )
        ).As(form, site, t);
    }

    private CalendarSpan Year(IQueryCollection query)
    {
        var year =
            int.TryParse(query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            && asked is > 1999 and < 3000
                ? asked
                : site.Today.Year;
        DateTime Starts(int of) => Rules.Calendar.ToUtc(new DateOnly(of, 1, 1), TimeOnly.MinValue);
        return new CalendarSpan(year, Starts(year), Starts(year + 1));
    }
}
