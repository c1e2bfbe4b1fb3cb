using System.Globalization;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Duties;

/// <summary>What a post owes as the columns of a file, what burns most first.</summary>
internal sealed class DutyTable(Sentences t, CaseNames names, SiteContext site)
{
    public TableFile File(IEnumerable<OwedDuty> rows, IReadOnlyDictionary<string, string> places) =>
        new(
            $"{site.Here.Code}-{site.Who.Actor.Post}-{site.Today:yyyy-MM-dd}",
            [
                new SheetColumn(t["cases.csv.light"], 8),
                new SheetColumn(t["cases.csv.due"], 18),
                new SheetColumn(t["cases.csv.next"]),
                new SheetColumn(t["duties.csv.on"], 12),
                new SheetColumn(t["cases.csv.number"], 10),
                new SheetColumn(t["duties.csv.what"], 28),
                new SheetColumn(t["cases.csv.district"]),
                new SheetColumn(t["cases.csv.street"], 18),
                new SheetColumn(t["cases.csv.place"], 28),
                new SheetColumn(t["duties.csv.since"], 18),
                new SheetColumn(t["cases.csv.failed"]),
                new SheetColumn(t["duties.csv.several"], 8),
            ],
            rows.Select(row =>
                (IReadOnlyList<object?>)
                    [
                        t[$"site.light.{row.LightAt(site.Now)}"],
                        Time(row.Due),
                        t[$"duties.kind.{row.Kind}"],
                        .. About(row, places),
                        Time(row.Since),
                        (row as DutyRow)?.FailedChecks,
                        row.Count,
                    ]
            )
        );

    private object?[] About(OwedDuty duty, IReadOnlyDictionary<string, string> places) =>
        duty switch
        {
            DutyRow row =>
            [
                t["site.stream.case"],
                row.Case,
                names.Category(row.Category),
                names.District(row.District),
                row.Street is null ? "" : names.Street(row.Street),
                row.Place is null ? "" : places.GetValueOrDefault(row.Place, row.Place),
            ],
            OtherDuty other => [t[$"site.stream.{other.Of}"], null, other.Subject.What, "", "", other.Subject.Where],
            _ => throw new ArgumentOutOfRangeException(nameof(duty), duty, "A duty is on a case or on another stream."),
        };

    private string Time(DateTime utc) => site.ToLocal(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
