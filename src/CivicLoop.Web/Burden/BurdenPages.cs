using CivicLoop.Core.Burden;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Burden;

/// <summary>The page of the burden, and the same as a file.</summary>
public sealed class BurdenPages(SiteContext site, RulesNow rulesNow, Sentences t)
{
    public static readonly IReadOnlyList<int> Lengths = [4, 8, 13, 26];

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public RazorComponentResult<BurdenPage> Show(IQueryCollection asked)
    {
        var (weeks, all) = Read(asked);
        var unit = asked["unit"].ToString() is { Length: > 0 } code && all.Any(one => one.Unit == code) ? code : null;
        return new(
            new Dictionary<string, object?>
            {
                [nameof(BurdenPage.All)] = all,
                [nameof(BurdenPage.Weeks)] = weeks,
                [nameof(BurdenPage.Unit)] = unit,
                [nameof(BurdenPage.Rules)] = Rules,
            }
        );
    }

    public IResult Export(string form, IQueryCollection asked)
    {
        if (form is not ("xlsx" or "csv"))
            return Results.NotFound();
        var names = CaseNames.Of(Rules);
        var (_, all) = Read(asked);
        return new TableFile(
            $"{site.Here.Code}-{t["burden.title"]}-{Values.Day(site.Today)}",
            [
                .. new[] { "week", "unit", "forms", "duties", "hours", "closed", "first-pass" }.Select(column => new SheetColumn(
                    t[$"burden.col.{column}"],
                    column == "unit" ? 30 : 14
                )),
                .. Enum.GetValues<Effort>().Select(effort => new SheetColumn(t[$"burden.effort.{effort}"], 14)),
            ],
            all.Select(
                IReadOnlyList<object?> (one) =>
                    [
                        one.Week,
                        names.Unit(one.Unit, t),
                        one.Forms,
                        one.Duties,
                        Math.Round(one.Minutes / 60.0, 1),
                        one.Closed,
                        one.FirstPass,
                        .. Enum.GetValues<Effort>().Select(effort => (object?)one.Efforts.GetValueOrDefault(effort)),
                    ]
            )
        ).As(form, site, t);
    }

    // The last week is this one, which is not over.
    private (IReadOnlyList<DateOnly> Weeks, IReadOnlyList<UnitBurden> All) Read(IQueryCollection asked)
    {
        var length = int.TryParse(asked["weeks"], out var wanted) && Lengths.Contains(wanted) ? wanted : 8;
        var rules = Rules;
        var until = Burdens.WeekOf(site.Today).AddDays(7);
        var counts = city.Database.Read(connection =>
            BurdenReads.Weeks(connection, rules.Calendar, until.AddDays(-7 * length), until)
        );
        var own = May.Read(site.Who.Actor.Role) == Scope.City ? null : rules.Organisation.Answering(site.Who.Actor.Unit);
        return (
            [.. Enumerable.Range(0, length).Select(ago => until.AddDays(-7 * (length - ago)))],
            [.. Burdens.Of(counts, rules.Organisation, rules.Playbook.Limits.Effort).Where(one => own is null || one.Unit == own)]
        );
    }
}
