using System.Globalization;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Duties;

/// <summary>What a post owes on cases as the columns of a file, what burns most first.</summary>
internal sealed class DutyTable(Sentences t, CaseNames names, SiteContext site)
{
    public TableFile File(IEnumerable<DutyRow> rows, IReadOnlyDictionary<string, string> places) =>
        new(
            $"{site.Here.Code}-{site.Who.Actor.Post}-{site.Today:yyyy-MM-dd}",
            [
                new SheetColumn(t["cases.csv.light"], 8),
                new SheetColumn(t["cases.csv.due"], 18),
                new SheetColumn(t["cases.csv.next"]),
                new SheetColumn(t["cases.csv.number"], 10),
                new SheetColumn(t["cases.csv.category"], 28),
                new SheetColumn(t["cases.csv.district"]),
                new SheetColumn(t["cases.csv.street"], 18),
                new SheetColumn(t["cases.csv.place"], 28),
                new SheetColumn(t["duties.csv.since"], 18),
                new SheetColumn(t["cases.csv.failed"]),
            ],
            rows.Select(row =>
                (IReadOnlyList<object?>)
                    [
                        t[$"site.light.{row.LightAt(site.Now)}"],
                        Time(row.Due),
                        t[$"duties.kind.{row.Kind}"],
                        row.Case,
                        names.Category(row.Category),
                        names.District(row.District),
                        row.Street is null ? "" : names.Street(row.Street),
                        row.Place is null ? "" : places.GetValueOrDefault(row.Place, row.Place),
                        Time(row.Since),
                        row.FailedChecks,
                    ]
            )
        );

    private string Time(DateTime utc) => site.ToLocal(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
